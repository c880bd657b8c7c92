// An endpoint of customer cards with Node.js alone, as a user of Plain would write it, for the Node suites and the
// screenshots.

import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** Whether Plain has sent a request: its signature is that of the bytes of the body. */
export function isSigned(body, signature, secret) {
  const expected = createHmac("sha256", secret).update(body).digest();
  const actual = Buffer.from(signature ?? "", "hex");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The answer to a request: its status and body. */
async function answer(request, body, { secret, cards, before }) {
  if (request.method !== "POST") return [405, { error: "send a POST" }];
  if (!isSigned(body, request.headers["plain-request-signature"], secret)) {
    return [401, { error: "the signature is not valid" }];
  }
  const input = JSON.parse(body);
  const replacement = await before(input);
  if (replacement !== undefined) return replacement;
  // Every requested key is answered; one that is unknown has no components, so Plain hides it.
  const answers = input.cardKeys.map(async (key) => {
    const card = Object.hasOwn(cards, key) ? await cards[key](input) : {};
    return { key, components: null, timeToLiveSeconds: null, ...card };
  });
  return [200, { cards: await Promise.all(answers) }];
}

/**
 * Serves cards until the process ends, each the result of a function of the request. `before` sees a request
 * first, and may return another answer or take its time.
 */
export async function serveCards(secret, cards, before = () => undefined) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    requests.push({ headers: request.headers, body: body.toString() });
    const [status, content] = await answer(request, body, { secret, cards, before });
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(content));
  });
  server.listen(0, "127.0.0.1");
  server.unref();
  server.on("connection", (socket) => socket.unref());
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/plain/cards`, requests };
}

/** Calls the REST API of a sandbox for cards. */
export async function cardApi(sandbox, method, path, body) {
  const url = new URL(`/api/cards${path}`, sandbox.apiUrl);
  const response = await fetch(url, { method, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

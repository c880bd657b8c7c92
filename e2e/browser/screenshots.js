// Takes the screenshots for the READMEs of a running sandbox: `npm run screenshots -- URL KEY`.

import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { cardApi, serveCards } from "../card_endpoint.mjs";
import { seed } from "../sandbox.mjs";
import { waitUntilLive, launch } from "./browser.js";
import { create, productCards, productEvents, send, text } from "./events.js";

const [url = "http://127.0.0.1:4010", apiKey = "plainApiKey_sandbox"] = process.argv.slice(2);
const sandbox = { apiUrl: new URL("/graphql/v1", url).href, apiKey };
const folder = fileURLToPath(new URL("../../docs/images", import.meta.url));

const SCREENSHOTS = [
  { name: "page", path: `/threads/${seed.threadId}` },
  { name: "page-dark", path: `/threads/${seed.threadId}`, colorScheme: "dark" },
  { name: "rejected", path: "/rejected", height: 480 },
  { name: "narrow", path: "/", width: 400, height: 760 },
  { name: "cards", path: `/threads/${seed.threadId}`, width: 1360, height: 760, hasCards: true },
];

await mkdir(folder, { recursive: true });
const browser = await launch();

/** Takes a picture of the event that the README's first command sends. */
async function quickstart() {
  const env = { ...process.env, PLAIN_API_URL: sandbox.apiUrl, PLAIN_API_KEY: apiKey };
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const created = execFileSync("cargo", ["run", "--quiet", "--locked", "--example", "quickstart"], { cwd, env });
  const page = await browser.newPage({ viewport: { width: 720, height: 800 }, locale: "en-GB", colorScheme: "light" });
  await page.goto(new URL(`/events/${JSON.parse(created).id}`, url).href);
  await waitUntilLive(page);
  await page.locator(".card").first().screenshot({ path: `${folder}/quickstart.png` });
  await page.close();
}

await quickstart();
for (const list of ["events", "requests"]) {
  await fetch(new URL(`/api/${list}`, url), { method: "DELETE" });
}
await cardApi(sandbox, "DELETE", "");
for (const [index, event] of productEvents.entries()) {
  const hoursAgo = [50, 9, 1][index];
  const timestamp = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  await create(sandbox, { ...event, timestamp });
}
const { labelType } = await send(sandbox, "createLabelType", { name: "API" });
const { threadId } = seed;
await send(sandbox, "addLabels", { threadId, labelTypeIds: [labelType.id] });
await send(sandbox, "changeThreadPriority", { threadId, priority: 1 });
await send(sandbox, "upsertThreadField", {
  identifier: { threadId, key: "plan" },
  type: "STRING",
  stringValue: "team",
});
await send(sandbox, "createNote", {
  customerId: seed.customerId,
  threadId,
  text: "They rotate their keys every month.",
});
await send(sandbox, "createCustomerEvent", {
  title: "Payment failed",
  customerIdentifier: { emailAddress: seed.emailAddress },
  components: [text(" "), { componentSpacer: {} }],
});
await send(sandbox, "createCustomerEvent", {
  title: "Payment failed",
  customerIdentifier: { emailAddress: "nobody@acme.com" },
  components: [text("Declined")],
});

const endpoint = await serveCards("secret", productCards);
const keys = Object.keys(productCards);
for (const { name, path, width = 1080, height = 840, colorScheme = "light", hasCards } of SCREENSHOTS) {
  if (hasCards) await cardApi(sandbox, "PUT", "", [{ url: endpoint.url, keys, signingSecret: "secret" }]);
  const page = await browser.newPage({ viewport: { width, height }, locale: "en-GB", colorScheme });
  await page.goto(new URL(path, url).href);
  await waitUntilLive(page);
  if (hasCards) await page.locator(".customer-card .components").first().waitFor();
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
await browser.close();

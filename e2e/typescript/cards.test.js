// Customer cards from an endpoint that is written in Node.js, without a crate of this project.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { uiComponent } from "@team-plain/typescript-sdk";

import { allTwelve } from "./components.js";
import { cardApi, isSigned, serveCards } from "../card_endpoint.mjs";
import { seed, startSandbox } from "../sandbox.mjs";

const SECRET = "signing-s3cret";
const sandbox = startSandbox();
before(() => sandbox.started);

const plan = uiComponent.row({
  mainContent: [uiComponent.text({ text: "Plan", color: "MUTED" })],
  asideContent: [uiComponent.badge({ label: "Team", color: "GREEN" })],
});

/** The SDK writes optional fields as null, which is the same as no field. */
const withoutNulls = (value) => JSON.parse(JSON.stringify(value, (_, it) => it ?? undefined));
const shownPlan = withoutNulls([plan]);

/** Cards as a product would serve them. */
const cards = {
  plan: () => ({ components: [plan], timeToLiveSeconds: 300 }),
  greeting: ({ customer, thread, tenant }) => ({
    components: [
      uiComponent.plainText({ text: [customer.email, customer.externalId, thread?.id, tenant?.id].join(" ") }),
    ],
  }),
};

/** Loads cards of an endpoint, by key. */
async function load(endpoint, options = {}) {
  const loaded = await cardApi(sandbox, "POST", "/load", { endpoint, ...options });
  return Object.fromEntries(loaded.cards.map((card) => [card.key, card]));
}

describe("an endpoint in Node.js", () => {
  test("verifies the signature of Plain's documentation", () => {
    const signature = "1bff4699de4fb5202a4b1e6cefd7b5fdfb02d19a67a1eb371dd417a45b0a47df";
    assert.ok(isSigned(Buffer.from("hello-world"), signature, "secret"));
    for (const other of [signature.slice(2), signature.replace("1b", "1c"), "", "not hex", undefined]) {
      assert.ok(!isSigned(Buffer.from("hello-world"), other, "secret"), other);
    }
  });

  test("answers the cards of one request", async () => {
    const { url, requests } = await serveCards(SECRET, cards);
    const keys = ["plan", "greeting"];
    const endpoint = { url, keys, signingSecret: SECRET, headers: { "X-Team": "a" }, unknownKey: true, unknownFields: true };
    const loaded = await load(endpoint, { customer: seed.emailAddress, thread: seed.threadId });
    assert.deepEqual(loaded.plan.components, shownPlan);
    assert.equal(loaded.plan.timeToLiveSeconds, 300);
    const words = [seed.emailAddress, seed.externalId, seed.threadId, ""].join(" ");
    assert.equal(loaded.greeting.components[0].componentPlainText.plainText, words);
    assert.equal(loaded["plain-sandbox-unknown-key"].state, "hidden");
    assert.equal(requests.length, 1);
    const { headers } = requests[0];
    assert.equal(headers["x-team"], "a");
    assert.match(headers["user-agent"], /^Plain\/1\.0 /);
    assert.ok(headers["plain-workspace-id"].startsWith("w_"));
    // The same cards come from the cache, without another request.
    const again = await load(endpoint, { customer: seed.customerId, thread: seed.threadId });
    assert.deepEqual([again.plan.source, again.plan.components], ["cached", shownPlan]);
    assert.equal(requests.length, 1);
  });

  test("answers with the twelve components of the SDK", async () => {
    const twelve = allTwelve(
      uiComponent,
      { componentDateTime: { dateTimeIso8601: "2026-05-11T12:00:00Z" } },
      { componentUser: { userIdentifier: { emailAddress: seed.userEmailAddress } } },
    );
    const { url } = await serveCards(SECRET, { twelve: () => ({ components: twelve }) });
    const loaded = await load({ url, keys: ["twelve"], signingSecret: SECRET });
    assert.deepEqual(loaded.twelve.components, withoutNulls(twelve));
  });

  test("answers a customer without a thread and e-mail address", async () => {
    const { url } = await serveCards(SECRET, cards);
    const endpoint = { url, keys: ["greeting"], signingSecret: SECRET, email: false };
    for (const nulls of [true, false]) {
      const { greeting } = await load({ ...endpoint, nulls });
      assert.equal(greeting.components[0].componentPlainText.plainText, ` ${seed.externalId}  `);
    }
  });

  test("refuses a wrong and a missing signature", async () => {
    const { url, requests } = await serveCards(SECRET, cards);
    for (const signature of ["wrong", "missing"]) {
      const { plan } = await load({ url, keys: ["plan"], signature });
      assert.equal(plan.state, "failed");
      assert.deepEqual([plan.error.type, plan.error.statusCode], ["StatusCode", 401]);
    }
    const { plan } = await load({ url, keys: ["plan"], signingSecret: "that of another workspace" });
    assert.equal(plan.error.statusCode, 401);
    // A refusal is not repeated.
    assert.equal(requests.length, 3);
  });

  test("fails for a key that it leaves out", async () => {
    const { url } = await serveCards(SECRET, cards, ({ cardKeys }) =>
      cardKeys.includes("usage") ? [200, { cards: [{ key: "plan", ...cards.plan() }] }] : undefined,
    );
    const loaded = await load({ url, keys: ["plan", "usage"], signingSecret: SECRET });
    assert.equal(loaded.plan.state, "shown");
    assert.deepEqual([loaded.usage.error.type, loaded.usage.error.cardKey], ["MissingCard", "usage"]);
  });

  test("succeeds when a request is repeated after a status of 500", async () => {
    let count = 0;
    const { url, requests } = await serveCards(SECRET, cards, () => (count++ === 0 ? [500, {}] : undefined));
    const { plan: loaded } = await load({ url, keys: ["plan"], signingSecret: SECRET });
    assert.deepEqual(loaded.components, shownPlan);
    assert.deepEqual(loaded.attempts.map((it) => it.status), [500, 200]);
    assert.equal(requests[0].body, requests[1].body);
    const attempts = await cardApi(sandbox, "GET", "/attempts");
    assert.deepEqual(attempts.slice(-2).map((it) => it.status), [500, 200]);
  });

  test("has its layout validated", async () => {
    const empty = { components: [{ componentText: { text: "" } }] };
    const { url } = await serveCards(SECRET, { ...cards, empty: () => empty });
    const loaded = await load({ url, keys: ["empty", "plan"], signingSecret: SECRET });
    assert.equal(loaded.empty.error.type, "ResponseBody");
    assert.match(loaded.empty.error.message, /componentText\.text: blank/);
    assert.equal(loaded.plan.state, "shown");
  });
});

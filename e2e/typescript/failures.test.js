// The official SDKs when Plain or the network fails, and with text of a customer, for the comparisons in the README and the guide.
// `tests/client` and `tests/packages/escaping` have the same for `plain-runtime`.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import * as graphql from "@team-plain/graphql";
import * as typescriptSdk from "@team-plain/typescript-sdk";
import { uiComponent } from "@team-plain/ui-components";

import { seed, startSandbox } from "../sandbox.mjs";

const sandbox = startSandbox();

/** Each SDK as a function that throws if the event of a text is not created, as far as the SDK knows. */
const SDKS = {
  "@team-plain/typescript-sdk": async (text) => {
    const client = new typescriptSdk.PlainClient(sandbox);
    const { error } = await client.createCustomerEvent(event(typescriptSdk.uiComponent, text));
    if (error) throw new Error(error.message);
  },
  "@team-plain/graphql": async (text) => {
    const client = new graphql.PlainClient(sandbox);
    const { error } = await client.mutation.createCustomerEvent({ input: event(uiComponent, text) });
    if (error) throw new Error(error.message);
  },
};

function event(ui, text) {
  return {
    title: "API key generated",
    customerIdentifier: { emailAddress: seed.emailAddress },
    components: [ui.text({ text })],
  };
}

const api = (path, method = "GET", body) =>
  fetch(new URL(`/api/${path}`, sandbox.apiUrl), { method, body: body && JSON.stringify(body) });
const events = async () => (await api("events")).json();
const requests = async () => (await api("requests")).json();

for (const [name, send] of Object.entries(SDKS)) {
  describe(name, () => {
    beforeEach(async () => {
      await sandbox.started;
      for (const list of ["faults", "events", "requests"]) await api(list, "DELETE");
    });

    test("fails at the first status of 503", async () => {
      await api("faults", "PUT", [{ status: 503, next: 1 }]);
      await assert.rejects(send("a"));
      assert.equal((await requests()).length, 1);
      assert.equal((await events()).length, 0);
    });

    test("creates an event twice if its response is lost and the call repeated", async () => {
      await api("faults", "PUT", [{ reset: true, afterCommit: true, next: 1 }]);
      await assert.rejects(send("a"));
      await send("a");
      assert.equal((await events()).length, 2);
    });

    test("throws at a status of 429", async () => {
      await api("faults", "PUT", [{ status: 429, next: 1 }]);
      await assert.rejects(send("a"));
      assert.equal((await requests()).length, 1);
    });

    test("sends text of a customer as Markdown", async () => {
      const name = "[Refund](https://evil.example)";
      await send(`Requested by ${name}`);
      const [{ input }] = await events();
      assert.equal(input.components[0].componentText.text, `Requested by ${name}`);
    });
  });
}

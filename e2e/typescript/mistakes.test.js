// The number of mistakes in an event that are reported before it is sent: by `tsc --strict` with each of the official
// SDKs, and by the SDK when it is called. Each is an error of the compiler in Rust. The README has the numbers.

import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import * as graphql from "@team-plain/graphql";
import * as typescriptSdk from "@team-plain/typescript-sdk";
import * as uiComponents from "@team-plain/ui-components";

import { MISTAKES, source } from "./mistakes.js";
import { typeCheck } from "./type_check.js";

const names = Object.keys(MISTAKES);
const ROOT = new URL("../../", import.meta.url);

/** Each SDK: the beginning of a program, the call that submits an event, and the same at run time. */
const SDKS = {
  "@team-plain/typescript-sdk": {
    head: `import { PlainClient, uiComponent as ui } from "@team-plain/typescript-sdk";`,
    call: (input) => `client.createCustomerEvent(${input})`,
    PlainClient: typescriptSdk.PlainClient,
    ui: typescriptSdk.uiComponent,
  },
  "@team-plain/graphql": {
    head: `import { PlainClient } from "@team-plain/graphql"; import { uiComponent as ui } from "@team-plain/ui-components";`,
    call: (input) => `client.mutation.createCustomerEvent({ input: ${input} })`,
    PlainClient: graphql.PlainClient,
    ui: uiComponents.uiComponent,
  },
};

let requests = 0;
const server = createServer((_, response) => {
  requests += 1;
  response.setHeader("content-type", "application/json");
  response.end(`{"data":{}}`);
});
before(() => once(server.listen(0, "127.0.0.1"), "listening"));
after(() => server.close());

/** Names of the mistakes that the compiler of TypeScript reports. */
function reportedByTheCompiler({ head, call }) {
  // A correct event in the second line, and then one line for each mistake.
  const events = [{}, ...Object.values(MISTAKES)].map((mistake) => `void ${call(source(mistake))};`);
  const program = [`${head} const client = new PlainClient({ apiKey: "" });`, ...events].join("\n");
  const found = new Set();
  for (const { line, message } of typeCheck(program)) {
    assert.ok(line >= 2, message);
    found.add(names[line - 2]);
  }
  return names.filter((name) => found.has(name));
}

/** Names of the mistakes for which the SDK sends no request. */
async function reportedByTheCall({ call, PlainClient, ui }) {
  const apiUrl = `http://127.0.0.1:${server.address().port}/graphql/v1`;
  const client = new PlainClient({ apiUrl, apiKey: "plainApiKey_x" });
  const found = [];
  for (const name of names) {
    const before = requests;
    const send = new Function("client", "ui", `return ${call(source(MISTAKES[name]))}`);
    await Promise.resolve().then(() => send(client, ui)).catch(() => {});
    if (requests === before) found.push(name);
  }
  return found;
}

test("every mistake is an error in Rust", () => {
  for (const name of names) {
    assert.ok(existsSync(new URL(`tests/packages/ui/messages/${name}.stderr`, ROOT)), name);
  }
});

test("the README and the guide have the numbers of reported mistakes", async () => {
  const counts = [];
  for (const sdk of Object.values(SDKS)) {
    const found = new Set([...reportedByTheCompiler(sdk), ...(await reportedByTheCall(sdk))]);
    counts.push(found.size);
  }
  const missed = names.length - counts[0];
  assert.ok(counts.every((count) => count === counts[0]), "the guide has one number for both SDKs");
  for (const [page, words] of [
    ["why.md", `reports ${counts[0]} of the ${names.length}`],
    ["guide/typescript.md", `${missed} of ${names.length} mistakes`],
  ]) {
    assert.ok(readFileSync(new URL(`docs/${page}`, ROOT), "utf8").includes(words), words);
  }
  const row = `| mistakes reported before the event is sent, of ${names.length} | ${[...counts, names.length].join(" | ")} |`;
  const readme = readFileSync(new URL("README.md", ROOT), "utf8");
  assert.ok(readme.includes(row), row);
});

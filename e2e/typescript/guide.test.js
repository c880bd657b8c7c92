// The TypeScript in the guide for those who come from an SDK has the types of the SDK.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { test } from "node:test";

import * as graphql from "@team-plain/graphql";
import * as typescriptSdk from "@team-plain/typescript-sdk";
import * as uiComponents from "@team-plain/ui-components";

import { typeCheck } from "./type_check.js";

const PAGE = readFileSync(new URL("../../docs/guide/typescript.md", import.meta.url), "utf8");

/** Variables of the examples. */
const HEAD = `
declare const process: { env: Record<string, string | undefined> };
declare const [apiKey, at, id, e, fingerprint, label, url, value, workflowId]: string[];
declare const plan: string | null;
declare const key: { id: string };
declare const isPaid: boolean;
declare const roles: string[];
declare const valid: { title: string; customerIdentifier: { emailAddress: string }; components: never[] };
declare const footer: () => ReturnType<typeof uiComponent.text>[];
`.replaceAll("\n", " ");
const NEW_IMPORT = `import { PlainClient } from "@team-plain/graphql"; import { uiComponent } from "@team-plain/ui-components";`;
const IMPORT = `import { PlainClient, uiComponent } from "@team-plain/typescript-sdk";`;

/** The blocks of TypeScript. */
const blocks = [...PAGE.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);

/** The TypeScript in the rows of the table of spellings, completed where it is shortened. */
const cells = PAGE.split("\n")
  .filter((line) => /^\| `.*` \| `.*` \|$/.test(line))
  .map((line) => line.split(" | ")[0].replace(/^\| `+ ?/, "").replace(/ ?`+$/, ""))
  .map((code) => code.replaceAll("[..]", "[]").replaceAll("badge(..)", `badge({ label: "a" })`));

/** A call with these fields. */
const event = (fields) => `void new PlainClient({ apiKey }).createCustomerEvent({ ...valid, ${fields} });`;

/** A field of an event, components in a list, or an expression. */
function statement(code) {
  if (code.startsWith("void ")) return `${code};`;
  if (/^(?:\.\.\.|uiComponent)/.test(code)) return event(`components: [${code}]`);
  return /^\w+:/.test(code) ? event(code) : `void ${code};`;
}

test("the first example compiles", () => {
  const program = blocks[0].replace(IMPORT, `${IMPORT}${HEAD}`);
  assert.deepEqual(typeCheck(`${program}\nexport {};`), []);
});

/** Examples that do not compile after an import. */
function wrong(imports, codes) {
  const statements = codes.map((code) => statement(code.replaceAll("\n", " ")));
  const errors = typeCheck([`${imports}${HEAD}`, ...statements].join("\n"));
  return errors.map(({ line, message }) => `${codes[line - 1] ?? "head"}: ${message}`);
}

test("the other examples and all spellings compile", () => {
  const codes = [...blocks.slice(1), ...cells];
  assert.equal(codes.length, 19);
  // The newer package alone has builders for dates and users.
  const isNewer = (code) => /uiComponent\.(?:dateTime|user)\b/.test(code);
  assert.deepEqual(wrong(IMPORT, codes.filter((code) => !isNewer(code))), []);
  assert.equal(wrong(IMPORT, codes.filter(isNewer)).length, 2);
  const components = codes.filter((code) => code.startsWith("uiComponent"));
  assert.deepEqual(wrong(NEW_IMPORT, components.map((code) => `void ${code}`)), []);
});

test("a wrong example does not compile", () => {
  assert.equal(wrong(IMPORT, ["uiComponent.copyButton({ text: value })"]).length, 1);
});

test("an absent size is sent as null", async () => {
  const sent = [];
  const server = createServer(async (request, response) => {
    sent.push((await json(request)).variables.input.components[0].componentText.textSize);
    response.writeHead(503).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const apiUrl = `http://127.0.0.1:${server.address().port}/graphql/v1`;
  const event = ({ uiComponent }) => ({
    title: "a",
    customerIdentifier: { externalId: "jane" },
    components: [uiComponent.text({ text: "a" })],
  });
  const options = { apiKey: "plainApiKey_x", apiUrl };
  const { mutation } = new graphql.PlainClient(options);
  const client = new typescriptSdk.PlainClient(options);
  await mutation.createCustomerEvent({ input: event(uiComponents) }).catch(() => {});
  await client.createCustomerEvent(event(typescriptSdk)).catch(() => {});
  server.close();
  assert.deepEqual(sent, [null, null]);
});

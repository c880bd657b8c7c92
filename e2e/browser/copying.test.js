// Copying values and events.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { before, test } from "node:test";
import { promisify } from "node:util";

import { startSandbox } from "../sandbox.mjs";
import { pagesOf } from "./browser.js";
import { create, everything, text } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);
const allowed = { context: { permissions: ["clipboard-read", "clipboard-write"] } };
let id;

before(async () => {
  await sandbox.started;
  id = await create(sandbox, { ...everything, components: [...everything.components, text("it's {braced} $HOME `id`")] });
});

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

async function copied(page, button) {
  await button.click();
  await page.locator("#announcement", { hasText: "Copied" }).waitFor({ state: "attached" });
  return clipboard(page);
}

test("a copy button copies its value and confirms it", async (t) => {
  const page = await open(t, "/", allowed);
  const button = page.locator(".copy-button");
  assert.equal(await button.locator(".tooltip").isVisible(), false);
  await button.hover();
  assert.equal(await button.locator(".tooltip").innerText(), "Copy the id");
  assert.equal(await copied(page, page.getByRole("button", { name: "Copy the id" })), "ID-12313");
  assert.equal(await button.locator(".tooltip").innerText(), "Copied");
});

test("an event is copied as customer_event!", async (t) => {
  const page = await open(t, "/", allowed);
  const call = await copied(page, page.getByRole("button", { name: "Copy as customer_event!" }));
  assert.ok(call.startsWith('customer_event!(\n    title = "Everything",\n'), call);
  assert.ok(call.includes('text("it\'s {{braced}} $HOME `id`"),'), call);
  assert.equal(call, await (await fetch(new URL(`/events/${id}/macro`, sandbox.apiUrl))).text());
});

test("an event is copied as a curl command that recreates it", async (t) => {
  const page = await open(t, "/", allowed);
  const command = await copied(page, page.getByRole("button", { name: "Copy as curl" }));
  assert.ok(!command.includes(sandbox.apiKey));
  const { stdout } = await promisify(execFile)("sh", ["-c", command], {
    env: { PATH: process.env.PATH, NO_PROXY: "*", PLAIN_API_KEY: sandbox.apiKey },
  });
  const { customerEvent } = JSON.parse(stdout).data.createCustomerEvent;
  const events = await (await fetch(new URL("/api/events", sandbox.apiUrl))).json();
  const [first, again] = [id, customerEvent.id].map((id) => events.find((it) => it.id === id));
  assert.deepEqual(again.input, first.input);
});

test("the page of an event has every source and the JSON", async (t) => {
  const page = await open(t, "/", allowed);
  await page.locator(`#${id}`).getByRole("link", { name: "JSON" }).click();
  await page.waitForURL(`**/events/${id}`);
  const event = JSON.parse(await copied(page, page.getByRole("button", { name: "Copy JSON" })));
  assert.equal(event.id, id);
  assert.equal(event.input.title, "Everything");
  assert.equal(await page.locator("pre").count(), 3);
});

test("a denied clipboard is reported", async (t) => {
  const page = await open(t, "/");
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new Error("not allowed"));
  });
  await page.locator(".copy-button").first().click();
  await page.locator("#announcement", { hasText: "Not copied: not allowed" }).waitFor({ state: "attached" });
});

test("copying works without the clipboard API", async (t) => {
  const page = await open(t, "/", allowed);
  await page.evaluate(() => Object.defineProperty(navigator.clipboard, "write", { value: undefined }));
  assert.equal(await copied(page, page.locator(".copy-button").first()), "ID-12313");
});

test("without a script, sources open as pages", async (t) => {
  const page = await open(t, "/", { context: { javaScriptEnabled: false } });
  const entry = page.locator(`#${id}`);
  await entry.getByRole("button", { name: "Copy as customer_event!" }).click();
  assert.match(await page.locator("body").innerText(), /^customer_event!\(/);
});

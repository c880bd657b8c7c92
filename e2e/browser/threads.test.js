// Pages of threads: properties, changes, messages and copying.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";

import { seed, startSandbox } from "../sandbox.mjs";
import { audit, pagesOf } from "./browser.js";
import { send, text } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);
const allowed = { context: { permissions: ["clipboard-read", "clipboard-write"] } };

/** Creates a thread with everything that it can have, and returns its ID. */
async function contactForm(name) {
  const { labelType } = await send(sandbox, "createLabelType", { name });
  await send(sandbox, "upsertTenant", {
    identifier: { externalId: name },
    externalId: name,
    name: `Tenant ${name}`,
  });
  const { thread } = await send(sandbox, "createThread", {
    customerIdentifier: { customerId: seed.customerId },
    title: `Contact form ${name}`,
    components: [text("It's **broken**")],
    labelTypeIds: [labelType.id],
    tenantIdentifier: { externalId: name },
    externalId: name,
    threadFields: [{ key: "plan", type: "STRING", stringValue: "team" }],
  });
  return thread.id;
}

const property = (page, name) =>
  page.locator(".properties dl > div", { has: page.locator("dt", { hasText: name }) }).locator("dd");

test("properties and entries change while the page is open", async (t) => {
  const threadId = await contactForm("live");
  const page = await open(t, `/threads/${threadId}`);
  assert.equal(await property(page, "Status").innerText(), "Todo: created");
  assert.equal(await property(page, "Labels").innerText(), "live");
  assert.equal(await property(page, "Tenant").innerText(), "Tenant live");
  assert.equal(await property(page, "plan").innerText(), "team");
  await send(sandbox, "changeThreadPriority", { threadId, priority: 0 });
  await send(sandbox, "replyToThread", { threadId, textContent: "We look into it" });
  await send(sandbox, "markThreadAsDone", { threadId });
  await property(page, "Status").getByText("Done: set manually").waitFor();
  assert.equal(await property(page, "Priority").innerText(), "Urgent");
  await page.locator(".activity", { hasText: "Status changed to Done" }).waitFor();
  await page.locator(".message", { hasText: "We look into it" }).waitFor();
  assert.equal(await page.locator("#timeline > .entry").count(), 4);
});

test("a thread is copied as thread! and as a curl command", async (t) => {
  const threadId = await contactForm("copied");
  const copied = async (name) => {
    // A page of its own, on which nothing has been copied.
    const page = await open(t, `/threads/${threadId}`, allowed);
    await page.getByRole("button", { name }).click();
    await page.locator("#announcement", { hasText: "Copied" }).waitFor({ state: "attached" });
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const call = await copied("Copy as thread!");
  assert.ok(call.startsWith("thread!(\n"), call);
  assert.ok(call.includes('tenant_identifier = external_id("copied"),'), call);
  const command = await copied("Copy as curl");
  const { stdout } = await promisify(execFile)("sh", ["-c", command], {
    env: { PATH: process.env.PATH, NO_PROXY: "*", PLAIN_API_KEY: sandbox.apiKey },
  });
  // The external ID is taken.
  const { error } = JSON.parse(stdout).data.createThread;
  assert.equal(error.code, "thread_already_exists_with_external_id");
});

test("names in another direction do not change the text around them", async (t) => {
  const { labelType } = await send(sandbox, "createLabelType", { name: "\u202egub" });
  const threadId = await contactForm("direction");
  await send(sandbox, "addLabels", { threadId, labelTypeIds: [labelType.id] });
  const page = await open(t, `/threads/${threadId}`);
  const name = page.locator(".activity bdi", { hasText: "gub" });
  // The time is on the right of the name, which is on the right of the words.
  const [nameBox, timeBox, textBox] = await Promise.all(
    [name, page.locator(".activity .ago"), page.locator(".activity p")].map((it) =>
      it.first().boundingBox(),
    ),
  );
  assert.ok(textBox.x < nameBox.x && nameBox.x < timeBox.x);
});

test("threads are accessible and fit small screens", async (t) => {
  const threadId = await contactForm("accessible");
  const customerId = seed.customerId;
  await send(sandbox, "createNote", { customerId, threadId, text: "A note" });
  await send(sandbox, "assignThread", { threadId, userId: seed.userId });
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(t, `/threads/${threadId}`, { context: { colorScheme } });
    assert.deepEqual(await audit(page), [], colorScheme);
  }
  const viewport = { width: 320, height: 640 };
  const page = await open(t, `/threads/${threadId}`, { context: { viewport } });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${width}`);
});

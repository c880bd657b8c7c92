// Updates of an open page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { startSandbox, seed } from "../sandbox.mjs";
import { waitUntilLive, pagesOf } from "./browser.js";
import { apiKeyGenerated, create, send, text } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);
const simple = (title) => ({ title, components: [text(title)] });

/** Marks a page. A reload loses the mark. */
async function mark(page) {
  await waitUntilLive(page);
  await page.evaluate(() => (window.isMarked = true));
}

const isMarked = (page) => page.evaluate(() => window.isMarked === true);

for (const path of ["/", `/customers/${seed.customerId}`, `/threads/${seed.threadId}`]) {
  test(`an event appears on ${path} without a reload`, async (t) => {
    const page = await open(t, path);
    await mark(page);
    const title = `Appears on ${path}`;
    await create(sandbox, { ...apiKeyGenerated, title, externalId: undefined });
    const entry = page.locator(".entry", { hasText: title });
    await entry.waitFor();
    assert.equal(await entry.locator("strong").textContent(), "3b7896975ee9fd15eeb7");
    assert.equal(await page.locator(".entry h2").first().textContent(), title);
    assert.ok(await isMarked(page));
    // Screen readers announce the event.
    assert.equal(await page.getByRole("status").textContent(), `New: ${title}`);
    // The count in the sidebar is updated, too.
    const events = await (await fetch(new URL("/api/events", sandbox.apiUrl))).json();
    await page.locator("#sidebar .number", { hasText: String(events.length) }).waitFor();
  });
}

test("an update keeps collapsed entries and the focus", async (t) => {
  const id = await create(sandbox, simple("First"));
  const page = await open(t, "/");
  await mark(page);
  const entry = page.locator(`#${id}`);
  await entry.locator("summary").click();
  assert.equal(await entry.locator("details").getAttribute("open"), null);
  const customer = page.locator("#sidebar a").first();
  await customer.focus();
  await create(sandbox, simple("Second"));
  await page.locator(".entry", { hasText: "Second" }).waitFor();
  assert.equal(await entry.locator("details").getAttribute("open"), null);
  const focused = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.equal(focused, await customer.getAttribute("href"));
});

test("a customer and a thread appear", async (t) => {
  const page = await open(t, "/customers");
  await mark(page);
  const { customer } = await send(sandbox, "upsertCustomer", {
    identifier: { emailAddress: "new@acme.com" },
    onCreate: { fullName: "Nora New", email: { email: "new@acme.com", isVerified: true } },
    onUpdate: {},
  });
  await page.locator("#customers", { hasText: "Nora New" }).waitFor();
  await send(sandbox, "createThread", {
    customerIdentifier: { customerId: customer.id },
    title: "Where do I begin?",
    components: [text("Hello")],
  });
  await page.locator("#customers", { hasText: "Where do I begin?" }).waitFor();
  assert.ok(await isMarked(page));
});

test("a rejected request appears", async (t) => {
  const page = await open(t, "/rejected");
  await mark(page);
  const { error } = await send(sandbox, "createCustomerEvent", {
    title: "Rejected",
    customerIdentifier: { emailAddress: seed.emailAddress },
    components: [text(" ")],
  });
  const entry = page.locator(".entry").first();
  await entry.locator(".reason", { hasText: error.message }).waitFor();
  // The status is recorded last.
  await entry.locator(".badge", { hasText: "200" }).waitFor();
  await page.locator("#pages .number").waitFor();
  assert.ok(await isMarked(page));
});

test("removed events disappear", async (t) => {
  await create(sandbox, simple("Removed"));
  const page = await open(t, "/");
  await mark(page);
  await fetch(new URL("/api/events", sandbox.apiUrl), { method: "DELETE" });
  await page.getByText("No events yet.").waitFor();
  assert.equal(await page.locator(".entry").count(), 0);
  await create(sandbox, simple("First again"));
  await page.locator(".entry", { hasText: "First again" }).waitFor();
  assert.equal(await page.locator("#empty").count(), 0);
  assert.ok(await isMarked(page));
});

test("a hidden page catches up when it is shown", async (t) => {
  const page = await open(t, "/");
  await mark(page);
  const setVisible = (isVisible) =>
    page.evaluate((isVisible) => {
      Object.defineProperty(document, "hidden", { value: !isVisible, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isVisible);
  await setVisible(false);
  await create(sandbox, simple("Missed"));
  await setVisible(true);
  await page.locator(".entry", { hasText: "Missed" }).waitFor();
  assert.ok(await isMarked(page));
});

test("a page reconnects to a restarted sandbox", async (t) => {
  await create(sandbox, simple("Before the restart"));
  const page = await open(t, "/", { mayFail: (message) => message.includes("net::ERR_") });
  await mark(page);
  const before = page.locator(".entry", { hasText: "Before the restart" });
  await before.waitFor();
  await sandbox.restart();
  await before.waitFor({ state: "detached" });
  await waitUntilLive(page);
  await create(sandbox, simple("After the restart"));
  await page.locator(".entry", { hasText: "After the restart" }).waitFor();
  assert.ok(await isMarked(page));
});

// What arrives while a page is open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { startSandbox, seed } from "../sandbox.mjs";
import { isLive, pagesOf } from "./browser.js";
import { apiKeyGenerated, create, send, text } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);
const simple = (title) => ({ title, components: [text(title)] });

/** A page that was loaded anew has lost this. */
async function mark(page) {
  await isLive(page);
  await page.evaluate(() => (window.isTheSame = true));
}

const isMarked = (page) => page.evaluate(() => window.isTheSame === true);

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
    // A screen reader says so.
    assert.equal(await page.getByRole("status").textContent(), `New: ${title}`);
    // The number beside the customer is right as well.
    const events = await (await fetch(new URL("/api/events", sandbox.apiUrl))).json();
    await page.locator("#sidebar .number", { hasText: String(events.length) }).waitFor();
  });
}

test("what is open, folded and focused stays so", async (t) => {
  const id = await create(sandbox, simple("Stays as it is"));
  const page = await open(t, "/");
  await mark(page);
  const entry = page.locator(`#${id}`);
  await entry.locator("summary").click();
  assert.equal(await entry.locator("details").getAttribute("open"), null);
  const customer = page.locator("#sidebar a").first();
  await customer.focus();
  await create(sandbox, simple("Comes after"));
  await page.locator(".entry", { hasText: "Comes after" }).waitFor();
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

test("a refused request appears", async (t) => {
  const page = await open(t, "/rejected");
  await mark(page);
  const { error } = await send(sandbox, "createCustomerEvent", {
    title: "Refused",
    customerIdentifier: { emailAddress: seed.emailAddress },
    components: [text(" ")],
  });
  const entry = page.locator(".entry").first();
  await entry.locator(".reason", { hasText: error.message }).waitFor();
  // The status comes last.
  await entry.locator(".badge", { hasText: "200" }).waitFor();
  await page.locator("#pages .number").waitFor();
  assert.ok(await isMarked(page));
});

test("removed events go", async (t) => {
  await create(sandbox, simple("Goes"));
  const page = await open(t, "/");
  await mark(page);
  await fetch(new URL("/api/events", sandbox.apiUrl), { method: "DELETE" });
  await page.getByText("Nothing has happened yet.").waitFor();
  assert.equal(await page.locator(".entry").count(), 0);
  await create(sandbox, simple("The first again"));
  await page.locator(".entry", { hasText: "The first again" }).waitFor();
  assert.equal(await page.locator("#empty").count(), 0);
  assert.ok(await isMarked(page));
});

test("a page that was not looked at catches up", async (t) => {
  const page = await open(t, "/");
  await mark(page);
  const see = (isSeen) =>
    page.evaluate((isSeen) => {
      Object.defineProperty(document, "hidden", { value: !isSeen, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isSeen);
  await see(false);
  await create(sandbox, simple("Missed"));
  await see(true);
  await page.locator(".entry", { hasText: "Missed" }).waitFor();
  assert.ok(await isMarked(page));
});

test("a page that lost the sandbox finds it again", async (t) => {
  await create(sandbox, simple("Of the former sandbox"));
  const page = await open(t, "/", { mayFail: (message) => message.includes("net::ERR_") });
  await mark(page);
  const former = page.locator(".entry", { hasText: "Of the former sandbox" });
  await former.waitFor();
  await sandbox.restart();
  await former.waitFor({ state: "detached" });
  await isLive(page);
  await create(sandbox, simple("Of the next sandbox"));
  await page.locator(".entry", { hasText: "Of the next sandbox" }).waitFor();
  assert.ok(await isMarked(page));
});

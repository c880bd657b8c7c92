// Reading the pages: dates, collapsed events, search, pagination, small screens, keyboard, accessibility.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { seed, startSandbox } from "../sandbox.mjs";
import { audit, waitUntilLive, pagesOf } from "./browser.js";
import { create, everything, productEvents, send, text } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);
const thread = `/threads/${seed.threadId}`;
let id;

before(async () => {
  await sandbox.started;
  await create(sandbox, everything);
  for (const event of productEvents) id = await create(sandbox, event);
  await send(sandbox, "createCustomerEvent", { title: "A" });
  await send(sandbox, "createThreadEvent", {
    title: "Rejected",
    threadId: seed.threadId,
    components: [text(" ")],
  });
});

test("times are in the viewer's time zone", async (t) => {
  for (const [timezoneId, expected] of [
    ["Europe/Berlin", "12 May 2026, 00:30"],
    ["America/Los_Angeles", "11 May 2026, 15:30"],
    ["Asia/Kolkata", "12 May 2026, 04:00"],
  ]) {
    const page = await open(t, "/", { context: { timezoneId } });
    assert.equal(await page.locator(`#${id} .components time`).innerText(), expected, timezoneId);
  }
  const page = await open(t, "/", { context: { javaScriptEnabled: false } });
  assert.equal(await page.locator(`#${id} .components time`).innerText(), "11 May 2026, 22:30 UTC");
});

test("an event shows its age", async (t) => {
  const hours = (count) => new Date(Date.now() - count * 3_600_000 - 60_000).toISOString();
  for (const [title, count, expected] of [
    ["This morning", 9, "9h ago"],
    ["Last week", 24 * 8, "8d ago"],
  ]) {
    await create(sandbox, { title, components: [text("a")], timestamp: hours(count) });
    const page = await open(t, `/?q=${encodeURIComponent(title)}`);
    assert.equal(await page.locator(".entry .ago").innerText(), expected);
  }
});

test("a collapsed event opens by mouse and keyboard", async (t) => {
  const page = await open(t, "/?q=Product+Hunt");
  const entry = page.locator(".entry");
  const content = entry.getByText("Came by");
  assert.equal(await content.isVisible(), false);
  await entry.locator("summary").click();
  assert.ok(await content.isVisible());
  await entry.locator("summary").press("Enter");
  assert.equal(await content.isVisible(), false);
});

test("events can be searched", async (t) => {
  const page = await open(t, "/");
  const box = page.getByRole("searchbox", { name: "Search events" });
  await box.fill("overdue card");
  await box.press("Enter");
  await page.waitForURL("**/?q=overdue+card");
  assert.deepEqual(await page.locator(".entry h2").allInnerTexts(), ["Payment failed"]);
  assert.match(await page.locator("#count").innerText(), /^1 of \d+ entries$/);
  assert.equal(await page.getByRole("searchbox").inputValue(), "overdue card");
});

test("a search in a thread is limited to it", async (t) => {
  const page = await open(t, thread);
  await page.getByRole("searchbox").fill("no match");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(`**${thread}?q=*`);
  await page.getByText("No entry contains all of these words").waitFor();
});

test("rejected requests are listed with the reason", async (t) => {
  const page = await open(t, "/");
  await page.getByRole("link", { name: /^Rejected/ }).click();
  const [latest, first] = await page.locator(".entry").all();
  assert.equal(await latest.locator("h2").innerText(), "createThreadEvent");
  assert.equal(await latest.locator(".facts code").innerText(), "input_validation");
  assert.match(await latest.locator(".reason").innerText(), /components\[0\]\.componentText\.text: blank/);
  assert.equal(await first.locator(".facts code").innerText(), "BAD_USER_INPUT");
  await latest.getByText("Request body").click();
  assert.match(await latest.locator("pre").innerText(), /"title": "Rejected"/);
});

test("the sidebar leads to customers and threads", async (t) => {
  const page = await open(t, "/");
  await page.getByRole("navigation", { name: "Customers" }).getByRole("link", { name: /Jane Fenwick/ }).click();
  await page.waitForURL(`**/customers/${seed.customerId}`);
  assert.equal(await page.locator("h1").innerText(), "Jane Fenwick");
  await page.getByRole("navigation", { name: "Customers" }).getByRole("link", { name: /T-1/ }).click();
  await page.waitForURL(`**${thread}`);
  assert.equal(await page.locator("h1").innerText(), "T-1 My API key does not work");
  assert.equal(await page.locator('.threads [aria-current="page"]').count(), 1);
});

test("pages fit a screen of 400 px", async (t) => {
  const page = await open(t, "/", { context: { viewport: { width: 400, height: 800 }, hasTouch: true } });
  for (const path of ["/", thread, "/customers", "/rejected", `/events/${id}`]) {
    await page.goto(new URL(path, sandbox.apiUrl).href);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 400, path);
  }
  await page.goto(new URL("/", sandbox.apiUrl).href);
  // There is no sidebar, so customers are on their own page.
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Customers" }).click();
  assert.ok(await page.locator("#customers").getByText("Jane Fenwick").isVisible());
});

test("every control is reachable by keyboard with a visible focus", async (t) => {
  const page = await open(t, "/?q=overdue");
  const reached = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name = element.getAttribute("aria-label") ?? element.textContent;
      return { name: name.trim(), isVisible: outlineStyle !== "none" && outlineWidth !== "0px" };
    });
    if (!at) break;
    assert.ok(at.isVisible, at.name);
    reached.push(at.name);
  }
  assert.equal(reached[0], "Skip to the content");
  for (const name of [
    "plain-sandbox",
    "Events",
    "Customers",
    "Search events",
    "invoice",
    "Copy the payment ID",
    "Copy as customer_event!",
    "Copy as curl",
  ]) {
    assert.ok(reached.includes(name), `${name} is missing from ${reached}`);
  }
  await page.goto(new URL("/", sandbox.apiUrl).href);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds no violations on ${colorScheme} pages`, async (t) => {
    const page = await open(t, "/", { context: { colorScheme } });
    for (const path of ["/", thread, "/customers", "/rejected", `/events/${id}`]) {
      const response = await page.goto(new URL(path, sandbox.apiUrl).href);
      assert.ok(response.ok());
      assert.deepEqual(await audit(page), [], path);
    }
  });
}

test("a thousand events are paginated by a hundred", async (t) => {
  const titles = [...Array(1000).keys()].map((number) => `Event ${number}`);
  for (let start = 0; start < titles.length; start += 20) {
    await Promise.all(
      titles.slice(start, start + 20).map((title) => create(sandbox, { ...productEvents[2], title, externalId: undefined })),
    );
  }
  const page = await open(t, thread);
  assert.equal(await page.locator(".entry").count(), 100);
  assert.ok((await page.evaluate(() => document.querySelectorAll("*").length)) < 12_000);
  const first = await page.locator(".entry h2").allInnerTexts();
  await page.getByRole("link", { name: "Older" }).click();
  await page.waitForURL("**before=*");
  const second = await page.locator(".entry h2").allInnerTexts();
  assert.equal(second.length, 100);
  assert.ok(second.every((title) => !first.includes(title)));
  // New events do not shift a page of older entries.
  const count = Number.parseInt(await page.locator("#count").innerText(), 10);
  await waitUntilLive(page);
  await create(sandbox, { title: "The newest", components: [text("a")] });
  await page.locator("#count", { hasText: `${count + 1} entries` }).waitFor();
  assert.deepEqual(await page.locator(".entry h2").allInnerTexts(), second);
  await page.getByRole("link", { name: "Newest" }).click();
  await page.locator(".entry", { hasText: "The newest" }).waitFor();
  assert.equal(await page.locator(".entry").count(), 100);
});

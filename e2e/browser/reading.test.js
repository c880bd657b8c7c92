// The page as someone reads it: dates, folding, search, many events, a small screen, the keyboard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";

import { seed, startSandbox } from "../sandbox.mjs";
import { isLive, pagesOf } from "./browser.js";
import { create, everything, ofAProduct, send, text } from "./events.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const sandbox = startSandbox();
const open = pagesOf(sandbox);
const thread = `/threads/${seed.threadId}`;
let id;

before(async () => {
  await sandbox.started;
  await create(sandbox, everything);
  for (const event of ofAProduct) id = await create(sandbox, event);
  await send(sandbox, "createCustomerEvent", { title: "A" });
  await send(sandbox, "createThreadEvent", {
    title: "Refused",
    threadId: seed.threadId,
    components: [text(" ")],
  });
});

test("moments are those of the viewer's zone", async (t) => {
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

test("an event says how long ago it was", async (t) => {
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

test("events are searched", async (t) => {
  const page = await open(t, "/");
  const box = page.getByRole("searchbox", { name: "Search events" });
  await box.fill("overdue card");
  await box.press("Enter");
  await page.waitForURL("**/?q=overdue+card");
  assert.deepEqual(await page.locator(".entry h2").allInnerTexts(), ["Payment failed"]);
  assert.match(await page.locator("#count").innerText(), /^1 of \d+ entries$/);
  assert.equal(await page.getByRole("searchbox").inputValue(), "overdue card");
});

test("a search in a thread stays there", async (t) => {
  const page = await open(t, thread);
  await page.getByRole("searchbox").fill("nothing like this");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(`**${thread}?q=*`);
  await page.getByText("Nothing has all of these words").waitFor();
});

test("refused requests are listed with the reason", async (t) => {
  const page = await open(t, "/");
  await page.getByRole("link", { name: /^Refused/ }).click();
  const [latest, first] = await page.locator(".entry").all();
  assert.equal(await latest.locator("h2").innerText(), "createThreadEvent");
  assert.equal(await latest.locator(".facts code").innerText(), "input_validation");
  assert.match(await latest.locator(".reason").innerText(), /components\[0\]\.componentText\.text: blank/);
  assert.equal(await first.locator(".facts code").innerText(), "BAD_USER_INPUT");
  await latest.getByText("What was sent").click();
  assert.match(await latest.locator("pre").innerText(), /"title": "Refused"/);
});

test("the way from a customer to a thread to an event", async (t) => {
  const page = await open(t, "/");
  await page.getByRole("navigation", { name: "Customers" }).getByRole("link", { name: /Jane Fenwick/ }).click();
  await page.waitForURL(`**/customers/${seed.customerId}`);
  assert.equal(await page.locator("h1").innerText(), "Jane Fenwick");
  await page.getByRole("navigation", { name: "Customers" }).getByRole("link", { name: /T-1/ }).click();
  await page.waitForURL(`**${thread}`);
  assert.equal(await page.locator("h1").innerText(), "T-1 My API key does not work");
  assert.equal(await page.locator('.threads [aria-current="page"]').count(), 1);
});

test("a screen of 400 px is wide enough", async (t) => {
  const page = await open(t, "/", { context: { viewport: { width: 400, height: 800 }, hasTouch: true } });
  for (const path of ["/", thread, "/customers", "/rejected", `/events/${id}`]) {
    await page.goto(new URL(path, sandbox.apiUrl).href);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 400, path);
  }
  await page.goto(new URL("/", sandbox.apiUrl).href);
  // The customers stand on a page of their own there.
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Customers" }).click();
  assert.ok(await page.locator("#customers").getByText("Jane Fenwick").isVisible());
});

test("the keyboard reaches everything, and one sees where it is", async (t) => {
  const page = await open(t, "/?q=overdue");
  const reached = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name = element.getAttribute("aria-label") ?? element.textContent;
      return { name: name.trim(), isSeen: outlineStyle !== "none" && outlineWidth !== "0px" };
    });
    if (!at) break;
    assert.ok(at.isSeen, at.name);
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
    assert.ok(reached.includes(name), `${name} is not among ${reached}`);
  }
  await page.goto(new URL("/", sandbox.apiUrl).href);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on a ${colorScheme} page`, async (t) => {
    const page = await open(t, "/", { context: { colorScheme } });
    for (const path of ["/", thread, "/customers", "/rejected", `/events/${id}`]) {
      const response = await page.goto(new URL(path, sandbox.apiUrl).href);
      assert.ok(response.ok());
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        // The colours inside a card are Plain's, of which the muted one is paler than WCAG asks for.
        const runs = [
          await axe.run(document, { rules: { "color-contrast": { enabled: false } } }),
          await axe.run({ exclude: [[".color-muted"]] }, { runOnly: ["color-contrast"] }),
        ];
        return runs.flatMap((run) =>
          run.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`),
        );
      });
      assert.deepEqual(found, [], path);
    }
  });
}

test("a page of a thousand events has a hundred of them", async (t) => {
  const titles = [...Array(1000).keys()].map((number) => `Event ${number}`);
  for (let start = 0; start < titles.length; start += 20) {
    await Promise.all(
      titles.slice(start, start + 20).map((title) => create(sandbox, { ...ofAProduct[2], title, externalId: undefined })),
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
  // Older entries stay where they are while new ones come.
  const count = Number.parseInt(await page.locator("#count").innerText(), 10);
  await isLive(page);
  await create(sandbox, { title: "The newest", components: [text("a")] });
  await page.locator("#count", { hasText: `${count + 1} entries` }).waitFor();
  assert.deepEqual(await page.locator(".entry h2").allInnerTexts(), second);
  await page.getByRole("link", { name: "Newest" }).click();
  await page.locator(".entry", { hasText: "The newest" }).waitFor();
  assert.equal(await page.locator(".entry").count(), 100);
});

// Rows, gaps, long content and text of another direction, on a wide and on a small screen.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { startSandbox } from "../sandbox.mjs";
import { pagesOf, waitUntilLive } from "./browser.js";
import { create } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);

before(() => sandbox.started);

const WIDTHS = [1280, 400];
const customerIdentifier = { externalId: "jane" };
const text = (value) => ({ componentText: { text: value } });
const badge = (label) => ({ componentBadge: { badgeLabel: label } });
const row = (main, aside) => ({ componentRow: { rowMainContent: [main], rowAsideContent: [aside] } });
const link = { componentLinkButton: { linkButtonLabel: "View in admin", linkButtonUrl: "https://example.com/" } };
const sentence = "The payment of the monthly invoice was declined by the bank because the card has expired, and will be retried";

const event = (title, components) => create(sandbox, { customerIdentifier, title, components });

async function entry(t, id, width, path = "/") {
  const page = await open(t, path, { context: { viewport: { width, height: 900 } } });
  await waitUntilLive(page);
  return page.locator(`#${id}`);
}

/** Number of lines of text in an element, and whether each of its words is on one line. */
function lines(locator) {
  return locator.evaluate((element) => {
    const tops = new Set();
    let hasBrokenWord = false;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const { index, 0: word } of walker.currentNode.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.length);
        const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
        const wordTops = new Set(rects.map((rect) => Math.round(rect.top)));
        wordTops.forEach((top) => tops.add(top));
        hasBrokenWord ||= wordTops.size > 1;
      }
    }
    return { count: tops.size, hasBrokenWord };
  });
}

/** Whether all content is inside of an element, sideways. */
const fits = (locator) => locator.evaluate((element) => element.scrollWidth <= element.clientWidth + 1);

for (const width of WIDTHS) {
  test(`neither side of a row breaks its words at ${width} px`, async (t) => {
    const rows = [
      row(text(sentence), badge("Declined")),
      row(text(sentence.repeat(4)), badge("Declined")),
      row(text(sentence), text("€ 1,299.00")),
      row(text(sentence), link),
      row(text("short"), text(sentence)),
      row(badge("Pro"), badge("Renews every month on the first")),
      row(text(sentence), { componentDateTime: { dateTimeIso8601: "2026-05-11T10:00:00Z" } }),
    ];
    const found = await entry(t, await event("Rows", rows), width);
    for (let index = 0; index < rows.length; index += 1) {
      const drawn = found.locator(".row").nth(index);
      for (const side of [".main", ".aside"]) {
        const { hasBrokenWord } = await lines(drawn.locator(side));
        assert.equal(hasBrokenWord, false, `row ${index}, ${side}`);
      }
      assert.ok(await fits(drawn), `row ${index}`);
      const box = await drawn.boundingBox();
      const main = await drawn.locator(".main").boundingBox();
      assert.ok(main.width >= box.width / 2 - 20, `row ${index}: ${main.width} of ${box.width}`);
    }
    for (const index of [0, 1, 2, 3]) {
      const { count } = await lines(found.locator(".row").nth(index).locator(".aside"));
      assert.equal(count, 1, `row ${index}`);
    }
  });

  test(`a word that is longer than its side is broken at ${width} px`, async (t) => {
    const word = "x".repeat(300);
    const rows = [row(text("main"), badge(word)), row(text(word), text(word)), row(badge(word), text("aside")), badge(word)];
    const found = await entry(t, await event(word, rows), width);
    assert.ok(await fits(found));
    for (const drawn of await found.locator(".row, .badge").all()) assert.ok(await fits(drawn));
  });

  test(`long content is folded and unfolds without a script at ${width} px`, async (t) => {
    const long = [
      await event("Badges", Array.from({ length: 200 }, (_, index) => badge(`Badge ${index}`))),
      await event("Letters", [text("a".repeat(10_000))]),
      await event("Lines", [{ componentPlainText: { plainText: "line\n".repeat(400) } }]),
      await event("T".repeat(2_000), [text("a")]),
    ];
    const context = { viewport: { width, height: 900 }, javaScriptEnabled: false };
    const page = await open(t, "/", { context });
    for (const id of long) {
      const { height } = await page.locator(`#${id}`).boundingBox();
      assert.ok(height < 700, `${height} px`);
    }
    const folded = page.locator(`#${long[0]}`);
    const summary = folded.locator(".fold summary");
    assert.equal(await summary.innerText(), "Show all");
    await summary.click();
    assert.equal(await summary.innerText(), "Show less");
    assert.ok((await folded.boundingBox()).height > 4_000);
    assert.ok(await folded.locator(".badge").last().isVisible());
    // The whole title is on the page of the event.
    await page.goto(new URL(`/events/${long[3]}`, page.url()).href);
    assert.ok((await page.locator("article h2").boundingBox()).height > 200);
  });
}

test("badges and buttons below each other do not touch", async (t) => {
  const found = await entry(t, await event("Badges", [badge("a"), badge("b"), link, badge("c")]), 1280);
  const boxes = [];
  for (const drawn of await found.locator(".badge, .button").all()) boxes.push(await drawn.boundingBox());
  for (let index = 1; index < boxes.length; index += 1) {
    assert.ok(boxes[index].y - (boxes[index - 1].y + boxes[index - 1].height) >= 3);
  }
});

test("a text of another direction does not turn the text around it", async (t) => {
  const override = "\u202eevil";
  const id = await event(override, [badge(override), row(text(override), badge("b")), link]);
  const found = await entry(t, id, 1280);
  // The time follows the title, and reads from left to right.
  const title = await found.locator("h2").boundingBox();
  const time = await found.locator("h2 + time").boundingBox();
  assert.ok(time.x >= title.x + title.width);
  for (const selector of ["h2", ".badge bdi", ".text p", ".card-footer bdi"]) {
    const isolation = await found
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).unicodeBidi);
    assert.match(isolation, /isolate|plaintext/, selector);
  }
  assert.equal(await found.page().title(), "Events · plain-sandbox");
  await found.page().goto(new URL(`/events/${id}`, found.page().url()).href);
  assert.equal(await found.page().title(), `\u2068${override}\u2069 · plain-sandbox`);
});

test("an open page requests itself a few times a second", async (t) => {
  const page = await open(t, "/");
  await waitUntilLive(page);
  let requests = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/") requests += 1;
  });
  for (let index = 0; index < 60; index += 1) await event(`Event ${index}`, [text("a")]);
  await page.locator("h2", { hasText: "Event 59" }).waitFor();
  assert.ok(requests < 40, `${requests} requests`);
});

// The twelve components are drawn as in Plain.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { startSandbox } from "../sandbox.mjs";
import { pagesOf, style } from "./browser.js";
import { apiKeyGenerated, create, everything } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);
let id;

before(async () => {
  await sandbox.started;
  id = await create(sandbox, everything);
  await create(sandbox, apiKeyGenerated);
});

const white = "rgb(255, 255, 255)";
const ink = "rgb(22, 26, 38)";

async function components(t, options) {
  const page = await open(t, "/", options);
  return page.locator(`#${id} .components`);
}

test("all twelve components are drawn", async (t) => {
  const inside = await components(t);
  for (const kind of [
    "text",
    "plain-text",
    "spacer",
    "divider",
    "badge",
    "link-button",
    "copy-button",
    "workflow-button",
    "date-time",
    "user",
    "row",
    "container",
  ]) {
    assert.ok(await inside.locator(`.${kind}`).first().isVisible(), kind);
  }
});

test("text is Markdown, plain text is not", async (t) => {
  const inside = await components(t);
  const text = inside.locator(".text").first();
  assert.equal(await text.innerText(), "The quick brown fox jumps over the lazy link.");
  assert.deepEqual(await style(text.locator("strong"), "font-weight"), { "font-weight": "600" });
  assert.deepEqual(await style(text.locator("em"), "font-style"), { "font-style": "italic" });
  assert.deepEqual(await style(text.locator("a"), "color", "text-decoration-line"), {
    color: "rgb(12, 86, 228)",
    "text-decoration-line": "underline",
  });
  assert.equal(await inside.locator(".plain-text").innerText(), "not **bold**");
});

test("texts have their sizes and colours", async (t) => {
  const inside = await components(t);
  const textWith = (words) => inside.getByText(words, { exact: true }).locator("xpath=ancestor-or-self::div[1]");
  for (const [size, fontSize] of [["S", "12px"], ["M", "14px"], ["L", "16px"]]) {
    assert.deepEqual(await style(textWith(`text ${size}`), "font-size"), { "font-size": fontSize });
  }
  const colours = new Set();
  for (const colour of ["NORMAL", "MUTED", "SUCCESS", "WARNING", "ERROR"]) {
    colours.add((await style(textWith(`text ${colour}`), "color")).color);
  }
  assert.equal(colours.size, 5);
  assert.ok(colours.has(ink));
  assert.ok(colours.has("rgb(138, 140, 146)"));
  assert.deepEqual(await style(inside.locator(".plain-text"), "font-size", "color"), {
    "font-size": "16px",
    color: "rgb(138, 140, 146)",
  });
});

test("spacers and dividers have the documented sizes", async (t) => {
  const inside = await components(t);
  const heights = await inside.locator(".spacer").evaluateAll((all) => all.map((it) => it.offsetHeight));
  assert.deepEqual(heights, [4, 8, 16, 24, 32]);
  const dividers = inside.locator(".divider");
  const margins = await dividers.evaluateAll((all) => all.map((it) => getComputedStyle(it).marginTop));
  assert.deepEqual(margins, ["4px", "8px", "16px", "24px", "32px"]);
  assert.deepEqual(await style(dividers.first(), "border-top-color", "border-top-width"), {
    "border-top-color": "rgb(221, 221, 221)",
    "border-top-width": "1px",
  });
  const box = await inside.boundingBox();
  assert.ok((await dividers.first().boundingBox()).width > box.width / 2);
});

test("badges have their colours", async (t) => {
  const inside = await components(t);
  for (const [label, background, border, dot] of [
    ["GREY", "rgb(242, 243, 245)", "rgb(223, 225, 233)", "rgb(91, 97, 122)"],
    ["YELLOW", "rgb(254, 241, 218)", "rgb(245, 217, 171)", "rgb(199, 136, 0)"],
    ["GREEN", "rgb(228, 252, 245)", "rgb(158, 238, 211)", "rgb(75, 179, 139)"],
    ["BLUE", "rgb(240, 244, 252)", "rgb(184, 201, 239)", "rgb(92, 120, 184)"],
    ["RED", "rgb(250, 230, 231)", "rgb(243, 206, 205)", "rgb(207, 110, 98)"],
  ]) {
    const badge = inside.locator(".badge", { hasText: new RegExp(`^${label}$`) });
    assert.deepEqual(await style(badge, "background-color", "border-top-color", "border-radius"), {
      "background-color": background,
      "border-top-color": border,
      "border-radius": "12px",
    });
    const drawn = await badge.evaluate((it) => getComputedStyle(it, "::before").backgroundColor);
    assert.equal(drawn, dot);
    assert.equal((await badge.boundingBox()).height, 24);
  }
});

test("a link button opens in a new tab", async (t) => {
  const inside = await components(t, { allows: (url) => url.startsWith("https://example.com/") });
  const link = inside.locator(".link-button");
  assert.equal(await link.getAttribute("href"), "https://example.com/a?b=c");
  assert.equal(await link.getAttribute("target"), "_blank");
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  assert.deepEqual(await style(link, "border-top-color", "border-radius", "font-weight", "background-color"), {
    "border-top-color": "rgb(223, 225, 233)",
    "border-radius": "6px",
    "font-weight": "500",
    "background-color": "rgb(252, 252, 253)",
  });
  const context = inside.page().context();
  // The request is not sent.
  await context.route("https://example.com/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<p>there</p>" }),
  );
  const [tab] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await tab.waitForLoadState();
  assert.equal(tab.url(), "https://example.com/a?b=c");
  assert.equal(await tab.evaluate(() => window.opener), null);
  assert.equal(await tab.evaluate(() => document.referrer), "");
});

test("a workflow button shows its workflow", async (t) => {
  const inside = await components(t);
  const button = inside.locator(".workflow-button");
  assert.deepEqual(await style(button.locator("svg"), "color"), { color: "rgb(1, 150, 85)" });
  assert.equal(await button.locator(".tooltip").isVisible(), false);
  await button.hover();
  assert.equal(await button.locator(".tooltip").innerText(), "Workflow wf_1: a sandbox does not run workflows");
});

test("a row aligns its sides left and right", async (t) => {
  const inside = await components(t);
  const row = inside.locator(".row").first();
  const box = await row.boundingBox();
  const main = await row.getByText("Total usage").boundingBox();
  const aside = await row.getByText("9,412").boundingBox();
  assert.equal(Math.round(main.x), Math.round(box.x));
  assert.ok(Math.abs(aside.x + aside.width - (box.x + box.width)) <= 1);
  assert.ok(Math.abs(main.y - aside.y) <= 2);
});

test("a container has a frame", async (t) => {
  const inside = await components(t);
  const container = inside.locator(".container");
  assert.deepEqual(await style(container, "background-color", "border-top-color", "border-radius"), {
    "background-color": white,
    "border-top-color": "rgb(242, 242, 242)",
    "border-radius": "6px",
  });
  assert.equal(await container.locator(".row .badge").innerText(), "Active");
});

test("a user is shown by name", async (t) => {
  const inside = await components(t);
  assert.match(await inside.locator(".user").innerText(), /David Okafor$/);
});

test("the card matches Plain's documentation", async (t) => {
  const page = await open(t, "/");
  const card = page.locator(".card", { hasText: apiKeyGenerated.title });
  assert.deepEqual(await style(card, "background-color", "border-top-color", "border-radius"), {
    "background-color": white,
    "border-top-color": "rgb(238, 239, 243)",
    "border-radius": "12px",
  });
  // As in the picture: the title is above the text, and a spacer separates the text from the button.
  const title = await card.locator("h2").boundingBox();
  const text = await card.locator(".text").boundingBox();
  const button = await card.locator(".link-button").boundingBox();
  assert.ok(Math.abs(title.x - text.x) <= 1);
  assert.equal(Math.round(button.x), Math.round(text.x));
  assert.equal(Math.round(button.y - text.y - text.height), 16);
  assert.equal(button.height, 32);
  for (const [part, size, weight] of [["h2", 15, 500], [".ago", 14, 400], [".text", 14, 400], [".link-button", 12, 500]]) {
    assert.deepEqual(await style(card.locator(part), "font-size", "font-weight"), {
      "font-size": `${size}px`,
      "font-weight": String(weight),
    });
  }
});

test("the page supports dark mode", async (t) => {
  const page = await open(t, "/", { context: { colorScheme: "dark" } });
  const brightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, it) => sum + Number(it), 0);
  for (const locator of [page.locator("body"), page.locator(".card").first()]) {
    const { color, "background-color": background } = await style(locator, "color", "background-color");
    assert.ok(brightness(background) < 150, background);
    assert.ok(brightness(color) > 600, color);
  }
});

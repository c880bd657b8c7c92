// Customer cards beside a timeline.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { cardApi, serveCards } from "../card_endpoint.mjs";
import { seed, startSandbox } from "../sandbox.mjs";
import { audit, pagesOf, waitUntilLive } from "./browser.js";
import { create, everything, text } from "./events.js";

const SECRET = "signing-s3cret";
const sandbox = startSandbox();
const open = pagesOf(sandbox);
const thread = `/threads/${seed.threadId}`;
const customer = `/customers/${seed.customerId}`;
const allowed = { context: { permissions: ["clipboard-read", "clipboard-write"] } };

/** Configures the cards of an endpoint as the only ones of the sandbox. */
async function configure({ url }, keys, more = {}) {
  await sandbox.started;
  await cardApi(sandbox, "PUT", "", [{ url, keys, signingSecret: SECRET, ...more }]);
}

/** A function that pauses until `end` is called. */
function paused() {
  let end;
  const promise = new Promise((resolve) => (end = resolve));
  return { pause: () => promise, end };
}

const card = (page, key) => page.locator(`#card-${key}`);
const status = (page, key) => page.locator(`#status-card-${key}`);
const announced = (page, text) => page.locator("#announcement", { hasText: text }).waitFor({ state: "attached" });

/** A card whose text is the number of the request. */
function counting() {
  let count = 0;
  return () => ({ components: [text(`request ${++count}`)] });
}

test("cards are drawn with the components of events", async (t) => {
  await sandbox.started;
  await create(sandbox, everything);
  const endpoint = await serveCards(SECRET, {
    all: () => ({ components: everything.components }),
    hidden: () => ({}),
  });
  await configure(endpoint, ["all", "hidden"]);
  for (const path of [thread, customer]) {
    const page = await open(t, path);
    await card(page, "all").locator(".components").waitFor();
    const [drawn, event] = [card(page, "all"), page.locator(".entry").first()].map((it) => it.locator(".components").innerHTML());
    assert.equal(await drawn, await event);
    assert.match(await status(page, "all").innerText(), /^Loaded .+ · cached for (1 min|\d+ s) more$/);
    assert.match(await card(page, "hidden").innerText(), /Hidden: the answer has no components/);
  }
  assert.deepEqual(JSON.parse(endpoint.requests[0].body).cardKeys, ["all", "hidden"]);
  assert.equal(endpoint.requests.length, 2);
});

test("a slow card does not delay the page", async (t) => {
  const { pause, end } = paused();
  const slow = await serveCards(SECRET, { slow: counting() }, pause);
  const fast = await serveCards(SECRET, { fast: counting() });
  await sandbox.started;
  await cardApi(sandbox, "PUT", "", [
    { url: slow.url, keys: ["slow"], signingSecret: SECRET },
    { url: fast.url, keys: ["fast"], signingSecret: SECRET },
  ]);
  const page = await open(t, thread);
  await card(page, "fast").getByText("request 1").waitFor();
  assert.equal(await status(page, "slow").innerText(), "Loading…");
  // A second page shows the same load.
  const second = await open(t, thread);
  await status(second, "slow").getByText("Loading…").waitFor();
  end();
  for (const it of [page, second]) await card(it, "slow").getByText("request 1").waitFor();
  assert.equal(slow.requests.length, 1);
});

test("a card is reloaded by a click and by the keyboard", async (t) => {
  const endpoint = await serveCards(SECRET, { usage: counting(), plan: counting() });
  await configure(endpoint, ["usage", "plan"]);
  const page = await open(t, thread);
  await waitUntilLive(page);
  await card(page, "usage").getByText("request 1").waitFor();
  const button = page.getByRole("button", { name: "Reload usage" });
  await button.click();
  await card(page, "usage").getByText("request 2").waitFor();
  await announced(page, "usage: Loaded");
  await button.focus();
  await page.keyboard.press("Enter");
  await card(page, "usage").getByText("request 3").waitFor();
  // The focus stays for another reload.
  await page.keyboard.press("Space");
  await card(page, "usage").getByText("request 4").waitFor();
  assert.ok(await card(page, "plan").getByText("request 1").isVisible());
  await page.getByRole("button", { name: "Reload all cards" }).click();
  await card(page, "plan").getByText("request 2").waitFor();
  await card(page, "usage").getByText("request 5").waitFor();
  // A page that is opened now reads them from the cache.
  const second = await open(t, thread);
  await status(second, "usage").getByText("from the cache").waitFor();
  assert.equal(endpoint.requests.length, 5);
});

test("an error has Plain's name, its cause and help", async (t) => {
  let isBroken = true;
  const endpoint = await serveCards(SECRET, { usage: counting() }, () =>
    isBroken ? [404, "<b>no such route</b>"] : undefined,
  );
  await configure(endpoint, ["usage"]);
  const page = await open(t, thread);
  await card(page, "usage").getByText("StatusCode").waitFor();
  const shown = await card(page, "usage").innerText();
  for (const part of ["Failed", "<b>no such route</b>", "Compare the path", endpoint.url]) {
    assert.ok(shown.includes(part), `${part}: ${shown}`);
  }
  assert.equal(await card(page, "usage").getByRole("button", { name: "Copy" }).count(), 0);
  isBroken = false;
  await page.getByRole("button", { name: "Reload usage" }).click();
  await card(page, "usage").getByText("request 1").waitFor();
  assert.equal(await card(page, "usage").getByText("StatusCode").count(), 0);
});

test("endpoints that are configured appear on an open page", async (t) => {
  await sandbox.started;
  await cardApi(sandbox, "DELETE", "");
  const page = await open(t, customer);
  await waitUntilLive(page);
  assert.equal(await page.locator(".customer-cards").isVisible(), false);
  const endpoint = await serveCards(SECRET, { usage: counting(), plan: counting() });
  await configure(endpoint, ["usage"]);
  await card(page, "usage").getByText("request 1").waitFor();
  // An update of the timeline keeps the card, and a second one is loaded alone.
  await card(page, "usage").evaluate((element) => (element.isMarked = true));
  await create(sandbox, { title: "Another event", components: [text("a")] });
  await page.locator(".entry", { hasText: "Another event" }).waitFor();
  await configure(endpoint, ["usage", "plan"]);
  await card(page, "plan").getByText("request 1").waitFor();
  assert.ok(await card(page, "usage").evaluate((element) => element.isMarked));
  assert.deepEqual(endpoint.requests.map((it) => JSON.parse(it.body).cardKeys), [["usage"], ["plan"]]);
  await cardApi(sandbox, "DELETE", "");
  await page.locator(".customer-cards").waitFor({ state: "hidden" });
});

test("an open page loads its cards from a restarted sandbox", async (t) => {
  const endpoint = await serveCards(SECRET, { usage: counting() });
  await configure(endpoint, ["usage"]);
  const page = await open(t, thread, { mayFail: (message) => message.includes("net::ERR_") });
  await waitUntilLive(page);
  await card(page, "usage").getByText("request 1").waitFor();
  await sandbox.restart();
  await configure(endpoint, ["usage"]);
  await card(page, "usage").getByText("request 2").waitFor();
});

test("a card that loads is not requested twice", async (t) => {
  const { pause, end } = paused();
  const endpoint = await serveCards(SECRET, { slow: counting() }, pause);
  await configure(endpoint, ["slow"]);
  const page = await open(t, thread);
  await status(page, "slow").getByText("Loading…").waitFor();
  await page.getByRole("button", { name: "Reload slow" }).click();
  await page.getByRole("button", { name: "Reload all cards" }).click();
  end();
  await card(page, "slow").getByText("request 1").waitFor();
  assert.equal(endpoint.requests.length, 1);
});

test("a copied card compiles", async (t) => {
  const endpoint = await serveCards(SECRET, {
    copied: () => ({
      components: [...everything.components, text("it's {braced} $HOME `id` \"quoted\"")],
      timeToLiveSeconds: 30,
    }),
  });
  await configure(endpoint, ["copied"]);
  const page = await open(t, thread, allowed);
  await page.getByRole("button", { name: "Copy copied as customer_card!" }).click();
  await announced(page, "Copied");
  const call = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(call.startsWith("customer_card!(\n"), call);
  assert.ok(call.includes("time_to_live_seconds = 30"), call);
  assert.ok(call.includes("it's {{braced}} $HOME `id`"), call);
  await compile(call);
});

/** Type-checks a call of a macro, in a crate that depends on plain-runtime. */
async function compile(call) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;
  const folder = `${target}/copied-card`;
  await mkdir(`${folder}/src`, { recursive: true });
  const dependency = `plain-runtime = { path = ${JSON.stringify(`${root}plain-runtime`)}, default-features = false }`;
  const manifest = `[package]\nname = "copied-card"\nedition = "2024"\n[dependencies]\n${dependency}\n[workspace]\n`;
  await writeFile(`${folder}/Cargo.toml`, manifest);
  await copyFile(`${root}Cargo.lock`, `${folder}/Cargo.lock`);
  await writeFile(`${folder}/src/main.rs`, `fn main() {\n    let _ = plain_runtime::${call};\n}\n`);
  await promisify(execFile)("cargo", ["check", "--quiet", "--offline", "--target-dir", target], { cwd: folder });
}

test("no secret is on a page or in its source", async (t) => {
  const token = "t0ken-value";
  const endpoint = await serveCards(SECRET, {}, () => [400, { error: `${SECRET} ${token}` }]);
  const headers = { authorization: `Bearer ${token}` };
  await configure({ url: `${endpoint.url}?token=${token}` }, ["secret"], { headers });
  const page = await open(t, thread);
  await card(page, "secret").getByText("StatusCode").waitFor();
  assert.equal(endpoint.requests[0].headers.authorization, headers.authorization);
  const texts = [await page.content()];
  for (const path of [thread, customer, "/cards", "/", "/customers", "/rejected", "/assets/page.js", "/api/cards"]) {
    texts.push(await (await fetch(new URL(path, sandbox.apiUrl))).text());
  }
  for (const text of texts) {
    assert.ok(!text.includes(SECRET) && !text.includes(token), text);
  }
});

test("without a script, buttons load cards", async (t) => {
  const endpoint = await serveCards(SECRET, { usage: counting() });
  await configure(endpoint, ["usage"]);
  const page = await open(t, thread, { context: { javaScriptEnabled: false } });
  assert.equal(await status(page, "usage").innerText(), "Not loaded yet");
  assert.equal(endpoint.requests.length, 0);
  for (const number of [1, 2]) {
    await page.getByRole("button", { name: "Reload usage" }).click();
    await card(page, "usage").getByText(`request ${number}`).waitFor();
  }
  await page.getByRole("button", { name: "Copy usage as customer_card!" }).click();
  assert.match(await page.locator("body").innerText(), /^customer_card!\(/);
});

test("cards are accessible and fit small screens", async (t) => {
  const endpoint = await serveCards(SECRET, {
    ["a-long-key-".repeat(20)]: () => ({ components: everything.components }),
    broken: () => ({ components: [{ componentText: { text: "" } }] }),
  });
  await configure(endpoint, ["a-long-key-".repeat(20), "broken", "hidden"]);
  for (const path of [thread, "/cards"]) {
    for (const [colorScheme, width] of [["light", 1440], ["dark", 1440], ["light", 320]]) {
      const page = await open(t, path, { context: { colorScheme, viewport: { width, height: 700 } } });
      if (path === thread) await card(page, "broken").getByText("ResponseBody").waitFor();
      assert.deepEqual(await audit(page), [], `${path} ${colorScheme}`);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(scrolled <= width, `${path}: ${scrolled}`);
    }
  }
  // Beside the timeline where there is room, otherwise above it.
  for (const [width, isBeside] of [[1440, true], [1000, false], [400, false]]) {
    const page = await open(t, thread, { context: { viewport: { width, height: 700 } } });
    const [cards, entries] = await Promise.all(
      [".customer-cards", ".entries"].map((it) => page.locator(it).boundingBox()),
    );
    const right = entries.x + entries.width;
    assert.equal(cards.x >= right, isBeside, `${width}`);
    assert.equal(cards.y + cards.height <= entries.y, !isBeside, `${width}`);
  }
});

test("the page of cards lists endpoints and requests", async (t) => {
  const endpoint = await serveCards(SECRET, { usage: counting() });
  await sandbox.started;
  await cardApi(sandbox, "DELETE", "");
  await fetch(new URL("/api/requests", sandbox.apiUrl), { method: "DELETE" });
  const page = await open(t, "/cards");
  await waitUntilLive(page);
  await page.getByText("No endpoint of customer cards is configured.").waitFor();
  await configure(endpoint, ["usage"]);
  await page.getByRole("heading", { name: endpoint.url }).waitFor();
  await cardApi(sandbox, "POST", "/load", {});
  await page.locator(".card-requests li", { hasText: "usage" }).waitFor();
  await page.getByRole("link", { name: /^T-1 / }).last().click();
  await page.waitForURL(`**${thread}`);
});

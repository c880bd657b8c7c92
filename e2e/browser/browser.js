// Chromium as it is installed, or what CHROMIUM names, and pages in it that must keep quiet.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before } from "node:test";

import { chromium } from "playwright-core";

/** A browser without a window. */
export function launch() {
  return chromium.launch({
    executablePath: findProgram(process.env.CHROMIUM ?? "chromium"),
    // Root may not have Chromium's sandbox; it opens nothing but ours.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

function findProgram(name) {
  const folders = name.includes("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  const path = folders.map((folder) => join(folder, name)).find(existsSync);
  if (!path) throw new Error(`${name} is not there; install Chromium, or name it in CHROMIUM`);
  return path;
}

/**
 * Opens pages of a sandbox. What they do that they should not fails the test that opened them, unless it
 * `allows` the URL that is asked for, or what is said on the console is of what `mayFail`.
 */
export function pagesOf(sandbox) {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  return async function open(test, path, { context: options = {}, allows = () => false, mayFail = () => false } = {}) {
    const origin = new URL(sandbox.apiUrl).origin;
    const context = await browser.newContext({
      viewport: { width: 1120, height: 800 },
      locale: "en-GB",
      timezoneId: "UTC",
      reducedMotion: "reduce",
      ...options,
    });
    const wrong = [];
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !allows(url)) wrong.push(`a request of ${url}`);
    });
    context.on("console", (message) => {
      // Violations of the policy are errors too.
      const isError = ["error", "warning"].includes(message.type());
      if (isError && !mayFail(message.text())) wrong.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => wrong.push(`script: ${error.error().message}`));
    context.on("dialog", (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    test.after(async () => {
      await context.close();
      assert.deepEqual(wrong, []);
    });
    const page = await context.newPage();
    await page.goto(origin + path);
    return page;
  };
}

/** Some of an element's computed style. */
export function style(locator, ...names) {
  return locator.evaluate((element, names) => {
    const computed = getComputedStyle(element);
    return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]));
  }, names);
}

/** The connection that tells a page of changes is there. */
export function isLive(page) {
  return page.locator("#connection:not(.lost)", { hasText: "Live" }).waitFor();
}

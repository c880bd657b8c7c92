// Headless Chromium, and pages that fail the test on errors and foreign requests.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { after, before } from "node:test";

import { chromium } from "playwright-core";

/** Launches the installed Chromium, or the program that the variable CHROMIUM names. */
export function launch() {
  return chromium.launch({
    executablePath: findProgram(process.env.CHROMIUM ?? "chromium"),
    // Chromium's sandbox does not work for root; the tests open only local pages.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

function findProgram(name) {
  const folders = name.includes("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  const path = folders.map((folder) => join(folder, name)).find(existsSync);
  if (!path) throw new Error(`${name} not found; install Chromium, or set CHROMIUM to its path`);
  return path;
}

/**
 * Opens pages of a sandbox. A test fails if its page requests another origin, unless it `allows` the URL,
 * writes an error to the console, unless it is one that `mayFail`, throws, or opens a dialog.
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
    const violations = [];
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !allows(url)) violations.push(`request: ${url}`);
    });
    context.on("console", (message) => {
      // Violations of the content security policy are errors, too.
      const isError = ["error", "warning"].includes(message.type());
      if (isError && !mayFail(message.text())) violations.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => violations.push(`script: ${error.error().message}`));
    context.on("dialog", (dialog) => {
      violations.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    test.after(async () => {
      await context.close();
      assert.deepEqual(violations, []);
    });
    const page = await context.newPage();
    await page.goto(origin + path);
    return page;
  };
}

/** Properties of an element's computed style. */
export function style(locator, ...names) {
  return locator.evaluate((element, names) => {
    const computed = getComputedStyle(element);
    return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(name)]));
  }, names);
}

/** Waits until the page is connected to the stream of changes. */
export function waitUntilLive(page) {
  return page.locator("#connection:not(.lost)", { hasText: "Live" }).waitFor();
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations of accessibility rules that axe finds on a page. */
export async function audit(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    // The colours of cards are Plain's; the muted one has less contrast than WCAG requires.
    const runs = [
      await axe.run(document, { rules: { "color-contrast": { enabled: false } } }),
      await axe.run({ exclude: [[".color-muted"]] }, { runOnly: ["color-contrast"] }),
    ];
    return runs.flatMap((run) =>
      run.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`),
    );
  });
}

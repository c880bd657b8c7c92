// Debian's Chromium, or the one that CHROMIUM names.

import { chromium } from "playwright-core";

/** A browser without a window. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Root may not have Chromium's sandbox; it opens nothing but ours.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

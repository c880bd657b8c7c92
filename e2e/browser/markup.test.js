// Markup in events is shown as text: no script runs, and nothing is fetched.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { startSandbox } from "../sandbox.mjs";
import { waitUntilLive, pagesOf } from "./browser.js";
import { create, send, text } from "./events.js";

const sandbox = startSandbox();
const open = pagesOf(sandbox);

const HOSTILE = [
  "<script>window.ran = true; alert(1)</script>",
  "<img src=https://evil.example/a.png onerror=\"window.ran = true; alert(1)\">",
  "<svg onload='window.ran = true'><iframe src=https://evil.example></iframe></svg>",
  "\"><style>@import url(https://evil.example/a.css)</style><a href=\"javascript:alert(1)\">a</a>",
].join(" ");
const hostile = {
  title: HOSTILE,
  components: [
    text(HOSTILE),
    text("![a](https://evil.example/a.png) [b](javascript:alert(1)) [c](data:text/html,d)"),
    { componentPlainText: { plainText: HOSTILE } },
    { componentBadge: { badgeLabel: HOSTILE } },
    { componentCopyButton: { copyButtonValue: HOSTILE, copyButtonTooltipLabel: HOSTILE } },
    {
      componentWorkflowButton: {
        workflowButtonLabel: HOSTILE,
        workflowButtonWorkflowIdentifier: { workflowId: HOSTILE },
      },
    },
    { componentLinkButton: { linkButtonLabel: HOSTILE, linkButtonUrl: "https://a.com/\"onclick=\"alert(1)" } },
  ],
};
let customerId;
let threadId;
let eventId;

before(async () => {
  await sandbox.started;
  const { customer } = await send(sandbox, "upsertCustomer", {
    identifier: { emailAddress: "mallory@acme.com" },
    onCreate: {
      fullName: HOSTILE,
      externalId: HOSTILE,
      email: { email: "mallory@acme.com", isVerified: false },
    },
    onUpdate: {},
  });
  customerId = customer.id;
  const customerIdentifier = { customerId };
  const { thread } = await send(sandbox, "createThread", {
    customerIdentifier,
    title: HOSTILE,
    components: hostile.components,
  });
  threadId = thread.id;
  eventId = await create(sandbox, { ...hostile, customerIdentifier, externalId: HOSTILE });
  await send(sandbox, "createCustomerEvent", { ...hostile, customerIdentifier, externalId: HOSTILE });
  await send(sandbox, "createCustomerEvent", { ...hostile, customerIdentifier: { externalId: `${HOSTILE}2` } });
});

for (const [name, path] of [
  ["all events", () => "/"],
  ["a customer", () => `/customers/${customerId}`],
  ["a thread", () => `/threads/${threadId}`],
  ["an event", () => `/events/${eventId}`],
  ["customers", () => "/customers"],
  ["rejected requests", () => "/rejected"],
  ["a search", () => `/?q=${encodeURIComponent(HOSTILE)}`],
]) {
  test(`markup on the page of ${name} is text`, async (t) => {
    const page = await open(t, path());
    await waitUntilLive(page);
    // Also in an event that arrives while the page is open.
    const entries = page.locator("#timeline .entry");
    const count = await entries.count();
    await create(sandbox, { ...hostile, customerIdentifier: { customerId } });
    if (count > 0) await entries.nth(count).waitFor();
    const found = await page.evaluate(() => ({
      ran: window.ran,
      text: document.body.textContent.includes("<script>window.ran = true; alert(1)</script>"),
      scripts: document.scripts.length,
      elements: document.querySelectorAll("img, iframe, style, object, embed").length,
      handlers: [...document.querySelectorAll("*")].filter((it) =>
        it.getAttributeNames().some((name) => name.startsWith("on") || name === "style"),
      ).length,
      links: [...document.links].filter((it) => !/^(https?|mailto):$/.test(it.protocol)).length,
    }));
    assert.deepEqual(found, {
      ran: undefined,
      text: true,
      scripts: 1,
      elements: 0,
      handlers: 0,
      links: 0,
    });
  });
}

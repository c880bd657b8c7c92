// Takes the pictures of the components for the guide, of a running sandbox: `npm run component-pictures -- URL KEY`.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { seed } from "../sandbox.mjs";
import { launch, waitUntilLive } from "./browser.js";
import { create, text } from "./events.js";

const [url = "http://127.0.0.1:4010", apiKey = "plainApiKey_sandbox"] = process.argv.slice(2);
const sandbox = { apiUrl: new URL("/graphql/v1", url).href, apiKey };
const folder = fileURLToPath(new URL("../../docs/images/components", import.meta.url));

const badge = (badgeLabel, badgeColor) => ({ componentBadge: { badgeLabel, badgeColor } });
const plainText = (plainText, more = {}) => ({ componentPlainText: { plainText, ...more } });
const row = (rowMainContent, rowAsideContent) => ({ componentRow: { rowMainContent, rowAsideContent } });
const plan = row([text("Plan", { textColor: "MUTED" })], [badge("Pro", "GREEN")]);
const seats = row([text("Seats", { textColor: "MUTED" })], [text("12 of 15")]);

/** An enum value as it is written in Rust. */
const variant = (value) => value[0] + value.slice(1).toLowerCase();

/** The layout in the picture of each component, by the component's name in the macros. */
const PICTURES = {
  text: [
    text("New API key **3b78** with *4 roles*, see [the log](https://example.com) for `deploy`."),
    ...["S", "M", "L"].map((textSize) => text(`Size ${textSize}`, { textSize })),
    ...["NORMAL", "MUTED", "SUCCESS", "WARNING", "ERROR"].map((textColor) => text(variant(textColor), { textColor })),
  ],
  plain_text: [plainText("SELECT * FROM keys"), plainText("Muted and small", { plainTextSize: "S", plainTextColor: "MUTED" })],
  spacer: [text("Above"), { componentSpacer: { spacerSize: "L" } }, text("Below a spacer of size L")],
  divider: [text("Above"), { componentDivider: { dividerSpacingSize: "M" } }, text("Below")],
  badge: ["GREY", "GREEN", "YELLOW", "RED", "BLUE"].map((color) => badge(variant(color), color)),
  link_button: [{ componentLinkButton: { linkButtonLabel: "View in admin", linkButtonUrl: "https://admin.your-app.com" } }],
  copy_button: [
    row([text("Payment ID")], [
      { componentCopyButton: { copyButtonValue: "pay_7F3K", copyButtonTooltipLabel: "Copy the payment ID" } },
    ]),
  ],
  workflow_button: [
    {
      componentWorkflowButton: {
        workflowButtonLabel: "Refund",
        workflowButtonWorkflowIdentifier: { workflowKey: "refund" },
      },
    },
  ],
  date_time: [{ componentDateTime: { dateTimeIso8601: "2026-05-11T12:00:00Z" } }],
  user: [{ componentUser: { userIdentifier: { emailAddress: seed.userEmailAddress } } }],
  row: [plan, seats],
  container: [{ componentContainer: { containerContent: [text("**Acme**"), plan, seats] } }],
};

await mkdir(folder, { recursive: true });
const browser = await launch();
const page = await browser.newPage({
  viewport: { width: 560, height: 800 },
  locale: "en-GB",
  timezoneId: "UTC",
  colorScheme: "light",
});
for (const [name, components] of Object.entries(PICTURES)) {
  const id = await create(sandbox, { title: name, components });
  await page.goto(new URL(`/events/${id}`, url).href);
  await waitUntilLive(page);
  await page.locator(".card .components").first().screenshot({ path: `${folder}/${name}.png` });
}
await browser.close();

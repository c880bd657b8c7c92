// Mistakes in a customer event that the compiler of Rust reports, as they are written with the TypeScript SDKs.

/** Source of the fields of a correct event. */
const CORRECT = {
  title: `"API key generated"`,
  customerIdentifier: `{ emailAddress: "jane@acme.com" }`,
  components: `[ui.text({ text: "New API key" })]`,
};

const component = (source) => ({ components: `[${source}]` });
const text = `ui.text({ text: "a" })`;
const row = `ui.row({ mainContent: [${text}], asideContent: [${text}] })`;
const customer = (customerIdentifier) => ({ customerIdentifier });
const url = (url) => component(`ui.linkButton({ label: "View", url: ${JSON.stringify(url)} })`);
const repeated = (count) => `"${"x".repeat(count)}"`;

/**
 * Fields with a mistake, as source, by the case of the same mistake in `tests/packages/ui/messages`. A field that is
 * null is missing.
 */
export const MISTAKES = {
  "title-missing": { title: null },
  "title-empty": { title: `""` },
  "title-blank": { title: `" "` },
  "title-none": { title: "undefined" },
  "field-misspelt": { titel: `"API key generated"`, title: null },
  "field-unknown": { name: `"API key"` },
  "external-id-blank": { externalId: `" "` },
  "timestamp-not-iso8601": { timestamp: `"yesterday"` },
  "timestamp-month-out-of-range": { timestamp: `"2026-13-01T00:00:00Z"` },
  "timestamp-a-number": { timestamp: "1778500800" },
  "customer-identifier-missing": { customerIdentifier: null },
  "customer-identifier-a-string": customer(`"jane@acme.com"`),
  "customer-identifier-by-email": customer(`{ email: "jane@acme.com" }`),
  "customer-identifier-by-user-id": customer(`{ userId: "u_1" }`),
  "two-customer-identifiers": customer(`{ emailAddress: "jane@acme.com", externalId: "jane" }`),
  "customer-external-id-blank": customer(`{ externalId: " " }`),
  "customer-id-of-a-thread": customer(`{ customerId: "th_01" }`),
  "email-address-without-at": customer(`{ emailAddress: "jane" }`),
  "email-address-with-a-name": customer(`{ emailAddress: "Jane <jane@acme.com>" }`),
  "thread-id-in-customer-event": { threadId: `"th_01"` },
  "components-missing": { components: null },
  "components-empty": { components: "[]" },
  "components-not-a-list": { components: text },
  "list-in-list": component(`[${text}]`),
  "string-in-list": component(`"New API key"`),
  "number-in-list": component("4"),
  "none-in-list": component("undefined"),
  "component-unknown": component(`ui.heading({ text: "a" })`),
  "text-without-text": component(`ui.text({ size: "S" })`),
  "text-none": component("ui.text({ text: undefined })"),
  "text-empty": component(`ui.text({ text: "" })`),
  "text-blank": component(`ui.text({ text: " " })`),
  "text-invisible": component(`ui.text({ text: "\\u200b" })`),
  "text-too-long": component(`ui.text({ text: ${repeated(10_001)} })`),
  "text-that-renders-nothing": component(`ui.text({ text: "<!-- a -->" })`),
  "plain-text-blank": component(`ui.plainText({ text: " " })`),
  "spacer-without-size": component("ui.spacer({})"),
  "enum-value-misspelt": component(`ui.badge({ label: "New", color: "GRENE" })`),
  "enum-value-in-lower-case": component(`ui.badge({ label: "New", color: "green" })`),
  "enum-value-of-another-property": component(`ui.text({ text: "a", size: "XL" })`),
  "enum-value-of-text-on-badge": component(`ui.badge({ label: "New", color: "SUCCESS" })`),
  "property-unknown": component(`ui.badge({ label: "New", icon: "key" })`),
  "property-of-another-component": component(`ui.badge({ label: "New", url: "https://acme.com" })`),
  "badge-without-label": component(`ui.badge({ color: "GREEN" })`),
  "badge-label-empty": component(`ui.badge({ label: "" })`),
  "badge-label-too-long": component(`ui.badge({ label: ${repeated(501)} })`),
  "copy-button-without-value": component("ui.copyButton({})"),
  "copy-value-empty": component(`ui.copyButton({ value: "" })`),
  "copy-value-too-long": component(`ui.copyButton({ value: ${repeated(1_001)} })`),
  "link-button-without-label": component(`ui.linkButton({ url: "https://acme.com" })`),
  "link-button-without-url": component(`ui.linkButton({ label: "View" })`),
  "link-button-label-empty": component(`ui.linkButton({ label: "", url: "https://acme.com" })`),
  "label-and-url-swapped": component(`ui.linkButton({ label: "https://acme.com", url: "View" })`),
  "url-empty": url(""),
  "url-relative": url("/keys"),
  "url-fragment-only": url("#"),
  "url-without-scheme": url("acme.com/keys"),
  "url-misspelt": url("htps://acme.com"),
  "url-without-host": url("https://"),
  "url-javascript": url("javascript:alert(1)"),
  "workflow-identifier-missing": component(`ui.workflowButton({ label: "Refund" })`),
  "two-workflow-identifiers": component(`ui.workflowButton({ label: "Refund", workflowId: "wf_1", workflowKey: "refund" })`),
  "workflow-key-blank": component(`ui.workflowButton({ label: "Refund", workflowKey: " " })`),
  "row-without-aside-content": component(`ui.row({ mainContent: [${text}] })`),
  "row-without-main-content": component(`ui.row({ asideContent: [${text}] })`),
  "row-main-content-empty": component(`ui.row({ mainContent: [], asideContent: [${text}] })`),
  "row-aside-content-empty": component(`ui.row({ mainContent: [${text}], asideContent: [] })`),
  "row-in-row": component(`ui.row({ mainContent: [${row}], asideContent: [${text}] })`),
  "container-in-row": component(
    `ui.row({ mainContent: [ui.container({ content: [${text}] })], asideContent: [${text}] })`,
  ),
  "container-in-container": component(`ui.container({ content: [ui.container({ content: [${text}] })] })`),
  "container-empty": component("ui.container({ content: [] })"),
  "container-without-content": component("ui.container({})"),
};

/** Source of the event with a mistake. */
export function source(mistake) {
  const fields = Object.entries({ ...CORRECT, ...mistake });
  return `{ ${fields.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])).join(", ")} }`;
}

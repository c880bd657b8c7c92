// Events for the tests and the screenshots.

import { seed } from "../sandbox.mjs";

/** Fields of the outputs that tests need. */
const RESULTS = {
  createCustomerEvent: "customerEvent { id }",
  createThreadEvent: "threadEvent { id }",
  createThread: "thread { id }",
  createLabelType: "labelType { id }",
  upsertCustomer: "customer { id }",
};

/** Executes a mutation and returns its output, including an error. */
export async function send(sandbox, mutation, input, apiKey = sandbox.apiKey) {
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  const result = RESULTS[mutation] ?? "";
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${result} error { message } } }`;
  const response = await fetch(sandbox.apiUrl, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = await response.json();
  return data ? data[mutation] : { error: errors[0] };
}

/** Creates an event for the seeded customer and returns its id. */
export async function create(sandbox, input) {
  const customerIdentifier = { emailAddress: seed.emailAddress };
  const { customerEvent, error } = await send(sandbox, "createCustomerEvent", {
    customerIdentifier,
    ...input,
  });
  if (error) throw new Error(error.message);
  return customerEvent.id;
}

export const text = (text, more = {}) => ({ componentText: { text, ...more } });
const plainText = (plainText, more = {}) => ({ componentPlainText: { plainText, ...more } });
const badge = (badgeLabel, badgeColor) => ({ componentBadge: { badgeLabel, badgeColor } });
const spacer = (spacerSize) => ({ componentSpacer: { spacerSize } });
const row = (rowMainContent, rowAsideContent) => ({
  componentRow: { rowMainContent, rowAsideContent },
});
const copyButton = (copyButtonValue, copyButtonTooltipLabel) => ({
  componentCopyButton: { copyButtonValue, copyButtonTooltipLabel },
});
const linkButton = (linkButtonLabel, linkButtonUrl) => ({
  componentLinkButton: { linkButtonLabel, linkButtonUrl },
});

/** The example in Plain's documentation. */
export const apiKeyGenerated = {
  title: "API key generated",
  components: [
    text(
      "New API key was added with the fingerprint **3b7896975ee9fd15eeb7** with 4 associated roles/permissions.",
    ),
    spacer("M"),
    linkButton("View in Admin", "https://admin.your-app.com"),
  ],
  externalId: "api-key-42",
};

/** Every kind of component, in every size and colour. */
export const everything = {
  title: "Everything",
  components: [
    text("The **quick** brown fox *jumps* over the [lazy link](https://www.plain.com)."),
    ...["S", "M", "L"].map((textSize) => text(`text ${textSize}`, { textSize })),
    ...["NORMAL", "MUTED", "SUCCESS", "WARNING", "ERROR"].map((textColor) =>
      text(`text ${textColor}`, { textColor }),
    ),
    plainText("not **bold**", { plainTextSize: "L", plainTextColor: "MUTED" }),
    ...["XS", "S", "M", "L", "XL"].map(spacer),
    ...["XS", "S", "M", "L", "XL"].map((dividerSpacingSize) => ({
      componentDivider: { dividerSpacingSize },
    })),
    ...["GREY", "YELLOW", "GREEN", "BLUE", "RED"].map((color) => badge(color, color)),
    linkButton("Link button", "https://example.com/a?b=c"),
    copyButton("ID-12313", "Copy the id"),
    {
      componentWorkflowButton: {
        workflowButtonLabel: "Run workflow",
        workflowButtonWorkflowIdentifier: { workflowId: "wf_1" },
      },
    },
    { componentDateTime: { dateTimeIso8601: "2026-05-11T22:30:00Z" } },
    { componentUser: { userIdentifier: { emailAddress: seed.userEmailAddress } } },
    row([text("Total usage", { textColor: "MUTED" })], [text("9,412")]),
    {
      componentContainer: {
        containerContent: [text("inside"), row([text("**Team Name**")], [badge("Active", "BLUE")])],
      },
    },
  ],
};

/** Events as a product would create them, the oldest first. */
export const productEvents = [
  {
    title: "Signed up",
    components: [
      text("Came by *Product Hunt*, chose **Starter**."),
      spacer("S"),
      row([text("Invited by", { textColor: "MUTED", textSize: "S" })], [
        { componentUser: { userIdentifier: { emailAddress: seed.userEmailAddress } } },
      ]),
    ],
    isCollapsed: true,
  },
  apiKeyGenerated,
  {
    title: "Payment failed",
    components: [
      text("The card was declined for the **third** time; see the [invoice](https://example.com/in_1042)."),
      spacer("M"),
      {
        componentContainer: {
          containerContent: [
            row([text("Invoice", { textColor: "MUTED" })], [badge("Overdue", "RED")]),
            { componentDivider: { dividerSpacingSize: "XS" } },
            row([text("Amount", { textColor: "MUTED" })], [text("€ 480.00")]),
            row([text("Payment ID", { textColor: "MUTED" })], [copyButton("pay_7F3K", "Copy the payment ID")]),
            row([text("Due", { textColor: "MUTED" })], [
              { componentDateTime: { dateTimeIso8601: "2026-05-11T22:30:00Z" } },
            ]),
          ],
        },
      },
      spacer("M"),
      {
        componentWorkflowButton: {
          workflowButtonLabel: "Retry the payment",
          workflowButtonWorkflowIdentifier: { workflowKey: "retry-payment" },
        },
      },
    ],
    externalId: "payment-failed-in_1042",
  },
];

/** Cards as a product would serve them: one is shown, one is hidden, one has a wrong layout. */
export const productCards = {
  "plan-details": () => ({
    components: [
      row([text("Plan", { textColor: "MUTED" })], [badge("Team", "GREEN")]),
      row([text("Seats", { textColor: "MUTED" })], [text("12 of 20")]),
      row([text("Customer ID", { textColor: "MUTED" })], [copyButton("cus_9f2", "Copy the customer ID")]),
      spacer("S"),
      linkButton("Open in billing", "https://example.com/cus_9f2"),
    ],
    timeToLiveSeconds: 300,
  }),
  invoices: () => ({}),
  usage: () => ({ components: [row([text("Requests today")], [text("")])] }),
};

// The documented example and an event with all twelve components, as sent and as returned.

import { seed } from "../sandbox.mjs";

/** https://www.plain.com/docs/graphql/events/create-customer-event */
export function documentedExample(uiComponent) {
  return {
    title: "API key generated",
    components: [
      uiComponent.text({
        text: "New API key was added with the fingerprint **3b7896975ee9fd15eeb7** with 4 associated roles.",
      }),
      uiComponent.spacer({ size: "M" }),
      uiComponent.linkButton({ label: "View in admin", url: "https://admin.your-app.com" }),
    ],
  };
}

/** The caller passes `dateTime` and `user`, for which one SDK has no builders. */
export function allTwelve(uiComponent, dateTime, user) {
  const row = uiComponent.row({
    mainContent: [uiComponent.plainText({ text: "Plan", size: "S", color: "MUTED" })],
    asideContent: [uiComponent.badge({ label: "Pro", color: "GREEN" })],
  });
  return [
    uiComponent.text({ text: "**bold**", size: "L", color: "SUCCESS" }),
    uiComponent.plainText({ text: "not **bold**" }),
    uiComponent.divider({ spacingSize: "XS" }),
    uiComponent.linkButton({ label: "Open", url: "https://a.com/?q=1" }),
    uiComponent.workflowButton({ label: "Refund", workflowId: "wf_1" }),
    uiComponent.spacer({ size: "XL" }),
    uiComponent.badge({ label: "New" }),
    uiComponent.copyButton({ value: "key_1", tooltip: "Copy the key" }),
    dateTime,
    user,
    row,
    uiComponent.container({ content: [uiComponent.text({ text: "inside" }), row] }),
  ];
}

const row = {
  __typename: "ComponentRow",
  rowMainContent: [
    {
      __typename: "ComponentPlainText",
      plainText: "Plan",
      plainTextSize: "S",
      plainTextColor: "MUTED",
    },
  ],
  rowAsideContent: [{ __typename: "ComponentBadge", badgeLabel: "Pro", badgeColor: "GREEN" }],
};

/** The components of [`allTwelve`] as returned. */
export const allTwelveReturned = [
  { __typename: "ComponentText", text: "**bold**", textSize: "L", textColor: "SUCCESS" },
  {
    __typename: "ComponentPlainText",
    plainText: "not **bold**",
    plainTextSize: null,
    plainTextColor: null,
  },
  { __typename: "ComponentDivider", dividerSpacingSize: "XS" },
  {
    __typename: "ComponentLinkButton",
    linkButtonLabel: "Open",
    linkButtonUrl: "https://a.com/?q=1",
  },
  {
    __typename: "ComponentWorkflowButton",
    workflowButtonLabel: "Refund",
    workflowButtonWorkflowIdentifier: { workflowId: "wf_1", workflowKey: null },
  },
  { __typename: "ComponentSpacer", spacerSize: "XL" },
  { __typename: "ComponentBadge", badgeLabel: "New", badgeColor: null },
  {
    __typename: "ComponentCopyButton",
    copyButtonValue: "key_1",
    copyButtonTooltipLabel: "Copy the key",
  },
  {
    __typename: "ComponentDateTime",
    dateTimeIso8601: { iso8601: "2026-05-11T12:00:00.000Z", unixTimestamp: "1778500800000" },
  },
  { __typename: "ComponentUser", user: { id: seed.userId }, userMachineUser: null },
  row,
  {
    __typename: "ComponentContainer",
    containerContent: [
      { __typename: "ComponentText", text: "inside", textSize: null, textColor: null },
      row,
    ],
  },
];

/** Removes the wrapper objects of an SDK. */
export function unwrapped(components) {
  return components.map((component) => component._data ?? component);
}

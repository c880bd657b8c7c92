// Tests of @team-plain/typescript-sdk, unmodified.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PlainClient, uiComponent } from "@team-plain/typescript-sdk";

import { allTwelve, allTwelveReturned, documentedExample } from "./components.js";
import { seed, startSandbox } from "../sandbox.mjs";

const sandbox = startSandbox();
const client = () => new PlainClient(sandbox);
const jane = { emailAddress: seed.emailAddress };
// The SDK has no builders for dates and users.
const twelve = () =>
  allTwelve(
    uiComponent,
    { componentDateTime: { dateTimeIso8601: "2026-05-11T12:00:00Z" } },
    { componentUser: { userIdentifier: { userId: seed.userId } } },
  );

/** Returns the data of a response and asserts that it is not an error. */
function ok({ data, error }) {
  assert.equal(error, undefined);
  return data;
}

async function newThread(name) {
  const { customer } = ok(
    await client().upsertCustomer({
      identifier: { externalId: name },
      onCreate: {
        fullName: name,
        externalId: name,
        email: { email: `${name}@acme.com`, isVerified: true },
      },
      onUpdate: {},
    }),
  );
  return ok(
    await client().createThread({ title: "Help", customerIdentifier: { customerId: customer.id } }),
  );
}

// The SDK has no query for the timeline of a thread.
const ENTRIES = `
  query ($threadId: ID!) {
    thread(threadId: $threadId) { timelineEntries { edges { node { entry {
      __typename
      ... on CustomEntry { title components { ...Component } }
      ... on TimelineEventEntry { timelineEventId title externalId components { ...Component } }
    } } } } }
  }
  fragment Component on EventComponent {
    ...Leaf
    ...Row
    ... on ComponentContainer { __typename containerContent { ...Leaf ...Row } }
  }
  fragment Row on ComponentRow {
    __typename rowMainContent { ...Leaf } rowAsideContent { ...Leaf }
  }
  fragment Leaf on ComponentRowContent {
    __typename
    ... on ComponentText { text textSize textColor }
    ... on ComponentPlainText { plainText plainTextSize plainTextColor }
    ... on ComponentDivider { dividerSpacingSize }
    ... on ComponentLinkButton { linkButtonLabel linkButtonUrl }
    ... on ComponentWorkflowButton {
      workflowButtonLabel workflowButtonWorkflowIdentifier { workflowId workflowKey }
    }
    ... on ComponentSpacer { spacerSize }
    ... on ComponentBadge { badgeLabel badgeColor }
    ... on ComponentCopyButton { copyButtonValue copyButtonTooltipLabel }
    ... on ComponentDateTime { dateTimeIso8601 { iso8601 unixTimestamp } }
    ... on ComponentUser { user { id } userMachineUser { id } }
  }`;

async function entries(threadId) {
  const data = ok(await client().rawRequest({ query: ENTRIES, variables: { threadId } }));
  return data.thread.timelineEntries.edges.map((edge) => edge.node.entry);
}

test("the documented customer event is created", async () => {
  const event = ok(
    await client().createCustomerEvent({
      ...documentedExample(uiComponent),
      customerIdentifier: jane,
      externalId: "documented",
    }),
  );
  assert.match(event.id, /^tev_[0-9A-Z]{26}$/);
  assert.equal(event.customerId, seed.customerId);
  assert.equal(event.title, "API key generated");
  const { iso8601, unixTimestamp } = event.createdAt;
  assert.equal(String(Date.parse(iso8601)), unixTimestamp);
  assert.equal(event.createdBy.__typename, "MachineUserActor");
  assert.equal(event.createdBy.machineUserId, seed.machineUserId);
  const entry = (await entries(seed.threadId)).at(-1);
  assert.equal(entry.timelineEventId, event.id);
  assert.equal(entry.externalId, "documented");
  assert.equal(entry.components.length, 3);
});

test("events with all twelve components are in the thread", async () => {
  const thread = await newThread("twelve");
  const customerEvent = ok(
    await client().createCustomerEvent({
      title: "Of the customer",
      customerIdentifier: { customerId: thread.customer.id },
      components: twelve(),
      externalId: "twelve-1",
    }),
  );
  const threadEvent = ok(
    await client().createThreadEvent({
      title: "Of the thread",
      threadId: thread.id,
      components: twelve(),
    }),
  );
  assert.equal(threadEvent.threadId, thread.id);
  assert.deepEqual(await entries(thread.id), [
    {
      __typename: "CustomerEventEntry",
      timelineEventId: customerEvent.id,
      title: "Of the customer",
      externalId: "twelve-1",
      components: allTwelveReturned,
    },
    {
      __typename: "ThreadEventEntry",
      timelineEventId: threadEvent.id,
      title: "Of the thread",
      externalId: null,
      components: allTwelveReturned,
    },
  ]);
});

test("a customer is upserted and queried in every way", async () => {
  const upsert = async (fullName) =>
    ok(
      await client().upsertCustomer({
        identifier: { emailAddress: "joe@acme.com" },
        onCreate: {
          fullName,
          externalId: "joe",
          email: { email: "joe@acme.com", isVerified: true },
        },
        onUpdate: { fullName: { value: fullName } },
      }),
    );
  const created = await upsert("Joe");
  assert.equal(created.result, "CREATED");
  assert.equal((await upsert("Joe")).result, "NOOP");
  assert.equal((await upsert("Joe B.")).result, "UPDATED");
  for (const customer of [
    ok(await client().getCustomerById({ customerId: created.customer.id })),
    ok(await client().getCustomerByEmail({ email: "JOE@acme.com" })),
    ok(await client().getCustomerByExternalId({ externalId: "joe" })),
  ]) {
    assert.equal(customer.id, created.customer.id);
    assert.equal(customer.fullName, "Joe B.");
    assert.equal(customer.email.email, "joe@acme.com");
    assert.equal(customer.email.isVerified, true);
  }
  assert.equal(ok(await client().getCustomerByEmail({ email: "nobody@acme.com" })), null);
});

test("lists are paginated", async () => {
  for (const name of ["page-1", "page-2", "page-3"]) await newThread(name);
  const first = ok(await client().getCustomers({ first: 2 }));
  const rest = ok(await client().getCustomers({ first: 100, after: first.pageInfo.endCursor }));
  assert.equal(first.customers.length, 2);
  assert.equal(first.pageInfo.hasNextPage, true);
  assert.equal(rest.pageInfo.hasNextPage, false);
  assert.equal(2 + rest.customers.length, first.totalCount);
  const names = [...first.customers, ...rest.customers].map((customer) => customer.fullName);
  assert.deepEqual(
    names.filter((name) => name.startsWith("page-")),
    ["page-1", "page-2", "page-3"],
  );
});

test("a thread is created and queried", async () => {
  const created = ok(
    await client().createThread({
      title: "Bug report",
      customerIdentifier: jane,
      components: twelve(),
      externalId: "bug-1",
      priority: 0,
      assignedTo: { userId: seed.userId },
      threadFields: [{ key: "product", type: "STRING", stringValue: "API" }],
    }),
  );
  const customerId = seed.customerId;
  for (const thread of [
    ok(await client().getThread({ threadId: created.id })),
    ok(await client().getThreadByRef({ ref: created.ref })),
    ok(await client().getThreadByExternalId({ customerId, externalId: "bug-1" })),
    ok(await client().getThreads({ filters: { isAssigned: true } })).threads[0],
  ]) {
    assert.deepEqual(thread, created);
  }
  assert.equal(created.title, "Bug report");
  assert.equal(created.externalId, "bug-1");
  assert.equal(created.customer.id, seed.customerId);
  assert.equal(created.description, "**bold** not **bold**");
  assert.equal(created.priority, 0);
  assert.equal(created.status, "TODO");
  assert.equal(created.assignedTo.id, seed.userId);
  assert.deepEqual(created.labels, []);
  assert.equal(created.threadFields[0].stringValue, "API");
  const entry = (await entries(created.id)).at(-1);
  assert.equal(entry.__typename, "CustomEntry");
  assert.equal(entry.title, "Bug report");
  assert.deepEqual(entry.components, allTwelveReturned);
});

test("users are queried", async () => {
  const user = ok(await client().getUserByEmail({ email: seed.userEmailAddress }));
  assert.equal(user.id, seed.userId);
});

test("invalid inputs return errors", async () => {
  const event = { ...documentedExample(uiComponent), customerIdentifier: jane };
  const errorOf = async (response) => {
    const { data, error } = await response;
    assert.equal(data, undefined);
    assert.equal(error.type, "mutation_error");
    assert.match(error.requestId, /^[0-9A-Z]{26}$/);
    const { code, fields, type } = error.errorDetails;
    assert.equal(type, "VALIDATION");
    return [code, fields.map((it) => [it.field, it.type])];
  };
  const create = (input) => errorOf(client().createCustomerEvent({ ...event, ...input }));
  assert.deepEqual(await create({ customerIdentifier: { emailAddress: "nobody@acme.com" } }), [
    "not_found",
    [["customerIdentifier", "NOT_FOUND"]],
  ]);
  assert.deepEqual(await create({ components: [uiComponent.text({ text: "" })] }), [
    "input_validation",
    [["components[0].componentText.text", "REQUIRED"]],
  ]);
  ok(await client().createCustomerEvent({ ...event, externalId: "once" }));
  assert.deepEqual(await create({ externalId: "once" }), [
    "customer_event_already_exists_with_external_id",
    [["externalId", "VALIDATION"]],
  ]);
  const threadEvent = { ...documentedExample(uiComponent), threadId: "th_none" };
  assert.deepEqual(await errorOf(client().createThreadEvent(threadEvent)), [
    "not_found",
    [["threadId", "NOT_FOUND"]],
  ]);
});

test("unknown fields and wrong keys are rejected", async () => {
  const { error } = await client().createCustomerEvent({
    ...documentedExample(uiComponent),
    customerIdentifier: jane,
    colour: "red",
  });
  assert.equal(error.type, "bad_request");
  assert.equal(error.graphqlErrors[0].extensions.code, "BAD_USER_INPUT");
  assert.match(error.graphqlErrors[0].message, /colour/);
  assert.match(error.requestId, /^[0-9A-Z]{26}$/);

  const stranger = new PlainClient({ ...sandbox, apiKey: "plainApiKey_wrong" });
  const rejected = await stranger.getCustomerById({ customerId: seed.customerId });
  assert.equal(rejected.error.type, "forbidden");
  assert.match(rejected.error.requestId, /^[0-9A-Z]{26}$/);
});

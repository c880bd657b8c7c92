// Tests of @team-plain/graphql and @team-plain/ui-components, unmodified.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  AuthenticationError,
  NetworkError,
  PlainClient,
  PlainGraphQLError,
} from "@team-plain/graphql";
import { uiComponent } from "@team-plain/ui-components";

import { allTwelve, allTwelveReturned, documentedExample, unwrapped } from "./components.js";
import { seed, startSandbox } from "../sandbox.mjs";

const sandbox = startSandbox();
const client = () => new PlainClient(sandbox);
const jane = { emailAddress: seed.emailAddress };
const twelve = () =>
  allTwelve(
    uiComponent,
    uiComponent.dateTime({ dateTimeIso8601: "2026-05-11T12:00:00Z" }),
    uiComponent.user({ userIdentifier: { emailAddress: seed.userEmailAddress } }),
  );

/** Creates a customer for one test. */
async function newCustomer(name) {
  const { customer, error } = await client().mutation.upsertCustomer({
    input: {
      identifier: { emailAddress: `${name}@acme.com` },
      onCreate: {
        fullName: name,
        externalId: name,
        email: { email: `${name}@acme.com`, isVerified: true },
      },
      onUpdate: {},
    },
  });
  assert.equal(error, null);
  return customer;
}

async function newThread(customerId, input = {}) {
  const { thread, error } = await client().mutation.createThread({
    input: { customerIdentifier: { customerId }, title: "Help", ...input },
  });
  assert.equal(error, null);
  return thread;
}

test("the documented customer event is created", async () => {
  const { customerEvent, error } = await client().mutation.createCustomerEvent({
    input: {
      ...documentedExample(uiComponent),
      customerIdentifier: jane,
      externalId: "documented",
    },
  });
  assert.equal(error, null);
  assert.match(customerEvent.id, /^tev_[0-9A-Z]{26}$/);
  assert.equal(customerEvent.customerId, seed.customerId);
  assert.equal(customerEvent.title, "API key generated");
  assert.equal(customerEvent.isCollapsed, false);
  assert.equal(customerEvent.components.length, 3);
  assert.deepEqual(customerEvent.createdBy, {
    __typename: "MachineUserActor",
    machineUserId: seed.machineUserId,
    machineUser: { id: seed.machineUserId },
  });
  const { iso8601, unixTimestamp } = customerEvent.createdAt;
  assert.equal(String(Date.parse(iso8601)), unixTimestamp);
});

test("a customer event with all twelve components is in the thread", async () => {
  const customer = await newCustomer("twelve");
  const thread = await newThread(customer.id);
  const { customerEvent, error } = await client().mutation.createCustomerEvent({
    input: {
      title: "All twelve",
      customerIdentifier: { externalId: "twelve" },
      components: twelve(),
      externalId: "twelve-1",
      isCollapsed: true,
      timestamp: "2026-05-11T14:00:00+02:00",
    },
  });
  assert.equal(error, null);
  assert.deepEqual(customerEvent.components, allTwelveReturned);

  const read = await client().query.thread({ threadId: thread.id });
  const { nodes } = await read.timelineEntries({});
  assert.equal(nodes.length, 1);
  const [{ entry, timestamp, actor }] = nodes;
  assert.equal(entry.__typename, "CustomerEventEntry");
  assert.equal(entry.timelineEventId, customerEvent.id);
  assert.equal(entry.title, "All twelve");
  assert.equal(entry.externalId, "twelve-1");
  assert.equal(entry.isCollapsed, true);
  assert.equal(timestamp.iso8601, "2026-05-11T12:00:00.000Z");
  assert.equal((await actor.machineUser).id, seed.machineUserId);
  assert.deepEqual(unwrapped(entry.components), allTwelveReturned);
});

test("a thread event with all components is in its thread only", async () => {
  const customer = await newCustomer("one-thread");
  const [thread, other] = [await newThread(customer.id), await newThread(customer.id)];
  const { threadEvent, error } = await client().mutation.createThreadEvent({
    input: { title: "All twelve", threadId: thread.id, components: twelve() },
  });
  assert.equal(error, null);
  assert.equal(threadEvent.threadId, thread.id);
  assert.equal(threadEvent.customerId, customer.id);
  assert.deepEqual(threadEvent.components, allTwelveReturned);

  const read = await client().query.thread({ threadId: thread.id });
  const { nodes } = await read.timelineEntries({ filters: { entryTypes: ["THREAD_EVENT"] } });
  assert.deepEqual(unwrapped(nodes[0].entry.components), allTwelveReturned);
  assert.equal(nodes[0].entry.timelineEventId, threadEvent.id);
  const elsewhere = await client().query.thread({ threadId: other.id });
  assert.deepEqual((await elsewhere.timelineEntries({})).nodes, []);

  const all = await client().query.timelineEntries({ customerId: customer.id });
  assert.equal(all.nodes.length, 1);
  const one = await client().query.timelineEntry({
    customerId: customer.id,
    timelineEntryId: all.nodes[0].id,
  });
  assert.equal(one.entry.timelineEventId, threadEvent.id);
});

test("a customer is upserted and queried in every way", async () => {
  const customer = await newCustomer("joe");
  const upsert = (onUpdate) =>
    client().mutation.upsertCustomer({
      input: {
        identifier: { customerId: customer.id },
        onCreate: { fullName: "", email: { email: "", isVerified: false } },
        onUpdate,
      },
    });
  const rejected = await upsert({});
  assert.equal(rejected.error.code, "input_validation");
  const update = async (onUpdate) => {
    const { result, error } = await client().mutation.upsertCustomer({
      input: {
        identifier: { customerId: customer.id },
        onCreate: { fullName: "Joe", email: { email: "joe@acme.com", isVerified: true } },
        onUpdate,
      },
    });
    assert.equal(error, null);
    return result;
  };
  assert.equal(await update({ fullName: { value: "joe" } }), "NOOP");
  assert.equal(await update({ fullName: { value: "Joe B." } }), "UPDATED");

  const { query } = client();
  for (const found of [
    await query.customer({ customerId: customer.id }),
    await query.customerByEmail({ email: "JOE@acme.com" }),
    await query.customerByExternalId({ externalId: "joe" }),
  ]) {
    assert.equal(found.id, customer.id);
    assert.equal(found.fullName, "Joe B.");
    assert.equal(found.identities[0].email, "joe@acme.com");
    assert.equal(found.createdBy.machineUserId, seed.machineUserId);
  }
  await assert.rejects(query.customerByEmail({ email: "nobody@acme.com" }), /not found/);
});

test("lists are paginated in both directions", async () => {
  for (const name of ["page-1", "page-2", "page-3"]) await newCustomer(name);
  const { query } = client();
  let page = await query.customers({ first: 2 });
  const names = page.nodes.map((customer) => customer.fullName);
  const total = page.totalCount;
  while (page.hasNextPage) {
    page = await page.fetchNext();
    names.push(...page.nodes.map((customer) => customer.fullName));
  }
  assert.equal(names.length, total);
  assert.deepEqual(
    names.filter((name) => name.startsWith("page-")),
    ["page-1", "page-2", "page-3"],
  );

  const last = await query.customers({ last: 1 });
  assert.equal(last.hasNextPage, false);
  const previous = await last.fetchPrevious();
  assert.equal(previous.nodes[0].fullName, names.at(-2));
});

test("a thread is created and queried", async () => {
  const customer = await newCustomer("threads");
  const created = await newThread(customer.id, {
    title: "Bug report",
    components: twelve(),
    externalId: "bug-1",
    priority: 0,
    assignedTo: { userId: seed.userId },
  });
  const { query } = client();
  for (const thread of [
    await query.thread({ threadId: created.id }),
    await query.threadByRef({ ref: created.ref }),
    await query.threadByExternalId({ customerId: customer.id, externalId: "bug-1" }),
    (await query.threads({ filters: { customerIds: [customer.id] } })).nodes[0],
  ]) {
    assert.equal(thread.id, created.id);
    assert.equal(thread.title, "Bug report");
    assert.equal(thread.description, "**bold** not **bold**");
    assert.equal(thread.priority, 0);
    assert.equal(thread.status, "TODO");
    assert.equal(thread.statusDetail.__typename, "ThreadStatusDetailCreated");
    assert.equal(thread.channel, "API");
    assert.equal(thread.assignedTo.id, seed.userId);
    assert.equal((await thread.customer).id, customer.id);
  }
  const thread = await query.thread({ threadId: created.id });
  const { nodes } = await thread.timelineEntries({});
  assert.equal(nodes[0].entry.__typename, "CustomEntry");
  assert.equal(nodes[0].entry.title, "Bug report");
  assert.deepEqual(unwrapped(nodes[0].entry.components), allTwelveReturned);
});

test("users are queried", async () => {
  const { query } = client();
  assert.equal((await query.user({ userId: seed.userId })).email, seed.userEmailAddress);
  assert.equal((await query.userByEmail({ email: seed.userEmailAddress })).id, seed.userId);
  const machineUser = await query.machineUser({ machineUserId: seed.machineUserId });
  assert.equal(machineUser.type, "API_USER");
});

test("invalid inputs return errors", async () => {
  const event = { ...documentedExample(uiComponent), customerIdentifier: jane };
  const { mutation } = client();
  const errorOf = async (input) => {
    const { customerEvent, error } = await mutation.createCustomerEvent({ input });
    assert.equal(customerEvent, null);
    assert.equal(error.type, "VALIDATION");
    return [error.code, error.fields.map(({ field, type }) => [field, type])];
  };
  assert.deepEqual(
    await errorOf({ ...event, customerIdentifier: { emailAddress: "nobody@acme.com" } }),
    ["not_found", [["customerIdentifier", "NOT_FOUND"]]],
  );
  assert.deepEqual(
    await errorOf({ ...event, components: [uiComponent.text({ text: "" })] }),
    ["input_validation", [["components[0].componentText.text", "REQUIRED"]]],
  );
  const once = await mutation.createCustomerEvent({ input: { ...event, externalId: "once" } });
  assert.equal(once.error, null);
  assert.deepEqual(await errorOf({ ...event, externalId: "once" }), [
    "customer_event_already_exists_with_external_id",
    [["externalId", "VALIDATION"]],
  ]);
  const { threadEvent, error } = await mutation.createThreadEvent({
    input: { ...documentedExample(uiComponent), threadId: "th_none" },
  });
  assert.equal(threadEvent, null);
  assert.equal(error.code, "not_found");
  assert.deepEqual(error.fields.map((it) => it.field), ["threadId"]);
});

test("unknown fields and wrong keys are rejected", async () => {
  const input = { ...documentedExample(uiComponent), customerIdentifier: jane, colour: "red" };
  await assert.rejects(
    client().mutation.createCustomerEvent({ input }),
    (error) => error instanceof NetworkError && /HTTP 400.*colour/.test(error.message),
  );
  const stranger = new PlainClient({ ...sandbox, apiKey: "plainApiKey_wrong" });
  await assert.rejects(
    stranger.query.customer({ customerId: seed.customerId }),
    AuthenticationError,
  );
  await assert.rejects(client().query.customers({ first: 101 }), PlainGraphQLError);
});

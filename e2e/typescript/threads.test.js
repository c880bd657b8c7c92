// Threads, labels, tenants and messages with both SDKs, unmodified.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { PlainClient as GraphqlClient } from "@team-plain/graphql";
import { PlainClient as SdkClient, uiComponent } from "@team-plain/typescript-sdk";

import { seed, startSandbox } from "../sandbox.mjs";

const sandbox = startSandbox();
const jane = { customerId: seed.customerId };

/** Inputs of a contact form: a thread with everything that it can have. */
const contactForm = (name, labelTypeId) => ({
  customerIdentifier: jane,
  title: "Contact form",
  description: "It does not work",
  components: [uiComponent.text({ text: "It does **not** work" })],
  externalId: `contact-${name}`,
  priority: 1,
  labelTypeIds: [labelTypeId],
  tenantIdentifier: { externalId: name },
  assignedTo: { machineUserId: seed.machineUserId },
  threadFields: [
    { key: "plan", type: "ENUM", stringValue: "team" },
    { key: "paying", type: "BOOL", booleanValue: true },
  ],
});

const tenant = (name) => ({
  identifier: { externalId: name },
  externalId: name,
  name: `Tenant ${name}`,
  url: { value: `https://${name}.example` },
});

describe("@team-plain/typescript-sdk", () => {
  const client = () => new SdkClient(sandbox);

  function ok({ data, error }) {
    assert.equal(error, undefined);
    return data;
  }

  /** The code and fields of an error. */
  function failed({ error }) {
    assert.equal(error.type, "mutation_error");
    const { code, fields } = error.errorDetails;
    return [code, fields.map(({ field, type }) => [field, type])];
  }

  async function newThread(name) {
    const label = ok(await client().createLabelType({ name, icon: "bug" }));
    ok(await client().upsertTenant(tenant(name)));
    const thread = ok(await client().createThread(contactForm(name, label.id)));
    return { label, thread };
  }

  test("a contact form creates a thread with its references", async () => {
    const { label, thread } = await newThread("sdk");
    assert.equal(thread.priority, 1);
    assert.equal(thread.labels[0].labelType.id, label.id);
    assert.equal(thread.assignedTo.id, seed.machineUserId);
    assert.deepEqual(
      thread.threadFields.map((it) => [it.key, it.stringValue, it.booleanValue]),
      [
        ["plan", "team", null],
        ["paying", null, true],
      ],
    );
    const found = ok(
      await client().getThreadByExternalId({ ...jane, externalId: "contact-sdk" }),
    );
    assert.equal(found.id, thread.id);
    assert.equal(found.tenant.externalId, "sdk");
    assert.deepEqual(failed(await client().createThread(contactForm("sdk", label.id))), [
      "thread_already_exists_with_external_id",
      [["externalId", "VALIDATION"]],
    ]);
    const event = ok(
      await client().createThreadEvent({
        threadId: thread.id,
        title: "Looked up",
        components: [uiComponent.text({ text: "a" })],
      }),
    );
    assert.equal(event.threadId, thread.id);
  });

  test("stale references are not found", async () => {
    const input = { ...contactForm("nobody", "lt_1"), externalId: "stale" };
    assert.deepEqual(failed(await client().createThread(input)), [
      "not_found",
      [
        ["labelTypeIds", "NOT_FOUND"],
        ["tenantIdentifier", "NOT_FOUND"],
      ],
    ]);
  });

  test("tenants are upserted, listed and joined", async () => {
    const created = ok(await client().upsertTenant(tenant("sdk-tenant")));
    assert.match(created.id, /^te_[0-9A-Z]{26}$/);
    const found = ok(await client().getTenantById({ tenantId: created.id }));
    assert.equal(found.url, "https://sdk-tenant.example");
    const { tenants } = ok(await client().getTenants({ first: 100 }));
    assert.ok(tenants.some(({ id }) => id === created.id));
    const tenantIdentifiers = [{ tenantId: created.id }];
    ok(await client().setCustomerTenants({ customerIdentifier: jane, tenantIdentifiers: [] }));
    ok(await client().addCustomerToTenants({ customerIdentifier: jane, tenantIdentifiers }));
    const memberships = ok(await client().getCustomerTenantMemberships(jane));
    assert.deepEqual(
      memberships.tenantMemberships.map((it) => it.tenant.id),
      [created.id],
    );
    ok(await client().removeCustomerFromTenants({ customerIdentifier: jane, tenantIdentifiers }));
  });

  test("a thread is changed", async () => {
    const { label, thread } = await newThread("sdk-change");
    const threadId = thread.id;
    const other = ok(await client().createLabelType({ name: "Other" }));
    const labels = ok(await client().addLabels({ threadId, labelTypeIds: [label.id, other.id] }));
    assert.equal(labels.length, 2);
    ok(await client().removeLabels({ labelIds: [labels[0].id] }));
    ok(await client().archiveLabelType({ labelTypeId: label.id }));
    assert.deepEqual(failed(await client().addLabels({ threadId, labelTypeIds: [label.id] })), [
      "cannot_add_label_using_archived_label_type",
      [["labelTypeIds", "VALIDATION"]],
    ]);
    const { labelTypes } = ok(await client().getLabelTypes({ filters: { isArchived: true } }));
    assert.ok(labelTypes.some(({ id }) => id === label.id));
    ok(await client().changeThreadPriority({ threadId, priority: 3 }));
    ok(await client().assignThread({ threadId, userId: seed.userId }));
    const field = { identifier: { threadId, key: "plan" }, type: "STRING", stringValue: "free" };
    assert.equal(ok(await client().upsertThreadField(field)).stringValue, "free");
    ok(await client().replyToThread({ threadId, textContent: "Fixed" }));
    const note = ok(await client().createNote({ ...jane, threadId, text: "Ask again" }));
    assert.equal(note.text, "Ask again");
    const done = ok(await client().markThreadAsDone({ threadId }));
    assert.equal(done.status, "DONE");
    assert.equal(done.statusDetail.__typename, "ThreadStatusDetailDoneManuallySet");
    const todo = ok(await client().markThreadAsTodo({ threadId, statusDetail: "NEW_REPLY" }));
    assert.equal(todo.status, "TODO");
    assert.equal(todo.priority, 3);
    assert.equal(todo.assignedTo.id, seed.userId);
    assert.deepEqual(
      todo.labels.map((it) => it.labelType.name),
      ["Other"],
    );
  });
});

describe("@team-plain/graphql", () => {
  const client = () => new GraphqlClient(sandbox);
  const ok = (output) => {
    assert.equal(output.error, null);
    return output;
  };

  async function newThread(name) {
    const { mutation } = client();
    const { labelType } = ok(await mutation.createLabelType({ input: { name } }));
    ok(await mutation.upsertTenant({ input: tenant(name) }));
    const input = contactForm(name, labelType.id);
    const { thread } = ok(await mutation.createThread({ input }));
    return { labelType, thread };
  }

  test("a contact form creates a thread with its references", async () => {
    const { labelType, thread } = await newThread("graphql");
    assert.equal(thread.assignedTo.id, seed.machineUserId);
    // The SDK does not return the labels of a thread.
    const labelled = await client().query.threads({ filters: { labelTypeIds: [labelType.id] } });
    assert.deepEqual(
      labelled.nodes.map(({ id }) => id),
      [thread.id],
    );
    const found = await client().query.threadByExternalId({
      ...jane,
      externalId: "contact-graphql",
    });
    assert.equal(found.id, thread.id);
    assert.equal((await found.tenant).externalId, "graphql");
  });

  test("tenants are upserted, listed and joined", async () => {
    const { mutation, query } = client();
    const created = ok(await mutation.upsertTenant({ input: tenant("graphql-tenant") }));
    assert.equal(created.result, "CREATED");
    assert.equal(created.tenant.source, "API");
    const again = ok(await mutation.upsertTenant({ input: tenant("graphql-tenant") }));
    assert.equal(again.result, "NOOP");
    const tenantId = created.tenant.id;
    assert.equal((await query.tenant({ tenantId })).name, "Tenant graphql-tenant");
    assert.ok((await query.tenants({ first: 100 })).nodes.some(({ id }) => id === tenantId));
    const input = { customerIdentifier: jane, tenantIdentifiers: [{ tenantId }] };
    // Nor does it return the tenants of a customer.
    const members = async () =>
      (await query.customers({ filters: { tenantIdentifiers: [{ tenantId }] } })).totalCount;
    const { customer } = ok(await mutation.setCustomerTenants({ input }));
    assert.equal(customer.id, seed.customerId);
    assert.equal(await members(), 1);
    ok(await mutation.removeCustomerFromTenants({ input }));
    assert.equal(await members(), 0);
    ok(await mutation.addCustomerToTenants({ input }));
    assert.equal(await members(), 1);
  });

  test("a thread is changed, and its timeline shows it", async () => {
    const { mutation, query } = client();
    const { thread } = await newThread("graphql-change");
    const threadId = thread.id;
    const { labelType } = ok(await mutation.createLabelType({ input: { name: "Other" } }));
    const added = ok(
      await mutation.addLabels({ input: { threadId, labelTypeIds: [labelType.id] } }),
    );
    assert.equal(added.labels[0].labelType.id, labelType.id);
    const removed = ok(
      await mutation.removeLabels({ input: { labelIds: [added.labels[0].id] } }),
    );
    assert.equal(removed.thread.id, threadId);
    ok(await mutation.changeThreadPriority({ input: { threadId, priority: 0 } }));
    ok(await mutation.assignThread({ input: { threadId, userId: seed.userId } }));
    ok(await mutation.markThreadAsDone({ input: { threadId, statusDetail: "IGNORED" } }));
    const impersonation = { asCustomer: { customerIdentifier: jane } };
    const reply = { threadId, textContent: "Thanks", impersonation };
    ok(await mutation.replyToThread({ input: reply }));
    const note = { customerId: seed.customerId, threadId, text: "n", markdown: "*n*" };
    assert.equal(ok(await mutation.createNote({ input: note })).note.markdown, "*n*");
    const field = { identifier: { threadId, key: "seats" }, type: "NUMBER", numberValue: 2.5 };
    const upserted = ok(await mutation.upsertThreadField({ input: field }));
    assert.equal(upserted.threadField.numberValue, 2.5);
    ok(await mutation.markThreadAsTodo({ input: { threadId, statusDetail: "CREATED" } }));

    const changed = await query.thread({ threadId });
    assert.equal(changed.statusDetail.__typename, "ThreadStatusDetailCreated");
    const { nodes } = await changed.timelineEntries({ first: 100 });
    assert.deepEqual(
      nodes.map((node) => node.entry.__typename),
      [
        "CustomEntry",
        "ThreadLabelsChangedEntry",
        "ThreadLabelsChangedEntry",
        "ThreadPriorityChangedEntry",
        "ThreadAssignmentTransitionedEntry",
        "ThreadStatusTransitionedEntry",
        "EmailEntry",
        "ThreadStatusTransitionedEntry",
        "NoteEntry",
        "ThreadStatusTransitionedEntry",
      ],
    );
  });

  test("label types are archived, and customers marked as spam", async () => {
    const { mutation, query } = client();
    const label = { name: "Child", externalId: "child", type: "TEAM", color: "#aabbcc" };
    const { labelType } = ok(await mutation.createLabelType({ input: label }));
    const input = { labelTypeId: labelType.id };
    assert.ok(ok(await mutation.archiveLabelType({ input })).labelType.isArchived);
    assert.equal((await query.labelType(input)).color, "#aabbcc");
    assert.equal((await query.labelTypeByExternalId({ externalId: "child" })).id, labelType.id);
    const archived = await query.labelTypes({ filters: { isArchived: true }, first: 100 });
    assert.ok(archived.nodes.some(({ id }) => id === labelType.id));

    const { customer } = ok(
      await mutation.upsertCustomer({
        input: {
          identifier: { emailAddress: "spam@acme.com" },
          onCreate: { fullName: "Spam", email: { email: "spam@acme.com", isVerified: false } },
          onUpdate: {},
        },
      }),
    );
    ok(await mutation.markCustomerAsSpam({ input: { customerId: customer.id } }));
    const { error } = await mutation.createThread({
      input: { customerIdentifier: { customerId: customer.id }, title: "Buy" },
    });
    assert.equal(error.code, "customer_is_marked_as_spam");
    ok(await mutation.unmarkCustomerAsSpam({ input: { customerId: customer.id } }));
  });

  // The last test: with a schema, threads have no other fields.
  test("thread fields have schemas", async () => {
    const { mutation, query } = client();
    const input = {
      label: "Plan",
      key: "sdk_plan",
      description: "The plan",
      order: 1,
      type: "ENUM",
      enumValues: ["free", "team"],
      isRequired: false,
      isAiAutoFillEnabled: false,
    };
    const { threadFieldSchema } = ok(await mutation.createThreadFieldSchema({ input }));
    const { nodes } = await query.threadFieldSchemas({});
    assert.deepEqual(
      nodes.map(({ id, enumValues }) => [id, enumValues]),
      [[threadFieldSchema.id, ["free", "team"]]],
    );
  });
});

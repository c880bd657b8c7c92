//! Persistence of the workspace with `db`.

use std::path::Path;
use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, Event, Sandbox, seed};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Api, customer_event, text};

fn directory() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) async fn open(file: &Path) -> Api {
    Api::to(Sandbox::builder().db(file).start().await.unwrap())
}

/// A query for all records.
const CONTENTS: &str = "query ($jane: ID!, $david: ID!, $machine: ID!) {
        customers { totalCount edges { node {
            id externalId fullName shortName email { email isVerified }
            markedAsSpamAt { iso8601 } createdAt { iso8601 } updatedAt { iso8601 }
            tenantMemberships { edges { node { tenant { id } createdAt { iso8601 } } } }
        } } }
        labelTypes { edges { node {
            id name icon color type description parentLabelType { id } position externalId
            isArchived archivedAt { iso8601 } isExcludedFromAi createdAt { iso8601 }
        } } }
        threadFieldSchemas { edges { node {
            id label key description order type enumValues isRequired
            dependsOnLabels { labelTypeId } createdAt { iso8601 }
        } } }
        tenants { edges { node {
            id name externalId url primaryDomain alternateDomains isDomainAutoJoinEnabled
            createdAt { iso8601 } updatedAt { iso8601 }
        } } }
        threads { totalCount edges { node {
            id ref customer { id } externalId title description priority channel
            assignedTo { __typename ... on User { id } ... on MachineUser { id } }
            assignedAt { iso8601 } status statusDetail { __typename } statusChangedAt { iso8601 }
            labels { id labelType { id } createdAt { iso8601 } } tenant { id }
            updatedAt { iso8601 }
            threadFields {
                id key type stringValue booleanValue numberValue dateValue { iso8601 }
            }
            createdAt { iso8601 }
            timelineEntries { edges { node { id timestamp { iso8601 } entry {
                __typename
                ... on CustomEntry { title components {
                    __typename
                    ... on ComponentText { text }
                    ... on ComponentSpacer { spacerSize }
                } }
                ... on CustomerEventEntry { timelineEventId title externalId isCollapsed }
                ... on ThreadEventEntry { timelineEventId title externalId isCollapsed }
                ... on ThreadLabelsChangedEntry { previousLabels { id } nextLabels { id } }
                ... on ThreadPriorityChangedEntry { previousPriority nextPriority }
                ... on ThreadStatusTransitionedEntry {
                    previousStatusDetail { __typename } nextStatusDetail { __typename }
                }
                ... on ThreadAssignmentTransitionedEntry {
                    previousAssignee { __typename } nextAssignee { __typename }
                }
                ... on NoteEntry { noteId text markdown }
                ... on EmailEntry {
                    emailId textContent markdownContent isStartOfThread
                    hiddenRecipients { name email }
                }
            } } } }
        } } }
        timelineEntries(customerId: $jane) { edges { cursor } }
        user(userId: $david) { createdAt { iso8601 } }
        machineUser(machineUserId: $machine) { createdAt { iso8601 } }
    }";

/// The whole workspace: the events and the result of a query.
pub(crate) async fn contents(api: &Api) -> (Vec<Event>, Value) {
    let variables = json!({
        "jane": seed::CUSTOMER_ID, "david": seed::USER_ID, "machine": seed::MACHINE_USER_ID,
    });
    (api.sandbox.events(), api.data(CONTENTS, variables).await)
}

async fn upsert_customer(api: &Api, input: Value) -> Value {
    let query = "mutation ($input: UpsertCustomerInput!) {
        upsertCustomer(input: $input) { result error { code } }
    }";
    let mut data = api.data(query, json!({ "input": input })).await;
    data["upsertCustomer"].take()
}

/// Creates one record of each kind.
async fn fill(api: &Api) {
    let email = |email: &str| json!({ "email": email, "isVerified": true });
    let customer = json!({
        "identifier": { "emailAddress": "jo@acme.com" },
        "onCreate": {
            "fullName": "Jo \u{1f980}", "shortName": "Jo\0", "email": email("jo@acme.com"),
        },
        "onUpdate": {},
    });
    assert_eq!(upsert_customer(api, customer).await["result"], "CREATED");
    let customer = json!({
        "identifier": { "customerId": seed::CUSTOMER_ID },
        "onCreate": { "fullName": "J", "email": email("j@acme.com") },
        "onUpdate": { "shortName": {}, "externalId": { "value": "j" }, "email": email("J@acme.com") },
    });
    assert_eq!(upsert_customer(api, customer).await["result"], "UPDATED");

    let before = json!({
        "title": "Before", "customerIdentifier": { "emailAddress": "j@acme.com" },
        "components": [text("'; DROP TABLE events; --\u{2028}\u{1}")], "externalId": "before",
        "isCollapsed": true, "timestamp": "0001-01-01T00:00:00.123456Z",
    });
    assert_eq!(
        api.create_customer_event(before).await["error"],
        Value::Null
    );
    for assigned_to in [
        json!({ "userId": seed::USER_ID }),
        json!({ "machineUserId": seed::MACHINE_USER_ID }),
        Value::Null,
    ] {
        let thread = json!({
            "title": "A thread",
            "customerIdentifier": { "externalId": "j" },
            "components": [text("a"), { "componentSpacer": { "spacerSize": "M" } }],
            "priority": 0, "channel": "EMAIL", "assignedTo": assigned_to,
            "externalId": assigned_to.to_string(),
            "threadFields": [
                { "key": "text", "type": "STRING", "stringValue": "s" },
                { "key": "bool", "type": "BOOL", "booleanValue": false },
                // A number that needs an exact float parser.
                { "key": "number", "type": "NUMBER", "numberValue": 51.248_179_685_354_16 },
                { "key": "date", "type": "DATE", "dateValue": "9999-12-31" },
            ],
        });
        assert_eq!(api.create_thread(thread).await["error"], Value::Null);
    }
    let thread_event = json!({
        "title": "Of the thread", "threadId": seed::THREAD_ID, "components": [text("b")],
        "externalId": "of-the-thread",
    });
    let answer = api.create_thread_event(thread_event).await;
    assert_eq!(answer["error"], Value::Null);
    let mut after = customer_event(&json!([text("c")]));
    after["customerIdentifier"] = json!({ "customerId": seed::CUSTOMER_ID });
    assert_eq!(api.create_customer_event(after).await["error"], Value::Null);
}

async fn run(api: &Api, mutations: Vec<(&str, Value)>) {
    for (mutation, input) in mutations {
        api.mutate_ok(mutation, input, "").await;
    }
}

/// Creates tenants with memberships.
async fn fill_tenants(api: &Api) {
    let tenant = |name: &str| {
        json!({
            "identifier": { "externalId": "acme" }, "externalId": "acme", "name": name,
            "url": { "value": "https://acme.com" }, "alternateDomains": { "value": ["a.com"] },
        })
    };
    let all = api.sandbox.add_tenant("all", "All");
    let member = |tenants: Value| {
        let customer = json!({ "customerId": seed::CUSTOMER_ID });
        json!({ "customerIdentifier": customer, "tenantIdentifiers": tenants })
    };
    let acme = json!({ "externalId": "acme" });
    let mutations = vec![
        ("upsertTenant", tenant("Acme")),
        ("upsertTenant", tenant("Acme Inc.")),
        (
            "setCustomerTenants",
            member(json!([acme, { "tenantId": all }])),
        ),
        ("removeCustomerFromTenants", member(json!([acme]))),
    ];
    run(api, mutations).await;
}

/// Creates label types and notes, and changes the seeded thread and its customer.
async fn change_thread(api: &Api) {
    let label_type = api.sandbox.add_label_type("Bug '");
    let archived = json!({ "name": "Old", "parentLabelTypeId": label_type, "icon": "i" });
    let mut archived = api
        .mutate_ok("createLabelType", archived, "labelType { id }")
        .await;
    let archived = archived["labelType"]["id"].take();
    let customer = json!({ "customerId": seed::CUSTOMER_ID });
    let new = json!({
        "customerIdentifier": customer, "title": "t", "labelTypeIds": [label_type],
        "tenantIdentifier": { "externalId": "acme" },
    });
    let note = json!({ "customerId": seed::CUSTOMER_ID, "text": "n", "markdown": "*n*" });
    let reply = json!({
        "threadId": seed::THREAD_ID, "textContent": "r",
        "channelSpecificOptions": { "email": { "hiddenRecipients": [{ "email": "a@acme.com" }] } },
        "impersonation": { "asCustomer": { "customerIdentifier": customer } },
    });
    let field = json!({
        "identifier": { "threadId": seed::THREAD_ID, "key": "k" },
        "type": "NUMBER", "numberValue": 0.1,
    });
    let thread = |name: &str, value: Value| {
        let mut input = json!({ "threadId": seed::THREAD_ID });
        input[name] = value;
        input
    };
    let schema = json!({
        "label": "K", "key": "k", "description": "d", "order": -1, "type": "NUMBER",
        "enumValues": [], "isRequired": false, "isAiAutoFillEnabled": false,
        "dependsOnLabelTypeIds": [label_type],
    });
    let mutations = vec![
        ("createThreadFieldSchema", schema),
        ("createThread", new),
        (
            "addLabels",
            thread("labelTypeIds", json!([label_type, archived])),
        ),
        ("archiveLabelType", json!({ "labelTypeId": archived })),
        ("changeThreadPriority", thread("priority", json!(1))),
        ("assignThread", thread("userId", json!(seed::USER_ID))),
        ("markThreadAsDone", thread("statusDetail", json!("IGNORED"))),
        ("createNote", note),
        ("replyToThread", reply),
        ("upsertThreadField", field),
        ("markCustomerAsSpam", customer),
    ];
    run(api, mutations).await;
}

#[tokio::test]
async fn a_workspace_survives_restarts() {
    let directory = directory();
    let file = directory.path().join("events.db");
    // More precise than the API's timestamps.
    let clock = Clock::manual(SystemTime::UNIX_EPOCH + Duration::from_nanos(1_234_567_891));
    let sandbox = Sandbox::builder().db(&file).clock(clock).start().await;
    let api = Api::to(sandbox.unwrap());
    fill(&api).await;
    fill_tenants(&api).await;
    change_thread(&api).await;
    let filled = contents(&api).await;
    assert_eq!(filled.0.len(), 3);
    assert_eq!(filled.1["threads"]["totalCount"], 5);
    api.sandbox.shutdown().await;

    let api = open(&file).await;
    assert_eq!(contents(&api).await, filled);
    // Twice, because reading could change the file.
    api.sandbox.shutdown().await;
    let api = open(&file).await;
    assert_eq!(contents(&api).await, filled);
}

#[tokio::test]
async fn a_restarted_sandbox_continues() {
    let directory = directory();
    let file = directory.path().join("events.db");
    let api = open(&file).await;
    fill(&api).await;
    api.sandbox.shutdown().await;

    let api = open(&file).await;
    let mut input = customer_event(&json!([]));
    input["customerIdentifier"] = json!({ "emailAddress": "j@acme.com" });
    input["externalId"] = json!("before");
    let answer = api.create_customer_event(input.clone()).await;
    assert_eq!(
        answer["error"]["code"],
        "customer_event_already_exists_with_external_id"
    );
    input["externalId"] = json!("new");
    let answer = api.create_customer_event(input).await;
    let events = api.sandbox.events();
    assert_eq!(events.last().unwrap().id, answer["customerEvent"]["id"]);
    let thread = json!({ "customerIdentifier": { "externalId": "j" }, "title": "t" });
    let thread = api.create_thread(thread).await;
    assert_eq!(thread["thread"]["ref"], "T-5");
    let (_, read) = contents(&api).await;
    assert_eq!(read["threads"]["edges"][0]["node"]["ref"], "T-5");
    // Three customer events and no thread event.
    let entries = &read["threads"]["edges"][0]["node"]["timelineEntries"];
    assert_eq!(entries["edges"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn clearing_events_changes_the_file() {
    let directory = directory();
    let file = directory.path().join("events.db");
    let api = open(&file).await;
    fill(&api).await;
    api.sandbox.clear_events();
    let cleared = contents(&api).await;
    assert_eq!(cleared.0, []);
    api.sandbox.shutdown().await;

    let api = open(&file).await;
    assert_eq!(contents(&api).await, cleared);
    let mut input = customer_event(&json!([]));
    input["customerIdentifier"] = json!({ "emailAddress": "j@acme.com" });
    input["externalId"] = json!("before");
    let answer = api.create_customer_event(input).await;
    assert_eq!(answer["error"], Value::Null);
}

#[tokio::test]
async fn pruning_events_changes_the_file() {
    let directory = directory();
    let file = directory.path().join("events.db");
    let api = open(&file).await;
    fill(&api).await;
    let (events, _) = contents(&api).await;
    api.sandbox.shutdown().await;

    let two = Sandbox::builder().db(&file).max_events(2).start().await;
    let api = Api::to(two.unwrap());
    let pruned = contents(&api).await;
    assert_eq!(pruned.0, events[1..]);
    api.sandbox.shutdown().await;

    // Without a limit, so the events are missing from the file.
    let api = open(&file).await;
    assert_eq!(contents(&api).await, pruned);
    let mut input = customer_event(&json!([]));
    input["customerIdentifier"] = json!({ "emailAddress": "j@acme.com" });
    input["externalId"] = json!("before");
    let answer = api.create_customer_event(input.clone()).await;
    assert_eq!(
        answer["error"]["code"],
        "customer_event_already_exists_with_external_id"
    );
    api.sandbox.shutdown().await;

    let two = Sandbox::builder().db(&file).max_events(2).start().await;
    let api = Api::to(two.unwrap());
    input["externalId"] = json!("new");
    api.create_customer_event(input).await;
    let pruned = contents(&api).await;
    assert_eq!(pruned.0[0], events[2]);
    assert_eq!(pruned.0.len(), 2);
    api.sandbox.shutdown().await;
    assert_eq!(contents(&open(&file).await).await, pruned);
}

#[tokio::test]
async fn unusable_files_are_rejected_and_unchanged() {
    let directory = directory();
    let text = directory.path().join("notes.txt");
    for content in ["Not a database.".to_owned(), "no ".repeat(10_000)] {
        std::fs::write(&text, &content).unwrap();
        let error = Sandbox::builder().db(&text).start().await.unwrap_err();
        let expected = format!("{} is not a SQLite database", text.display());
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert_eq!(std::fs::read_to_string(&text).unwrap(), content);
    }
    let missing = directory.path().join("missing").join("events.db");
    let error = Sandbox::builder().db(missing).start().await.unwrap_err();
    assert!(error.to_string().contains("unable to open"), "{error}");
    let error = Sandbox::builder().db("").start().await.unwrap_err();
    assert!(error.to_string().contains("cannot be opened"), "{error}");
    let error = Sandbox::builder().db(directory.path()).start().await;
    let error = error.unwrap_err();
    assert!(error.to_string().contains("unable to open"), "{error}");
}

#[tokio::test]
async fn a_file_in_use_is_rejected() {
    let directory = directory();
    let file = directory.path().join("events.db");
    let api = open(&file).await;
    let error = Sandbox::builder().db(&file).start().await.unwrap_err();
    let expected = format!("{} is in use", file.display());
    assert!(error.to_string().starts_with(&expected), "{error}");
    // The first sandbox is not affected.
    fill(&api).await;
    drop(api);
    assert_eq!(open(&file).await.sandbox.events().len(), 3);
}

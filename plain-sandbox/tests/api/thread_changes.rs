//! Changes of the priority, the status and the assignee of threads.

use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, Fault, FaultRule, Sandbox, seed};
use serde_json::{Value, json};

use crate::Api;

const THREAD: &str = "thread {
    priority status statusDetail { __typename } assignedTo { ... on User { id } ... on MachineUser { id } }
    assignedAt { iso8601 } statusChangedAt { iso8601 } updatedAt { iso8601 }
}";

/// The entries of the seeded thread.
async fn entries(api: &Api) -> Vec<Value> {
    let query = "query ($id: ID!) { thread(threadId: $id) { timelineEntries { edges { node { entry {
        __typename
        ... on ThreadPriorityChangedEntry { previousPriority nextPriority }
        ... on ThreadStatusTransitionedEntry {
            previousStatus previousStatusDetail { __typename } nextStatus nextStatusDetail { __typename }
        }
        ... on ThreadAssignmentTransitionedEntry {
            previousAssignee { __typename } nextAssignee { __typename }
        }
    } } } } } }";
    let mut data = api.data(query, json!({ "id": seed::THREAD_ID })).await;
    let edges = data["thread"]["timelineEntries"]["edges"].take();
    let edges = edges.as_array().unwrap().iter();
    edges.map(|edge| edge["node"]["entry"].clone()).collect()
}

fn thread(name: &str, value: impl Into<Value>) -> Value {
    let mut input = json!({ "threadId": seed::THREAD_ID });
    input[name] = value.into();
    input
}

#[tokio::test]
async fn a_changed_priority_is_in_the_timeline() {
    let api = Api::start().await;
    let change = "changeThreadPriority";
    let changed = api.mutate_ok(change, thread("priority", 0), THREAD).await;
    assert_eq!(changed["thread"]["priority"], 0);
    api.mutate_ok(change, thread("priority", 0), "").await;
    let mut only_default = thread("priority", 3);
    only_default["onlyIfDefault"] = json!(true);
    let unchanged = api.mutate_ok(change, only_default, THREAD).await;
    assert_eq!(unchanged["thread"]["priority"], 0);
    let entry = json!({
        "__typename": "ThreadPriorityChangedEntry", "previousPriority": 2, "nextPriority": 0,
    });
    assert_eq!(entries(&api).await, [entry]);
    for priority in [-1, 4] {
        let input = thread("priority", priority);
        let field = ["priority", "VALIDATION"];
        api.assert_error(change, input, "input_validation", &[field])
            .await;
    }
}

#[tokio::test]
async fn a_thread_is_done_and_to_do_again() {
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let sandbox = Sandbox::builder().clock(clock.clone());
    let api = Api::to(sandbox.start().await.unwrap());
    for (mutation, detail, status, expected) in [
        ("markThreadAsDone", None, "DONE", "DoneManuallySet"),
        // A thread that is done stays as it is.
        ("markThreadAsDone", None, "DONE", "DoneManuallySet"),
        (
            "markThreadAsDone",
            Some("TIMER_EXPIRED"),
            "DONE",
            "DoneAutomaticallySet",
        ),
        ("markThreadAsDone", None, "DONE", "DoneAutomaticallySet"),
        ("markThreadAsDone", Some("IGNORED"), "DONE", "Ignored"),
        ("markThreadAsTodo", None, "TODO", "InProgress"),
        (
            "markThreadAsTodo",
            Some("THREAD_LINK_UPDATED"),
            "TODO",
            "ThreadLinkUpdated",
        ),
        (
            "markThreadAsTodo",
            Some("THREAD_DISCUSSION_RESOLVED"),
            "TODO",
            "ThreadDiscussionResolved",
        ),
        ("markThreadAsTodo", Some("CREATED"), "TODO", "Created"),
    ] {
        clock.advance(Duration::from_secs(1));
        let output = api
            .mutate_ok(mutation, thread("statusDetail", detail), THREAD)
            .await;
        let thread = &output["thread"];
        assert_eq!(thread["status"], status);
        let expected = format!("ThreadStatusDetail{expected}");
        assert_eq!(thread["statusDetail"]["__typename"], expected);
    }
    let entries = entries(&api).await;
    assert_eq!(entries.len(), 7);
    assert_eq!(
        entries[3],
        json!({
            "__typename": "ThreadStatusTransitionedEntry",
            "previousStatus": "DONE",
            "previousStatusDetail": { "__typename": "ThreadStatusDetailIgnored" },
            "nextStatus": "TODO",
            "nextStatusDetail": { "__typename": "ThreadStatusDetailInProgress" },
        })
    );
    let query = "{ threads(filters: { statusDetails: [CREATED], statuses: [TODO] },
        sortBy: { field: STATUS_CHANGED_AT, direction: ASC }) { edges { node {
        createdAt { iso8601 } statusChangedAt { iso8601 } updatedAt { iso8601 } } } } }";
    let data = api.data(query, json!({})).await;
    let time = |second| json!({ "iso8601": format!("1970-01-01T00:00:0{second}.000Z") });
    let expected =
        json!({ "createdAt": time(0), "statusChangedAt": time(9), "updatedAt": time(9) });
    assert_eq!(data["threads"]["edges"], json!([{ "node": expected }]));
}

#[tokio::test]
async fn a_thread_is_assigned() {
    let api = Api::start().await;
    let assign = "assignThread";
    let assigned = api
        .mutate_ok(assign, thread("userId", seed::USER_ID), THREAD)
        .await;
    assert_eq!(assigned["thread"]["assignedTo"]["id"], seed::USER_ID);
    let mut only_unassigned = thread("machineUserId", seed::MACHINE_USER_ID);
    only_unassigned["onlyIfUnassigned"] = json!(true);
    let unchanged = api.mutate_ok(assign, only_unassigned.clone(), THREAD).await;
    assert_eq!(unchanged["thread"]["assignedTo"]["id"], seed::USER_ID);
    only_unassigned["onlyIfUnassigned"] = json!(false);
    let changed = api.mutate_ok(assign, only_unassigned, THREAD).await;
    assert_eq!(changed["thread"]["assignedTo"]["id"], seed::MACHINE_USER_ID);
    let entry = |previous: Value, next: &str| {
        json!({
            "__typename": "ThreadAssignmentTransitionedEntry",
            "previousAssignee": previous,
            "nextAssignee": { "__typename": next },
        })
    };
    let expected = [
        entry(Value::Null, "User"),
        entry(json!({ "__typename": "User" }), "MachineUser"),
    ];
    assert_eq!(entries(&api).await, expected);
    let query = "query ($id: ID!) { threads(filters: { assignedToUser: [$id] }) { totalCount } }";
    let data = api
        .data(query, json!({ "id": seed::MACHINE_USER_ID }))
        .await;
    assert_eq!(data["threads"]["totalCount"], 1);

    for (name, id) in [("userId", "u_1"), ("machineUserId", "mu_1")] {
        let missing = [name, "NOT_FOUND"];
        api.assert_error(assign, thread(name, id), "not_found", &[missing])
            .await;
    }
    let mut both = thread("userId", seed::USER_ID);
    both["machineUserId"] = json!(seed::MACHINE_USER_ID);
    for (input, kind) in [
        (thread("userId", Value::Null), "REQUIRED"),
        (both, "VALIDATION"),
    ] {
        api.assert_error(assign, input, "input_validation", &[["userId", kind]])
            .await;
    }
}

#[tokio::test]
async fn changes_of_missing_threads_are_not_found() {
    let api = Api::start().await;
    for (mutation, name, value) in [
        ("changeThreadPriority", "priority", json!(0)),
        ("markThreadAsDone", "statusDetail", Value::Null),
        ("markThreadAsTodo", "statusDetail", Value::Null),
        ("assignThread", "userId", json!(seed::USER_ID)),
        ("replyToThread", "textContent", json!("a")),
    ] {
        let mut input = json!({ "threadId": "th_1" });
        input[name] = value;
        let missing = ["threadId", "NOT_FOUND"];
        api.assert_error(mutation, input, "not_found", &[missing])
            .await;
    }
}

#[tokio::test]
async fn faults_apply_to_changes_of_threads() {
    let code = "label_with_given_type_already_added_to_thread";
    let rules = [
        FaultRule::new(Fault::mutation_error(
            "VALIDATION",
            code,
            "It has the label",
        ))
        .operation("addLabels")
        .next(1),
        FaultRule::new(Fault::status(503).after_commit())
            .operation("changeThreadPriority")
            .next(1),
    ];
    let api = Api::to(Sandbox::builder().faults(rules).start().await.unwrap());
    let bug = api.sandbox.add_label_type("Bug");
    let input = thread("labelTypeIds", json!([bug]));
    let output = api
        .mutate("addLabels", input.clone(), "labels { id }")
        .await;
    assert_eq!(output["error"]["code"], code);
    assert_eq!(output["labels"], json!([]));
    api.mutate_ok("addLabels", input, "").await;

    let query = crate::mutation_with("changeThreadPriority", "");
    let response = api
        .send(&query, json!({ "input": thread("priority", 1) }))
        .await;
    assert_eq!(response.status(), 503);
    assert_eq!(api.sandbox.threads()[0].priority, 1);
}

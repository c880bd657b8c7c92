//! Replies and notes.

use std::time::{Duration, SystemTime};

use plain_sandbox::{Clock, Sandbox, seed};
use serde_json::{Value, json};

use crate::{Api, text};

fn reply(text: &str) -> Value {
    json!({ "threadId": seed::THREAD_ID, "textContent": text })
}

/// The messages and notes of a thread, each with its actor.
async fn entries(api: &Api, thread_id: &str) -> Vec<Value> {
    let query = "query ($id: ID!) { thread(threadId: $id) { timelineEntries { edges { node {
        actor {
            __typename
            ... on UserActor { user { id } }
            ... on CustomerActor { customer { id } }
        }
        entry {
            __typename
            ... on EmailEntry {
                from { email } to { email } subject textContent markdownContent isStartOfThread
                additionalRecipients { name email } sentAt { unixTimestamp } sendStatus
                receivedAt { unixTimestamp }
            }
            ... on NoteEntry { noteId text markdown }
            ... on ThreadStatusTransitionedEntry { nextStatusDetail { __typename } }
        }
    } } } } }";
    let mut data = api.data(query, json!({ "id": thread_id })).await;
    let edges = data["thread"]["timelineEntries"]["edges"].take();
    let edges = edges.as_array().unwrap().iter();
    edges.map(|edge| edge["node"].clone()).collect()
}

#[tokio::test]
async fn a_reply_is_an_email_in_the_timeline() {
    let api = Api::start().await;
    let mut input = reply("Try **again**");
    input["markdownContent"] = json!("Try **again**");
    let ann = json!({ "name": "Ann", "email": "ann@acme.com" });
    input["channelSpecificOptions"] = json!({ "email": { "additionalRecipients": [ann] } });
    api.mutate_ok("replyToThread", input, "").await;
    let mut as_user = reply("It works again");
    as_user["impersonation"] =
        json!({ "asUser": { "userIdentifier": { "userId": seed::USER_ID } } });
    api.mutate_ok("replyToThread", as_user, "").await;

    let entries = entries(&api, seed::THREAD_ID).await;
    let email = &entries[0]["entry"];
    assert_eq!(email["__typename"], "EmailEntry");
    assert_eq!(email["to"]["email"], seed::CUSTOMER_EMAIL_ADDRESS);
    assert_eq!(email["subject"], "My API key does not work");
    assert_eq!(email["textContent"], "Try **again**");
    assert_eq!(email["markdownContent"], "Try **again**");
    assert_eq!(email["additionalRecipients"], json!([ann]));
    assert_eq!(email["sendStatus"], "SENT");
    assert_eq!(email["receivedAt"], Value::Null);
    assert_eq!(email["isStartOfThread"], true);
    assert_eq!(entries[0]["actor"]["__typename"], "MachineUserActor");
    assert_eq!(entries[1]["entry"]["isStartOfThread"], false);
    assert_eq!(entries[1]["actor"]["user"]["id"], seed::USER_ID);
    let replies = &api.sandbox.threads()[0].replies;
    assert_eq!(*replies, ["Try **again**", "It works again"]);
}

#[tokio::test]
async fn a_reply_of_the_customer_reopens_the_thread() {
    let api = Api::start().await;
    let done = json!({ "threadId": seed::THREAD_ID });
    api.mutate_ok("markThreadAsDone", done, "").await;
    let mut input = reply("Still broken");
    let customer = json!({ "emailAddress": seed::CUSTOMER_EMAIL_ADDRESS });
    input["impersonation"] = json!({ "asCustomer": { "customerIdentifier": customer } });
    api.mutate_ok("replyToThread", input, "").await;

    let entries = entries(&api, seed::THREAD_ID).await;
    let email = &entries[1];
    assert_eq!(
        email["entry"]["from"]["email"],
        seed::CUSTOMER_EMAIL_ADDRESS
    );
    assert_eq!(email["entry"]["sentAt"], Value::Null);
    assert_eq!(email["actor"]["customer"]["id"], seed::CUSTOMER_ID);
    assert_eq!(
        entries[2]["entry"]["nextStatusDetail"]["__typename"],
        "ThreadStatusDetailNewReply"
    );
    assert_eq!(api.sandbox.threads()[0].status, "TODO");
}

#[tokio::test]
async fn a_thread_has_its_first_and_last_messages() {
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let sandbox = Sandbox::builder().clock(clock.clone());
    let api = Api::to(sandbox.start().await.unwrap());
    let customer = json!({ "customerId": seed::CUSTOMER_ID });
    let form = json!({ "customerIdentifier": customer, "components": [text("a")] });
    let thread = api.create_thread(form).await;
    let id = &thread["thread"]["id"];
    let as_customer = json!({ "asCustomer": { "customerIdentifier": customer } });
    for impersonation in [Value::Null, as_customer, Value::Null] {
        clock.advance(Duration::from_secs(1));
        let mut input = json!({ "threadId": id, "textContent": "a" });
        input["impersonation"] = impersonation;
        api.mutate_ok("replyToThread", input, "").await;
    }
    let query = "query ($id: ID!) { thread(threadId: $id) {
        firstInboundMessageInfo { ...Info } firstOutboundMessageInfo { ...Info }
        lastInboundMessageInfo { ...Info } lastOutboundMessageInfo { ...Info }
    } }
    fragment Info on ThreadMessageInfo { timestamp { unixTimestamp } messageSource }";
    let info = |milliseconds: &str, source: &str| json!({ "timestamp": { "unixTimestamp": milliseconds }, "messageSource": source });
    let data = api.data(query, json!({ "id": id })).await;
    assert_eq!(
        data["thread"],
        json!({
            "firstInboundMessageInfo": info("0", "API"),
            "firstOutboundMessageInfo": info("1000", "EMAIL"),
            "lastInboundMessageInfo": info("2000", "EMAIL"),
            "lastOutboundMessageInfo": info("3000", "EMAIL"),
        })
    );
    let data = api.data(query, json!({ "id": seed::THREAD_ID })).await;
    assert_eq!(data["thread"]["lastInboundMessageInfo"], Value::Null);
}

#[tokio::test]
async fn invalid_replies_are_rejected() {
    let api = Api::start().await;
    let other = api.sandbox.add_customer(None, "joe@acme.com");
    let blank = ["textContent", "REQUIRED"];
    api.assert_error("replyToThread", reply(" "), "input_validation", &[blank])
        .await;
    let customer =
        |id: &str| json!({ "asCustomer": { "customerIdentifier": { "customerId": id } } });
    let user = json!({ "asUser": { "userIdentifier": { "userId": "u_1" } } });
    let mut both = customer(seed::CUSTOMER_ID);
    both["asUser"] = user["asUser"].clone();
    let of_customer = ["impersonation.asCustomer.customerIdentifier", "NOT_FOUND"];
    let of_user = ["impersonation.asUser.userIdentifier", "NOT_FOUND"];
    for (impersonation, code, field) in [
        (customer(&other), "not_found", of_customer),
        (customer("c_1"), "not_found", of_customer),
        (user, "not_found", of_user),
        (json!({}), "input_validation", ["impersonation", "REQUIRED"]),
        (both, "input_validation", ["impersonation", "VALIDATION"]),
    ] {
        let mut input = reply("a");
        input["impersonation"] = impersonation;
        api.assert_error("replyToThread", input, code, &[field])
            .await;
    }
    let mut input = reply("a");
    input["attachmentIds"] = json!(["att_1"]);
    let field = ["attachmentIds", "VALIDATION"];
    api.assert_error("replyToThread", input, "attachment_not_uploaded", &[field])
        .await;

    let chat = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID }, "title": "t", "channel": "CHAT",
    });
    let chat = api.create_thread(chat).await;
    let input = json!({ "threadId": chat["thread"]["id"], "textContent": "a" });
    let field = ["threadId", "VALIDATION"];
    api.assert_error("replyToThread", input, "cannot_reply_to_thread", &[field])
        .await;
    assert_eq!(entries(&api, seed::THREAD_ID).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_note_is_in_its_thread_or_in_all_of_the_customer() {
    let api = Api::start().await;
    let other = api.sandbox.add_thread(seed::CUSTOMER_ID, "Another");
    let note = "note { id text markdown customer { id } isDeleted createdAt { iso8601 } }";
    let input = json!({
        "customerId": seed::CUSTOMER_ID, "threadId": other, "text": "One", "markdown": "*One*",
    });
    let created = api.mutate_ok("createNote", input, note).await;
    assert_eq!(created["note"]["text"], "One");
    assert_eq!(created["note"]["customer"]["id"], seed::CUSTOMER_ID);
    let input = json!({ "customerId": seed::CUSTOMER_ID, "text": "All" });
    api.mutate_ok("createNote", input, "").await;
    api.sandbox.add_thread(seed::CUSTOMER_ID, "New");

    let notes: Vec<Vec<String>> = api
        .sandbox
        .threads()
        .into_iter()
        .map(|it| it.notes)
        .collect();
    assert_eq!(notes, [vec!["All"], vec!["One", "All"], vec!["All"]]);
    let entry = &entries(&api, &other).await[0]["entry"];
    assert_eq!(
        *entry,
        json!({
            "__typename": "NoteEntry", "noteId": created["note"]["id"], "text": "One",
            "markdown": "*One*",
        })
    );
}

#[tokio::test]
async fn invalid_notes_are_rejected() {
    let api = Api::start().await;
    let joe = api.sandbox.add_customer(None, "joe@acme.com");
    for (name, value, code, field) in [
        (
            "text",
            json!("\u{200b}"),
            "input_validation",
            ["text", "REQUIRED"],
        ),
        (
            "customerId",
            json!("c_1"),
            "not_found",
            ["customerId", "NOT_FOUND"],
        ),
        (
            "threadId",
            json!("th_1"),
            "not_found",
            ["threadId", "NOT_FOUND"],
        ),
        // The thread of another customer.
        (
            "customerId",
            json!(joe),
            "not_found",
            ["threadId", "NOT_FOUND"],
        ),
        (
            "attachmentIds",
            json!(["att_1"]),
            "attachment_not_uploaded",
            ["attachmentIds", "VALIDATION"],
        ),
    ] {
        let mut input = json!({
            "customerId": seed::CUSTOMER_ID, "threadId": seed::THREAD_ID, "text": "a",
        });
        input[name] = value;
        api.assert_error("createNote", input, code, &[field]).await;
    }
}

//! HTML of the web UI. `e2e/browser` tests it in a browser.

mod components;
mod lists;
mod security;
mod threads;

use plain_sandbox::{EventKind, Fault, Sandbox, macro_call, seed};
use reqwest::{RequestBuilder, StatusCode, header};
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

impl Api {
    fn page(&self, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.sandbox.address());
        self.client.get(url)
    }

    async fn html(&self, path: &str) -> String {
        let response = self.page(path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.text().await.unwrap()
    }

    /// Creates an event for the seeded customer and returns its id.
    async fn event(&self, title: &str, components: Value) -> String {
        let mut input = customer_event(&components);
        input["title"] = json!(title);
        let answer = self.create_customer_event(input).await;
        answer["customerEvent"]["id"].as_str().unwrap().to_owned()
    }
}

fn assert_contains(html: &str, expected: &[&str]) {
    for expected in expected {
        assert!(html.contains(expected), "{expected} is missing from {html}");
    }
}

/// Creates an event of the customer, a second thread, and an event of the first thread. Returns the ids of
/// the customer event and the new thread.
async fn create_records(api: &Api) -> [String; 2] {
    let event_id = api.event("Of the customer", json!([text("a")])).await;
    let thread = json!({
        "title": "Another thread",
        "customerIdentifier": { "emailAddress": "jane@acme.com" },
        "components": [text("made with it")],
    });
    let thread = api.create_thread(thread).await;
    let input =
        json!({ "threadId": seed::THREAD_ID, "title": "Of the thread", "components": [text("b")] });
    api.create_thread_event(input).await;
    [
        event_id,
        thread["thread"]["id"].as_str().unwrap().to_owned(),
    ]
}

#[tokio::test]
async fn pages_show_the_entries_of_their_subject() {
    let api = Api::start().await;
    let [event_id, thread_id] = create_records(&api).await;
    for (path, expected, unexpected) in [
        (
            "/".to_owned(),
            vec!["Of the customer", "Of the thread", "2 entries"],
            vec!["made with it"],
        ),
        (
            format!("/customers/{}", seed::CUSTOMER_ID),
            vec![
                "Of the customer",
                "Of the thread",
                "T-2",
                "My API key does not work",
            ],
            vec!["made with it"],
        ),
        (
            format!("/threads/{}", seed::THREAD_ID),
            vec!["Of the customer", "Of the thread"],
            vec!["made with it"],
        ),
        (
            format!("/threads/{thread_id}"),
            vec!["Of the customer", "made with it"],
            vec!["Of the thread"],
        ),
        (
            format!("/events/{event_id}"),
            vec![
                "Of the customer",
                "customer_event!(",
                "curl",
                "&quot;__typename&quot;",
            ],
            vec!["Of the thread"],
        ),
        (
            "/customers".to_owned(),
            vec!["Jane Fenwick", "jane@acme.com", "Another thread"],
            vec![],
        ),
    ] {
        let html = api.html(&path).await;
        assert_contains(&html, &expected);
        for text in unexpected {
            assert!(!html.contains(text), "{path} has {text}");
        }
    }
}

#[tokio::test]
async fn pages_of_missing_records_are_not_found() {
    let api = Api::start().await;
    for path in [
        "/customers/c_gone",
        "/threads/th_gone",
        "/events/tev_gone",
        "/events/tev_gone/macro",
        "/events/tev_gone/curl",
        "/events/tev_gone/json",
    ] {
        let response = api.page(path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn an_event_can_be_copied_as_source() {
    let api = Api::start().await;
    let id = api
        .event("It's {here}", json!([text("a 'b' \"c\" $HOME")]))
        .await;
    let event = &api.sandbox.events()[0];
    assert_eq!(
        api.html(&format!("/events/{id}/macro")).await,
        macro_call(EventKind::CustomerEvent, &event.input)
    );
    let curl = api.html(&format!("/events/{id}/curl")).await;
    assert!(curl.starts_with(&format!("curl '{}' \\\n", api.sandbox.url())));
    assert_contains(
        &curl,
        &[
            "\"Authorization: Bearer $PLAIN_API_KEY\"",
            r"It'\''s {here}",
            "$input: CreateCustomerEventInput!",
        ],
    );
    assert!(!curl.contains(api.sandbox.api_key()));
    let json: Value = serde_json::from_str(&api.html(&format!("/events/{id}/json")).await).unwrap();
    let listed: Value = serde_json::from_str(&api.html("/api/events").await).unwrap();
    assert_eq!(json, listed[0]);
}

#[tokio::test]
async fn pages_are_notified_of_changes() {
    let api = Api::start().await;
    let mut live = api.page("/live").send().await.unwrap();
    assert_eq!(live.headers()[header::CONTENT_TYPE], "text/event-stream");
    let mut next = async || {
        let chunk = live.chunk().await.unwrap();
        chunk.map(|it| String::from_utf8(it.to_vec()).unwrap())
    };
    // The first event covers changes before the connection.
    assert_contains(&next().await.unwrap(), &["event: change", "data: 0"]);
    api.event("A", json!([text("a")])).await;
    assert_contains(&next().await.unwrap(), &["event: change"]);
    // Requests without a response count as changes, too.
    api.sandbox.faults().set([Fault::reset()]);
    assert!(api.post().json(&json!({})).send().await.is_err());
    while !api.html("/rejected").await.contains("no response") {
        assert_contains(&next().await.unwrap(), &["event: change"]);
    }
    // An open connection does not block shutdown.
    let Api { sandbox, .. } = api;
    sandbox.shutdown().await;
    while next().await.is_some() {}
}

/// The number of the last tick in a chunk of `/live`.
fn tick(chunk: &[u8]) -> u64 {
    let text = std::str::from_utf8(chunk).unwrap();
    let data = text.lines().filter_map(|it| it.strip_prefix("data: "));
    data.map(|it| it.parse().unwrap()).max().unwrap()
}

#[tokio::test]
async fn tabs_share_the_page_of_a_tick() {
    let api = Api::start().await;
    let mut live = api.page("/live").send().await.unwrap();
    let first = tick(&live.chunk().await.unwrap().unwrap());
    let tab = async |tick: u64| {
        let page = api.page("/").header("x-plain-sandbox-tick", tick);
        page.send().await.unwrap().text().await.unwrap()
    };
    let before = tab(first).await;
    api.event("Payment failed", json!([text("a")])).await;
    // The tab has not been notified yet, so it accepts the page of another one.
    assert_eq!(tab(first).await, before);
    // A page that is opened is current, and so is one that was notified.
    assert!(api.html("/").await.contains("Payment failed"));
    let next = tick(&live.chunk().await.unwrap().unwrap());
    assert!(next > first);
    assert!(tab(next).await.contains("Payment failed"));
}

#[tokio::test]
async fn many_changes_are_few_notifications() {
    let api = Api::start().await;
    let mut live = api.page("/live").send().await.unwrap();
    live.chunk().await.unwrap().unwrap();
    let (mut notifications, mut created) = (0, 0);
    while created < 300 {
        tokio::select! {
            biased;
            chunk = live.chunk() => {
                tick(&chunk.unwrap().unwrap());
                notifications += 1;
            }
            _ = api.event("A", json!([])) => created += 1,
        }
    }
    assert!(notifications < created / 2, "{notifications} of {created}");
}

#[tokio::test]
async fn pages_show_events_of_their_own_sandbox() {
    let (one, two) = (Api::start().await, Api::to(Sandbox::start().await));
    one.event("First", json!([text("a")])).await;
    assert!(one.html("/").await.contains("First"));
    assert!(!two.html("/").await.contains("First"));
}

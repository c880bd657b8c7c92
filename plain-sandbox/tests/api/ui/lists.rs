//! Lists of events and rejected requests: search and pagination.

use plain_sandbox::{Fault, seed};
use serde_json::json;

use super::assert_contains;
use crate::{Api, customer_event, text};

/// The titles on a page and the path of the next page.
fn titles_and_older(html: &str) -> (Vec<String>, Option<String>) {
    let titles = html.split("<h2 id=\"title-").skip(1);
    let titles = titles.map(|it| {
        let title = it.split_once('>').unwrap().1;
        title.split_once('<').unwrap().0.to_owned()
    });
    let older = html.split_once("\">Older</a>");
    let older = older.map(|(before, _)| before.rsplit_once("href=\"").unwrap().1.to_owned());
    (titles.collect(), older)
}

#[tokio::test]
async fn search_matches_the_text_of_an_event() {
    let api = Api::start().await;
    api.event("Payment failed", json!([text("Invoice *1042*")]))
        .await;
    api.event("Signed up", json!([text("By Product Hunt")]))
        .await;
    for (words, found) in [
        ("", 2),
        ("payment", 1),
        ("PRODUCT hunt", 1),
        ("1042+failed", 1),
        ("1042+hunt", 0),
        ("jane+fenwick", 2),
        ("tev_", 2),
        // Names of fields do not match.
        ("componentText", 0),
    ] {
        let html = api.html(&format!("/?q={words}")).await;
        assert_eq!(html.matches("<article").count(), found, "{words}");
    }
    for (words, found) in [("", 1), ("fenwick", 1), ("nobody", 0)] {
        let html = api.html(&format!("/customers?q={words}")).await;
        let list = html.split_once("id=\"customers\"").unwrap().1;
        assert_eq!(list.matches("Jane Fenwick").count(), found, "{words}");
    }
}

#[tokio::test]
async fn events_are_paginated() {
    let api = Api::start().await;
    for number in 0..250 {
        let mut input = customer_event(&json!([text("a")]));
        input["title"] = json!(number.to_string());
        // With equal timestamps, the newest event comes first.
        input["timestamp"] = json!("2026-05-11T12:00:00Z");
        api.create_customer_event(input).await;
    }
    for path in ["/".to_owned(), format!("/threads/{}", seed::THREAD_ID)] {
        let mut path = Some(path);
        let mut lengths = Vec::new();
        let mut titles = Vec::new();
        while let Some(current) = path {
            let html = api.html(&current).await;
            let (page, older) = titles_and_older(&html);
            lengths.push(page.len());
            titles.extend(page);
            assert_eq!(html.contains(">Newest</a>"), lengths.len() > 1);
            path = older;
        }
        assert_eq!(lengths, [100, 100, 50]);
        let expected: Vec<String> = (0..250).rev().map(|it| it.to_string()).collect();
        assert_eq!(titles, expected);
    }
    let html = api.html("/?q=24").await;
    let (titles, older) = titles_and_older(&html);
    assert_eq!((titles.len(), older), (13, None));
    assert_contains(&html, &["13 of 250 entries"]);
}

#[tokio::test]
async fn rejected_requests_are_listed_with_the_reason() {
    let api = Api::start().await;
    assert_contains(&api.html("/rejected").await, &["No rejected requests."]);
    api.create_customer_event(customer_event(&json!([text(" ")])))
        .await;
    api.client
        .post(api.sandbox.url())
        .body("{")
        .send()
        .await
        .unwrap();
    api.sandbox.faults().set([Fault::status(503)]);
    api.post().json(&json!({})).send().await.unwrap();

    let html = api.html("/rejected").await;
    assert_contains(
        &html,
        &[
            "3 entries",
            "Rejected <span class=\"number\">3</span>",
            "createCustomerEvent",
            "<code><bdi>input_validation</bdi></code>",
            "components[0].componentText.text: blank; write at least one visible character",
            "Unparsable request",
            "UNAUTHENTICATED",
            "fault: <bdi>status 503</bdi>",
            "<span class=\"badge color-red\">503</span>",
            "&quot;componentText&quot;",
        ],
    );
    let (order, _) = titles_and_older(&html);
    assert_eq!(order[2], "createCustomerEvent");
    let found = api.html("/rejected?q=visible+character").await;
    assert_eq!(found.matches("<article").count(), 1);
}

#[tokio::test]
async fn rejected_requests_are_paginated() {
    let api = Api::start().await;
    for _ in 0..120 {
        let request = api.client.post(api.sandbox.url()).body("{}");
        request.send().await.unwrap();
    }
    let mut path = Some("/rejected".to_owned());
    let mut lengths = Vec::new();
    while let Some(current) = path {
        let (titles, older) = titles_and_older(&api.html(&current).await);
        lengths.push(titles.len());
        path = older;
    }
    assert_eq!(lengths, [50, 50, 20]);
}

#[tokio::test]
async fn a_long_body_is_truncated() {
    let api = Api::start().await;
    let body = "ü".repeat(20_000);
    let request = api.client.post(api.sandbox.url()).body(body);
    request.send().await.unwrap();
    let html = api.html("/rejected").await;
    assert_eq!(html.matches('ü').count(), 10_000);
    assert_contains(&html, &["href=\"/api/requests\""]);
}

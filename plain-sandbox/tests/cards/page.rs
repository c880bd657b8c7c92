//! Cards on the pages of customers and threads. `e2e/browser` tests them in a browser.

use std::time::Duration;

use plain_sandbox::{CardEndpoint, Sandbox, seed};
use reqwest::{Client, StatusCode, header, redirect};
use serde_json::json;

use crate::{DEADLINE, PAUSE, Received, TestEndpoint, card, cards_response, response, sandbox};

const SECRET: &str = "signing-s3cret";
const TOKEN: &str = "t0ken-value";

/// A browser without a script.
struct Browser {
    client: Client,
    origin: String,
}

impl Browser {
    fn new(sandbox: &Sandbox) -> Self {
        let client = Client::builder().no_proxy();
        Self {
            client: client.redirect(redirect::Policy::none()).build().unwrap(),
            origin: sandbox.ui_url().trim_end_matches('/').to_owned(),
        }
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let url = format!("{}{path}", self.origin);
        let response = self.client.get(url).send().await.unwrap();
        (response.status(), response.text().await.unwrap())
    }

    async fn html(&self, path: &str) -> String {
        let (status, html) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        html
    }

    fn submit(&self, path: &str, form: &'static str) -> reqwest::RequestBuilder {
        let url = format!("{}{path}/cards", self.origin);
        self.client.post(url).body(form)
    }

    /// Submits a form that shows the page afterwards.
    async fn load(&self, path: &str, form: &'static str) -> String {
        let response = self.submit(path, form).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
        assert_eq!(response.headers()[header::LOCATION], *path);
        self.html(path).await
    }
}

fn customer() -> String {
    format!("/customers/{}", seed::CUSTOMER_ID)
}

fn thread() -> String {
    format!("/threads/{}", seed::THREAD_ID)
}

fn assert_contains(html: &str, expected: &[&str]) {
    for expected in expected {
        assert!(html.contains(expected), "{expected} is missing from {html}");
    }
}

/// The part of a page that shows a card.
fn part<'a>(html: &'a str, key: &str) -> &'a str {
    let start = html.find(&format!("id=\"card-{key}\"")).unwrap();
    let end = html[start..].find("</article>").unwrap();
    &html[start..start + end]
}

#[tokio::test]
async fn a_page_shows_cards_without_requesting_them() {
    let (sandbox, _) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let served = TestEndpoint::with_texts().await;
    for path in [customer(), thread()] {
        assert!(!browser.html(&path).await.contains("Not loaded yet"));
    }
    sandbox.add_card_endpoint(served.endpoint(&["plan-details", "usage"]));
    for path in [customer(), thread()] {
        let html = browser.html(&path).await;
        let form = format!("<form method=\"post\" action=\"{path}/cards\"");
        assert_contains(
            &html,
            &[
                "<h3 id=\"title-card-usage\">usage</h3>",
                "Not loaded yet",
                &form,
            ],
        );
    }
    assert!(!browser.html("/").await.contains("Not loaded yet"));
    assert_eq!(served.count(), 0);
}

#[tokio::test]
async fn a_form_loads_the_cards_of_its_page() {
    let (sandbox, _) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let served = TestEndpoint::with_texts().await;
    sandbox.add_card_endpoint(served.endpoint(&["a", "b"]));
    let html = browser.load(&thread(), "").await;
    assert_contains(part(&html, "a"), &["a 0", "Loaded just now", "for 1 min"]);
    assert_contains(part(&html, "b"), &["b 0", "Copy b as customer_card!"]);
    let html = browser.html(&customer()).await;
    assert_contains(part(&html, "a"), &["Not loaded yet"]);
    let html = browser.load(&customer(), "").await;
    assert_contains(part(&html, "a"), &["a 1"]);
    let requests = served.requests();
    assert_eq!(requests[0].keys(), ["a", "b"]);
    assert_eq!(requests[0].json()["thread"]["id"], seed::THREAD_ID);
    assert_eq!(requests[1].json()["thread"], json!(null));
}

#[tokio::test]
async fn ages_are_those_of_the_sandboxs_clock() {
    let (sandbox, clock) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let served = TestEndpoint::with_texts().await;
    sandbox.add_card_endpoint(served.endpoint(&["a"]));
    browser.load(&customer(), "").await;
    for (seconds, form, expected, requests) in [
        (12, None, "Loaded 12 s ago · cached for 48 s more", 1),
        (1, Some(""), "Loaded 13 s ago · from the cache, for 47 s", 1),
        (
            1,
            Some("only=a&reload=true"),
            "Loaded just now · cached for",
            2,
        ),
        (60, None, "Loaded 1 min ago · no longer cached", 2),
        (0, Some(""), "Loaded just now · cached for 1 min more", 3),
    ] {
        clock.advance(Duration::from_secs(seconds));
        let html = match form {
            None => browser.html(&customer()).await,
            Some(form) => browser.load(&customer(), form).await,
        };
        assert_contains(part(&html, "a"), &[expected]);
        assert_eq!(served.count(), requests, "{expected}");
    }
}

#[tokio::test]
async fn one_card_is_reloaded_and_the_others_stay() {
    let (sandbox, _) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let served = TestEndpoint::with_texts().await;
    sandbox.add_card_endpoint(served.endpoint(&["a", "b"]));
    browser.load(&thread(), "").await;
    let html = browser.load(&thread(), "only=b&reload=true").await;
    assert_contains(part(&html, "a"), &["a 0"]);
    assert_contains(part(&html, "b"), &["b 1"]);
    assert_eq!(served.requests()[1].keys(), ["b"]);
    let html = browser.load(&thread(), "reload=true").await;
    assert_contains(&html, &["a 2", "b 2"]);
}

#[tokio::test]
async fn a_page_does_not_wait_for_a_slow_endpoint() {
    let (sandbox, clock) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let app = axum::Router::new().fallback(axum::routing::any(std::future::pending::<()>));
    let slow = CardEndpoint::new(crate::serve(app).await).key("slow");
    let fast = TestEndpoint::with_texts().await;
    sandbox.add_card_endpoint(slow);
    sandbox.add_card_endpoint(fast.endpoint(&["fast"]));
    let submit = async || {
        let form = browser.submit(&thread(), "background=true");
        let response = form.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::ACCEPTED);
    };
    submit().await;
    let html = loop {
        let html = browser.html(&thread()).await;
        if part(&html, "fast").contains("fast 0") {
            break html;
        }
    };
    assert_contains(part(&html, "slow"), &["Loading…"]);
    // A second page waits for the same request.
    submit().await;
    assert!(!part(&browser.html(&customer()).await, "slow").contains("Loading"));
    for wait in [DEADLINE, PAUSE, DEADLINE] {
        clock.advance_when_waiting(wait).await;
    }
    let html = loop {
        let html = browser.html(&thread()).await;
        if !part(&html, "slow").contains("Loading") {
            break html;
        }
    };
    assert_contains(
        part(&html, "slow"),
        &[
            "Failed just now · not cached · 2 attempts",
            "Timeout",
            "no response within 15 seconds",
            "Set a deadline",
        ],
    );
    assert_eq!(sandbox.card_attempts().len(), 3);
}

/// Answers with another failure for each key.
fn fail(request: &Received) -> axum::http::Response<axum::body::Body> {
    let key = &request.keys()[0];
    match &key[..] {
        "missing" => cards_response([]),
        "hidden" => cards_response([json!({ "key": key, "components": null })]),
        "layout" => cards_response([json!({ "key": key, "components": [{ "badge": {} }] })]),
        "forbidden" => response(401, "<b>who are you?</b>"),
        "broken" => response(500, ""),
        _ => response(302, ""),
    }
}

#[tokio::test]
async fn failures_have_plains_name_the_reason_and_help() {
    let (sandbox, clock) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let served = TestEndpoint::start(|request, _| fail(request)).await;
    for key in [
        "missing",
        "hidden",
        "layout",
        "forbidden",
        "broken",
        "moved",
    ] {
        // Other headers, so that each card has a request of its own.
        sandbox.add_card_endpoint(served.endpoint(&[key]).header(format!("x-{key}"), "1"));
    }
    let path = thread();
    let (html, ()) = tokio::join!(browser.load(&path, ""), clock.advance_when_waiting(PAUSE));
    for (key, expected) in [
        (
            "missing",
            [
                "MissingCard",
                "&quot;missing&quot;",
                "<code dir=\"auto\">components: null</code>",
            ],
        ),
        ("hidden", ["Hidden: the answer has no components"; 3]),
        (
            "layout",
            ["ResponseBody", "has key badge", "Correct the answer"],
        ),
        (
            "forbidden",
            [
                "StatusCode",
                "&lt;b&gt;who are you?&lt;/b&gt;",
                "signing secret",
            ],
        ),
        (
            "broken",
            ["2 attempts", "the status is 500", "Read the log"],
        ),
        (
            "moved",
            ["the status is 302", "follow redirects", "/cards</bdi>"],
        ),
    ] {
        assert_contains(part(&html, key), &expected);
        let is_failed = part(&html, key).contains("Failed ");
        assert_eq!(is_failed, key != "hidden", "{key}");
        let (status, _) = browser
            .get(&format!("{}/cards/{key}/macro", thread()))
            .await;
        assert_eq!(status == StatusCode::NOT_FOUND, is_failed, "{key}");
    }
}

#[tokio::test]
async fn a_card_can_be_copied_as_source() {
    let (sandbox, _) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let served = TestEndpoint::start(|_, _| {
        let mut card = card("a", "It's {here} <script>alert(1)</script>");
        card["timeToLiveSeconds"] = json!(30);
        cards_response([card])
    })
    .await;
    sandbox.add_card_endpoint(served.endpoint(&["a"]));
    let path = format!("{}/cards/a/macro", customer());
    assert_eq!(browser.get(&path).await.0, StatusCode::NOT_FOUND);
    let html = browser.load(&customer(), "").await;
    assert_contains(&html, &[&format!("data-copy-from=\"{path}\"")]);
    assert!(!html.contains("<script>"));
    let source = browser.html(&path).await;
    assert_contains(
        &source,
        &[
            "customer_card!(",
            "time_to_live_seconds = 30",
            "It's {{here}}",
        ],
    );
    let loaded = sandbox.load_configured_cards().load().await;
    assert_eq!(Some(source), loaded.card("a").macro_call());
    assert_eq!(served.count(), 1);
    for path in [
        format!("{}/cards/other/macro", customer()),
        format!("{}/cards/a/macro", thread()),
        "/customers/c_gone/cards/a/macro".to_owned(),
        "/threads/th_gone/cards/a/macro".to_owned(),
    ] {
        assert_eq!(browser.get(&path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn other_origins_and_missing_records_load_nothing() {
    let (sandbox, _) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let served = TestEndpoint::with_texts().await;
    sandbox.add_card_endpoint(served.endpoint(&["a"]));
    for origin in ["http://evil.example", "null"] {
        let form = browser.submit(&thread(), "reload=true");
        let response = form.header(header::ORIGIN, origin).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }
    for path in ["/threads/th_gone", "/customers/c_gone"] {
        let response = browser.submit(path, "").send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }
    let (status, _) = browser.get(&format!("{}/cards", thread())).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(served.count(), 0);
}

#[tokio::test]
async fn endpoints_and_requests_have_a_page() {
    let (sandbox, _) = sandbox().await;
    let browser = Browser::new(&sandbox);
    let html = browser.html("/cards").await;
    assert_contains(&html, &["0 endpoints", "CardEndpoint::new(&quot;http://"]);
    let served = TestEndpoint::start(|_, _| response(404, "")).await;
    sandbox.add_card_endpoint(served.endpoint(&["usage"]).header("X-Team", "a"));
    let html = browser.html("/cards").await;
    assert_contains(
        &html,
        &[
            "1 endpoint<",
            &format!("<bdi>{}/cards</bdi>", served.url),
            "<code>usage</code>",
            "<dd>none</dd>",
            "<code>x-team</code>",
            "<dd>60 s</dd>",
            &format!("href=\"{}\"", customer()),
            &format!("href=\"{}\"", thread()),
        ],
    );
    assert!(!html.contains("Latest requests"));
    sandbox.load_configured_cards().load().await;
    let html = browser.html("/cards").await;
    assert_contains(&html, &["Latest requests", "404"]);
}

#[tokio::test]
async fn pages_have_no_secret() {
    let (sandbox, _) = sandbox().await;
    let browser = Browser::new(&sandbox);
    // It repeats the request, secrets included.
    let served = TestEndpoint::start(|request, _| {
        let token = request.header("authorization").unwrap();
        response(400, &format!("{token} {SECRET} {}", request.path))
    })
    .await;
    sandbox.add_card_endpoint(
        CardEndpoint::new(format!("{}/cards?token={TOKEN}", served.url))
            .key("a")
            .header("authorization", format!("Bearer {TOKEN}"))
            .signing_secret(SECRET),
    );
    let failed = browser.load(&thread(), "").await;
    assert_contains(&failed, &["StatusCode", "the status is 400"]);
    let endpoints = browser.html("/cards").await;
    assert_contains(&endpoints, &["authorization", "with the secret of"]);
    for text in [
        failed,
        endpoints,
        browser.html("/").await,
        browser.html("/customers").await,
        browser.html("/rejected").await,
        browser.html("/assets/page.js").await,
    ] {
        assert!(!text.contains(SECRET) && !text.contains(TOKEN), "{text}");
    }
}

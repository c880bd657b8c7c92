//! Wrong answers, and what becomes of them: each row of Plain's table.

use axum::http::{HeaderValue, header};
use plain_sandbox::{CardError, CardSource, CardState};
use serde_json::{Value, json};

use crate::{DEADLINE, PAUSE, TestEndpoint, card, cards_response, response, sandbox, text};

/// Loads a card from an endpoint with one answer. Returns the error, the number of requests of the first
/// load, and of a second one.
async fn load_twice(status: u16, body: &'static str) -> (CardError, usize, usize) {
    let (sandbox, clock) = sandbox().await;
    let served = TestEndpoint::start(move |_, _| response(status, body)).await;
    let endpoint = served.endpoint(&["a"]);
    let load = async || {
        let load = sandbox.load_cards(&endpoint).load();
        let moved = async {
            clock.advance_when_waiting(PAUSE).await;
            std::future::pending::<()>().await;
        };
        tokio::select! {
            loaded = load => loaded,
            () = moved => unreachable!(),
        }
    };
    let loaded = load().await;
    let first = served.count();
    assert_eq!(loaded.cards[0].attempts.len(), first);
    assert_eq!(sandbox.card_attempts(), loaded.cards[0].attempts);
    load().await;
    let error = loaded.expect_error("a").clone();
    (error, first, served.count() - first)
}

#[tokio::test]
async fn passing_failures_are_repeated_once_and_not_cached() {
    for status in [500, 502, 503, 504, 599, 429] {
        let (error, first, second) = load_twice(status, "failed").await;
        let expected = CardError::StatusCode {
            status_code: status,
            response_body: "failed".to_owned(),
        };
        assert_eq!((error, first, second), (expected, 2, 2), "{status}");
    }
}

#[tokio::test]
async fn other_failures_are_cached_and_not_repeated() {
    for status in [
        201, 204, 301, 302, 307, 400, 401, 403, 404, 405, 408, 409, 422, 425, 451,
    ] {
        let (error, first, second) = load_twice(status, "").await;
        assert_eq!(error.name(), "StatusCode");
        assert_eq!((first, second), (1, 0), "{status}");
    }
    for (body, name) in [
        ("", "ResponseBody"),
        ("<html>", "ResponseBody"),
        ("{}", "ResponseBody"),
        (r#"{"cards":null}"#, "ResponseBody"),
        (r#"{"cards":[{"key":"a"}]}"#, "ResponseBody"),
        (
            r#"{"cards":[{"key":"a","components":null,"timeToLiveSeconds":"60"}]}"#,
            "ResponseBody",
        ),
        (r#"{"cards":[]}"#, "MissingCard"),
        (
            r#"{"cards":[{"key":"A","components":null}]}"#,
            "MissingCard",
        ),
    ] {
        let (error, first, second) = load_twice(200, body).await;
        assert_eq!(error.name(), name, "{body}: {error}");
        assert_eq!((first, second), (1, 0), "{body}");
    }
}

#[tokio::test]
async fn hostile_bodies_are_wrong_bodies() {
    let (sandbox, _) = sandbox().await;
    let nested = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let row = r#"{"componentRow":{"rowMainContent":["#.repeat(50);
    for body in [
        nested("[", "]"),
        nested("{\"cards\":", "}"),
        "[".repeat(1_000_000),
        format!("{{\"cards\":[{}", "{},".repeat(300_000)),
        format!("{{\"cards\":[{{\"key\":\"a\",\"components\":[{row}"),
        "\u{feff}{\"cards\":[]}".to_owned(),
        "{\"cards\":[{\"key\":\"\\ud800\",\"components\":[]}]}".to_owned(),
        "{\"cards\":[{\"key\":\"a\",\"components\":[],\"timeToLiveSeconds\":1e999}]}".to_owned(),
    ] {
        let start: String = body.chars().take(40).collect();
        let served = TestEndpoint::start(move |_, _| response(200, &body)).await;
        let loaded = sandbox.load_cards(&served.endpoint(&["a"])).load().await;
        let error = loaded.expect_error("a");
        assert_eq!(error.name(), "ResponseBody", "{start}");
        assert!(error.to_string().len() < 300, "{error}");
    }
}

#[tokio::test]
async fn a_repetition_can_succeed() {
    let (sandbox, clock) = sandbox().await;
    let served = TestEndpoint::start(|_, number| match number {
        0 => response(503, ""),
        _ => cards_response([card("a", "there")]),
    })
    .await;
    let endpoint = served.endpoint(&["a"]).signing_secret("secret");
    let (loaded, ()) = tokio::join!(
        sandbox.load_cards(&endpoint).load(),
        clock.advance_when_waiting(PAUSE),
    );
    assert_eq!(text(loaded.expect_shown("a")), "there");
    let attempts = &loaded.cards[0].attempts;
    let statuses: Vec<Option<u16>> = attempts.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Some(503), Some(200)]);
    assert_eq!(
        attempts[1].at.duration_since(attempts[0].at).unwrap(),
        PAUSE
    );
    let requests = served.requests();
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn one_card_does_not_affect_the_others() {
    let (sandbox, _) = sandbox().await;
    let wrong = json!({ "key": "wrong", "components": [{ "componentText": { "text": " " } }] });
    let served = TestEndpoint::start(move |_, _| {
        cards_response([
            card("unrequested", "ignored"),
            wrong.clone(),
            json!({ "key": "hidden", "components": null }),
            json!({ "key": "empty", "components": [] }),
            card("shown", "there"),
        ])
    })
    .await;
    let endpoint = served.endpoint(&["shown", "hidden", "empty", "wrong", "missing"]);
    let loaded = sandbox.load_cards(&endpoint).load().await;
    assert_eq!(loaded.cards.len(), 5);
    assert_eq!(text(loaded.expect_shown("shown")), "there");
    loaded.expect_hidden("hidden");
    loaded.expect_hidden("empty");
    let error = loaded.expect_error("wrong");
    assert_eq!(error.name(), "ResponseBody");
    let words = "components[0].componentText.text: blank; write at least one visible character";
    assert!(error.to_string().contains(words), "{error}");
    let missing = CardError::MissingCard {
        card_key: "missing".to_owned(),
    };
    assert_eq!(*loaded.expect_error("missing"), missing);
    assert!(loaded.cards.iter().all(|it| it.source == CardSource::Fresh));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (sandbox, _) = sandbox().await;
    let other = TestEndpoint::with_texts().await;
    let location = HeaderValue::try_from(&other.url).unwrap();
    let served = TestEndpoint::start(move |_, _| {
        let mut response = response(307, "");
        response
            .headers_mut()
            .insert(header::LOCATION, location.clone());
        response
    })
    .await;
    let loaded = sandbox.load_cards(&served.endpoint(&["a"])).load().await;
    let expected = CardState::Failed(CardError::StatusCode {
        status_code: 307,
        response_body: String::new(),
    });
    assert_eq!(loaded.cards[0].state, expected);
    assert_eq!(other.count(), 0);
}

#[tokio::test]
async fn an_endpoint_that_hangs_times_out_twice() {
    let (sandbox, clock) = sandbox().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let endpoint = plain_sandbox::CardEndpoint::new(url).keys(["a", "b"]);
    let waits = async {
        for wait in [DEADLINE, PAUSE, DEADLINE] {
            clock.advance_when_waiting(wait).await;
        }
    };
    let (loaded, ()) = tokio::join!(sandbox.load_cards(&endpoint).load(), waits);
    let timeout = CardError::Timeout {
        timeout_seconds: 15,
    };
    for key in ["a", "b"] {
        assert_eq!(*loaded.expect_error(key), timeout);
        let card = loaded.card(key);
        assert_eq!(card.expires_at, None);
        let durations: Vec<_> = card.attempts.iter().map(|it| it.duration).collect();
        assert_eq!(durations, [DEADLINE, DEADLINE]);
    }
    let json: Value = loaded.to_json();
    assert_eq!(
        json["cards"][0]["error"],
        json!({ "type": "Timeout", "message": "no response within 15 seconds", "timeoutSeconds": 15 })
    );
}

#[tokio::test]
async fn a_card_or_a_body_may_be_too_big() {
    let (sandbox, _) = sandbox().await;
    let big = |count: usize| {
        let text = json!({ "componentText": { "text": "x".repeat(5_000) } });
        json!({ "key": "big", "components": vec![text; count] })
    };
    let served = TestEndpoint::start(move |request, _| {
        let count = if request.path == "/cards" { 14 } else { 300 };
        cards_response([big(count), card("small", "there")])
    })
    .await;
    let loaded = sandbox
        .load_cards(&served.endpoint(&["big", "small"]))
        .load()
        .await;
    loaded.expect_shown("small");
    match loaded.expect_error("big") {
        CardError::CardTooBig {
            card_key,
            size_bytes,
            max_size_bytes,
        } => {
            assert_eq!((&**card_key, *max_size_bytes), ("big", 65_536));
            assert!(*size_bytes > 70_000);
        }
        other => panic!("{other}"),
    }
    let endpoint =
        plain_sandbox::CardEndpoint::new(format!("{}/all", served.url)).keys(["big", "small"]);
    let loaded = sandbox.load_cards(&endpoint).load().await;
    let error = loaded.expect_error("small");
    assert!(
        error
            .to_string()
            .contains("ResponseBody: the body has more than 1048576 bytes"),
        "{error}"
    );
}

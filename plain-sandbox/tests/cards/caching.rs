//! The cache, by a clock that the test moves.

use std::time::Duration;

use plain_sandbox::{CardSource, seed};
use serde_json::json;

use crate::{TestEndpoint, card, cards_response, response, sandbox, text};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test]
async fn a_card_is_cached_for_its_time_to_live() {
    let (sandbox, clock) = sandbox().await;
    let served = TestEndpoint::start(|_, number| {
        let mut card = card("a", &number.to_string());
        card["timeToLiveSeconds"] = json!(20);
        cards_response([card])
    })
    .await;
    let endpoint = served.endpoint(&["a"]);
    for (advance, expected, source, age) in [
        (0, "0", CardSource::Fresh, 0),
        (0, "0", CardSource::Cached, 0),
        (19, "0", CardSource::Cached, 19),
        (1, "1", CardSource::Fresh, 0),
        (5, "1", CardSource::Cached, 5),
    ] {
        clock.advance(seconds(advance));
        let loaded = sandbox.load_cards(&endpoint).load().await;
        assert_eq!(text(loaded.expect_shown("a")), expected);
        let card = loaded.card("a");
        assert_eq!((card.source, card.age), (source, seconds(age)));
        assert_eq!(card.expires_at, Some(card.loaded_at + seconds(20)));
        assert_eq!(card.attempts.len(), 1);
    }
}

#[tokio::test]
async fn the_default_applies_without_a_time_to_live() {
    for (time_to_live, kept) in [
        (json!(null), 300),
        (json!(0), 0),
        (json!(10), 10),
        (json!(31_536_000), 31_536_000),
    ] {
        let (sandbox, clock) = sandbox().await;
        let answer = json!({ "key": "a", "components": null, "timeToLiveSeconds": time_to_live });
        let served = TestEndpoint::start(move |_, _| cards_response([answer.clone()])).await;
        let endpoint = served.endpoint(&["a"]).default_time_to_live_seconds(300);
        sandbox
            .load_cards(&endpoint)
            .load()
            .await
            .expect_hidden("a");
        if kept > 0 {
            clock.advance(seconds(kept - 1));
            sandbox
                .load_cards(&endpoint)
                .load()
                .await
                .expect_hidden("a");
            assert_eq!(served.count(), 1, "{time_to_live}");
            clock.advance(seconds(1));
        }
        sandbox
            .load_cards(&endpoint)
            .load()
            .await
            .expect_hidden("a");
        assert_eq!(served.count(), 2, "{time_to_live}");
    }
}

#[tokio::test]
async fn an_error_is_cached_for_five_minutes() {
    let (sandbox, clock) = sandbox().await;
    let served = TestEndpoint::start(|_, number| match number {
        0 => response(401, ""),
        _ => cards_response([card("a", "there")]),
    })
    .await;
    let endpoint = served.endpoint(&["a"]);
    sandbox.load_cards(&endpoint).load().await.expect_error("a");
    clock.advance(seconds(299));
    let loaded = sandbox.load_cards(&endpoint).load().await;
    loaded.expect_error("a");
    assert_eq!(loaded.card("a").source, CardSource::Cached);
    assert_eq!(loaded.card("a").age, seconds(299));
    clock.advance(seconds(1));
    sandbox.load_cards(&endpoint).load().await.expect_shown("a");
}

#[tokio::test]
async fn a_reload_bypasses_the_cache() {
    let (sandbox, _) = sandbox().await;
    let served = TestEndpoint::with_texts().await;
    let endpoint = served.endpoint(&["a", "b"]);
    let load = || sandbox.load_cards(&endpoint);
    load().load().await;
    let reloaded = load().reload().only("b").load().await;
    assert_eq!(reloaded.cards.len(), 1);
    assert_eq!(text(reloaded.expect_shown("b")), "b 1");
    assert_eq!(served.requests()[1].keys(), ["b"]);
    let loaded = load().load().await;
    assert_eq!(text(loaded.expect_shown("a")), "a 0");
    assert_eq!(text(loaded.expect_shown("b")), "b 1");
    let reloaded = load().reload().load().await;
    assert_eq!(text(reloaded.expect_shown("a")), "a 2");
    assert_eq!(served.count(), 3);
}

#[tokio::test]
async fn only_the_cards_that_are_not_cached_are_requested() {
    let (sandbox, clock) = sandbox().await;
    let served = TestEndpoint::start(|request, _| {
        let cards = request.keys().into_iter().map(|key| {
            let seconds = if key == "short" { 15 } else { 600 };
            json!({ "key": key, "components": null, "timeToLiveSeconds": seconds })
        });
        cards_response(cards)
    })
    .await;
    let endpoint = served.endpoint(&["short", "long"]);
    sandbox.load_cards(&endpoint).load().await;
    clock.advance(seconds(15));
    let loaded = sandbox.load_cards(&endpoint).load().await;
    assert_eq!(served.requests()[1].keys(), ["short"]);
    let sources: Vec<_> = loaded.cards.iter().map(|it| it.source).collect();
    assert_eq!(sources, [CardSource::Fresh, CardSource::Cached]);
}

#[tokio::test]
async fn customers_threads_and_settings_are_cached_apart() {
    let (sandbox, _) = sandbox().await;
    sandbox.add_customer("joe", "joe@acme.com");
    let served = TestEndpoint::with_texts().await;
    let endpoint = served.endpoint(&["a"]);
    let others = [
        endpoint.clone().signing_secret("secret"),
        endpoint.clone().wrong_signature(),
        endpoint.clone().without_nulls(),
        endpoint.clone().header("x", "y"),
    ];
    for _ in 0..2 {
        sandbox.load_cards(&endpoint).load().await;
        sandbox.load_cards(&endpoint).customer("joe").load().await;
        sandbox
            .load_cards(&endpoint)
            .thread(seed::THREAD_ID)
            .load()
            .await;
        for other in &others {
            sandbox.load_cards(other).load().await;
        }
    }
    assert_eq!(served.count(), 7);
}

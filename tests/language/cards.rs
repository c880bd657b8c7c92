//! Customer cards: `customer_card!` gives the expected value.

use plain_runtime::{Card, customer_card};
use serde_json::json;

fn json_of(card: &Card) -> serde_json::Value {
    assert_eq!(card.validate(), Ok(()));
    serde_json::to_value(card).unwrap()
}

#[test]
fn card_has_components_and_a_time_to_live() {
    let (plan, is_overdue, seats) = ("[Pro]", true, vec!["a", "b"]);
    let card = customer_card!(
        time_to_live_seconds = 10,
        components = [
            text("**{plan}**"),
            if is_overdue {
                badge("Overdue", color = Red)
            },
            for seat in seats {
                plain_text(seat)
            },
        ],
    );
    assert_eq!(
        json_of(&card),
        json!({
            "components": [
                { "componentText": { "text": "**\\[Pro\\]**" } },
                { "componentBadge": { "badgeLabel": "Overdue", "badgeColor": "RED" } },
                { "componentPlainText": { "plainText": "a" } },
                { "componentPlainText": { "plainText": "b" } },
            ],
            "timeToLiveSeconds": 10,
        })
    );
}

#[test]
fn card_without_components_is_hidden() {
    let hidden = customer_card!(components = []);
    assert_eq!(json_of(&hidden), json!({ "components": null }));
    let is_shown = false;
    let hidden = customer_card!(
        components = [if is_shown {
            divider()
        }]
    );
    assert_eq!(json_of(&hidden), json!({ "components": null }));
    let hidden = customer_card! { components = [], time_to_live_seconds = None };
    assert_eq!(json_of(&hidden), json!({ "components": null }));
}

#[test]
fn time_to_live_is_a_number_of_any_type() {
    const TTL: i32 = 60;
    let seconds = 90;
    let optional: Option<u16> = Some(5);
    let duration = std::time::Duration::from_secs(7);
    for (card, expected) in [
        (
            customer_card!(components = [], time_to_live_seconds = TTL),
            60,
        ),
        (
            customer_card!(components = [], time_to_live_seconds = seconds),
            90,
        ),
        (
            customer_card!(components = [], time_to_live_seconds = optional),
            5,
        ),
        (
            customer_card!(components = [], time_to_live_seconds = &optional),
            5,
        ),
        (
            customer_card!(components = [], time_to_live_seconds = duration.as_secs()),
            7,
        ),
        (customer_card!(components = [], time_to_live_seconds = 0), 0),
        (
            customer_card!(components = [], time_to_live_seconds = 31_536_000_u32),
            31_536_000,
        ),
        (
            customer_card!(
                components = [],
                time_to_live_seconds = if seconds > 60 { 1 } else { 2 }
            ),
            1,
        ),
    ] {
        assert_eq!(json_of(&card)["timeToLiveSeconds"], expected);
    }
}

#[test]
fn invalid_time_is_found_at_run_time() {
    let (below, lowest, above, far) = (-1, i128::MIN, 31_536_001_u32, Some(u128::MAX));
    for card in [
        customer_card!(components = [], time_to_live_seconds = below),
        customer_card!(components = [], time_to_live_seconds = Some(below)),
        customer_card!(components = [], time_to_live_seconds = lowest),
        customer_card!(components = [], time_to_live_seconds = above),
        customer_card!(components = [], time_to_live_seconds = &far),
    ] {
        assert_eq!(
            card.validate().unwrap_err().to_string(),
            "invalid card: time_to_live_seconds: not from 0 to 31536000"
        );
    }
}

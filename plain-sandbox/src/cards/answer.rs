//! Reads the cards out of a response's body.

use serde_json::{Map, Value};

use crate::graphql::card_layout::validate_card;
use crate::state::cards::error::CardError;
use crate::state::cards::loaded::CardState;

/// Maximum length of a card's components as JSON. Plain's is not known.
const MAX_CARD: usize = 64 * 1024;

/// Expected shape of a body, for messages.
const EXPECTED: &str = r#"expected {"cards": [{"key": "..", "components": [..]}]}"#;

/// The answer for one key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KeyAnswer {
    pub(super) state: CardState,
    pub(super) time_to_live_seconds: Option<u64>,
}

impl KeyAnswer {
    pub(super) fn failed(error: CardError) -> Self {
        Self {
            state: CardState::Failed(error),
            time_to_live_seconds: None,
        }
    }
}

/// Reads the answers for the keys, in their order. Cards with other keys are ignored, and of two cards with
/// one key, the later one.
///
/// The error is that of all cards, whereas a wrong layout concerns only the card that has it.
pub(super) fn read_answers(body: &[u8], keys: &[String]) -> Result<Vec<KeyAnswer>, CardError> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| wrong_body(format!("the body is not JSON: {error}; {EXPECTED}")))?;
    let cards = body.get("cards").and_then(Value::as_array);
    let cards =
        cards.ok_or_else(|| wrong_body(format!("the body has no list `cards`; {EXPECTED}")))?;
    let mut keyed = Vec::with_capacity(cards.len());
    for (index, card) in cards.iter().enumerate() {
        let key = card.get("key").and_then(Value::as_str);
        match (key, card.as_object()) {
            (Some(key), Some(card)) => keyed.push((key, card)),
            _ => {
                return Err(wrong_body(format!(
                    "cards[{index}] has no string `key`; {EXPECTED}"
                )));
            }
        }
    }
    let answer = |key: &String| {
        let found = keyed.iter().find(|(found, _)| found == key);
        let answer = match found {
            Some((_, card)) => read_card(key, card),
            None => Err(CardError::MissingCard {
                card_key: key.clone(),
            }),
        };
        answer.unwrap_or_else(KeyAnswer::failed)
    };
    Ok(keys.iter().map(answer).collect())
}

fn read_card(key: &str, card: &Map<String, Value>) -> Result<KeyAnswer, CardError> {
    let Some(components) = card.get("components") else {
        return Err(wrong_body(format!(
            "the card {key:?} has no `components`; write null to hide it"
        )));
    };
    let seconds = card.get("timeToLiveSeconds").filter(|it| !it.is_null());
    let seconds = seconds.map(whole_number);
    let size_bytes = components.to_string().len();
    if size_bytes > MAX_CARD {
        return Err(CardError::CardTooBig {
            card_key: key.to_owned(),
            size_bytes,
            max_size_bytes: MAX_CARD,
        });
    }
    let none = Value::Array(Vec::new());
    let components = match components {
        Value::Null => &none,
        Value::Array(_) => components,
        _ => {
            return Err(wrong_body(format!(
                "`components` of the card {key:?} is neither a list nor null"
            )));
        }
    };
    let components = validate_card(components, seconds.as_ref())
        .map_err(|message| wrong_body(format!("the card {key:?} is invalid: {message}")))?;
    let is_hidden = components.as_array().is_none_or(Vec::is_empty);
    Ok(KeyAnswer {
        state: if is_hidden {
            CardState::Hidden
        } else {
            CardState::Shown { components }
        },
        time_to_live_seconds: seconds.as_ref().and_then(Value::as_u64),
    })
}

/// A number without decimals. JSON has only one type of numbers, and some languages write 60 as `60.0`.
fn whole_number(value: &Value) -> Value {
    let number = value.as_f64().filter(|_| value.is_f64());
    let whole = number.and_then(|number| number.to_string().parse::<u64>().ok());
    whole.map_or_else(|| value.clone(), Value::from)
}

fn wrong_body(message: String) -> CardError {
    CardError::ResponseBody { message }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{KeyAnswer, MAX_CARD, read_answers};
    use crate::state::cards::error::CardError;
    use crate::state::cards::loaded::CardState;

    fn read(body: &Value, keys: &[&str]) -> Result<Vec<KeyAnswer>, CardError> {
        let keys: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        read_answers(body.to_string().as_bytes(), &keys)
    }

    /// The error of the only card.
    fn error(card: &Value) -> CardError {
        let answers = read(&json!({ "cards": [card] }), &["a"]).unwrap();
        match &answers[0].state {
            CardState::Failed(error) => error.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn text(text: &str) -> Value {
        json!([{ "componentText": { "text": text } }])
    }

    #[test]
    fn answers_are_in_the_order_of_the_keys() {
        let body = json!({
            "cards": [
                { "key": "other", "components": "ignored" },
                { "key": "b", "components": null, "timeToLiveSeconds": null },
                { "key": "a", "components": text("1"), "timeToLiveSeconds": 60, "more": 1 },
                { "key": "a", "components": text("2") },
                { "key": "c", "components": [] },
            ],
            "more": true,
        });
        let answers = read(&body, &["a", "b", "c", "d"]).unwrap();
        let states: Vec<&str> = answers.iter().map(|it| it.state.name()).collect();
        assert_eq!(states, ["shown", "hidden", "hidden", "failed"]);
        assert_eq!(
            answers[0].state,
            CardState::Shown {
                components: text("1")
            }
        );
        assert_eq!(answers[0].time_to_live_seconds, Some(60));
        assert_eq!(answers[1].time_to_live_seconds, None);
        let missing = CardError::MissingCard {
            card_key: "d".to_owned(),
        };
        assert_eq!(answers[3], KeyAnswer::failed(missing));
    }

    #[test]
    fn a_time_to_live_may_be_written_with_decimals() {
        for (written, expected) in [
            ("60.0", 60),
            ("3e2", 300),
            ("0.0", 0),
            ("31536000.00", 31_536_000),
        ] {
            let card =
                format!(r#"{{"key": "a", "components": [], "timeToLiveSeconds": {written}}}"#);
            let body = format!(r#"{{"cards": [{card}]}}"#);
            let answers = read_answers(body.as_bytes(), &["a".to_owned()]).unwrap();
            assert_eq!(answers[0].state.name(), "hidden", "{written}");
            assert_eq!(answers[0].time_to_live_seconds, Some(expected), "{written}");
        }
        for seconds in [json!(1.5), json!(-1.0), json!(31_536_000.5), json!(1e300)] {
            let card = json!({ "key": "a", "components": [], "timeToLiveSeconds": seconds });
            assert_eq!(error(&card).name(), "ResponseBody", "{card}");
        }
    }

    #[test]
    fn a_wrong_shape_concerns_all_cards() {
        for (body, expected) in [
            (json!([]), "no list `cards`"),
            (json!({ "cards": {} }), "no list `cards`"),
            (json!({ "cards": ["a"] }), "cards[0] has no string `key`"),
            (
                json!({ "cards": [{ "components": [] }] }),
                "cards[0] has no string `key`",
            ),
            (
                json!({ "cards": [{ "key": 1, "components": [] }] }),
                "cards[0]",
            ),
        ] {
            let error = read(&body, &["a"]).unwrap_err();
            assert_eq!(error.name(), "ResponseBody");
            assert!(error.to_string().contains(expected), "{body}: {error}");
        }
        let error = read_answers(b"<html>", &["a".to_owned()]).unwrap_err();
        assert!(error.to_string().contains("not JSON"), "{error}");
        assert!(read_answers(b"{\"cards\":[\xff]}", &[]).is_err());
    }

    #[test]
    fn a_wrong_card_concerns_itself() {
        for (card, expected) in [
            (json!({ "key": "a" }), "no `components`"),
            (
                json!({ "key": "a", "components": {} }),
                "neither a list nor null",
            ),
            (
                json!({ "key": "a", "components": text("") }),
                "components[0].componentText.text: blank",
            ),
            (
                json!({ "key": "a", "components": null, "timeToLiveSeconds": -1 }),
                "timeToLiveSeconds: not from 0",
            ),
        ] {
            let error = error(&card);
            assert_eq!(error.name(), "ResponseBody", "{card}");
            assert!(error.to_string().contains(expected), "{card}: {error}");
        }
    }

    #[test]
    fn a_card_has_a_maximum_size() {
        let overhead = text("").to_string().len();
        let sized = |length: usize| {
            let texts = vec!["x".repeat(5_000); 13];
            let mut components: Vec<Value> = texts.iter().map(|it| text(it)[0].clone()).collect();
            let size = json!(components).to_string().len();
            components.push(text(&"x".repeat(length - size - overhead + 1))[0].clone());
            json!({ "key": "a", "components": components })
        };
        let card = sized(MAX_CARD);
        assert_eq!(card["components"].to_string().len(), MAX_CARD);
        let answers = read(&json!({ "cards": [card] }), &["a"]).unwrap();
        assert_eq!(answers[0].state.name(), "shown");
        let expected = CardError::CardTooBig {
            card_key: "a".to_owned(),
            size_bytes: MAX_CARD + 1,
            max_size_bytes: MAX_CARD,
        };
        assert_eq!(error(&sized(MAX_CARD + 1)), expected);
    }
}

//! The answer that the documentation promises, written independently of the endpoint.

use bytes::Bytes;
use http::Response;
use plain_endpoints::signature::sign;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::Value;

use crate::credentials::{BODY, Credentials, SECRET, TOKEN};

/// An expected response.
#[derive(Debug)]
pub(crate) enum Expected {
    /// A status with an error.
    Error(u16),
    /// Status 200 with these keys.
    Cards(Vec<String>),
}

/// The response to a signed body.
pub(crate) fn of_body(body: &[u8]) -> Expected {
    if body.len() > 64 * 1024 {
        return Expected::Error(413);
    }
    let Some(keys) = keys(body) else {
        return Expected::Error(400);
    };
    let has_failed = |key: &String| matches!(key.as_str(), "failing" | "invalid");
    if !keys.is_empty() && keys.iter().all(has_failed) {
        return Expected::Error(503);
    }
    Expected::Cards(keys)
}

/// The response to a valid body.
pub(crate) fn of_credentials(credentials: &Credentials) -> Expected {
    let is_signed = match &credentials.signatures[..] {
        [one] => [SECRET, "another secret"].iter().any(|secret| {
            let right = sign(secret, BODY);
            one.eq_ignore_ascii_case(right.as_bytes())
        }),
        _ => false,
    };
    let has_token = match &credentials.authorizations[..] {
        [one] => one.split_at_checked(7).is_some_and(|(scheme, token)| {
            scheme.eq_ignore_ascii_case(b"bearer ") && token == TOKEN.as_bytes()
        }),
        _ => false,
    };
    if is_signed && has_token {
        Expected::Cards(vec!["shown".to_owned()])
    } else {
        Expected::Error(401)
    }
}

/// The requested keys, each once, if the body is a request for cards.
fn keys(body: &[u8]) -> Option<Vec<String>> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let field = |name| body.get(name).unwrap_or(&Value::Null);
    let customer = field("customer");
    let references = [field("thread"), field("tenant")];
    let are_valid = is_reference(customer)
        && is_optional_string(customer.get("email"))
        && references
            .iter()
            .all(|value| value.is_null() || is_reference(value));
    let mut keys: Vec<String> = Vec::new();
    for key in body.get("cardKeys")?.as_array()? {
        let key = key.as_str()?;
        if keys.iter().all(|other| other != key) {
            keys.push(key.to_owned());
        }
    }
    are_valid.then_some(keys)
}

fn is_reference(value: &Value) -> bool {
    value.get("id").is_some_and(Value::is_string) && is_optional_string(value.get("externalId"))
}

fn is_optional_string(value: Option<&Value>) -> bool {
    value.is_none_or(|value| value.is_null() || value.is_string())
}

impl Expected {
    pub(crate) fn check(&self, response: &Response<Bytes>) -> TestCaseResult {
        let json: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        prop_assert_eq!(&response.headers()["content-type"], "application/json");
        prop_assert_eq!(&response.headers()["cache-control"], "no-store");
        prop_assert!(!json.to_string().contains("hunter2"));
        let status = response.status().as_u16();
        match self {
            Self::Error(expected) => {
                prop_assert_eq!(status, *expected, "{}", json);
                prop_assert!(json["error"].is_string() && json.get("cards").is_none());
            }
            Self::Cards(keys) => {
                prop_assert_eq!(status, 200, "{}", json);
                let cards = json["cards"].as_array().cloned().unwrap_or_default();
                prop_assert_eq!(cards.len(), keys.len());
                for (card, key) in cards.iter().zip(keys) {
                    check_card(card, key)?;
                }
            }
        }
        Ok(())
    }
}

fn check_card(card: &Value, key: &str) -> TestCaseResult {
    prop_assert_eq!(&card["key"], key);
    let (time_to_live, is_shown) = match key {
        "shown" => (Some(60), true),
        "hidden" => (None, false),
        "failing" | "invalid" => (Some(15), true),
        _ => (Some(60), false),
    };
    prop_assert_eq!(card["timeToLiveSeconds"].as_u64(), time_to_live, "{}", card);
    prop_assert_eq!(card["components"].is_array(), is_shown, "{}", card);
    prop_assert!(is_shown || card["components"].is_null());
    Ok(())
}

//! Decodes the body of a request.
//!
//! A missing field and an explicit null are the same. Unknown fields are kept.
//!
//! Nearly every body has known fields of the expected types only, and is decoded without values in between. All
//! others are decoded from values, which tells where a body is wrong.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::known::{KnownBody, distinct};
use super::{CardCustomer, CardReference, CardRequest, CardRequestInner};

/// Reason why a body is not a request for cards. Quotes nothing of the body.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DecodeError {
    #[error("the body is not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    #[error("`{path}`: expected {expected}, found {found}")]
    Type {
        path: String,
        expected: &'static str,
        found: &'static str,
    },
}

type Result<T> = std::result::Result<T, DecodeError>;

/// Fields of an object that are not decoded yet.
struct Fields {
    path: &'static str,
    fields: Map<String, Value>,
}

/// Decodes a request.
pub(crate) fn decode(body: &[u8]) -> Result<CardRequest> {
    let request = match serde_json::from_slice::<KnownBody>(body) {
        Ok(body) => body.into(),
        Err(_) => decode_value(serde_json::from_slice(body)?)?,
    };
    Ok(CardRequest(Arc::new(request)))
}

fn decode_value(body: Value) -> Result<CardRequestInner> {
    let mut request = Fields::new("", body)?;
    let keys = request.keys()?;
    let customer = match request.take("customer") {
        Some(value) => customer(value)?,
        None => return Err(request.type_error("customer", "an object", &Value::Null)),
    };
    let thread = request.optional_reference("thread")?;
    let tenant = request.optional_reference("tenant")?;
    let timestamp = request.timestamp();
    Ok(CardRequestInner {
        keys,
        customer,
        thread,
        tenant,
        timestamp,
        extra: request.fields,
    })
}

fn customer(value: Value) -> Result<CardCustomer> {
    let mut fields = Fields::new("customer", value)?;
    Ok(CardCustomer {
        email: fields.optional_string("email")?,
        reference: fields.reference()?,
    })
}

impl Fields {
    fn new(path: &'static str, value: Value) -> Result<Self> {
        match value {
            Value::Object(fields) => Ok(Self { path, fields }),
            other => Err(DecodeError::Type {
                path: if path.is_empty() { "the body" } else { path }.to_owned(),
                expected: "an object",
                found: noun(&other),
            }),
        }
    }

    /// Removes a field. A null is none.
    fn take(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    fn optional_string(&mut self, name: &str) -> Result<Option<String>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.type_error(name, "a string or null", &other)),
        }
    }

    fn optional_reference(&mut self, name: &'static str) -> Result<Option<CardReference>> {
        let value = self.take(name);
        let reference = value.map(|value| Fields::new(name, value)?.reference());
        reference.transpose()
    }

    fn reference(mut self) -> Result<CardReference> {
        let Some(id) = self.optional_string("id")? else {
            return Err(self.type_error("id", "a string", &Value::Null));
        };
        Ok(CardReference {
            id,
            external_id: self.optional_string("externalId")?,
            extra: self.fields,
        })
    }

    /// The requested keys, each once.
    fn keys(&mut self) -> Result<Vec<String>> {
        const NAME: &str = "cardKeys";
        const EXPECTED: &str = "an array of strings";
        let keys = match self.take(NAME) {
            Some(Value::Array(keys)) => keys,
            other => return Err(self.type_error(NAME, EXPECTED, &other.unwrap_or_default())),
        };
        let mut strings = Vec::with_capacity(keys.len());
        for (index, key) in keys.into_iter().enumerate() {
            match key {
                Value::String(key) => strings.push(key),
                other => {
                    let name = format!("{NAME}[{index}]");
                    return Err(self.type_error(&name, "a string", &other));
                }
            }
        }
        Ok(distinct(strings))
    }

    /// The timestamp, which is not documented: a value of another type is an unknown field.
    fn timestamp(&mut self) -> Option<String> {
        const NAME: &str = "timestamp";
        match self.take(NAME)? {
            Value::String(timestamp) => Some(timestamp),
            other => {
                self.fields.insert(NAME.to_owned(), other);
                None
            }
        }
    }

    fn type_error(&self, name: &str, expected: &'static str, found: &Value) -> DecodeError {
        let separator = if self.path.is_empty() { "" } else { "." };
        DecodeError::Type {
            path: format!("{}{separator}{name}", self.path),
            expected,
            found: noun(found),
        }
    }
}

fn noun(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{CardReference, CardRequestInner, KnownBody, decode, decode_value};

    fn error(body: &Value) -> String {
        match decode(body.to_string().as_bytes()) {
            Ok(request) => panic!("{request:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn nulls_and_absent_fields_are_the_same() {
        let absent = json!({ "cardKeys": ["a"], "customer": { "id": "c_1" } });
        let nulls = json!({
            "cardKeys": ["a"],
            "customer": { "id": "c_1", "email": null, "externalId": null },
            "thread": null,
            "tenant": null,
            "timestamp": null,
        });
        for body in [absent, nulls] {
            let request = decode(body.to_string().as_bytes()).unwrap();
            assert_eq!(request.customer().id(), "c_1");
            assert_eq!(request.customer().email(), None);
            assert_eq!(request.customer().external_id(), None);
            assert!(request.thread().is_none() && request.tenant().is_none());
            assert_eq!(request.timestamp(), None);
            assert!(request.extra().is_empty());
        }
    }

    #[test]
    fn unknown_fields_are_kept() {
        let body = json!({
            "cardKeys": [],
            "customer": { "id": "c_1", "fullName": "Jane" },
            "thread": { "id": "th_1", "externalId": "t-1", "priority": 2 },
            "timestamp": 1_700_000_000,
            "workspace": { "id": "w_1" },
        });
        let request = decode(body.to_string().as_bytes()).unwrap();
        assert_eq!(request.keys().len(), 0);
        assert_eq!(request.customer().extra()["fullName"], "Jane");
        let thread = request.thread().unwrap();
        assert_eq!((thread.id(), thread.external_id()), ("th_1", Some("t-1")));
        assert_eq!(thread.extra()["priority"], 2);
        assert_eq!(request.timestamp(), None);
        assert_eq!(request.extra()["timestamp"], 1_700_000_000);
        assert_eq!(request.extra()["workspace"]["id"], "w_1");
    }

    #[test]
    fn errors_say_where() {
        let customer = json!({ "id": "c_1" });
        let cases = [
            (json!([]), "`the body`: expected an object, found an array"),
            (
                json!({ "customer": customer }),
                "`cardKeys`: expected an array of strings, found nothing",
            ),
            (
                json!({ "cardKeys": ["a", 1], "customer": customer }),
                "`cardKeys[1]`: expected a string, found a number",
            ),
            (
                json!({ "cardKeys": [] }),
                "`customer`: expected an object, found nothing",
            ),
            (
                json!({ "cardKeys": [], "customer": { "id": null } }),
                "`customer.id`: expected a string, found nothing",
            ),
            (
                json!({ "cardKeys": [], "customer": { "id": "c_1", "email": ["a"] } }),
                "`customer.email`: expected a string or null, found an array",
            ),
            (
                json!({ "cardKeys": [], "customer": customer, "tenant": "te_1" }),
                "`tenant`: expected an object, found a string",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(error(&body), expected);
        }
        let error = decode(b"{\n  \"cardKeys\": secret")
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "the body is not JSON: expected value at line 2 column 15"
        );
    }

    #[test]
    fn keys_are_requested_once() {
        let body = json!({ "cardKeys": ["b", "a", "b"], "customer": { "id": "c_1" } });
        let request = decode(body.to_string().as_bytes()).unwrap();
        assert_eq!(request.keys().collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn debug_shows_no_personal_data() {
        let body = json!({
            "cardKeys": ["a"],
            "customer": { "id": "c_1", "email": "jane@acme.com", "externalId": "jane" },
        });
        let request = decode(body.to_string().as_bytes()).unwrap();
        let debug = format!("{request:?}");
        assert!(debug.contains("c_1") && !debug.contains("jane"), "{debug}");
    }

    #[test]
    fn the_last_of_equal_fields_counts() {
        let body = br#"{"cardKeys":["a"],"cardKeys":["b"],"customer":7,"customer":{"id":"c_1"}}"#;
        let request = decode(body).unwrap();
        assert_eq!(request.keys().collect::<Vec<_>>(), ["b"]);
        assert_eq!(request.customer().id(), "c_1");
    }

    /// All that a function can see of a request.
    fn parts(request: &CardRequestInner) -> Value {
        let reference = |it: &CardReference| json!([it.id, it.external_id, it.extra]);
        json!([
            request.keys,
            reference(&request.customer.reference),
            request.customer.email,
            request.thread.as_ref().map(reference),
            request.tenant.as_ref().map(reference),
            request.timestamp,
            request.extra,
        ])
    }

    #[test]
    fn known_fields_are_decoded_alike_without_values() {
        let reference = json!({ "id": "th_1", "externalId": null });
        let known = [
            json!({ "cardKeys": ["b", "a", "b"], "customer": { "id": "c_1" } }),
            json!({
                "cardKeys": [],
                "customer": { "id": "c_1", "email": "jané@acme.com", "externalId": "j\n" },
                "thread": reference,
                "tenant": { "id": "te_1", "externalId": "acme" },
                "timestamp": "2026-11-26T09:30:00.000Z",
            }),
            json!({
                "cardKeys": [""],
                "customer": { "id": "", "email": null },
                "thread": null,
                "tenant": null,
                "timestamp": null,
            }),
        ];
        for body in known {
            let fast: KnownBody = serde_json::from_value(body.clone()).unwrap();
            let slow = decode_value(body).unwrap();
            assert_eq!(parts(&fast.into()), parts(&slow));
        }
    }
}

//! How an event that is there already is told from one that is wrong.

use std::fmt;
use std::sync::Arc;

use crate::error::{MutationError, MutationErrorType, MutationFieldErrorType};

/// Whether a refusal to create an event says that there is one of its external id already.
///
/// **This is an assumption.** Plain says that a second event of the same external id fails, but not
/// how. By its relatives (`customer_already_exists_with_external_id`, and the validation errors of
/// tenants) it is an error of the type `VALIDATION`, which either
///
/// * has a code that contains `already_exists`, or
/// * names the field `externalId`, and says that it exists, is taken, used or not unique. The words
///   count, because an external id that Plain finds too long is an event that does *not* exist.
///
/// If Plain answers otherwise, set a predicate of your own by
/// [`ClientBuilder::already_created_if`](crate::ClientBuilder::already_created_if).
///
/// ```
/// use plain_runtime::{MutationError, client::is_already_created};
///
/// let error: MutationError = serde_json::from_str(
///     r#"{"message":"There is one","type":"VALIDATION","code":"customer_event_already_exists","fields":[]}"#,
/// )
/// .unwrap();
/// assert!(is_already_created(&error));
/// ```
pub fn is_already_created(error: &MutationError) -> bool {
    if error.r#type != MutationErrorType::Validation {
        return false;
    }
    error.code.to_ascii_lowercase().contains("already_exists")
        || error.fields.iter().any(|field| {
            field.field.rsplit('.').next() == Some("externalId")
                && field.r#type != MutationFieldErrorType::Required
                && (says_that_it_exists(&field.message) || says_that_it_exists(&error.message))
        })
}

fn says_that_it_exists(message: &str) -> bool {
    const WORDS: [&str; 8] = [
        "already",
        "exist",
        "duplicate",
        "unique",
        "taken",
        "in use",
        "used",
        "once",
    ];
    let message = message.to_lowercase();
    WORDS.iter().any(|word| message.contains(word))
}

/// The predicate of a client.
#[derive(Clone)]
pub(in crate::client) struct AlreadyCreated(Arc<dyn Fn(&MutationError) -> bool + Send + Sync>);

impl AlreadyCreated {
    pub(in crate::client) fn by(
        predicate: impl Fn(&MutationError) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(predicate))
    }

    pub(in crate::client) fn is(&self, error: &MutationError) -> bool {
        (self.0)(error)
    }
}

impl Default for AlreadyCreated {
    fn default() -> Self {
        Self::by(is_already_created)
    }
}

impl fmt::Debug for AlreadyCreated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AlreadyCreated")
    }
}

#[cfg(test)]
mod tests {
    use super::is_already_created;

    fn judge(error_type: &str, code: &str, field: Option<(&str, &str, &str)>) -> bool {
        let fields: Vec<_> = field
            .iter()
            .map(|(field, message, kind)| {
                serde_json::json!({ "field": field, "message": message, "type": kind })
            })
            .collect();
        let error = serde_json::json!({
            "message": "No.", "type": error_type, "code": code, "fields": fields,
        });
        is_already_created(&serde_json::from_value(error).unwrap())
    }

    #[test]
    fn a_code_or_a_field_that_says_so() {
        let taken = Some(("externalId", "It is already taken", "VALIDATION"));
        for (error_type, code, field, expected) in [
            (
                "VALIDATION",
                "customer_event_already_exists_with_external_id",
                None,
                true,
            ),
            ("VALIDATION", "input_validation", taken, true),
            (
                "VALIDATION",
                "input_validation",
                Some(("input.externalId", "Must be unique", "VALIDATION")),
                true,
            ),
            // A type, a code or a field of another meaning.
            ("INTERNAL", "already_exists", taken, false),
            ("FORBIDDEN", "forbidden", None, false),
            ("LATER", "already_exists", None, false),
            ("VALIDATION", "input_validation", None, false),
            (
                "VALIDATION",
                "not_found",
                Some(("customerId", "Does not exist", "NOT_FOUND")),
                false,
            ),
            // The external id is wrong: there is no such event.
            (
                "VALIDATION",
                "input_validation",
                Some(("externalId", "Too long", "VALIDATION")),
                false,
            ),
            (
                "VALIDATION",
                "input_validation",
                Some(("externalId", "Must be used", "REQUIRED")),
                false,
            ),
        ] {
            assert_eq!(
                judge(error_type, code, field),
                expected,
                "{error_type} {code} {field:?}"
            );
        }
    }
}

//! Recognises the rejection of an event that already exists.

use std::fmt;
use std::sync::Arc;

use crate::error::{MutationError, MutationErrorType, MutationFieldErrorType};

/// Whether Plain rejected an event because one with the same external ID already exists.
///
/// **The rules are an assumption.** Plain documents that creating a second event with the same
/// external ID fails, but not with which error. Related errors
/// (`customer_already_exists_with_external_id`, and the validation errors of tenants) suggest the
/// type `VALIDATION` and either
///
/// * a code that contains `already_exists`, or
/// * the field `externalId` with a message that says that it exists, is taken, used or not unique.
///   The wording matters: if Plain rejects an external ID as too long, the event does *not* exist.
///
/// If Plain reports duplicates differently, set another predicate with
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
                && (reports_duplicate(&field.message) || reports_duplicate(&error.message))
        })
}

fn reports_duplicate(message: &str) -> bool {
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

/// Predicate that recognises a duplicate.
#[derive(Clone)]
pub(in crate::client) struct DuplicatePredicate(Arc<dyn Fn(&MutationError) -> bool + Send + Sync>);

impl DuplicatePredicate {
    pub(in crate::client) fn new(
        predicate: impl Fn(&MutationError) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(predicate))
    }

    pub(in crate::client) fn matches(&self, error: &MutationError) -> bool {
        (self.0)(error)
    }
}

impl Default for DuplicatePredicate {
    fn default() -> Self {
        Self::new(is_already_created)
    }
}

impl fmt::Debug for DuplicatePredicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DuplicatePredicate")
    }
}

#[cfg(test)]
mod tests {
    use super::is_already_created;

    fn is_duplicate(error_type: &str, code: &str, field: Option<(&str, &str, &str)>) -> bool {
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
    fn duplicate_is_recognised_by_code_or_field() {
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
            // Another type, code or field.
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
            // The external ID is invalid: the event does not exist.
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
                is_duplicate(error_type, code, field),
                expected,
                "{error_type} {code} {field:?}"
            );
        }
    }
}

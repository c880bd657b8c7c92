//! Recognises the rejection of an event that already exists.

mod code;
mod message;

use crate::error::{
    Error, MutationError, MutationErrorType, MutationFieldError, MutationFieldErrorType,
};

/// Whether Plain rejected an event because one with the same external ID already exists.
///
/// **The rules are an assumption.** Plain documents that creating a second event with the same
/// external ID fails, but not with which error. A missed duplicate is reported as
/// [`Rejected`](crate::Error::Rejected), which somebody reads; an event that does not exist and is
/// reported as a duplicate is lost. Therefore the rules are strict. The type is `VALIDATION`, no
/// field is `NOT_FOUND`, and either
///
/// * the code says that the event or its external ID exists, such as
///   `customer_event_already_exists_with_external_id`, and names nothing else, or
/// * the field is exactly `externalId` or `input.externalId`, its type is `VALIDATION`, and its own
///   message says so: "already exists", "is already in use", "has been taken". The message must
///   consist of words that say only that; values in quotes and words with digits are skipped. One
///   other word, such as "not", "must" or "customer", and it is not a duplicate.
///
/// In addition, the client never reports an event with an external ID of its own making as a
/// duplicate, unless an earlier attempt of the same call may have created it.
///
/// If Plain reports duplicates differently, set another predicate with
/// [`ClientBuilder::already_created_if`](crate::ClientBuilder::already_created_if). See
/// <https://www.plain.com/docs/api-reference/graphql/error-handling>.
///
/// ```
/// use plain_runtime::{MutationError, client::is_already_created};
///
/// let error = |code: &str, message: &str| -> MutationError {
///     serde_json::from_value(serde_json::json!({
///         "message": "The input is invalid", "type": "VALIDATION", "code": code,
///         "fields": [{ "field": "externalId", "message": message, "type": "VALIDATION" }],
///     }))
///     .unwrap()
/// };
/// assert!(is_already_created(&error("customer_event_already_exists", "No")));
/// assert!(is_already_created(&error("input_validation", "It is already in use")));
/// assert!(!is_already_created(&error("input_validation", "It must not be in use")));
/// ```
pub fn is_already_created(error: &MutationError) -> bool {
    let is_not_found =
        |field: &MutationFieldError| field.r#type == MutationFieldErrorType::NotFound;
    error.r#type == MutationErrorType::Validation
        && !error.fields.iter().any(is_not_found)
        && (code::reports_duplicate(&error.code) || error.fields.iter().any(is_taken))
}

/// Whether a field error says that the external ID of the event is taken.
fn is_taken(field: &MutationFieldError) -> bool {
    matches!(field.field.as_str(), "externalId" | "input.externalId")
        && field.r#type == MutationFieldErrorType::Validation
        && message::reports_duplicate(&field.message)
}

/// Errors after which the client looks for the event in the timeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::client) enum DuplicateLookup {
    /// The rejection of a retry, if no other call can have created the event.
    #[default]
    OwnRetry,
    /// Every duplicate, and every unknown outcome.
    All,
    Never,
}

impl DuplicateLookup {
    pub(in crate::client) fn applies_to(self, error: &Error) -> bool {
        // Without a customer, there is no timeline.
        if error.is_customer_not_found() {
            return false;
        }
        let is_duplicate = matches!(error, Error::AlreadyCreated { .. });
        let may_exist = error.may_have_taken_effect();
        match self {
            Self::Never => false,
            Self::All => is_duplicate || may_exist,
            // A duplicate that the predicate does not recognise is `Rejected`.
            Self::OwnRetry => {
                let is_rejected = is_duplicate || matches!(error, Error::Rejected { .. });
                let is_own = error
                    .call()
                    .is_some_and(|call| call.is_external_id_generated);
                is_rejected && is_own && may_exist
            }
        }
    }
}

#[cfg(test)]
mod tests;

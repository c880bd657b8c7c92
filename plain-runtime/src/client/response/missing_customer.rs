//! Recognises the rejection of an input whose customer does not exist.

use crate::error::{MutationError, MutationErrorType, MutationFieldErrorType};

/// Whether Plain rejected a customer event, a thread or a change of a customer's tenants because the customer
/// does not exist.
///
/// **The rules are an assumption**, since Plain does not document this error. Its documented parts, the
/// type `VALIDATION` and the field type `NOT_FOUND`, suggest either
///
/// * a field error of type `NOT_FOUND` for `customerIdentifier` or a field in it, or
/// * without field errors, the code `customer_not_found`, or the code `not_found` and a message that
///   mentions the customer.
///
/// If Plain reports missing customers differently, set another predicate with
/// [`ClientBuilder::customer_not_found_if`](crate::ClientBuilder::customer_not_found_if). See
/// <https://www.plain.com/docs/api-reference/graphql/error-handling>.
///
/// ```
/// use plain_runtime::{MutationError, client::is_customer_not_found};
///
/// let error: MutationError = serde_json::from_value(serde_json::json!({
///     "message": "The input is invalid", "type": "VALIDATION", "code": "input_validation",
///     "fields": [{
///         "field": "customerIdentifier.externalId", "message": "No such customer", "type": "NOT_FOUND",
///     }],
/// }))
/// .unwrap();
/// assert!(is_customer_not_found(&error));
/// ```
pub fn is_customer_not_found(error: &MutationError) -> bool {
    if error.r#type != MutationErrorType::Validation {
        return false;
    }
    if !error.fields.is_empty() {
        return error.fields.iter().any(|field| {
            field.r#type == MutationFieldErrorType::NotFound && is_customer_field(&field.field)
        });
    }
    match error.code.as_str() {
        "customer_not_found" => true,
        "not_found" => mentions_customer(&error.message),
        _ => false,
    }
}

/// Whether the path of a field is `customerIdentifier` or leads through it.
fn is_customer_field(path: &str) -> bool {
    let path = path.strip_prefix("input.").unwrap_or(path);
    path.split('.').next() == Some("customerIdentifier")
}

fn mentions_customer(message: &str) -> bool {
    message
        .split(|character: char| !character.is_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case("customer"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::is_customer_not_found;

    fn is_missing(error_type: &str, code: &str, message: &str, fields: &Value) -> bool {
        let error = json!({
            "type": error_type, "code": code, "message": message, "fields": fields,
        });
        is_customer_not_found(&serde_json::from_value(error).unwrap())
    }

    fn field(field: &str, kind: &str) -> Value {
        json!([{ "field": field, "message": "It does not exist", "type": kind }])
    }

    #[test]
    fn missing_customer_is_recognised_by_field_or_code() {
        let none = json!([]);
        for (code, message, fields) in [
            ("not_found", "No", field("customerIdentifier", "NOT_FOUND")),
            (
                "input_validation",
                "No",
                field("customerIdentifier.externalId", "NOT_FOUND"),
            ),
            (
                "customer_not_found",
                "No",
                field("input.customerIdentifier.emailAddress", "NOT_FOUND"),
            ),
            ("customer_not_found", "No", none.clone()),
            ("not_found", "Customer c_1 does not exist", none.clone()),
            ("not_found", "There is no such customer.", none),
        ] {
            assert!(
                is_missing("VALIDATION", code, message, &fields),
                "{code} {message} {fields}"
            );
        }
    }

    #[test]
    fn another_rejection_is_not_a_missing_customer() {
        let none = json!([]);
        for (error_type, code, message, fields) in [
            ("INTERNAL", "customer_not_found", "No", none.clone()),
            ("FORBIDDEN", "not_found", "No customer", none.clone()),
            ("LATER", "customer_not_found", "No", none.clone()),
            (
                "VALIDATION",
                "not_found",
                "The workflow is unknown",
                none.clone(),
            ),
            ("VALIDATION", "not_found", "customerless", none.clone()),
            (
                "VALIDATION",
                "input_validation",
                "Customer does not exist",
                none,
            ),
            // The identifier is malformed, or another field refers to a record that does not exist.
            (
                "VALIDATION",
                "input_validation",
                "Customer",
                field("customerIdentifier.emailAddress", "VALIDATION"),
            ),
            (
                "VALIDATION",
                "not_found",
                "Customer",
                field("customerIdentifiers", "NOT_FOUND"),
            ),
            (
                "VALIDATION",
                "not_found",
                "Customer",
                field(
                    "components[0].componentUser.customerIdentifier",
                    "NOT_FOUND",
                ),
            ),
            (
                "VALIDATION",
                "not_found",
                "Customer",
                field("threadId", "NOT_FOUND"),
            ),
            (
                "VALIDATION",
                "not_found",
                "Customer",
                field("customerIdentifier", "LATER"),
            ),
        ] {
            assert!(
                !is_missing(error_type, code, message, &fields),
                "{error_type} {code} {message} {fields}"
            );
        }
    }
}

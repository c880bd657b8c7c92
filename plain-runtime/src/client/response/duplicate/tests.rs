//! Realistic errors of events that exist, and of events that do not.

use serde_json::json;

use super::is_already_created;

fn is_duplicate(code: &str, message: &str, fields: &[(&str, &str, &str)]) -> bool {
    is_duplicate_of_type("VALIDATION", code, message, fields)
}

fn is_duplicate_of_type(
    error_type: &str,
    code: &str,
    message: &str,
    fields: &[(&str, &str, &str)],
) -> bool {
    let fields: Vec<_> = fields
        .iter()
        .map(|(field, message, kind)| json!({ "field": field, "message": message, "type": kind }))
        .collect();
    let error = json!({
        "message": message, "type": error_type, "code": code, "fields": fields,
    });
    is_already_created(&serde_json::from_value(error).unwrap())
}

/// Whether this is the message of a duplicate on the field `externalId`.
fn is_duplicate_message(message: &str) -> bool {
    is_duplicate(
        "input_validation",
        "No",
        &[("externalId", message, "VALIDATION")],
    )
}

#[test]
fn messages_of_events_that_exist_are_duplicates() {
    for message in [
        "already exists",
        "Already exists.",
        "It already exists",
        "externalId already exists",
        "External ID already taken",
        "External ID is already in use",
        "external_id has already been taken",
        "This external ID is already used by another event",
        "This value was already used",
        "An event with this external ID exists",
        "A customer event with this external ID already exists",
        "A thread event with the same external id was already created",
        "An event with the external ID \"must not be blank\" already exists",
        "An event with the external ID \"a \\\" b\" already exists",
        "An event with the external ID 'not-1' already exists for this customer",
        "An event with external ID order-17 already exists in this workspace",
        "The external ID `x` is in use",
        "Duplicate external ID",
        "Duplicate value: “trial”",
        "The event is a duplicate",
        "There is one already",
        "There is an event with this external ID already",
    ] {
        assert!(is_duplicate_message(message), "{message}");
    }
}

/// Messages on the external ID of an event that does not exist.
#[test]
fn messages_of_events_that_do_not_exist_are_not_duplicates() {
    for message in [
        // Rules.
        "Must be unique",
        "must be unique and at most 255 characters",
        "Should be used once",
        "Needs to be unique in the workspace",
        "External IDs are used once",
        "Only letters may be used",
        "Can only be used with a customer that exists",
        "Has to exist",
        "One of the characters used is invalid",
        "Exists only for thread events",
        "A duplicate separator is in the value",
        // Negations.
        "Does not exist",
        "No event with this external ID exists",
        "the prefix is reserved and cannot be used",
        "isn't in use",
        "Is never used",
        "is no longer in use",
        "An event without an external ID exists",
        "Neither exists",
        // Doubts and failures.
        "unable to verify that this is unique",
        "Could not check whether it already exists",
        "could not be reserved, it is in use by another request; try again",
        "Failed to look up whether the ID is taken",
        "May already exist",
        "An event with this external ID might exist",
        "If it already exists, use another",
        "Is it already used?",
        "Unknown whether it is taken",
        // Parts of words, other meanings of words.
        "mistaken format",
        "The coexistence of both is forbidden",
        "Uniqueness check timed out",
        "Misused separator",
        "The check has taken too long",
        "Already longer than 255 characters",
        "already exists is a reserved value",
        "\"already exists\" is too long",
        "\"already exists",
        "already-exists",
        // Something else exists, or another event.
        "Customer does not exist",
        "A customer with this external ID already exists",
        "A thread with this external ID already exists",
        "Already used by another customer",
        "already used by another tenant",
        "has been used with a different payload",
        "An event with another title already exists",
        "Another external ID is used for this event",
        "Already exists in another workspace",
        "An event with this external ID exists but was deleted",
        "The limit of events with this prefix already exists",
        "Is already being created",
        "Already queued for deletion",
        "Too long",
        "",
    ] {
        assert!(!is_duplicate_message(message), "{message}");
    }
}

/// No position of a word makes it harmless.
#[test]
fn one_foreign_word_makes_a_message_doubtful() {
    for message in [
        "already exists",
        "This external ID is already used by another event",
        "A customer event with this external ID was already created",
        "It has been taken",
        "Duplicate external ID",
    ] {
        let words: Vec<&str> = message.split(' ').collect();
        for foreign in [
            "not", "NOT", "cannot", "can't", "no", "never", "without", "unless", "if", "whether",
            "unable", "failed", "must", "should", "may", "might", "only", "once", "deleted",
            "tenant", "soon", "not.", "(not)", "не",
        ] {
            for position in 0..=words.len() {
                let mut changed = words.clone();
                changed.insert(position, foreign);
                let changed = changed.join(" ");
                assert!(!is_duplicate_message(&changed), "{changed}");
            }
        }
    }
}

#[test]
fn duplicate_is_reported_on_exactly_the_external_id() {
    const TAKEN: &str = "It is already taken";
    for field in ["externalId", "input.externalId"] {
        assert!(is_duplicate(
            "input_validation",
            "No",
            &[(field, TAKEN, "VALIDATION")]
        ));
    }
    for field in [
        "customerIdentifier.externalId",
        "input.customerIdentifier.externalId",
        "customer.externalId",
        "threadId",
        "/externalId",
        "input/externalId",
        "$.externalId",
        "input.input.externalId",
        "externalId.value",
        "externalID",
        "external_id",
        "",
    ] {
        assert!(
            !is_duplicate("input_validation", TAKEN, &[(field, TAKEN, "VALIDATION")]),
            "{field}"
        );
    }
}

#[test]
fn field_type_is_never_missing_or_not_found() {
    let missing = (
        "customerIdentifier.externalId",
        "Customer does not exist",
        "NOT_FOUND",
    );
    let taken = ("externalId", "It is already taken", "VALIDATION");
    assert!(!is_duplicate("input_validation", "Taken", &[missing]));
    assert!(!is_duplicate(
        "input_validation",
        "Taken",
        &[missing, taken]
    ));
    assert!(!is_duplicate("event_already_exists", "Taken", &[missing]));
    for kind in ["NOT_FOUND", "REQUIRED", "LATER"] {
        let field = ("externalId", "It is already taken", kind);
        assert!(!is_duplicate("input_validation", "No", &[field]), "{kind}");
    }
    // Another field is wrong as well.
    let other = ("components[0].componentText.text", "Too long", "VALIDATION");
    assert!(is_duplicate("input_validation", "No", &[other, taken]));
}

#[test]
fn general_message_never_decides() {
    let fields = [("externalId", "Too long", "VALIDATION")];
    for message in [
        "One of the fields used is wrong",
        "An event with this external ID already exists",
        "Duplicate external ID",
    ] {
        assert!(!is_duplicate("input_validation", message, &fields));
        assert!(!is_duplicate("input_validation", message, &[]));
    }
}

#[test]
fn only_a_validation_error_is_a_duplicate() {
    const CODE: &str = "customer_event_already_exists_with_external_id";
    let taken = ("externalId", "It is already taken", "VALIDATION");
    for error_type in ["INTERNAL", "FORBIDDEN", "LATER"] {
        assert!(!is_duplicate_of_type(error_type, CODE, "No", &[taken]));
    }
    assert!(is_duplicate_of_type("VALIDATION", CODE, "No", &[taken]));
    assert!(is_duplicate(CODE, "No", &[]));
    // The sandbox's codes and messages.
    for event in plain_schema::EVENTS {
        assert!(is_duplicate(event.duplicate_code, "No", &[]));
    }
    assert!(!is_duplicate(
        "customer_already_exists_with_email",
        "No",
        &[]
    ));
    assert!(!is_duplicate("already_exists", "It is already taken", &[]));
}

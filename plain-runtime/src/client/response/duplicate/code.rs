//! Reads the code of a mutation error.

/// Words after `already_exists` that name the external ID or the event, and nothing else.
const REST: [&str; 10] = [
    "with", "for", "by", "the", "this", "that", "same", "external", "id", "event",
];

/// Whether a code says that the event or its external ID exists: `already_exists` together with
/// `event` or `external_id`, and no word that names something else.
///
/// `customer_already_exists_with_external_id` is about a customer.
pub(super) fn reports_duplicate(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    let words: Vec<&str> = code.split('_').collect();
    let Some(position) = words
        .windows(2)
        .position(|pair| pair == ["already", "exists"])
    else {
        return false;
    };
    let (subject, rest) = (&words[..position], &words[position + 2..]);
    let names_event = match subject {
        [] => false,
        ["external", "id"] | ["event", "external", "id"] => true,
        ["customer" | "thread" | "timeline", "event", rest @ ..] | ["event", rest @ ..] => {
            matches!(rest, [] | ["external", "id"] | ["with", "external", "id"])
        }
        _ => return false,
    };
    let names_external_id = rest.windows(2).any(|pair| pair == ["external", "id"]);
    rest.iter().all(|word| REST.contains(word))
        && (names_event || names_external_id || rest.contains(&"event"))
}

#[cfg(test)]
mod tests {
    use super::reports_duplicate;

    #[test]
    fn code_must_name_the_event_or_its_external_id() {
        for code in [
            "event_already_exists",
            "customer_event_already_exists",
            "THREAD_EVENT_ALREADY_EXISTS",
            "timeline_event_already_exists_with_external_id",
            "customer_event_already_exists_with_the_same_external_id",
            "customer_event_external_id_already_exists",
            "event_with_external_id_already_exists",
            "external_id_already_exists",
            "external_id_already_exists_for_event",
            "already_exists_with_external_id",
            "already_exists_external_id",
        ] {
            assert!(reports_duplicate(code), "{code}");
        }
        for code in [
            "",
            "already_exists",
            "x_already_exists",
            "customer_already_exists",
            "customer_already_exists_with_email",
            "customer_already_exists_with_external_id",
            "thread_already_exists_with_external_id",
            "tenant_external_id_already_exists",
            "customer_external_id_already_exists",
            "event_type_already_exists",
            "event_title_already_exists",
            "event_already_exists_with_title",
            "event_already_exists_with_different_payload",
            "event_already_exists_but_is_deleted",
            "event_already_exists_in_other_workspace",
            "no_event_already_exists",
            "event_not_already_exists",
            "preevent_already_exists",
            "event_already_existing",
            "event_exists",
            "duplicate_external_id",
            "externalidalreadyexists",
            "input_validation",
            "not_found",
        ] {
            assert!(!reports_duplicate(code), "{code}");
        }
    }
}

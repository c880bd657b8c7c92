//! The list of the rules, for documentation and for the tests that hold the crates against it.

/// A rule an event must obey.
///
/// ```
/// let rule = plain_schema::RULES.iter().find(|rule| rule.id == "E8").unwrap();
/// assert!(rule.is_left_to_plain_at_run_time);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `E1` and so on of an event, `C1` and so on of its components.
    pub id: &'static str,
    /// What it asks.
    pub text: &'static str,
    /// Whether only source code is held to it, since Plain's own sources differ.
    pub is_left_to_plain_at_run_time: bool,
}

const fn rule(id: &'static str, text: &'static str) -> Rule {
    Rule {
        id,
        text,
        is_left_to_plain_at_run_time: false,
    }
}

const fn source_rule(id: &'static str, text: &'static str) -> Rule {
    Rule {
        is_left_to_plain_at_run_time: true,
        ..rule(id, text)
    }
}

/// Every rule.
pub static RULES: &[Rule] = &[
    rule("E1", "an event has a title that is not blank"),
    rule(
        "E2",
        "a customer event has exactly one of email_address, external_id and customer_id as its customer_identifier",
    ),
    rule(
        "E3",
        "a thread event has a thread_id that is not blank, and no customer_identifier; a customer event has no thread_id",
    ),
    source_rule("E4", "an event has components"),
    rule("E5", "an external_id is not blank"),
    rule("E6", "a timestamp is ISO 8601"),
    rule(
        "E7",
        "an email_address has the shape of one; no identifier is blank",
    ),
    source_rule(
        "E8",
        "a customer_id starts with c_, a thread_id with th_, a user_id with u_, a machine_user_id with mu_",
    ),
    rule("E9", "every field is known and stands once"),
    source_rule(
        "E10",
        "the external_id of a derive captures something, so that it can be unique",
    ),
    rule(
        "C1",
        "text and plain_text have 1 to 10,000 characters and are not blank",
    ),
    rule("C2", "a label and a tooltip_label have 1 to 500 characters"),
    rule("C3", "the value of a copy_button has 1 to 1,000 characters"),
    rule(
        "C4",
        "a url is absolute, with a host or an app's own scheme, and never javascript:, data:, vbscript: or file:",
    ),
    rule("C5", "a link_button has a label and a url, a spacer a size"),
    rule(
        "C6",
        "a workflow_button has exactly one of workflow_id and workflow_key, not blank",
    ),
    rule(
        "C7",
        "a user has exactly one of user_id, email_address and machine_user_id",
    ),
    rule("C8", "an iso8601 is ISO 8601"),
    rule(
        "C9",
        "a row has main_content and aside_content; main_content has components, and so has an aside_content that stands in the source",
    ),
    rule("C10", "a container has components"),
    rule(
        "C11",
        "a container holds no container; a row holds no container and no row",
    ),
    rule("C12", "a value is one of those of its property"),
    rule(
        "C13",
        "required properties are present, properties are known and stand once",
    ),
    rule(
        "C14",
        "a list holds components, control flow and ..splices, nothing else",
    ),
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn few_rules_are_left_to_plain_at_run_time() {
        // `aside_content` of C9 is too, but not the rest of that rule.
        let mut ids = [""; 3];
        let left = RULES
            .iter()
            .filter(|rule| rule.is_left_to_plain_at_run_time);
        for (id, rule) in ids.iter_mut().zip(left.clone()) {
            *id = rule.id;
        }
        assert_eq!((left.count(), ids), (3, ["E4", "E8", "E10"]));
    }
}

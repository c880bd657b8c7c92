//! List of the rules, for the documentation and the tests.

use super::rule::RuleSource::{Crates, Documentation, Schema, SchemaDescription, WebhookSchema};
use super::rule::RuleStage::{ConstEvaluation, Expansion, Sandbox, Types, Validation};
use super::rule::{Rule, RuleSource, RuleStage};

const fn rule(
    id: &'static str,
    text: &'static str,
    stages: &'static [RuleStage],
    sources: &'static [RuleSource],
) -> Rule {
    Rule {
        id,
        text,
        stages,
        sources,
    }
}

/// All rules.
///
/// ```
/// use plain_schema::RULES;
///
/// for rule in RULES.iter().filter(|rule| rule.id.starts_with('K')) {
///     println!("{}: {}", rule.id, rule.text);
/// }
/// ```
pub static RULES: &[Rule] = &[
    rule(
        "E1",
        "an event has a `title`, which is not blank; blank means only white space and invisible characters",
        &[Expansion, ConstEvaluation, Types, Validation, Sandbox],
        &[Schema, SchemaDescription],
    ),
    rule(
        "E2",
        "the `customer_identifier` of a customer event is exactly one of `email_address`, `external_id` and `customer_id`",
        &[Expansion, Types, Sandbox],
        &[Schema, Documentation],
    ),
    rule(
        "E3",
        "a thread event has a `thread_id`, which is not blank, and no `customer_identifier`; a customer event has no `thread_id`",
        &[Expansion, Types, Validation, Sandbox],
        &[Schema],
    ),
    rule(
        "E4",
        "the `components` of an event are not empty",
        &[Expansion],
        &[Schema, Crates],
    ),
    rule(
        "E5",
        "an `external_id` is not blank and neither starts nor ends with white space or an invisible character",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[SchemaDescription],
    ),
    rule(
        "E6",
        "a `timestamp` is ISO 8601, in the years 0 to 9999",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[SchemaDescription, Crates],
    ),
    rule(
        "E7",
        "an `email_address` is an e-mail address, without invisible characters; any other identifier is like an `external_id`; no value inserted into one is empty",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[Crates],
    ),
    rule(
        "E8",
        "a `customer_id` starts with `c_`, a `thread_id` with `th_`, a `user_id` with `u_`, a `machine_user_id` with `mu_`",
        &[Expansion, ConstEvaluation],
        &[Documentation],
    ),
    rule(
        "E9",
        "every field is known and given once",
        &[Expansion, Types, Sandbox],
        &[Schema],
    ),
    rule(
        "E10",
        "the `external_id` in a derive depends on a field of the value; variants of an enum share no literal",
        &[Expansion],
        &[SchemaDescription, Crates],
    ),
    rule(
        "C1",
        "a `text` and a `plain_text` have 1 to 10,000 characters and are not blank",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[SchemaDescription, Crates],
    ),
    rule(
        "C2",
        "a `label` and a `tooltip_label` have 1 to 500 characters; at compile time, they are not blank",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[SchemaDescription, Crates],
    ),
    rule(
        "C3",
        "the `value` of a `copy_button` has 1 to 1,000 characters",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[SchemaDescription],
    ),
    rule(
        "C4",
        "a `url` is absolute, with a host that browsers accept or the lower-case scheme of an app; its scheme does not run code, wrap another URL, belong to the browser or start a handler of the system (`javascript:`, `data:`, `file:`, `blob:`, `about:`, `view-source:`, `ms-*:`, ..)",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[SchemaDescription, Crates],
    ),
    rule(
        "C5",
        "a `link_button` has a `label` and a `url`, a `spacer` a `size`",
        &[Expansion, Types, Sandbox],
        &[SchemaDescription],
    ),
    rule(
        "C6",
        "the `workflow_identifier` of a `workflow_button` is exactly one of `workflow_id` and `workflow_key`, which is like an `external_id`",
        &[Expansion, ConstEvaluation, Types, Validation, Sandbox],
        &[Schema, SchemaDescription],
    ),
    rule(
        "C7",
        "the `user_identifier` of a `user` is exactly one of `user_id`, `email_address` and `machine_user_id`",
        &[Expansion, Types, Sandbox],
        &[SchemaDescription],
    ),
    rule(
        "C8",
        "an `iso8601` is like a `timestamp`",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[SchemaDescription],
    ),
    rule(
        "C9",
        "a `row` has `main_content` and `aside_content`; `main_content` is not empty; at compile time, neither is `aside_content`",
        &[Expansion, Validation, Sandbox],
        &[Schema, SchemaDescription, Documentation],
    ),
    rule(
        "C10",
        "the `content` of a `container` is not empty",
        &[Expansion, Validation, Sandbox],
        &[SchemaDescription],
    ),
    rule(
        "C11",
        "a `container` does not contain a `container`; a `row` contains neither a `container` nor a `row`",
        &[Expansion, Types, Sandbox],
        &[Schema],
    ),
    rule(
        "C12",
        "the value of an enum is one of the values of its property",
        &[Expansion, Types, Sandbox],
        &[Schema],
    ),
    rule(
        "C13",
        "required properties are present; every property is known and given once",
        &[Expansion, Types, Sandbox],
        &[Schema],
    ),
    rule(
        "C14",
        "a list contains only components, control flow and `..` splices",
        &[Expansion, Types, Sandbox],
        &[Schema],
    ),
    rule(
        "T1",
        "a thread has a `customer_identifier`, exactly one of three; `assigned_to` is exactly one of `user_id` and `machine_user_id`, `tenant_identifier` of `tenant_id` and `external_id`",
        &[Expansion, Types, Sandbox],
        &[Schema],
    ),
    rule(
        "T2",
        "the `title` of a thread is not blank; at compile time, it has at most 500 characters, and so has the `external_id`",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[Schema, WebhookSchema],
    ),
    rule(
        "T3",
        "the `components` of a thread are not empty, if they are given",
        &[Expansion],
        &[Crates],
    ),
    rule(
        "T4",
        "the `priority` of a thread is `Urgent`, `High`, `Normal` or `Low`",
        &[Expansion, Types, Sandbox],
        &[Schema],
    ),
    rule(
        "T5",
        "the value of a thread field has the type that its constructor names; a date is like a `timestamp`; a number is finite; no key is given twice; at compile time, a key has only `a` to `z`, `0` to `9` and `_`",
        &[Expansion, ConstEvaluation, Types, Validation, Sandbox],
        &[Schema, SchemaDescription, Crates],
    ),
    rule(
        "T6",
        "the ID of a label type starts with `lt_`, of a tenant with `te_`, of a user with `u_`, of a machine user with `mu_`, of an attachment with `att_`",
        &[Expansion, ConstEvaluation],
        &[Documentation],
    ),
    rule(
        "T7",
        "the `external_id` of a derived thread depends on a field of the value",
        &[Expansion],
        &[Crates],
    ),
    rule(
        "K1",
        "the `key` of a card is 1 to 500 ASCII letters, digits, hyphens and underscores",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[Schema],
    ),
    rule(
        "K2",
        "the `time_to_live_seconds` of a card is 0 to 31,536,000",
        &[Expansion, ConstEvaluation, Validation, Sandbox],
        &[Schema, Documentation],
    ),
    rule(
        "K3",
        "a card has `components`, which may be empty and are then sent as `null`",
        &[Expansion, Types, Sandbox],
        &[Schema, Documentation],
    ),
    rule(
        "K4",
        "a `text` in a thread or a card has at most 5,000 characters",
        &[Expansion],
        &[Documentation, WebhookSchema],
    ),
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn rules_that_apply_at_compile_time_only_are_marked() {
        // So do parts of C2, C9, T2 and T5.
        let mut ids = [""; 7];
        let left = RULES.iter().filter(|rule| rule.compile_time_only());
        for (id, rule) in ids.iter_mut().zip(left.clone()) {
            *id = rule.id;
        }
        let expected = ["E4", "E8", "E10", "T3", "T6", "T7", "K4"];
        assert_eq!((left.count(), ids), (7, expected));
    }
}

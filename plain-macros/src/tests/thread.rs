//! Mistakes in threads: one error each, with the code to write.

use plain_schema::EntityKind;

use super::messages_of;
use super::mistakes::derive_messages_of;

/// Wrong fields of a thread, and the help of their only error.
const THREADS: [(&str, &str); 46] = [
    (
        r#"thread_fields = [{ key: "plan", type: "STRING", stringValue: "Pro" }]"#,
        r#"write `string_field("plan", "Pro")`"#,
    ),
    (
        r#"thread_fields = [{ key: "a", type: ThreadFieldSchemaType.Bool, booleanValue: true }]"#,
        r#"write `bool_field("a", true)`"#,
    ),
    (
        r#"thread_fields = [{ key: "a", numberValue: seats }]"#,
        r#"write `number_field("a", seats)`"#,
    ),
    ("threadFields = []", "did you mean `thread_fields`?"),
    ("fields = []", "did you mean `thread_fields`?"),
    ("labels = [\"lt_1\"]", "did you mean `label_type_ids`?"),
    (
        "assignee = user_id(\"u_1\")",
        "write `assigned_to = user_id(\"u_1\")`",
    ),
    (
        "tenant = tenant_id(\"te_1\")",
        "write `tenant_identifier = tenant_id(\"te_1\")`",
    ),
    (
        "user_id = \"u_1\"",
        "write `assigned_to = user_id(\"u_1\")`",
    ),
    (
        "tenant_id = \"te_1\"",
        "write `tenant_identifier = tenant_id(\"te_1\")`",
    ),
    (
        "tenant_identifier = { tenantId: \"te_1\" }",
        "write `tenant_identifier = tenant_id(\"te_1\")`",
    ),
    (
        "assigned_to = \"u_1\"",
        "write `assigned_to = user_id(\"u_1\")`",
    ),
    (
        "external_id = external_id(\"a\")",
        "write `external_id = \"a\"`",
    ),
    ("priority = ThreadPriority.High", "write `priority = High`"),
    (
        "priority = HIGH",
        "did you mean `High`? expected `Urgent`, `High`, `Normal` or `Low`",
    ),
    (
        "priority = 0",
        "did you mean `Urgent`? expected `Urgent`, `High`, `Normal` or `Low`",
    ),
    (
        "priority = 7",
        "expected `Urgent`, `High`, `Normal` or `Low`",
    ),
    (
        r#"thread_fields = string_field("a", "b")"#,
        r#"write `thread_fields = [string_field("a", "b")]`"#,
    ),
    ("thread_fields = rows", "write `thread_fields = [..rows]`"),
    ("label_type_ids = ids", "write `label_type_ids = [..ids]`"),
    (
        "label_type_ids = vec![\"lt_1\"]",
        "write `label_type_ids = [\"lt_1\"]`",
    ),
    (
        "label_type_ids = if a { [\"lt_1\"] } else { [] }",
        "write `label_type_ids = [if condition { \"..\" }]`",
    ),
    ("label_type_ids = [1]", "write an ID such as `\"lt_1\"`"),
    ("label_type_ids = [text(\"lt_1\")]", "write `\"lt_1\"`"),
    (
        "label_type_ids = [None]",
        "remove it; for an optional text, write `if condition { .. }`, or `..value` for an `Option`",
    ),
    (
        "label_type_ids = [[\"lt_1\"]]",
        "write the texts directly in `label_type_ids = [..]`",
    ),
    (
        "label_type_ids = [..]",
        "write the texts to insert, as in `..texts`",
    ),
    (
        "label_type_ids = [\"lt_1\" \"lt_2\"]",
        "separate values with `,`",
    ),
    (
        "label_type_ids = [if a { \"l_1\" }]",
        "the ID of a label type starts with `lt_`",
    ),
    (
        "attachment_ids = [for a in b { \"at_{a}\" }]",
        "the ID of an attachment starts with `att_`",
    ),
    (
        "thread_fields = [..]",
        "write the thread fields to insert, as in `..thread_fields`",
    ),
    (
        "thread_fields = [plan]",
        "to insert its thread fields, write `..plan`",
    ),
    ("thread_fields = [string_field]", "write `string_field(..)`"),
    (
        "thread_fields = [\"plan\"]",
        "write a thread field, such as `string_field(\"plan\", \"Pro\")`",
    ),
    (
        "thread_fields = [text_field(\"a\", \"b\")]",
        "did you mean `string_field`?",
    ),
    (
        "thread_fields = [boolean(\"a\", true)]",
        "did you mean `bool_field`?",
    ),
    (
        "thread_fields = [price_field(\"a\", 1)]",
        "did you mean `currency_field`?",
    ),
    (
        "thread_fields = [number_field(\"a\", \" 12 \")]",
        "write `value = 12`",
    ),
    (
        "thread_fields = [bool_field(\"a\", \"false\")]",
        "write `value = false`",
    ),
    (
        "thread_fields = [number_field(\"a\", 1e999)]",
        "write a finite number",
    ),
    (
        "thread_fields = [a ? string_field(\"a\", b) : string_field(\"a\", c)]",
        "write `if a { string_field(\"a\", b) } else { string_field(\"a\", c) }`",
    ),
    (
        r#"thread_fields = [if a { string_field("a", "b") }, date_field("a", b)]"#,
        "give each field of a thread a key of its own",
    ),
    (
        "thread_id = \"th_1\"",
        "a new thread has no ID yet; for an event of a thread, write `thread_event!`",
    ),
    ("client = a", "write the client first, without a name"),
    (
        "components = [if a {}]",
        "add at least one component to the list",
    ),
    ("title = None, title = \"a\"", "remove one of them"),
];

#[test]
fn thread_fields_in_another_form_are_one_error() {
    for (source, code) in [
        (
            r#"thread_fields = { plan: "x" }"#,
            r#"`thread_fields = [string_field("plan", "x")]`"#,
        ),
        (
            r#"thread_fields = { "plan": "x", seats: 3, paid: true }"#,
            r#"[string_field("plan", "x"), number_field("seats", 3), bool_field("paid", true)]"#,
        ),
        (
            r#"thread_fields = [string_field("Pro", key = "plan")]"#,
            r#"write `value = "Pro"`"#,
        ),
        (
            r#"thread_fields = [bool_field(paid, key = "paid")]"#,
            "write `value = paid`",
        ),
    ] {
        let source = format!("customer_identifier = external_id(\"b\"), {source}");
        let messages = messages_of(EntityKind::Thread, &source);
        assert!(
            matches!(messages.as_slice(), [only] if only.contains(code)),
            "{source}: {messages:?}"
        );
    }
}

#[test]
fn every_mistake_in_a_thread_is_one_error_with_its_fix() {
    for (fields, help) in THREADS {
        let source = format!("customer_identifier = customer_id(\"c_1\"), {fields}");
        is_one_error(EntityKind::Thread, &source, help);
    }
}

pub(super) fn is_one_error(kind: EntityKind, source: &str, help: &str) {
    ends_with_help(source, &messages_of(kind, source), help);
}

pub(super) fn ends_with_help(source: &str, messages: &[String], help: &str) {
    let [message] = messages else {
        panic!("{source}: {messages:#?}");
    };
    assert!(
        message.ends_with(&format!("\nhelp: {help}")),
        "{source}: {message}"
    );
}

/// Wrong attributes of a field `plan` in a thread, and the help of their only error.
const ROLES: [(&str, &str); 12] = [
    ("string_field", "add `key = \"..\"`"),
    (
        "string_field(\"plan\", \"a\")",
        "write it in the attribute of the type: `thread_fields = [string_field(\"..\", \"a\")]`",
    ),
    ("string_field = \"plan\"", "write `string_field(\"plan\")`"),
    ("text_field(\"a\")", "did you mean `string_field`?"),
    ("stringfield(\"a\")", "did you mean `string_field`?"),
    (
        "thread_fields",
        "write a thread field, such as `string_field(\"plan\")`, or insert the field in the attribute of the type: `thread_fields = [..field]`",
    ),
    ("label_type_ids = a", "write only `label_type_ids`"),
    ("label_type_ids(\"a\")", "write only `label_type_ids`"),
    ("tenant_identifier", "write `tenant_identifier = tenant_id`"),
    ("tenant_id", "write `tenant_identifier = tenant_id`"),
    ("user_id", "write `assigned_to = user_id`"),
    (
        "string_field(\"Plan\")",
        "write lower-case letters, digits and underscores, such as `plan_name`",
    ),
];

#[test]
fn every_mistake_on_a_field_is_one_error_with_its_fix() {
    for (role, help) in ROLES {
        let source = format!(
            "#[thread(customer_identifier = email_address(email))]
            struct A {{ email: String, #[thread({role})] plan: String }}"
        );
        let messages = derive_messages_of(EntityKind::Thread, &source);
        ends_with_help(&source, &messages, help);
    }
}

#[test]
fn keys_in_different_branches_may_be_the_same() {
    for list in [
        r#"if a { string_field("a", "b") } else { string_field("a", "c") }"#,
        r#"match a { 1 => string_field("a", "b"), _ => string_field("a", "c") }"#,
        r#"#[cfg(a)] string_field("a", "b"), #[cfg(not(a))] string_field("a", "c")"#,
        r#"for a in b { string_field("a_{a}", "b") }, string_field("a", "b")"#,
    ] {
        let source =
            format!("customer_identifier = customer_id(\"c_1\"), thread_fields = [{list}]");
        assert_eq!(messages_of(EntityKind::Thread, &source), [""; 0], "{list}");
    }
}

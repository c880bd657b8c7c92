//! Threads and customer cards: completion, unfinished calls and derives.

use crate::probe::{Probe, completes, expect, offers, within_function};

pub(crate) fn probes() -> Vec<Probe> {
    [completions(), derives(), unfinished()]
        .into_iter()
        .flatten()
        .collect()
}

const FIELDS: [&str; 6] = [
    "bool_field",
    "currency_field",
    "date_field",
    "enum_field",
    "number_field",
    "string_field",
];

const THREAD: [&str; 11] = [
    "assigned_to",
    "attachment_ids",
    "components",
    "customer_identifier",
    "description",
    "external_id",
    "label_type_ids",
    "priority",
    "tenant_identifier",
    "thread_fields",
    "title",
];

/// Calls, and the names that are completed in them.
const CASES: [(&str, &str, &[&str]); 12] = [
    ("an empty thread", "thread!($0)", &THREAD),
    ("an incomplete field", "thread!(client, ti$0)", &THREAD),
    (
        "priorities",
        "thread!(priority = $0)",
        &["High", "Low", "Normal", "Urgent"],
    ),
    (
        "kinds of a tenant",
        "thread!(tenant_identifier = te$0)",
        &["external_id", "tenant_id"],
    ),
    (
        "kinds of an assignee",
        "thread!(assigned_to = $0)",
        &["machine_user_id", "user_id"],
    ),
    ("thread fields", "thread!(thread_fields = [$0])", &FIELDS),
    (
        "an incomplete thread field",
        "thread!(thread_fields = [string_field(name, name), bo$0])",
        &FIELDS,
    ),
    (
        "thread fields in a block",
        "thread!(thread_fields = [if user.is_admin { st$0 }])",
        &FIELDS,
    ),
    (
        "components of a thread",
        "thread!(components = [row(main_content = [text(name)], aside_content = [spacer($0)])])",
        &["L", "M", "S", "XL", "XS"],
    ),
    (
        "an empty card",
        "customer_card!($0)",
        &["components", "time_to_live_seconds"],
    ),
    (
        "an incomplete field of a card",
        "customer_card!(components = [], ti$0)",
        &["time_to_live_seconds"],
    ),
    (
        "colours in a card",
        "customer_card!(components = [badge(name, color = $0)])",
        &["Blue", "Green", "Grey", "Red", "Yellow"],
    ),
];

fn completions() -> Vec<Probe> {
    let probes = CASES.iter().map(|(name, call, expected)| {
        let text = within_function(&format!("let value = {call};"));
        completes(format!("thread/completion/{name}"), &text, expected)
    });
    probes.collect()
}

/// Attributes of a derive, and the names that are completed in them.
fn derives() -> Vec<Probe> {
    let probes = [
        (
            "roles",
            "#[derive(Thread)] #[thread(customer_identifier = email_address(email))] struct Form { #[thread(st$0)] email: String }",
            &["string_field", "external_id", "label_type_ids", "badge"][..],
        ),
        (
            "kinds of a tenant",
            "#[derive(Thread)] #[thread(customer_identifier = email_address(email))] struct Form { #[thread(tenant_identifier = te$0)] email: String }",
            &["tenant_id", "external_id"],
        ),
        (
            "fields of a card",
            "#[derive(CustomerCard)] #[customer_card(key = \"plan\", ti$0)] struct Plan { name: String }",
            &["time_to_live_seconds"],
        ),
        (
            "the key of a card",
            "#[derive(CustomerCard)] #[customer_card(ke$0, components = [text(name)])] struct Plan { name: String }",
            &["key", "time_to_live_seconds"],
        ),
        (
            "the key of an enum's cards",
            "#[derive(CustomerCard)] #[customer_card($0)] enum Plan { #[customer_card(components = [text(name)])] Pro { name: String } }",
            &["key", "time_to_live_seconds"],
        ),
        (
            "roles in a card",
            "#[derive(CustomerCard)] #[customer_card(key = \"plan\")] struct Plan { #[customer_card(ba$0)] name: String }",
            &["badge", "time_to_live_seconds"],
        ),
    ]
    .map(|(name, source, expected)| {
        let text = format!("use plain_runtime::{{CustomerCard, Thread}};\n{source}\n");
        offers(format!("thread/derive/{name}"), &text, expected)
    });
    probes.into_iter().collect()
}

/// Hover works in the rest of an unfinished call.
fn unfinished() -> Vec<Probe> {
    let probes = [
        (
            "an incomplete field",
            "thread!(title = \"a {na$0me}\", exte)",
            "name: &str",
        ),
        (
            "an incomplete thread field",
            "thread!(thread_fields = [nu$0mber_field(\"seats\", user.id), bo])",
            "A thread field with a number",
        ),
        (
            "a thread field without a value",
            "thread!(thread_fields = [bool_field(\"trial\", )], prio$0rity = High)",
            "Priority: `Urgent`",
        ),
        (
            "a dot in a list of texts",
            "thread!(label_type_ids = [user.], ti$0tle = name)",
            "Title, not blank",
        ),
        (
            "an unclosed bracket, in braces",
            "customer_card! { time_to_live_seconds = 5, components = [te$0xt(name), }",
            "Text with Markdown",
        ),
        (
            "a label in a list of texts",
            "thread!(label_type_ids = [\"lt_{na$0me}\", na])",
            "name: &str",
        ),
    ]
    .map(|(name, call, words)| {
        let text = within_function(&format!("let value = {call};"));
        Probe::new(format!("thread/hover/in {name}"), move |editor| {
            let hover = editor.hover(&text);
            expect(hover.contains(words), words, &hover)
        })
    });
    probes.into_iter().collect()
}

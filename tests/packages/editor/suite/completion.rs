//! Completion: the names that are valid at the cursor, and no others. One file, since all probes share the
//! lists of names.

use crate::probe::{Probe, expect, with_components, within_function};

const FIELDS: [&str; 6] = [
    "components",
    "customer_identifier",
    "external_id",
    "is_collapsed",
    "timestamp",
    "title",
];
const IN_ROW: [&str; 10] = [
    "badge",
    "copy_button",
    "date_time",
    "divider",
    "link_button",
    "plain_text",
    "spacer",
    "text",
    "user",
    "workflow_button",
];
const IN_CONTAINER: [&str; 11] = [
    "badge",
    "copy_button",
    "date_time",
    "divider",
    "link_button",
    "plain_text",
    "row",
    "spacer",
    "text",
    "user",
    "workflow_button",
];
const COMPONENTS: [&str; 12] = [
    "badge",
    "container",
    "copy_button",
    "date_time",
    "divider",
    "link_button",
    "plain_text",
    "row",
    "spacer",
    "text",
    "user",
    "workflow_button",
];
const TEXT_COLORS: [&str; 5] = ["Error", "Muted", "Normal", "Success", "Warning"];
const SPACINGS: [&str; 5] = ["L", "M", "S", "XL", "XS"];
const CUSTOMERS: [&str; 3] = ["customer_id", "email_address", "external_id"];

pub(crate) fn probes() -> Vec<Probe> {
    [
        fields(),
        components(),
        snippets(),
        properties(),
        values(),
        expressions(),
        expressions_in_components(),
        captures(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Calls, and the fields that are completed in them. `REST` is [`REST`].
const FIELD_CASES: [(&str, &str, &[&str]); 18] = [
    ("in an empty call", "customer_event!($0)", &FIELDS),
    (
        "in an empty call in braces",
        "customer_event! { $0 }",
        &FIELDS,
    ),
    ("incomplete, alone", "customer_event!(ti$0)", &FIELDS),
    (
        "after a comma",
        r#"customer_event!(title = "a", $0)"#,
        &WITHOUT_TITLE,
    ),
    ("after a client", "customer_event!(client, $0)", &FIELDS),
    (
        "incomplete, after a client",
        "customer_event!(client, cu$0)",
        &FIELDS,
    ),
    (
        "incomplete",
        r#"customer_event!(title = "a", cu$0)"#,
        &WITHOUT_TITLE,
    ),
    (
        "incomplete, at the end",
        "customer_event!(title = \"a\", REST, ti$0)",
        &OPTIONAL,
    ),
    (
        "at the end of a complete call",
        "customer_event!(title = \"a\", REST, $0)",
        &OPTIONAL,
    ),
    (
        "incomplete, between two",
        "customer_event!(title = \"a\", ex$0, REST)",
        &OPTIONAL,
    ),
    (
        "between two lines, without a comma",
        "customer_event!(\n title = \"a\",\n $0\n REST,\n)",
        &OPTIONAL,
    ),
    (
        "incomplete, between two lines, without a comma",
        "customer_event!(\n title = \"a\",\n ti$0\n REST,\n)",
        &OPTIONAL,
    ),
    (
        "above all lines, without a comma",
        "customer_event!(\n $0\n REST,\n)",
        &WITHOUT_REST,
    ),
    (
        "incomplete, above all lines, without a comma",
        "customer_event!(\n ti$0\n REST,\n)",
        &WITHOUT_REST,
    ),
    (
        "over an existing name",
        "customer_event!(ti$0 = \"a\", REST)",
        &WITHOUT_REST,
    ),
    (
        "below a line without a comma",
        "customer_event!(\n title = \"a\"\n $0\n REST,\n)",
        &OPTIONAL,
    ),
    (
        "in a thread event",
        "thread_event!($0)",
        &[
            "components",
            "external_id",
            "is_collapsed",
            "thread_id",
            "timestamp",
            "title",
        ],
    ),
    (
        "incomplete, in a thread event",
        r#"thread_event!(title = "a", th$0)"#,
        &[
            "components",
            "external_id",
            "is_collapsed",
            "thread_id",
            "timestamp",
        ],
    ),
];

/// The required fields except the title.
const REST: &str = r#"customer_identifier = external_id("b"), components = [text("c")]"#;
const WITHOUT_TITLE: [&str; 5] = [
    "components",
    "customer_identifier",
    "external_id",
    "is_collapsed",
    "timestamp",
];
const WITHOUT_REST: [&str; 4] = ["external_id", "is_collapsed", "timestamp", "title"];
const OPTIONAL: [&str; 3] = ["external_id", "is_collapsed", "timestamp"];

fn fields() -> Vec<Probe> {
    FIELD_CASES
        .iter()
        .map(|(name, call, fields)| {
            let call = call.replace("REST", REST);
            let text = within_function(&format!("let event = {call};"));
            completes(&format!("fields/{name}"), &text, fields)
        })
        .collect()
}

/// Component lists, and the components that are completed in them.
const COMPONENT_CASES: [(&str, &str, &[&str]); 19] = [
    ("in an empty list", "[$0]", &COMPONENTS),
    ("incomplete", "[te$0]", &COMPONENTS),
    ("incomplete, with arguments", r#"[te$0("a")]"#, &COMPONENTS),
    ("between two", r#"[text("a"), $0, badge("b")]"#, &COMPONENTS),
    (
        "incomplete, between two",
        r#"[text("a"), li$0, badge("b")]"#,
        &COMPONENTS,
    ),
    (
        "between two lines, without a comma",
        "[\n text(\"a\"),\n $0\n badge(\"b\"),\n]",
        &COMPONENTS,
    ),
    (
        "incomplete, between two lines, without a comma",
        "[\n text(\"a\"),\n li$0\n badge(\"b\"),\n]",
        &COMPONENTS,
    ),
    (
        "above all, without a comma",
        "[\n di$0\n badge(\"b\"),\n]",
        &COMPONENTS,
    ),
    (
        "above control flow, without a comma",
        "[\n di$0\n if user.is_admin { badge(\"b\") },\n]",
        &COMPONENTS,
    ),
    ("at the end", r#"[text("a"), $0]"#, &COMPONENTS),
    ("over an existing name", r#"[tex$0t("a")]"#, &COMPONENTS),
    ("in a block", "[if user.is_admin { $0 }]", &COMPONENTS),
    (
        "incomplete, in a block",
        r#"[if user.is_admin { text("a"); ba$0 }]"#,
        &COMPONENTS,
    ),
    ("in a loop", "[for role in [1, 2] { $0 }]", &COMPONENTS),
    (
        "in an arm",
        "[match user.id { 1 => { $0 } _ => {} }]",
        &COMPONENTS,
    ),
    (
        "in a row",
        r#"[row(main_content = [$0], aside_content = [text("a")])]"#,
        &IN_ROW,
    ),
    (
        "incomplete, in a row",
        r#"[row(main_content = [text("a")], aside_content = [ba$0])]"#,
        &IN_ROW,
    ),
    (
        "in a container",
        "[container(content = [$0])]",
        &IN_CONTAINER,
    ),
    (
        "in a row in a container",
        "[container(content = [row(main_content = [te$0])])]",
        &IN_ROW,
    ),
];

fn components() -> Vec<Probe> {
    let mut probes: Vec<Probe> = COMPONENT_CASES
        .iter()
        .map(|(name, list, components)| {
            let name = format!("components/{name}");
            completes(&name, &with_components(list), components)
        })
        .collect();
    for (name, list, expected) in [
        ("a bracket", "[text(\"a\"), te$0", &COMPONENTS[..]),
        ("parentheses", "[text(\"a\", co$0", &["color", "size"]),
    ] {
        let call = format!("let event = customer_event! {{ title = name, components = {list} }};");
        let name = format!("components/in {name} without an end, in braces");
        probes.push(completes(&name, &within_function(&call), expected));
    }
    for (name, call, expected) in [
        ("components!", "components![$0]", &COMPONENTS[..]),
        (
            "container_content!",
            "container_content![$0]",
            &IN_CONTAINER,
        ),
        ("row_content!", "row_content![$0]", &IN_ROW),
        (
            "row_content!, incomplete",
            r#"row_content![text("a"), ba$0]"#,
            &IN_ROW,
        ),
        (
            "row_content!, in a block",
            r"row_content![if user.is_admin { te$0 }]",
            &IN_ROW,
        ),
        (
            "a row in container_content!",
            r#"container_content![row(main_content = [$0], aside_content = [text("a")])]"#,
            &IN_ROW,
        ),
        (
            "row_content! without an end, in braces",
            r#"row_content! { text("a"), te$0"#,
            &IN_ROW,
        ),
        (
            "row_content!, a property",
            r#"row_content![text("a", co$0)]"#,
            &["color", "size"],
        ),
    ] {
        let text = within_function(&format!("let list = {call};"));
        probes.push(completes(&format!("components/in {name}"), &text, expected));
    }
    probes
}

/// Snippets that accepting a component inserts.
fn snippets() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, inserted) in [
        ("text", "text(${1:text})$0"),
        ("link_button", "link_button(${1:label}, ${2:url})$0"),
        ("spacer", "spacer(${1:size})$0"),
        ("row", "row()$0"),
    ] {
        probes.push(Probe::new(
            format!("completion/accepting {name}"),
            move |editor| {
                let list = editor.completions(&with_components("[$0]"));
                let entry = list.into_iter().find(|entry| entry.name == name);
                let is_it = entry.as_ref().is_some_and(|entry| {
                    entry.inserted == inserted
                        && entry.documentation.contains("See <https://www.plain.com/")
                });
                expect(is_it, inserted, &entry)
            },
        ));
    }
    probes
}

fn properties() -> Vec<Probe> {
    let probes = [
        ("after the text", r#"text("a", $0)"#, &["color", "size"][..]),
        ("incomplete", r#"text("a", co$0)"#, &["color", "size"]),
        (
            "after another property",
            r#"text("a", size = L, $0)"#,
            &["color"],
        ),
        (
            "above another property, without a comma",
            "text(\"a\",\n co$0\n size = L)",
            &["color"],
        ),
        (
            "over an existing name",
            r#"text("a", co$0 = Muted)"#,
            &["color", "size"],
        ),
        ("plain_text", r#"plain_text("a", $0)"#, &["color", "size"]),
        ("divider", "divider($0)", &["spacing_size"]),
        ("badge", r#"badge("a", $0)"#, &["color"]),
        (
            "copy_button",
            r#"copy_button("a", to$0)"#,
            &["tooltip_label"],
        ),
        ("row", "row($0)", &["aside_content", "main_content"]),
        (
            "row with a property",
            r#"row(main_content = [text("a")], $0)"#,
            &["aside_content"],
        ),
        ("container", "container(con$0)", &["content"]),
        ("with all properties", "spacer(M, $0)", &[]),
    ];
    probes
        .into_iter()
        .map(|(name, component, properties)| {
            let text = with_components(&format!("[{component}]"));
            completes(&format!("properties/{name}"), &text, properties)
        })
        .collect()
}

/// Components, and the values that are completed in them.
const VALUE_CASES: [(&str, &str, &[&str]); 23] = [
    ("color", r#"text("a", color = $0)"#, &TEXT_COLORS),
    (
        "color, incomplete",
        r#"text("a", color = Mu$0)"#,
        &TEXT_COLORS,
    ),
    (
        "color, before a property",
        r#"text("a", color = $0, size = L)"#,
        &TEXT_COLORS,
    ),
    (
        "color, without a comma",
        r#"text("a", color = $0 size = L)"#,
        &TEXT_COLORS,
    ),
    (
        "color, over an existing value",
        r#"text("a", color = Mut$0ed)"#,
        &TEXT_COLORS,
    ),
    (
        "color, in `Some`",
        r#"text("a", color = Some(Mu$0))"#,
        &TEXT_COLORS,
    ),
    (
        "color, in a branch",
        r#"text("a", color = if user.is_admin { Mu$0 } else { Error })"#,
        &TEXT_COLORS,
    ),
    (
        "color, in an empty branch",
        r#"text("a", color = if user.is_admin { Muted } else { $0 })"#,
        &TEXT_COLORS,
    ),
    (
        "color, in an arm",
        r#"text("a", color = match user.id { 1 => Muted, _ => Err$0 })"#,
        &TEXT_COLORS,
    ),
    (
        "color, in a block after a statement",
        r#"text("a", color = { let a = 1; Mu$0 })"#,
        &TEXT_COLORS,
    ),
    (
        "color of a badge",
        r#"badge("a", color = $0)"#,
        &["Blue", "Green", "Grey", "Red", "Yellow"],
    ),
    ("size", r#"text("a", size = $0)"#, &["L", "M", "S"]),
    ("spacer", "spacer($0)", &SPACINGS),
    ("spacer, incomplete", "spacer(X$0)", &SPACINGS),
    ("spacer, by name", "spacer(size = $0)", &SPACINGS),
    ("divider", "divider(spacing_size = $0)", &SPACINGS),
    ("user", "user($0)", &USERS),
    ("user, incomplete", "user(ma$0)", &USERS),
    (
        "user, in a branch",
        r#"user(if user.is_admin { ma$0 } else { email_address("a") })"#,
        &USERS,
    ),
    (
        "user, in a nested branch",
        r#"user(match user.id { 1 => user_id("u_1"), _ => if user.is_admin { em$0("a") } else { user_id("u_2") } })"#,
        &USERS,
    ),
    ("user, with its argument", r#"user(em$0("a"))"#, &USERS),
    ("workflow_button", r#"workflow_button("a", $0)"#, &WORKFLOWS),
    (
        "workflow_button, by name",
        r#"workflow_button("a", workflow_identifier = wo$0)"#,
        &WORKFLOWS,
    ),
];

const USERS: [&str; 3] = ["email_address", "machine_user_id", "user_id"];
const WORKFLOWS: [&str; 2] = ["workflow_id", "workflow_key"];

fn values() -> Vec<Probe> {
    let mut probes: Vec<Probe> = VALUE_CASES
        .iter()
        .map(|(name, component, values)| {
            let text = with_components(&format!("[{component}]"));
            completes(&format!("values/{name}"), &text, values)
        })
        .collect();
    for (name, value) in [
        ("customer_identifier", "$0"),
        ("customer_identifier, incomplete", "em$0"),
        ("customer_identifier, with its argument", r#"em$0("a")"#),
    ] {
        let text = within_function(&format!(
            r#"let event = customer_event!(title = "a", customer_identifier = {value}, components = [text("b")]);"#
        ));
        probes.push(completes(&format!("values/{name}"), &text, &CUSTOMERS));
    }
    probes
}

/// Fields of `user`.
const USER_FIELDS: [&str; 4] = ["id", "name", "email", "is_admin"];
/// Variables in scope.
const VARIABLES: [&str; 4] = ["client", "colour", "name", "user"];

/// Completion of Rust expressions as values of fields.
fn expressions() -> Vec<Probe> {
    let event = |title: &str| {
        within_function(&format!(
            r#"let event = customer_event!(title = {title}, customer_identifier = external_id("b"), components = [text("c")]);"#
        ))
    };
    vec![
        offers("fields of a value", &event("user.$0"), &USER_FIELDS),
        offers(
            "fields of a value, incomplete",
            &event("user.na$0"),
            &USER_FIELDS,
        ),
        offers(
            "methods of a value",
            &event("name.$0"),
            &["len", "to_uppercase", "is_empty"],
        ),
        offers(
            "a timestamp",
            &event("name").replace("customer_identifier", "timestamp = $0, customer_identifier"),
            &VARIABLES,
        ),
        offers(
            "a bool",
            &event("name").replace(
                "customer_identifier",
                "is_collapsed = us$0, customer_identifier",
            ),
            &VARIABLES,
        ),
        offers(
            "fields of a value, without a comma",
            &within_function(
                "let event = customer_event!(\n title = user.$0\n components = [text(\"c\")],\n);",
            ),
            &USER_FIELDS,
        ),
        offers(
            "fields in an unfinished call",
            &within_function("let event = customer_event!(title = user.$0);"),
            &USER_FIELDS,
        ),
        offers("variables", &event("$0"), &VARIABLES),
        offers("variables, incomplete", &event("us$0"), &VARIABLES),
        offers(
            "a client",
            &within_function(r#"let sent = customer_event!(cl$0, title = "a");"#),
            &["client"],
        ),
    ]
}

/// Completion of Rust expressions in components.
fn expressions_in_components() -> Vec<Probe> {
    vec![
        offers(
            "variables in a component",
            &with_components("[text($0)]"),
            &VARIABLES,
        ),
        offers(
            "variables after another argument",
            &with_components(r#"[link_button("a", $0)]"#),
            &VARIABLES,
        ),
        offers(
            "fields in a component",
            &with_components("[text(user.$0)]"),
            &USER_FIELDS,
        ),
        offers(
            "fields in an identifier",
            &with_components("[user(user_id(user.$0))]"),
            &USER_FIELDS,
        ),
        offers(
            "fields in a condition",
            &with_components("[if user.$0 { text(\"a\") }]"),
            &USER_FIELDS,
        ),
        offers(
            "fields in a splice",
            &with_components("[..user.$0]"),
            &USER_FIELDS,
        ),
        offers(
            "variables in a splice",
            &with_components("[..$0]"),
            &VARIABLES,
        ),
        offers(
            "a loop variable",
            &with_components("[for role in [1, 2] { text(ro$0) }]"),
            &["role"],
        ),
    ]
}

/// Completion of captures in literals.
fn captures() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, component) in [
        ("in a text", r#"text("Hello {na$0}")"#),
        ("in a text, before a letter", r#"text("Hello {$0}")"#),
        ("in a label", r#"badge("{us$0}")"#),
        (
            "in a branch",
            r#"badge(if user.is_admin { "{na$0}" } else { "a" })"#,
        ),
        ("in a conversion", r#"badge("{na$0}".to_string())"#),
        (
            "in a URL",
            r#"link_button("a", "https://a.example/{na$0}")"#,
        ),
    ] {
        let text = with_components(&format!("[{component}]"));
        probes.push(completes(&format!("captures/{name}"), &text, &VARIABLES));
    }
    probes
}

/// Completion offers exactly these names.
fn completes(name: &str, text: &str, expected: &[&str]) -> Probe {
    let mut expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
    expected.sort();
    let text = text.to_owned();
    Probe::new(format!("completion/{name}"), move |editor| {
        let list = editor.completions(&text);
        let mut names: Vec<&str> = list.iter().map(|entry| entry.name.as_str()).collect();
        names.sort_unstable();
        expect(names == expected, &format!("{expected:?}"), &names)
    })
}

/// Completion offers at least these names.
fn offers(name: &str, text: &str, expected: &[&str]) -> Probe {
    let expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
    let text = text.to_owned();
    Probe::new(format!("completion/expressions/{name}"), move |editor| {
        let list = editor.completions(&text);
        let names: Vec<&str> = list.iter().map(|entry| entry.name.as_str()).collect();
        let has_all = expected.iter().all(|name| names.contains(&name.as_str()));
        expect(has_all, &format!("{expected:?} among others"), &names)
    })
}

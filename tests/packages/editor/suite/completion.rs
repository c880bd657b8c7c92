//! What may stand at the cursor, and nothing else.

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
const TEXT_COLORS: [&str; 5] = ["Error", "Muted", "Normal", "Success", "Warning"];
const SPACINGS: [&str; 5] = ["L", "M", "S", "XL", "XS"];
const CUSTOMERS: [&str; 3] = ["customer_id", "email_address", "external_id"];

pub(crate) fn probes() -> Vec<Probe> {
    [
        fields(),
        components(),
        properties(),
        values(),
        expressions(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn fields() -> Vec<Probe> {
    let without = |given: &[&str]| -> Vec<&'static str> {
        let is_left = |field: &&str| !given.contains(field);
        FIELDS.into_iter().filter(is_left).collect()
    };
    let rest = r#"customer_identifier = external_id("b"), components = [text("c")]"#;
    let has_rest = ["customer_identifier", "components"];
    let mut probes = Vec::new();
    for (name, call, fields) in [
        (
            "in an empty call",
            "customer_event!($0)".to_owned(),
            without(&[]),
        ),
        (
            "in an empty call in braces",
            "customer_event! { $0 }".to_owned(),
            without(&[]),
        ),
        (
            "half typed alone",
            "customer_event!(ti$0)".to_owned(),
            without(&[]),
        ),
        (
            "after a comma",
            r#"customer_event!(title = "a", $0)"#.to_owned(),
            without(&["title"]),
        ),
        (
            "after a client",
            "customer_event!(client, $0)".to_owned(),
            without(&[]),
        ),
        (
            "half typed after a client",
            "customer_event!(client, cu$0)".to_owned(),
            without(&[]),
        ),
        (
            "half typed",
            r#"customer_event!(title = "a", cu$0)"#.to_owned(),
            without(&["title"]),
        ),
        (
            "half typed at the end",
            format!("customer_event!(title = \"a\", {rest}, ti$0)"),
            vec!["external_id", "is_collapsed", "timestamp"],
        ),
        (
            "at the end of a whole call",
            format!("customer_event!(title = \"a\", {rest}, $0)"),
            vec!["external_id", "is_collapsed", "timestamp"],
        ),
        (
            "half typed between two",
            format!("customer_event!(title = \"a\", ex$0, {rest})"),
            vec!["external_id", "is_collapsed", "timestamp"],
        ),
        (
            "between two lines, no comma yet",
            format!("customer_event!(\n title = \"a\",\n $0\n {rest},\n)"),
            vec!["external_id", "is_collapsed", "timestamp"],
        ),
        (
            "half typed between two lines, no comma yet",
            format!("customer_event!(\n title = \"a\",\n ti$0\n {rest},\n)"),
            vec!["external_id", "is_collapsed", "timestamp"],
        ),
        (
            "above all lines, no comma yet",
            format!("customer_event!(\n $0\n {rest},\n)"),
            without(&has_rest),
        ),
        (
            "half typed above all lines, no comma yet",
            format!("customer_event!(\n ti$0\n {rest},\n)"),
            without(&has_rest),
        ),
        (
            "in the place of a name",
            format!("customer_event!(ti$0 = \"a\", {rest})"),
            without(&has_rest),
        ),
        (
            "after a line without its comma",
            format!("customer_event!(\n title = \"a\"\n $0\n {rest},\n)"),
            vec!["external_id", "is_collapsed", "timestamp"],
        ),
        (
            "of a thread event",
            "thread_event!($0)".to_owned(),
            vec![
                "components",
                "external_id",
                "is_collapsed",
                "thread_id",
                "timestamp",
                "title",
            ],
        ),
        (
            "half typed in a thread event",
            r#"thread_event!(title = "a", th$0)"#.to_owned(),
            vec![
                "components",
                "external_id",
                "is_collapsed",
                "thread_id",
                "timestamp",
            ],
        ),
    ] {
        let text = within_function(&format!("let event = {call};"));
        probes.push(completes(&format!("fields/{name}"), &text, &fields));
    }
    probes
}

fn components() -> Vec<Probe> {
    let mut in_container = IN_ROW.to_vec();
    in_container.push("row");
    let mut all = in_container.clone();
    all.push("container");
    let mut probes = Vec::new();
    for (name, list, components) in [
        ("in an empty list", "[$0]", &all),
        ("half typed", "[te$0]", &all),
        ("half typed with its arguments", r#"[te$0("a")]"#, &all),
        ("between two", r#"[text("a"), $0, badge("b")]"#, &all),
        (
            "half typed between two",
            r#"[text("a"), li$0, badge("b")]"#,
            &all,
        ),
        (
            "between two lines, no comma yet",
            "[\n text(\"a\"),\n $0\n badge(\"b\"),\n]",
            &all,
        ),
        (
            "half typed between two lines, no comma yet",
            "[\n text(\"a\"),\n li$0\n badge(\"b\"),\n]",
            &all,
        ),
        (
            "above all, no comma yet",
            "[\n di$0\n badge(\"b\"),\n]",
            &all,
        ),
        (
            "above control flow, no comma yet",
            "[\n di$0\n if user.is_admin { badge(\"b\") },\n]",
            &all,
        ),
        ("at the end", r#"[text("a"), $0]"#, &all),
        ("in the place of a name", r#"[tex$0t("a")]"#, &all),
        ("in a block", "[if user.is_admin { $0 }]", &all),
        (
            "half typed in a block",
            r#"[if user.is_admin { text("a"); ba$0 }]"#,
            &all,
        ),
        ("in a loop", "[for role in [1, 2] { $0 }]", &all),
        ("in an arm", "[match user.id { 1 => { $0 } _ => {} }]", &all),
        (
            "in a row",
            r#"[row(main_content = [$0], aside_content = [text("a")])]"#,
            &IN_ROW.to_vec(),
        ),
        (
            "half typed in a row",
            r#"[row(main_content = [text("a")], aside_content = [ba$0])]"#,
            &IN_ROW.to_vec(),
        ),
        (
            "in a container",
            "[container(content = [$0])]",
            &in_container,
        ),
        (
            "in a row in a container",
            "[container(content = [row(main_content = [te$0])])]",
            &IN_ROW.to_vec(),
        ),
    ] {
        probes.push(completes(
            &format!("components/{name}"),
            &with_components(list),
            components,
        ));
    }
    for (name, list, expected) in [
        ("a bracket", "[text(\"a\"), te$0", all.as_slice()),
        ("parentheses", "[text(\"a\", co$0", &["color", "size"]),
    ] {
        let call = format!("let event = customer_event! {{ title = name, components = {list} }};");
        let name = format!("components/in {name} not closed, in braces");
        probes.push(completes(&name, &within_function(&call), expected));
    }
    let text = within_function("let list = components![$0];");
    probes.push(completes("components/of a list of its own", &text, &all));
    for (name, inserted) in [
        ("text", "text(${1:text})$0"),
        ("link_button", "link_button(${1:label}, ${2:url})$0"),
        ("spacer", "spacer(${1:size})$0"),
        ("row", "row()$0"),
    ] {
        probes.push(Probe::new(
            format!("completion/taking {name}"),
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
        ("half typed", r#"text("a", co$0)"#, &["color", "size"]),
        (
            "without those given",
            r#"text("a", size = L, $0)"#,
            &["color"],
        ),
        (
            "before those given, no comma yet",
            "text(\"a\",\n co$0\n size = L)",
            &["color"],
        ),
        (
            "in the place of a name",
            r#"text("a", co$0 = Muted)"#,
            &["color", "size"],
        ),
        (
            "of plain_text",
            r#"plain_text("a", $0)"#,
            &["color", "size"],
        ),
        ("of divider", "divider($0)", &["spacing_size"]),
        ("of badge", r#"badge("a", $0)"#, &["color"]),
        (
            "of copy_button",
            r#"copy_button("a", to$0)"#,
            &["tooltip_label"],
        ),
        ("of row", "row($0)", &["aside_content", "main_content"]),
        (
            "of row, one given",
            r#"row(main_content = [text("a")], $0)"#,
            &["aside_content"],
        ),
        ("of container", "container(con$0)", &["content"]),
        ("of what has them all", r#"spacer(M, $0)"#, &[]),
    ];
    probes
        .into_iter()
        .map(|(name, component, properties)| {
            let text = with_components(&format!("[{component}]"));
            completes(&format!("properties/{name}"), &text, properties)
        })
        .collect()
}

fn values() -> Vec<Probe> {
    let users = ["email_address", "machine_user_id", "user_id"];
    let workflows = ["workflow_id", "workflow_key"];
    let mut probes = Vec::new();
    for (name, component, values) in [
        ("of color", r#"text("a", color = $0)"#, &TEXT_COLORS[..]),
        (
            "of color, half typed",
            r#"text("a", color = Mu$0)"#,
            &TEXT_COLORS,
        ),
        (
            "of color, more to come",
            r#"text("a", color = $0, size = L)"#,
            &TEXT_COLORS,
        ),
        (
            "of color, no comma yet",
            r#"text("a", color = $0 size = L)"#,
            &TEXT_COLORS,
        ),
        (
            "of color, in the place of another",
            r#"text("a", color = Mut$0ed)"#,
            &TEXT_COLORS,
        ),
        (
            "of color, in an Option",
            r#"text("a", color = Some(Mu$0))"#,
            &TEXT_COLORS,
        ),
        (
            "of a badge's color",
            r#"badge("a", color = $0)"#,
            &["Blue", "Green", "Grey", "Red", "Yellow"],
        ),
        ("of size", r#"text("a", size = $0)"#, &["L", "M", "S"]),
        ("of spacer", "spacer($0)", &SPACINGS),
        ("of spacer, half typed", "spacer(X$0)", &SPACINGS),
        ("of spacer, by name", "spacer(size = $0)", &SPACINGS),
        ("of divider", "divider(spacing_size = $0)", &SPACINGS),
        ("of user", "user($0)", &users),
        ("of user, half typed", "user(ma$0)", &users),
        ("of user, with its text", r#"user(em$0("a"))"#, &users),
        (
            "of workflow_button",
            r#"workflow_button("a", $0)"#,
            &workflows,
        ),
        (
            "of workflow_button, by name",
            r#"workflow_button("a", workflow_identifier = wo$0)"#,
            &workflows,
        ),
    ] {
        let text = with_components(&format!("[{component}]"));
        probes.push(completes(&format!("values/{name}"), &text, values));
    }
    for (name, value) in [
        ("of customer_identifier", "$0"),
        ("of customer_identifier, half typed", "em$0"),
        ("of customer_identifier, with its text", r#"em$0("a")"#),
    ] {
        let text = within_function(&format!(
            r#"let event = customer_event!(title = "a", customer_identifier = {value}, components = [text("b")]);"#
        ));
        probes.push(completes(&format!("values/{name}"), &text, &CUSTOMERS));
    }
    probes
}

/// Where Rust stands, what Rust has.
fn expressions() -> Vec<Probe> {
    let fields = ["id", "name", "email", "is_admin"];
    let variables = ["client", "user", "name", "colour"];
    let event = |title: &str| {
        within_function(&format!(
            r#"let event = customer_event!(title = {title}, customer_identifier = external_id("b"), components = [text("c")]);"#
        ))
    };
    let mut probes = vec![
        offers("fields of a value", &event("user.$0"), &fields),
        offers(
            "fields of a value, half typed",
            &event("user.na$0"),
            &fields,
        ),
        offers(
            "fields of a value, no comma yet",
            &within_function(
                "let event = customer_event!(\n title = user.$0\n components = [text(\"c\")],\n);",
            ),
            &fields,
        ),
        offers(
            "fields in an unfinished call",
            &within_function("let event = customer_event!(title = user.$0);"),
            &fields,
        ),
        offers(
            "methods of a value",
            &event("name.$0"),
            &["len", "to_uppercase", "is_empty"],
        ),
        offers("variables", &event("$0"), &variables),
        offers("variables, half typed", &event("us$0"), &variables),
        offers(
            "a client",
            &within_function(r#"let sent = customer_event!(cl$0, title = "a");"#),
            &["client"],
        ),
        offers(
            "variables in a component",
            &with_components("[text($0)]"),
            &variables,
        ),
        offers(
            "variables beside another value",
            &with_components(r#"[link_button("a", $0)]"#),
            &variables,
        ),
        offers(
            "fields in a component",
            &with_components("[text(user.$0)]"),
            &fields,
        ),
        offers(
            "fields in an identifier",
            &with_components("[user(user_id(user.$0))]"),
            &fields,
        ),
        offers(
            "fields in a condition",
            &with_components("[if user.$0 { text(\"a\") }]"),
            &fields,
        ),
        offers(
            "fields in a splice",
            &with_components("[..user.$0]"),
            &fields,
        ),
        offers(
            "variables in a splice",
            &with_components("[..$0]"),
            &variables,
        ),
        offers(
            "what a list binds",
            &with_components("[for role in [1, 2] { text(ro$0) }]"),
            &["role"],
        ),
        offers(
            "a moment",
            &event("name").replace("customer_identifier", "timestamp = $0, customer_identifier"),
            &variables,
        ),
        offers(
            "a bool",
            &event("name").replace(
                "customer_identifier",
                "is_collapsed = us$0, customer_identifier",
            ),
            &variables,
        ),
    ];
    for (name, component) in [
        ("in a text", r#"text("Hello {na$0}")"#),
        ("in a text, before a letter", r#"text("Hello {$0}")"#),
        ("in a label", r#"badge("{us$0}")"#),
        (
            "in a URL",
            r#"link_button("a", "https://a.example/{na$0}")"#,
        ),
    ] {
        let text = with_components(&format!("[{component}]"));
        probes.push(completes(
            &format!("captures/{name}"),
            &text,
            &["client", "colour", "name", "user"],
        ));
    }
    probes
}

/// Exactly these names are offered.
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

/// These names are offered among others.
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

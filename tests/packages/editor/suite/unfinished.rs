//! Incomplete calls: editor features work in the rest of the call, and the incomplete part is one error.

use crate::probe::{Probe, expect, with_components, within_function};

pub(crate) fn probes() -> Vec<Probe> {
    [rest(), highlighting(), errors(), valid()]
        .into_iter()
        .flatten()
        .collect()
}

/// Calls with an incomplete part, and the names of [`HOVERS`] outside it.
const CALLS: [(&str, &str); 22] = [
    (
        "an incomplete field",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted)], exte)"#,
    ),
    (
        "an incomplete field between lines",
        "customer_event!(\n title = \"a {name}\",\n exte\n components = [text(\"b\", color = Muted)],\n)",
    ),
    (
        "a field without a value",
        r#"customer_event!(title = "a {name}", external_id = , components = [text("b", color = Muted)])"#,
    ),
    (
        "a field without a value or a comma",
        "customer_event!(\n external_id =\n title = \"a {name}\",\n components = [text(\"b\", color = Muted)],\n)",
    ),
    (
        "a missing comma",
        r#"customer_event!(title = "a {name}" components = [text("b", color = Muted)])"#,
    ),
    (
        "an extra comma",
        r#"customer_event!(title = "a {name}",, components = [text("b", color = Muted)])"#,
    ),
    (
        "a dot",
        r#"customer_event!(title = "a {name}", external_id = user., components = [text("b", color = Muted)])"#,
    ),
    (
        "a dot without a comma",
        "customer_event!(\n external_id = user.\n title = \"a {name}\",\n components = [text(\"b\", color = Muted)],\n)",
    ),
    (
        "a dot in parentheses",
        r#"customer_event!(title = "a {name}", customer_identifier = email_address(user.), components = [text("b", color = Muted)])"#,
    ),
    (
        "an incomplete component",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), bad])"#,
    ),
    (
        "an incomplete component above",
        "customer_event!(title = \"a {name}\", components = [\n bad\n text(\"b\", color = Muted),\n])",
    ),
    (
        "a component without arguments",
        r#"customer_event!(title = "a {name}", components = [spacer(), text("b", color = Muted)])"#,
    ),
    (
        "an incomplete property",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted, si)])"#,
    ),
    (
        "a property without a value",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted, size = )])"#,
    ),
    (
        "an incomplete value",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), badge("c", color = Gr)])"#,
    ),
    (
        "an unknown component",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), button("c")])"#,
    ),
    (
        "an incomplete kind",
        r#"customer_event!(title = "a {name}", customer_identifier = ema, components = [text("b", color = Muted)])"#,
    ),
    (
        "an operator without its right operand",
        r#"customer_event!(title = "a {name}", external_id = 1 +, components = [text("b", color = Muted)])"#,
    ),
    (
        "control flow without a block",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), if user.is_admin])"#,
    ),
    (
        "an unclosed bracket, in braces",
        "customer_event! { title = \"a {name}\", components = [text(\"b\", color = Muted), }",
    ),
    (
        "unclosed parentheses, in braces",
        "customer_event! { title = \"a {name}\", components = [text(\"b\", color = Muted), badge( }",
    ),
    (
        "missing fields",
        r#"customer_event!(title = "a {name}", components = [text("b", color = Muted)])"#,
    ),
];

/// Names in each call, with the cursor and with words of the hover: a field, a component, the value
/// of an enum and a capture.
const HOVERS: [(&str, &str, &str); 4] = [
    ("title", "ti$0tle", "Title in the timeline"),
    ("text(", "te$0xt(", "Text with Markdown"),
    ("Muted", "Mu$0ted", "Grey text, for labels"),
    ("{name}", "{na$0me}", "name: &str"),
];

/// Hover in the rest of a call.
fn rest() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, call) in CALLS {
        for (at, with_cursor, words) in HOVERS {
            let text = within_function(&format!(
                "let event = {};",
                call.replacen(at, with_cursor, 1)
            ));
            let name = format!("unfinished/{name}/{}", at.trim_matches(['(', '{', '}']));
            probes.push(Probe::new(name, move |editor| {
                let hover = editor.hover(&text);
                expect(hover.contains(words), words, &hover)
            }));
        }
    }
    probes
}

/// Semantic highlighting beside an incomplete part.
fn highlighting() -> Vec<Probe> {
    let call =
        r#"customer_event!(title = "a", components = [text("b", color = Muted), bad], exte)"#;
    [
        ("a field", "title", "ti$0tle", "property"),
        ("a component", "text(", "te$0xt(", "function"),
        ("a property", "color", "co$0lor", "property"),
        ("a value", "Muted", "Mu$0ted", "enumMember"),
    ]
    .into_iter()
    .map(|(name, at, with_cursor, kind)| {
        let text = within_function(&format!(
            "let event = {};",
            call.replacen(at, with_cursor, 1)
        ));
        Probe::new(format!("highlighting/{name}"), move |editor| {
            let highlighting = editor.highlighting(&text);
            expect(highlighting.as_deref() == Some(kind), kind, &highlighting)
        })
    })
    .collect()
}

/// Each incomplete part has exactly one error, at its token.
fn errors() -> Vec<Probe> {
    [
        ("an incomplete field", ", exte", "[text(\"b\")]", "exte"),
        ("a field without a value", ", external_id = ", "[text(\"b\")]", "="),
        ("a dot", ", external_id = user.", "[text(\"b\")]", "."),
        ("an incomplete component", "", "[text(\"b\"), bad]", "bad"),
        ("an incomplete component without a comma", "", "[bad text(\"b\")]", "bad"),
        ("a component without arguments", "", "[spacer()]", "spacer"),
        ("an incomplete property", "", "[text(\"b\", si)]", "si"),
        ("a property without a value", "", "[text(\"b\", size = )]", "="),
        ("an incomplete value", "", "[badge(\"b\", color = Gr)]", "Gr"),
        ("a component without parentheses", "", "[divider]", "divider"),
    ]
    .into_iter()
    .map(|(name, more, components, at)| {
        let text = within_function(&format!(
            "let event = customer_event!(title = \"a\", customer_identifier = external_id(\"b\"), components = {components}{more});"
        ));
        Probe::new(format!("errors/{name}"), move |editor| {
            let errors = editor.errors(&text);
            let is_one = matches!(errors.as_slice(), [(_, token)] if token == at);
            expect(is_one, &format!("one error at `{at}`"), &errors)
        })
    })
    .collect()
}

/// A list with every component and every form of control flow.
const EVERY_FORM: &str = r#"[
        text("Hello {name} {user.name} {user.id:>4}", size = L, color = Muted),
        text(name),
        text(text = "by name", color = colour),
        plain_text(user.name, color = Some(Error)),
        spacer(M),
        divider(spacing_size = XL),
        badge("Pro", color = Green),
        link_button("View", "https://a.example/{user.id}?{name}"),
        copy_button("c_1", tooltip_label = Some(name)),
        workflow_button("Extend", workflow_key("extend-trial")),
        date_time("2024-10-28T18:30:00Z"),
        date_time(std::time::SystemTime::now()),
        user(email_address(user.email)),
        row(main_content = [text("Plan")], aside_content = [badge("Pro"), ..None::<plain_runtime::RowContent>]),
        container(content = [row(main_content = [text("Plan")], aside_content = [badge("Pro")])]),
        if user.is_admin { badge("Admin") } else { let label = "Member"; badge(label); text("{label}") },
        if let Some(first) = name.chars().next() { badge("{first}") },
        for role in ["a", "b"] { badge("{role}") },
        match user.id { 0 => text("None."), _ => {} },
        ..Vec::<EventComponent>::new(),
        ..components![divider()],
    ]"#;

/// A call with a client and every optional field.
const SENT: &str = r#"const TITLE: &str = "Escalated";
    let sent = thread_event!(
        client,
        title = TITLE,
        thread_id = "th_1",
        components = [text("a")],
        external_id = "escalated-{name}",
        timestamp = std::time::SystemTime::now(),
        is_collapsed = user.is_admin,
    )
    .await;"#;

/// Valid calls have no errors.
fn valid() -> Vec<Probe> {
    [
        ("every form", with_components(EVERY_FORM)),
        ("a call with a client", within_function(SENT)),
        (
            "an empty fragment",
            within_function("let list = components![];"),
        ),
        (
            "fragments of every context",
            within_function(
                r#"let row = row_content![text("{name}"), ..row_content![]];
    let content: Vec<plain_runtime::ContainerContent> = container_content![
        row(main_content = [..&row], aside_content = [..row_content![badge("a")]]),
        ..&row,
    ];
    let list: Vec<EventComponent> = components![container(content = [..content]), ..row];"#,
            ),
        ),
    ]
    .into_iter()
    .map(|(name, text)| {
        Probe::new(format!("errors/none in {name}"), move |editor| {
            let errors = editor.errors(&text);
            expect(errors.is_empty(), "no errors", &errors)
        })
    })
    .collect()
}

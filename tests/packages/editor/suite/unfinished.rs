//! Calls that are being typed: the rest of them stays known, and what is unfinished is one error.

use crate::probe::{Probe, expect, with_components, within_function};

pub(crate) fn probes() -> Vec<Probe> {
    [rest(), highlighting(), errors(), valid()]
        .into_iter()
        .flatten()
        .collect()
}

/// What stands beside the unfinished place. `@` is the cursor's place in each: on the title's name,
/// on a component, on a value of an enum, and on a capture.
fn rest() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, call) in [
        (
            "a half-typed field",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted)], exte)"#,
        ),
        (
            "a half-typed field between lines",
            "customer_event!(\n title = \"a {name}\",\n exte\n components = [text(\"b\", color = Muted)],\n)",
        ),
        (
            "a field without its value",
            r#"customer_event!(title = "a {name}", external_id = , components = [text("b", color = Muted)])"#,
        ),
        (
            "a field without its value or comma",
            "customer_event!(\n external_id =\n title = \"a {name}\",\n components = [text(\"b\", color = Muted)],\n)",
        ),
        (
            "a missing comma",
            r#"customer_event!(title = "a {name}" components = [text("b", color = Muted)])"#,
        ),
        (
            "a comma too many",
            r#"customer_event!(title = "a {name}",, components = [text("b", color = Muted)])"#,
        ),
        (
            "a dot",
            r#"customer_event!(title = "a {name}", external_id = user., components = [text("b", color = Muted)])"#,
        ),
        (
            "a dot without its comma",
            "customer_event!(\n external_id = user.\n title = \"a {name}\",\n components = [text(\"b\", color = Muted)],\n)",
        ),
        (
            "a dot in parentheses",
            r#"customer_event!(title = "a {name}", customer_identifier = email_address(user.), components = [text("b", color = Muted)])"#,
        ),
        (
            "a half-typed component",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), bad])"#,
        ),
        (
            "a half-typed component above",
            "customer_event!(title = \"a {name}\", components = [\n bad\n text(\"b\", color = Muted),\n])",
        ),
        (
            "a component without its arguments",
            r#"customer_event!(title = "a {name}", components = [spacer(), text("b", color = Muted)])"#,
        ),
        (
            "a half-typed property",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted, si)])"#,
        ),
        (
            "a property without its value",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted, size = )])"#,
        ),
        (
            "a half-typed value",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), badge("c", color = Gr)])"#,
        ),
        (
            "an unknown component",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), button("c")])"#,
        ),
        (
            "a half-typed kind",
            r#"customer_event!(title = "a {name}", customer_identifier = ema, components = [text("b", color = Muted)])"#,
        ),
        (
            "an operator without its right side",
            r#"customer_event!(title = "a {name}", external_id = 1 +, components = [text("b", color = Muted)])"#,
        ),
        (
            "control flow without its block",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted), if user.is_admin])"#,
        ),
        (
            "a bracket that is not closed, in braces",
            "customer_event! { title = \"a {name}\", components = [text(\"b\", color = Muted), }",
        ),
        (
            "parentheses that are not closed, in braces",
            "customer_event! { title = \"a {name}\", components = [text(\"b\", color = Muted), badge( }",
        ),
        (
            "the fields that are missing",
            r#"customer_event!(title = "a {name}", components = [text("b", color = Muted)])"#,
        ),
    ] {
        for (at, with_cursor, words) in [
            ("title", "ti$0tle", "What the timeline says"),
            ("text(", "te$0xt(", "Text with Markdown"),
            ("Muted", "Mu$0ted", "Grey, for labels"),
            ("{name}", "{na$0me}", "name: &str"),
        ] {
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

/// The colours of names beside an unfinished place.
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

/// One error for each unfinished place, at that place.
fn errors() -> Vec<Probe> {
    [
        ("a half-typed field", r#", exte"#, "[text(\"b\")]", "exte"),
        ("a field without its value", ", external_id = ", "[text(\"b\")]", "="),
        ("a dot", ", external_id = user.", "[text(\"b\")]", "."),
        ("a half-typed component", "", "[text(\"b\"), bad]", "bad"),
        ("a half-typed component, no comma yet", "", "[bad text(\"b\")]", "bad"),
        ("a component without its arguments", "", "[spacer()]", "spacer"),
        ("a half-typed property", "", "[text(\"b\", si)]", "si"),
        ("a property without its value", "", "[text(\"b\", size = )]", "="),
        ("a half-typed value", "", "[badge(\"b\", color = Gr)]", "Gr"),
        ("a component without its parentheses", "", "[divider]", "divider"),
    ]
    .into_iter()
    .map(|(name, more, components, at)| {
        let text = within_function(&format!(
            "let event = customer_event!(title = \"a\", customer_identifier = external_id(\"b\"), components = {components}{more});"
        ));
        Probe::new(format!("errors/{name}"), move |editor| {
            let errors = editor.errors(&text);
            let is_one = matches!(errors.as_slice(), [(_, stands_at)] if stands_at == at);
            expect(is_one, &format!("one error at `{at}`"), &errors)
        })
    })
    .collect()
}

/// What is right has no errors in the editor either.
fn valid() -> Vec<Probe> {
    let everything = r#"[
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
    let sent = r#"const TITLE: &str = "Escalated";
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
    [
        ("every form", with_components(everything)),
        ("a call that is sent", within_function(sent)),
        (
            "an empty fragment",
            within_function("let list = components![];"),
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

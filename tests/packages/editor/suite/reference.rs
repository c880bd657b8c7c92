//! Rename, references and hover on the caller's names, and signature help.

use crate::probe::{Probe, expect, with_components, within_function};

pub(crate) fn probes() -> Vec<Probe> {
    [
        renames_of_variables(),
        renames_of_bindings(),
        references(),
        hovers(),
        signatures(),
        signatures_of_functions(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Renaming parameters and fields.
fn renames_of_variables() -> Vec<Probe> {
    vec![
        rename(
            "a parameter in every kind of text",
            &with_components(
                r#"[text("{name}: {user.name}, {name:>9}"), badge("{name}"), link_button(name, "https://a.example/{name}?{user.id}")]"#,
            )
            .replace("name: &str", "na$0me: &str"),
            "nickname",
            &with_components(
                r#"[text("{nickname}: {user.name}, {nickname:>9}"), badge("{nickname}"), link_button(nickname, "https://a.example/{nickname}?{user.id}")]"#,
            )
            .replace("name: &str", "nickname: &str"),
        ),
        rename(
            "from within a literal",
            &with_components(r#"[text("{na$0me}"), badge(name)]"#),
            "nickname",
            &with_components(r#"[text("{nickname}"), badge(nickname)]"#)
                .replace("name: &str", "nickname: &str"),
        ),
        rename(
            "the variable of a path",
            &with_components(r#"[text("{us$0er.name} {user.id:>4}")]"#),
            "customer",
            &with_components(r#"[text("{customer.name} {customer.id:>4}")]"#)
                .replace("user: &User", "customer: &User")
                .replace("(user.email)", "(customer.email)"),
        ),
        rename(
            "a field",
            &with_components("[text(user.na$0me)]"),
            "nickname",
            &with_components("[text(user.nickname)]").replace("pub name:", "pub nickname:"),
        ),
    ]
}

/// Renaming names that a list binds, and the client.
fn renames_of_bindings() -> Vec<Probe> {
    vec![
        rename(
            "a loop variable",
            &with_components(r#"[for ro$0le in ["a", "b"] { badge("{role}"); text(role) }]"#),
            "duty",
            &with_components(r#"[for duty in ["a", "b"] { badge("{duty}"); text(duty) }]"#),
        ),
        rename(
            "a pattern variable",
            &with_components(r#"[if let Some(pl$0an) = Some(1) { badge("{plan}") }]"#),
            "tier",
            &with_components(r#"[if let Some(tier) = Some(1) { badge("{tier}") }]"#),
        ),
        rename(
            "the client",
            &within_function(r#"let sent = customer_event!(cli$0ent, title = "a", customer_identifier = external_id("b"), components = [text("c")]);"#),
            "plain",
            &within_function(r#"let sent = customer_event!(plain, title = "a", customer_identifier = external_id("b"), components = [text("c")]);"#)
                .replace("client: &Client", "plain: &Client"),
        ),
    ]
}

fn references() -> Vec<Probe> {
    vec![
        Probe::new("references/a parameter", |editor| {
            let text = with_components(r#"[text("{name} {name:?}"), badge(name)]"#);
            let found = editor.references(&text.replace("name: &str", "na$0me: &str"));
            let names = found.iter().filter(|(_, name)| name == "name").count();
            expect(names == 4 && found.len() == 4, "four references", &found)
        }),
        Probe::new("references/the variable of a path", |editor| {
            let text = with_components(r#"[text("{user.name}")]"#);
            let found = editor.references(&text.replace("user: &User", "us$0er: &User"));
            let names = found.iter().filter(|(_, name)| name == "user").count();
            expect(names == 3 && found.len() == 3, "three references", &found)
        }),
    ]
}

/// Hover on the caller's names, on a macro and on its result.
fn hovers() -> Vec<Probe> {
    vec![
        hover(
            "a capture",
            &with_components(r#"[text("Hello {na$0me}")]"#),
            "name: &str",
        ),
        hover(
            "the variable of a path",
            &with_components(r#"[text("{us$0er.name}")]"#),
            "user: &User",
        ),
        hover(
            "a capture in a URL",
            &with_components(r#"[link_button("a", "https://a.example/{na$0me}")]"#),
            "name: &str",
        ),
        hover(
            "a field",
            &with_components("[text(user.na$0me)]"),
            "pub name: String",
        ),
        hover(
            "a variable of an enum's type",
            &with_components(r#"[text("a", color = col$0our)]"#),
            "colour: TextColor",
        ),
        hover(
            "the client",
            &within_function(
                r#"let sent = customer_event!(cl$0ient, title = "a", customer_identifier = external_id("b"), components = [text("c")]);"#,
            ),
            "client: &Client",
        ),
        hover(
            "the macro",
            &within_function("let list = compo$0nents![text(name)];"),
            "for components that several events share",
        ),
        hover(
            "the type of the value",
            &within_function("let li$0st = components![text(name)];"),
            "Vec<EventComponent>",
        ),
        hover(
            "the macro of a row's content",
            &within_function("let list = row_con$0tent![text(name)];"),
            "for components that several rows share",
        ),
        hover(
            "the type of a container's content",
            &within_function("let li$0st = container_content![text(name)];"),
            "Vec<ContainerContent>",
        ),
        hover(
            "the type of a row's content",
            &within_function("let li$0st = row_content![text(name), bad];"),
            "Vec<RowContent>",
        ),
    ]
}

/// Components with the label of their signature and the index of the parameter at the cursor.
const SIGNATURE_CASES: [(&str, &str, &str, u64); 8] = [
    (
        "text",
        "text($0)",
        "fn text(text: Cow<'static, str>) -> Text",
        0,
    ),
    (
        "text with more",
        "text($0, color = Muted)",
        "fn text(text: Cow<'static, str>) -> Text",
        0,
    ),
    (
        "spacer",
        "spacer($0)",
        "fn spacer(size: SpacingSize) -> Spacer",
        0,
    ),
    (
        "the first of two",
        "link_button($0)",
        "fn link_button(label: Cow<'static, str>, url: Cow<'static, str>) -> LinkButton",
        0,
    ),
    (
        "the second of two",
        r#"link_button("a", $0)"#,
        "fn link_button(label: Cow<'static, str>, url: Cow<'static, str>) -> LinkButton",
        1,
    ),
    (
        "user",
        "user($0)",
        "fn user(user_identifier: UserIdentifier) -> User",
        0,
    ),
    (
        "within the text",
        "text(\"a $0b\")",
        "fn text(text: Cow<'static, str>) -> Text",
        0,
    ),
    (
        "an identifier",
        "user(user_id($0))",
        "fn user_id(user_id: Cow<'static, str>) -> UserIdentifier",
        0,
    ),
];

/// Signature help for components.
fn signatures() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, call, label, parameter) in SIGNATURE_CASES {
        let text = with_components(&format!("[{call}]"));
        probes.push(Probe::new(format!("signature/{name}"), move |editor| {
            let signature = editor.signature(&text);
            let is_it = signature.as_ref().is_some_and(|signature| {
                signature.label == label
                    && signature.parameter == parameter
                    && signature
                        .documentation
                        .contains("See <https://www.plain.com/")
            });
            expect(
                is_it,
                &format!("parameter {parameter} of {label}"),
                &signature,
            )
        }));
    }
    probes
}

/// Signature help for the caller's functions.
fn signatures_of_functions() -> Vec<Probe> {
    let mut probes = Vec::new();
    for (name, call, label) in [
        (
            "a function of the caller",
            "text(greet($0))",
            "fn greet(name: &str) -> String",
        ),
        (
            "a method of a value",
            "text(name.repeat($0))",
            "fn repeat(&self, n: usize) -> String",
        ),
        (
            "a function in a condition",
            "if is_greeted($0) { text(name) }",
            "fn is_greeted(name: &str) -> bool",
        ),
    ] {
        let functions = "fn greet(name: &str) -> String { name.to_owned() }\nfn is_greeted(name: &str) -> bool { name.is_empty() }";
        let text = format!("{}{functions}", with_components(&format!("[{call}]")));
        probes.push(Probe::new(format!("signature/{name}"), move |editor| {
            let signature = editor.signature(&text);
            let is_it = signature.as_ref().is_some_and(|it| it.label == label);
            expect(is_it, label, &signature)
        }));
    }
    probes
}

fn rename(name: &str, text: &str, to: &str, expected: &str) -> Probe {
    let (text, to, expected) = (text.to_owned(), to.to_owned(), expected.to_owned());
    Probe::new(format!("rename/{name}"), move |editor| {
        let renamed = editor.rename(&text, &to);
        expect(renamed == expected, &expected, &renamed)
    })
}

fn hover(name: &str, text: &str, words: &str) -> Probe {
    let (text, words) = (text.to_owned(), words.to_owned());
    Probe::new(format!("hover/{name}"), move |editor| {
        let hover = editor.hover(&text);
        expect(hover.contains(&words), &words, &hover)
    })
}

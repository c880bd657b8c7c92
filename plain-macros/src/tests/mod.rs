//! The stages together, over tokens and without rustc: which errors a call has, and that whatever
//! it is, an expression comes out.

mod derive;
mod expansions;
mod fuzz;
mod size;

use plain_schema::EventKind;
use proc_macro2::TokenStream;

use crate::diagnostic::Diagnostics;
use crate::{check, emit, syntax};

/// The errors of a call of `customer_event!`, without their help.
fn errors(source: &str) -> Vec<String> {
    errors_of(EventKind::CustomerEvent, source)
}

fn errors_of(kind: EventKind, source: &str) -> Vec<String> {
    let first_line = |message: String| message.lines().next().unwrap_or_default().to_owned();
    messages_of(kind, source)
        .into_iter()
        .map(first_line)
        .collect()
}

fn messages_of(kind: EventKind, source: &str) -> Vec<String> {
    let tokens: TokenStream = format!("(krate) {source}").parse().unwrap();
    let mut diagnostics = Diagnostics::default();
    let raw = syntax::call(tokens, syntax::Recovery::Discard, &mut diagnostics);
    let checked = check::event(raw, kind.event(), &mut diagnostics);
    let messages = diagnostics.messages();
    let expansion = emit::event(&checked, &diagnostics);
    if let Err(error) = syn::parse2::<syn::Expr>(expansion.clone()) {
        panic!("{source}: {error}: {expansion}");
    }
    messages
}

/// The errors of an event that is right but for one component.
pub(crate) fn component_errors(component: &str) -> Vec<String> {
    errors(&with_component(component))
}

/// What the errors of one component say to do.
pub(crate) fn component_help(component: &str) -> Vec<String> {
    messages_of(EventKind::CustomerEvent, &with_component(component))
        .iter()
        .map(|message| message.split_once("help: ").unwrap().1.to_owned())
        .collect()
}

fn with_component(component: &str) -> String {
    format!("title = \"a\", customer_identifier = external_id(\"b\"), components = [{component}]")
}

#[test]
fn every_component_has_its_right_form() {
    for component in [
        r#"text("a")"#,
        r#"text(text = "a", size = L, color = Muted)"#,
        r#"text("a {b} {c.d:>3} {self.e} {{")"#,
        "text(a.b())",
        r#"text("a", color = if a { B } else { C })"#,
        r#"text("a", color = muted)"#,
        r#"text("a", size = None, color = Some(Error))"#,
        r#"plain_text("a", size = S)"#,
        "spacer(XS)",
        "spacer(size = XL)",
        "spacer(size_of_it)",
        "user(user_of(a))",
        "divider()",
        "divider(spacing_size = M)",
        r#"badge("a", color = Grey)"#,
        r#"link_button("a", "https://a.example/{b}")"#,
        r#"link_button(url = "{base}/a", label = "b")"#,
        r#"copy_button("a", tooltip_label = "b")"#,
        r#"workflow_button("a", workflow_key("b"))"#,
        r#"workflow_button(label = "a", workflow_identifier = workflow_id("b"))"#,
        r#"date_time("2024-10-28T18:30:00Z")"#,
        "date_time(at)",
        r#"user(user_id("u_1"))"#,
        "user(email_address(user.email))",
        r#"user(machine_user_id("mu_{id}"))"#,
        r#"row(main_content = [text("a")], aside_content = [badge("b"), spacer(S)])"#,
        r#"container(content = [row(main_content = [text("a")], aside_content = [text("b")])])"#,
    ] {
        assert_eq!(component_errors(component), [""; 0], "{component}");
    }
}

#[test]
fn every_mistake_in_a_value_is_one_error() {
    let long = "x".repeat(10_001);
    let label = "x".repeat(501);
    for (component, error) in [
        ("spacer()", "missing property `size` of `spacer`"),
        (r#"text("")"#, "`text` is blank"),
        (r#"plain_text("  ")"#, "`plain_text` is blank"),
        (
            &format!("text({long:?})"),
            "`text` is longer than 10000 characters (it has 10001)",
        ),
        (
            &format!("text(\"{long}{{a}}\")"),
            "`text` is longer than 10000 characters (it has 10001)",
        ),
        (
            &format!("badge({label:?})"),
            "`label` is longer than 500 characters (it has 501)",
        ),
        (r#"badge("")"#, "`label` is empty"),
        (
            r#"link_button("a")"#,
            "missing property `url` of `link_button`",
        ),
        (
            r##"link_button("a", "#")"##,
            "`url` is not an absolute URL: it has no scheme such as `https:`",
        ),
        (
            r#"link_button("a", "javascript:{b}")"#,
            "`url` is a `javascript:` URL, which is not allowed in a link",
        ),
        (
            r#"row(main_content = [], aside_content = [text("a")])"#,
            "`main_content` has no components",
        ),
        (
            r#"row(main_content = [text("a")])"#,
            "missing property `aside_content` of `row`",
        ),
        ("container(content = [])", "`content` has no components"),
        (
            r#"container(content = [container(content = [text("a")])])"#,
            "`container` is not allowed in `container`",
        ),
        (
            r#"row(main_content = [container(content = [text("a")])], aside_content = [text("b")])"#,
            "`container` is not allowed in `row`",
        ),
        (
            r#"workflow_button("a")"#,
            "missing property `workflow_identifier` of `workflow_button`",
        ),
        (
            r#"workflow_button("a", workflow_id("b", "c"))"#,
            "`workflow_id` takes exactly one text",
        ),
        (
            r#"user(user_id("th_1"))"#,
            "`user_id` is not a valid ID: expected `u_…`",
        ),
        (
            r#"user(userId("u_1"))"#,
            "`userId` is not a kind of `user_identifier`",
        ),
        (
            r#"date_time("28.10.2024")"#,
            "`iso8601` is not an ISO 8601 date: expected a four-digit year",
        ),
    ] {
        assert_eq!(component_errors(component), [error], "{component}");
    }
}

#[test]
fn every_mistake_in_a_name_or_a_shape_is_one_error() {
    for (component, error) in [
        (r#"text("a", size = XL)"#, "`XL` is not a value of `size`"),
        (
            r#"text("a", color = MUTED)"#,
            "`MUTED` is not a value of `color`",
        ),
        (
            r#"badge("a", color = "Red")"#,
            "`\"Red\"` is not a value of `color`",
        ),
        (
            r#"text("a", tooltip = "b")"#,
            "`text` has no property `tooltip`",
        ),
        (
            r#"copy_button("a", tooltip = "b")"#,
            "`copy_button` has no property `tooltip`",
        ),
        (
            r#"link_button("a", linkButtonUrl = "https://a.example")"#,
            "`link_button` has no property `linkButtonUrl`",
        ),
        (r#"text("a", text = "b")"#, "`text` is given twice"),
        (
            r#"text("a", "b")"#,
            "unexpected value without a name in `text`",
        ),
        (
            r#"linkButton("a", "https://a.example")"#,
            "unknown component `linkButton`",
        ),
        (r#"componentText("a")"#, "unknown component `componentText`"),
        (r#""a""#, "expected a component, found a string"),
        ("3", "expected a component, found a number"),
        ("None", "expected a component, found a name"),
        ("helper()", "unknown component `helper`"),
        ("text", "expected a component, found a name"),
        (r#"text(["a"])"#, "expected text for `text`, found a list"),
        (
            r#"row(main_content = "a", aside_content = [text("b")])"#,
            "expected a list of components for `main_content`",
        ),
        ("text(None)", "`text` is required, so it cannot be `None`"),
        (r#"text("{}")"#, "expected a variable in `{}`"),
        (
            r#"text("{f()}")"#,
            "expected a variable or a path of fields, found `f()`",
        ),
        (r#"text("a" color = Muted)"#, "expected `,`"),
        (r#"text("a") spacer(M)"#, "expected `,`"),
        (r#"text("a"),, spacer(M)"#, "unexpected `,`"),
        ("text(size = , text = a)", "expected a value after `=`"),
        (
            "text(1 +)",
            "invalid expression: unexpected end of input, expected an expression",
        ),
    ] {
        assert_eq!(component_errors(component), [error], "{component}");
    }
}

/// What is being typed, with and without the comma that follows it in the end.
#[test]
fn what_is_unfinished_is_one_error() {
    for (component, error) in [
        ("bad", "expected a component, found a name"),
        (r#"bad text("a")"#, "expected a component, found a name"),
        (
            "bad if a { spacer(M) }",
            "expected a component, found a name",
        ),
        ("badge(a.)", "expected a field or a method after `.`"),
        ("badge(a.b().)", "expected a field or a method after `.`"),
        ("badge(a(b., c))", "expected a field or a method after `.`"),
        (
            "badge(a. color = Red)",
            "expected a field or a method after `.`",
        ),
        (
            "if a. { spacer(M) }",
            "expected a field or a method after `.`",
        ),
        ("..a.", "expected a field or a method after `.`"),
        (
            r#"text("a", co)"#,
            "unexpected value without a name in `text`",
        ),
        (
            r#"text("a", co size = L)"#,
            "unexpected value without a name in `text`",
        ),
        (r#"text("a" co)"#, "expected `,`"),
        (r#"text("a" co, size = L)"#, "expected `,`"),
        (r#"text("a" co size = L)"#, "expected `,`"),
        (
            r#"text("a", color = size = L)"#,
            "expected a value after `=`",
        ),
        (r#"text("a", color = Mu)"#, "`Mu` is not a value of `color`"),
    ] {
        assert_eq!(component_errors(component), [error], "{component}");
    }
    assert_eq!(
        component_help(r#"text("a", co)"#),
        ["did you mean `color = ..`?"]
    );
}

#[test]
fn every_mistake_in_a_field_is_one_error() {
    let rest = r#"components = [text("a")]"#;
    for (fields, error) in [
        (
            r#"title = "", customer_identifier = customer_id("c_1")"#,
            "`title` is blank",
        ),
        (
            r#"title = "a""#,
            "missing field `customer_identifier` of `customer_event`",
        ),
        (
            r#"titel = "a", customer_identifier = customer_id("c_1")"#,
            "`customer_event` has no field `titel`",
        ),
        (
            r#"title = "a", customer_identifier = customer_id("x_1")"#,
            "`customer_id` is not a valid ID: expected `c_…`",
        ),
        (
            r#"title = "a", customer_identifier = email_address("jane")"#,
            "`email_address` is not an e-mail address: it has no `@`",
        ),
        (
            r#"title = "a", customer_identifier = email("a@b.c")"#,
            "`email` is not a kind of `customer_identifier`",
        ),
        (
            r#"title = "a", email_address = "jane@acme.com""#,
            "`customer_event` has no field `email_address`",
        ),
        (
            r#"title = "a", customer_identifier = user_id("u_1")"#,
            "`user_id` is not a kind of `customer_identifier`",
        ),
        (
            r#"title = "a", customer_identifier = (customer_id("c_1"), external_id("b"))"#,
            "`customer_identifier` takes exactly one of `email_address`, `external_id` or `customer_id`",
        ),
        (
            r#"title = "a", customerIdentifier = email_address("a@b.c")"#,
            "`customer_event` has no field `customerIdentifier`",
        ),
        (
            r#"title = "a", customer_identifier = "a@b.c""#,
            "expected `email_address`, `external_id` or `customer_id` for `customer_identifier`, found a string",
        ),
        (
            r#"title = "a", thread_id = "th_1""#,
            "`customer_event` has no field `thread_id`",
        ),
        (
            r#"title = "a", title = "b", customer_identifier = customer_id("c_1")"#,
            "`title` is given twice",
        ),
        (
            r#"title = "a", customer_identifier = customer_id("c_1"), external_id = """#,
            "`external_id` is blank",
        ),
        (
            r#"title = "a", customer_identifier = customer_id("c_1"), timestamp = "now""#,
            "`timestamp` is not an ISO 8601 date: expected a four-digit year",
        ),
        (
            r#"title = "a", customer_identifier = customer_id("c_1"), timestamp = 17"#,
            "expected a date for `timestamp`, found a number",
        ),
        (
            r#"title = "a", customer_identifier = customer_id("c_1"), is_collapsed = 1"#,
            "expected `true` or `false` for `is_collapsed`, found a number",
        ),
        (
            r#"title: "a", customer_identifier = customer_id("c_1")"#,
            "expected `=` after `title`",
        ),
        (
            r#"title = "a" customer_identifier = customer_id("c_1")"#,
            "expected `,`",
        ),
        (
            r#"title = , customer_identifier = customer_id("c_1")"#,
            "expected a value after `=`",
        ),
    ] {
        assert_eq!(errors(&format!("{fields}, {rest}")), [error], "{fields}");
    }
}

#[test]
fn every_mistake_in_the_shape_of_a_call_is_one_error() {
    for source in [
        r#""a", title = "a", customer_identifier = customer_id("c_1"), components = [text("b")]"#,
        r#"[text("b")], title = "a", customer_identifier = customer_id("c_1"), components = [text("b")]"#,
    ] {
        assert_eq!(
            errors(source),
            ["expected a client or a named field"],
            "{source}"
        );
    }
    assert_eq!(
        errors(r#"title = "a", customer_identifier = customer_id("c_1"), components = []"#),
        ["`components` has no components"],
    );
    assert_eq!(
        errors_of(
            EventKind::ThreadEvent,
            r#"title = "a", customer_identifier = customer_id("c_1"), components = [text("a")]"#
        ),
        ["`thread_event` has no field `customer_identifier`"],
    );
}

#[test]
fn all_mistakes_of_a_call_are_reported() {
    assert_eq!(
        errors(
            r#"title = " ", customer_identifier = email("a"), components = [buton(), spacer(), text("a", color = Gren)]"#
        ),
        [
            "`title` is blank",
            "`email` is not a kind of `customer_identifier`",
            "`email_address` is not an e-mail address: it has no `@`",
            "unknown component `buton`",
            "missing property `size` of `spacer`",
            "`Gren` is not a value of `color`",
        ],
    );
    assert_eq!(errors("").len(), 3);
    assert_eq!(
        component_errors(r#"row([text("a")], [text("b")])"#),
        ["unexpected value without a name in `row`"; 2],
    );
}

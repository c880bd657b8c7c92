//! Errors in the lists of the macros of fragments.

use plain_schema::{COMPONENTS, Context};

use super::fragment_messages;

/// Call of a component that is valid where the component is allowed.
fn valid_call(name: &str) -> &'static str {
    match name {
        "text" => r#"text("a {b}")"#,
        "plain_text" => "plain_text(a)",
        "spacer" => "spacer(M)",
        "divider" => "divider()",
        "badge" => r#"badge("a", color = Red)"#,
        "link_button" => r#"link_button("a", "https://a.example/{b}")"#,
        "copy_button" => "copy_button(a)",
        "workflow_button" => r#"workflow_button("a", workflow_key("b"))"#,
        "date_time" => "date_time(at)",
        "user" => r#"user(user_id("u_1"))"#,
        "row" => r#"row(main_content = [text("a")], aside_content = [..b])"#,
        "container" => r#"container(content = [text("a")])"#,
        _ => panic!("`{name}` needs a valid call"),
    }
}

#[test]
fn fragment_admits_the_components_of_its_context() {
    for context in Context::FRAGMENTS {
        for component in COMPONENTS {
            let call = valid_call(component.name);
            for items in [
                call.to_owned(),
                format!("..a, {call}"),
                format!("if a {{ {call} }}"),
                format!("match a {{ 1 => {call}, _ => {{}} }}"),
                format!("for a in b {{ let c = a; {call}; }}"),
                format!("#[cfg(test)] {call}"),
            ] {
                let messages = fragment_messages(context, &items);
                if context.admits(component.kind) {
                    assert_eq!(messages, [""; 0], "{context:?}: {items}");
                    continue;
                }
                let expected = format!(
                    "`{}` is not allowed in `{}!`",
                    component.name,
                    context.macro_name()
                );
                assert_eq!(messages.len(), 1, "{items}: {messages:?}");
                assert!(messages[0].starts_with(&expected), "{messages:?}");
            }
        }
    }
}

#[test]
fn disallowed_component_is_helped_with_the_wider_macros() {
    for (context, name, help) in [
        (
            Context::Row,
            "row",
            "; for a container, write `container_content![..]`; for an event, write `components![..]`",
        ),
        (
            Context::Row,
            "container",
            " or `user`; for an event, write `components![..]`",
        ),
        (
            Context::Container,
            "container",
            " or `row`; for an event, write `components![..]`",
        ),
    ] {
        let messages = fragment_messages(context, valid_call(name));
        assert!(messages[0].ends_with(help), "{messages:?}");
    }
}

#[test]
fn lists_in_a_fragment_keep_their_own_context() {
    let nested = "container(content = [container(content = [a])])";
    let messages = fragment_messages(Context::Event, nested);
    assert!(messages[0].contains("inside `container`"), "{messages:?}");
    let row = r"row(main_content = [row(main_content = [..a], aside_content = [..b])], aside_content = [..c])";
    let messages = fragment_messages(Context::Container, row);
    assert_eq!(messages.len(), 1);
    assert!(
        messages[0].contains("close the outer `row`"),
        "{messages:?}"
    );
}

#[test]
fn every_mistake_in_a_fragment_is_one_error() {
    for (items, error) in [
        ("badge()", "missing property `label` of `badge`"),
        (r#"text(" ")"#, "`text` is blank"),
        ("button(a)", "unknown component `button`"),
        ("row_content![divider()]", "expected a component, found"),
        (
            "if a { components![divider()] }",
            "expected a component, found",
        ),
        (r#"badge("a" color = Red)"#, "expected `,`"),
        ("..", "expected an expression after `..`"),
        (
            r#"text("a"), let b = c"#,
            "`let` is not allowed directly in a list",
        ),
    ] {
        for context in Context::FRAGMENTS {
            let messages = fragment_messages(context, items);
            assert_eq!(messages.len(), 1, "{items}: {messages:?}");
            assert!(messages[0].starts_with(error), "{items}: {messages:?}");
        }
    }
    let unknown = fragment_messages(Context::Row, "frobnicate(a)");
    assert!(!unknown[0].contains("`container`"), "{unknown:?}");
}

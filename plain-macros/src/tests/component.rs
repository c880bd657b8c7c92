//! Errors of components.

use super::{component_errors, component_help};

#[test]
fn valid_components_are_accepted() {
    for component in [
        r#"text("a")"#,
        r#"text(text = "a", size = L, color = Muted)"#,
        r#"text("a {b} {c.d:>3} {self.e} {{")"#,
        "text(a.b())",
        r#"text("a", color = if a { Error } else { b })"#,
        r#"text("a", color = muted_or_not)"#,
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
fn an_invalid_value_is_one_error() {
    for (component, error) in [
        ("spacer()", "missing property `size` of `spacer`"),
        (r#"text("")"#, "`text` is blank"),
        (r#"plain_text("  ")"#, "`plain_text` is blank"),
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
            "`url` is not allowed in a link: its scheme is `javascript:`",
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
            "`container` is not allowed inside `container`",
        ),
        (
            r#"row(main_content = [container(content = [text("a")])], aside_content = [text("b")])"#,
            "`container` is not allowed inside `row`",
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
fn a_value_that_is_too_long_is_one_error() {
    let long = "x".repeat(10_001);
    let label = "x".repeat(501);
    for (component, error) in [
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
    ] {
        assert_eq!(component_errors(component), [error], "{component}");
    }
}

#[test]
fn property_after_a_value_of_the_text_is_kept() {
    for (item, code) in [
        (
            r#"badge("{x} {color}", x = 1, color = Green)"#,
            r#"badge("1 {color}", color = Green)"#,
        ),
        (
            r#"text("{n} {size} {color}", n = seats, size = L, color = Muted)"#,
            r#"text("{seats} {size} {color}", size = L, color = Muted)"#,
        ),
        (
            r#"copy_button("{a}{b} {tooltip_label}", a = x, b = y, tooltip_label = "t")"#,
            r#"copy_button("{x}{y} {tooltip_label}", tooltip_label = "t")"#,
        ),
    ] {
        let literal = code.split('"').nth(1).unwrap();
        assert_eq!(
            component_help(item),
            [format!("write `\"{literal}\"`")],
            "{item}"
        );
        assert_eq!(component_errors(code), [""; 0], "{code}");
    }
}

#[test]
fn property_given_twice_is_one_error() {
    for (item, name) in [
        (r#"text("a", text = "b")"#, "text"),
        (r#"badge("a", label = " ")"#, "label"),
        (r#"badge("a", color = Red, color = Purpel)"#, "color"),
        (
            r#"link_button("a", "https://a.example", url = "a b")"#,
            "url",
        ),
        (
            r#"user(user_id("u_1"), user_identifier = id(1))"#,
            "user_identifier",
        ),
    ] {
        assert_eq!(component_errors(item), [format!("`{name}` is given twice")]);
    }
}

#[test]
fn an_invalid_name_or_shape_is_one_error() {
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
        (r#"text("a", "b")"#, "`text` takes one text"),
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

/// Text that is being typed, with and without the comma after it.
#[test]
fn an_incomplete_component_is_one_error() {
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

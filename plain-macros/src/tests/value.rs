//! Literals in conversions, and names and literals in branches.

use super::component_errors;

/// Forms of a value that have no effect on it.
const FORMS: [&str; 22] = [
    "(V)",
    "((V))",
    "&V",
    "&&V",
    "{ V }",
    "{ let x = y; V }",
    "V.to_string()",
    "V.to_owned()",
    "V.into()",
    "String::from(V)",
    "std::string::String::from(V)",
    "std::borrow::Cow::Borrowed(V)",
    "ToString::to_string(V)",
    "&*V.to_string()",
    "V.to_string().as_str()",
    "String::from((V)).clone()",
    "(V as &str)",
    "const { V }",
    "if x { V } else { y }",
    "if x { y } else if let Some(z) = y { V } else { return }",
    "match x { Some(_) => V, _ => { y; unreachable!() } }",
    "(match x { 1 => y, _ => { if z { V } else { w } } }).to_string()",
];

#[test]
fn rules_apply_to_a_literal_in_every_form() {
    for form in FORMS {
        for (call, literal, error) in [
            ("text(V)", r#""""#, "`text` is blank"),
            ("badge(V)", r#""{""#, "unclosed `{` in a string"),
            (
                "badge(V)",
                r#""{a()}""#,
                "expected a variable or a path of fields, found `a()`",
            ),
            (
                r#"link_button("a", V)"#,
                r#""javascript:{a}""#,
                "`url` is not allowed in a link: its scheme is `javascript:`",
            ),
            (
                "user(user_id(V))",
                r#""c_1""#,
                "`user_id` is not a valid ID: expected `u_…`",
            ),
            (
                "date_time(V)",
                r#""today""#,
                "`iso8601` is not an ISO 8601 date: expected a date such as `2024-10-28`",
            ),
            (
                r#"copy_button("a", tooltip_label = V)"#,
                r#""""#,
                "`tooltip_label` is empty",
            ),
            ("spacer(V)", "Large", "`Large` is not a value of `size`"),
        ] {
            // Conversions of a name are expressions.
            let is_rust = !literal.starts_with('"')
                && (form.contains('&') || form.contains("to_") || form.contains("::"));
            if is_rust || literal == "Large" && (form.contains("const") || form.contains("into")) {
                continue;
            }
            let call = call.replace('V', &form.replace('V', literal));
            let errors = component_errors(&call);
            let [found] = errors.as_slice() else {
                panic!("{call}: {errors:?}");
            };
            let start = error.split(':').next().unwrap();
            assert!(found.starts_with(start), "{call}: {found}");
        }
    }
}

#[test]
fn valid_values_are_accepted_in_every_form() {
    for form in FORMS {
        for call in [
            "text(V)",
            "badge(label = V)",
            r#"link_button(V, "https://x.example")"#,
            r#"copy_button("a", tooltip_label = V)"#,
            "user(user_identifier = email_address(V))",
        ] {
            let literal = r#""{a}@x.example""#;
            let call = call.replace('V', &form.replace('V', literal));
            assert_eq!(component_errors(&call), [""; 0], "{call}");
        }
    }
}

#[test]
fn literal_in_another_expression_is_left_alone() {
    for value in [
        r#"f("")"#,
        r#"format!("")"#,
        r#"a.join("")"#,
        r#""".repeat(2)"#,
        r#"a[""]"#,
        r#"a.unwrap_or("")"#,
        r#"Text::from("")"#,
        r#"if a == "" { b } else { c }"#,
        r#"match "" { _ => b }"#,
        r#"{ let a = ""; b }"#,
    ] {
        assert_eq!(
            component_errors(&format!("badge({value})")),
            [""; 0],
            "{value}"
        );
    }
}

#[test]
fn names_are_checked_in_every_branch() {
    for (item, errors) in [
        (
            "badge(a, color = if b { Pink } else { Green })",
            &["`Pink` is not a value of `color`"][..],
        ),
        (
            "badge(a, color = if b { Red } else { XL })",
            &["`XL` is not a value of `color`"],
        ),
        (
            "badge(a, color = match b { 1 => Rde, 2 => { Grene } _ => None })",
            &[
                "`Rde` is not a value of `color`",
                "`Grene` is not a value of `color`",
            ],
        ),
        (
            "badge(a, color = if b { Some(Pink) } else { None })",
            &["`Pink` is not a value of `color`"],
        ),
        (
            "spacer(if a { M } else { None })",
            &["`size` is required, so it cannot be `None`"],
        ),
        (
            "spacer(match a { 1 => \"M\", _ => L })",
            &["`\"M\"` is not a value of `size`"],
        ),
        (
            "user(if a { user_id(b) } else { external_id(c) })",
            &["`external_id` is not a kind of `user_identifier`"],
        ),
        (
            "user(match a { 1 => email(\"b\"), _ => d })",
            &[
                "`email` is not a kind of `user_identifier`",
                "`email_address` is not an e-mail address: it has no `@`",
            ],
        ),
        ("badge(if a { b })", &["a branch of `label` has no value"]),
        (
            "badge(if a { \"b\" } else {})",
            &["a branch of `label` has no value"],
        ),
        (
            "badge(a, color = match b { 1 => {} _ => Red })",
            &["a branch of `color` has no value"],
        ),
    ] {
        assert_eq!(component_errors(item), errors, "{item}");
    }
}

#[test]
fn names_and_rust_are_accepted_in_branches() {
    for item in [
        "badge(a, color = { Red })",
        "badge(a, color = (Red))",
        "badge(a, color = if b { Red } else if c { return } else { d.e() })",
        "spacer(match a { B if c => M, B | C => { continue } _ => { panic!(\"d\") } })",
        "user(if let Some(a) = b { email_address(a) } else { user_id(\"u_{c}\") })",
        "date_time(if a { \"2024-10-28\" } else { b })",
    ] {
        assert_eq!(component_errors(item), [""; 0], "{item}");
    }
}

//! Rows and containers without their lists.

use crate::tests::{component_errors, component_help};

const CASES: &[(&str, &str)] = &[
    (
        r#"row(text("a"), badge("b"))"#,
        r#"row(main_content = [text("a")], aside_content = [badge("b")])"#,
    ),
    (
        r#"row([text("a"), divider()], badge("b"))"#,
        r#"row(main_content = [text("a"), divider()], aside_content = [badge("b")])"#,
    ),
    (
        r#"row(text("a"), spacer(M), [badge("b")])"#,
        r#"row(main_content = [text("a"), spacer(M)], aside_content = [badge("b")])"#,
    ),
    (
        r#"row("Plan", "Pro")"#,
        r#"row(main_content = [text("Plan")], aside_content = [text("Pro")])"#,
    ),
    (
        r"row(cells, ..self.badges()?)",
        r"row(main_content = [..cells], aside_content = [..self.badges()?])",
    ),
    (
        r#"row(if a { text("b") }, cells(a))"#,
        r#"row(main_content = [if a { text("b") }], aside_content = [..cells(a)])"#,
    ),
    (
        r#"row(text("a"))"#,
        r#"row(main_content = [text("a")], aside_content = [..])"#,
    ),
    (
        r"row(text, badge)",
        r"row(main_content = [text(..)], aside_content = [badge(..)])",
    ),
    (
        r#"row { text("a"), badge("b") }"#,
        r#"row(main_content = [text("a")], aside_content = [badge("b")])"#,
    ),
    (
        r#"container(text("a"), row(main_content = [text("b")], aside_content = [text("c")]))"#,
        r#"container(content = [text("a"), row(main_content = [text("b")], aside_content = [text("c")])])"#,
    ),
    (
        r"container(for a in b { divider() })",
        r"container(content = [for a in b { divider() }])",
    ),
    (
        r#"container { text("a"); divider() }"#,
        r#"container(content = [text("a"), divider()])"#,
    ),
    (
        r#"container { text("a") }"#,
        r#"container(content = [text("a")])"#,
    ),
];

#[test]
fn components_without_lists_are_one_error() {
    for (item, code) in CASES {
        assert_eq!(component_help(item), [format!("write `{code}`")], "{item}");
    }
}

#[test]
fn mistakes_in_components_without_lists_are_reported() {
    for (item, errors) in [
        (
            r#"row(text(" "), badge("b", color = Purple))"#,
            &[
                "unexpected values without names in `row`",
                "`text` is blank",
                "`Purple` is not a value of `color`",
            ][..],
        ),
        (
            r#"container(container(content = [text("a")]))"#,
            &[
                "unexpected value without a name in `container`",
                "`container` is not allowed inside `container`",
            ],
        ),
        (
            r#"container { spacer(); badge("") }"#,
            &[
                "unexpected braces after `container`",
                "missing property `size` of `spacer`",
                "`label` is empty",
            ],
        ),
    ] {
        assert_eq!(component_errors(item), errors, "{item}");
    }
}

#[test]
fn lists_with_names_are_left_alone() {
    for item in [
        r#"row(main_content = [text("a")], aside_content = [..cells])"#,
        r"container(content = [..a::b()])",
    ] {
        assert_eq!(component_errors(item), [""; 0], "{item}");
    }
}

#[test]
fn value_for_the_only_list_without_one_is_helped() {
    assert_eq!(
        component_help(r#"row(main_content = [text("a")], badge("b"))"#),
        [r#"write `aside_content = [badge("b")]`"#],
    );
}

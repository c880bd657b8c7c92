//! Texts that are built as in another language, and values of enums in an expression around them.

use super::{assert_helped, call_messages, component_messages};
use crate::tests::component_errors;

#[test]
fn operators_that_join_texts_are_helped() {
    assert_helped(
        &[
            (r#"text("a" ++ b)"#, r#""a{b}"`"#),
            (r#"text("a" . b)"#, r#""a{b}"`"#),
            (r#"text("a" . b . "c")"#, r#""a{b}c"`"#),
            (r#"text(a . "b" . c.d)"#, r#""{a}b{c.d}"`"#),
            (r#"text("a" <> b)"#, r#""a{b}"`"#),
            (r#"text(a ~ "b" ~ c)"#, r#""{a}b{c}"`"#),
            (r#"text("a" .. b)"#, r#""a{b}"`"#),
            (r#"text("a" ... b)"#, r#""a{b}"`"#),
            (r#"text("a" | b)"#, r#""a{b}"`"#),
            (r#"text(a & "b")"#, r#""{a}b"`"#),
            (r#"text("a" & b & "c")"#, r#""a{b}c"`"#),
            (r#"text("a {b}" + c)"#, r#""a {b}{c}"`"#),
            (
                r#"text("a" + b.c() + "d")"#,
                r#"`let value = b.c();` before, and `text = "a{value}d"`"#,
            ),
            (r#"text("-" * 3)"#, r#"`text = "-".repeat(3)`"#),
            (r#"badge("a" ++ b, color = Green)"#, r#""a{b}"`"#),
            (r#""a" ++ b"#, r#"`text("a{b}")`"#),
            (r#""a" + b"#, r#"`text("a{b}")`"#),
            (r#""a" . b . "c""#, r#"`text("a{b}c")`"#),
        ],
        component_messages,
    );
}

#[test]
fn functions_that_format_texts_are_helped() {
    assert_helped(
        &[
            (r#"text("%s" % a)"#, r#""{a}"`"#),
            (r#"text("a %s b %d" % (c, d.e))"#, r#""a {c} b {d.e}"`"#),
            (r#"text("{} of {}".format(a, b))"#, r#""{a} of {b}"`"#),
            (r#"text("{1}{0}".format(a, b))"#, r#""{b}{a}"`"#),
            (r#"text("{a}".format(a = b.c))"#, r#""{b.c}"`"#),
            (r#"text("a %s".formatted(b))"#, r#""a {b}"`"#),
            (r#"text(String.format("a %s", b))"#, r#""a {b}"`"#),
            (r#"text(fmt.Sprintf("%s: %d", a, b))"#, r#""{a}: {b}"`"#),
            (r#"text(sprintf("a %s", b))"#, r#""a {b}"`"#),
            (r#""%s" % a"#, r#"`text("{a}")`"#),
            (r#""{}".format(a)"#, r#"`text("{a}")`"#),
        ],
        component_messages,
    );
    let with_id = |id: &str| {
        call_messages(&format!(
            r#"title = "a", customer_identifier = external_id({id}), components = [text("b")]"#
        ))
    };
    assert_helped(
        &[
            (r#""a-" . b"#, r#""a-{b}"`"#),
            (r#""a-%s" % b"#, r#""a-{b}"`"#),
            (r#""a-{}".format(b)"#, r#""a-{b}"`"#),
        ],
        with_id,
    );
}

#[test]
fn expressions_around_a_value_of_an_enum_are_helped() {
    let with_color = |color: &str| component_messages(&format!(r#"badge("a", color = {color})"#));
    let code = "`color = Red`";
    assert_helped(
        &[
            ("Red()", code),
            ("Red(1)", code),
            ("Red {}", code),
            ("Red!", code),
            ("Red!()", code),
            ("Red?", code),
            ("Red[0]", code),
            ("&Red", code),
            ("*Red", code),
            ("Some(&Red)", code),
            ("Box::new(Red)", code),
            ("Red.clone()", code),
            ("Red.into()", code),
            ("Red as Color", code),
            ("Red | Green", code),
            ("Red + Green", code),
            ("Red or Green", code),
            ("Red...Green", code),
            ("[Red]", code),
            ("Color.Red", code),
        ],
        with_color,
    );
    assert_helped(
        &[
            ("spacer(M())", "`size = M`"),
            ("spacer([M])", "`size = M`"),
            (r#"text(["a"])"#, r#"`text = "a"`"#),
            (r#"text("a", size = S | L)"#, "`size = S`"),
        ],
        component_messages,
    );
}

#[test]
fn expressions_of_the_user_are_left_alone() {
    for item in [
        "text(a.format(b))",
        r#"text(a.format("%s"))"#,
        "text(format(a))",
        r#"text(sprintf("a", b))"#,
        r#"text(a + "b")"#,
        "text(a | b)",
        "text(a.b.c)",
        r#"text(f("a" == b))"#,
        r#"badge("a", color = f(Red))"#,
        r#"badge("a", color = colors[0])"#,
        r#"badge("a", color = a.b(c))"#,
        r#"badge("a", color = Some(Red))"#,
    ] {
        assert_eq!(component_errors(item), [""; 0], "{item}");
    }
}

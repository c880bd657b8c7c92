//! Conditions, loops, patterns and blocks of other languages.

use super::{assert_helped, component_messages};
use crate::tests::component_errors;

#[test]
fn operators_of_other_languages_in_conditions_are_helped() {
    assert_helped(
        &[
            (r#"if a is b { text("c") }"#, "`a == b`"),
            (r#"if a is not b { text("c") }"#, "`a != b`"),
            (r#"if a <> b { text("c") }"#, "`a != b`"),
            (r#"if a === b { text("c") }"#, "`a == b`"),
            (r#"if a !== b { text("c") }"#, "`a != b`"),
            (r#"if a eq b { text("c") }"#, "`a == b`"),
            (r#"if a.len() gt 3 { text("c") }"#, "`a.len() > 3`"),
            (r#"if a in b { text("c") }"#, "`b.contains(&a)`"),
            (
                r#"if a not in b.c() { text("d") }"#,
                "`!b.c().contains(&a)`",
            ),
            (r#"if a in 1..5 { text("c") }"#, "`(1..5).contains(&a)`"),
            (r#"if a is None { text("c") }"#, "`a.is_none()`"),
            (r#"if a is not nil { text("c") }"#, "`a.is_some()`"),
            (r#"if a == null { text("c") }"#, "`a.is_none()`"),
            (r#"if a.b !== undefined { text("c") }"#, "`a.b.is_some()`"),
            (r#"if a != null && b { text("c") }"#, "`a.is_some() && b`"),
            (r#"if a is Some(b) { text("c") }"#, "`let Some(b) = a`"),
            (
                r#"if a is Plan::Pro { text("c") }"#,
                "`matches!(a, Plan::Pro)`",
            ),
            (r#"if a instanceof Pro { text("c") }"#, "`matches!(a, Pro)`"),
            (r#"if a and b or c { text("d") }"#, "`a && b || c`"),
            (r#"if not a { text("c") }"#, "`!a`"),
            (r#"if not a.b() and c { text("d") }"#, "`!a.b() && c`"),
            (r#"if not a == b { text("c") }"#, "`!(a == b)`"),
            (r#"if a = b { text("c") }"#, "`a == b`"),
            (r#"text(if a is b { "c" } else { "d" })"#, "`a == b`"),
            (
                r#"badge("a", color = if b not in c { Red } else { Blue })"#,
                "`!c.contains(&b)`",
            ),
        ],
        component_messages,
    );
}

#[test]
fn branches_without_braces_are_helped() {
    let code = r#"`if a { text("b") } else { text("c") }`"#;
    assert_helped(
        &[
            (r#"if a text("b") else text("c")"#, code),
            (r#"if a { text("b") } else text("c")"#, code),
            (r#"if a text("b") else { text("c") }"#, code),
            (r#"if a: text("b") else: text("c")"#, code),
            (r#"if a then text("b") else text("c")"#, code),
            (r#"if (a) text("b"); else text("c")"#, "remove it"),
            (
                r#"if a.b() text("c") else if d text("e") else text("f")"#,
                r#"`if a.b() { text("c") } else { if d { text("e") } else { text("f") } }`"#,
            ),
            (
                r#"text(if a "b" else "c")"#,
                r#"`if a { "b" } else { "c" }`"#,
            ),
            (
                r#"text(if a { "b" } else "c")"#,
                r#"`if a { "b" } else { "c" }`"#,
            ),
            (
                r#"text(if a then "b" else "c")"#,
                r#"`if a { "b" } else { "c" }`"#,
            ),
            (
                r#"text(if a is b: "c" else: "d")"#,
                r#"`if a == b { "c" } else { "d" }`"#,
            ),
            (
                r#"for a in b text("{a}")"#,
                r#"`for a in b { text("{a}") }`"#,
            ),
            (
                r#"for a of b: text("{a}")"#,
                r#"`for a in b { text("{a}") }`"#,
            ),
        ],
        component_messages,
    );
}

#[test]
fn words_around_a_block_are_helped() {
    assert_helped(
        &[
            (
                r#"if a { text("b") } otherwise { text("c") }"#,
                "`else { .. }`",
            ),
            (
                r#"if a { text("b") } elsewise if c { text("d") }"#,
                "`else if c { .. }`",
            ),
            (
                r#"if a { text("b") } elif c is d { text("e") }"#,
                "`else if c == d { .. }`",
            ),
            (r#"if a { text("b") }, else { text("c") }"#, "remove it"),
            (r#"if a { text("b") }; else { text("c") }"#, "remove it"),
            (r#"text("a"), otherwise { text("b") }"#, "`else { .. }`"),
            ("text(\"a\"), otherwise {}", "`else { .. }`"),
            (r#"async { text("a") }"#, r#"`text("a")`"#),
            (
                r#"async move { text("a"); badge("b") }"#,
                r#"`text("a"), badge("b")`"#,
            ),
            (r#"unsafe { text("a") }"#, r#"`text("a")`"#),
            (r#"try { text("a") }"#, r#"`text("a")`"#),
            (r#"do { text("a") }"#, r#"`text("a")`"#),
            (r#"when a { text("b") }"#, r#"`if a { text("b") }`"#),
            (r#"with a.b() { text("c") }"#, r#"`if a.b() { text("c") }`"#),
        ],
        component_messages,
    );
}

#[test]
fn loops_of_other_languages_are_helped() {
    assert_helped(
        &[
            (r#"for a <- b { text("{a}") }"#, "`for a in b { .. }`"),
            (r#"for a = b { text("{a}") }"#, "`for a in b { .. }`"),
            (
                r#"for a : b.c() { text("{a}") }"#,
                "`for a in b.c() { .. }`",
            ),
            (r#"for (auto a : b) { text("{a}") }"#, "`for a in b { .. }`"),
            (r#"for a := range b { text("{a}") }"#, "`for a in b { .. }`"),
            (
                r#"for _, a := range b { text("{a}") }"#,
                "`for a in b { .. }`",
            ),
            (
                r#"for i, a := range b { text("{a}") }"#,
                "`for (i, a) in b.iter().enumerate() { .. }`",
            ),
            (
                r#"for a, b in c { text("{a}") }"#,
                "`for (a, b) in c { .. }`",
            ),
            (
                r#"for (let i = 0; i < 3; i++) { text("{i}") }"#,
                "`for i in 0..3 { .. }`",
            ),
            (
                r#"for i := 0; i <= n; i++ { text("{i}") }"#,
                "`for i in 0..=n { .. }`",
            ),
            (r#"for i in 0...3 { text("{i}") }"#, "`0..3`"),
            (r#"for i in 0 until n { text("{i}") }"#, "`0..n`"),
            (r#"for a: u8 in b { text("{a}") }"#, "`for a in b { .. }`"),
            (r#"for each a in b { text("{a}") }"#, "`for a in b { .. }`"),
            (
                r#"foreach ($a as $b) { text("{b}") }"#,
                "`for b in a { .. }`",
            ),
            (
                r#"foreach ($a as $b => $c) { text("{c}") }"#,
                "`for (b, c) in a { .. }`",
            ),
            (r#"each a as b { text("{b}") }"#, "`for b in a { .. }`"),
        ],
        component_messages,
    );
}

#[test]
fn patterns_of_other_languages_are_helped() {
    let with_pattern = |pattern: &str| {
        component_messages(&format!(
            r#"match a {{ {pattern} => text("b"), _ => {{}} }}"#
        ))
    };
    assert_helped(
        &[
            ("case 1", "`1 => ..`"),
            ("when Some(b)", "`Some(b) => ..`"),
            ("1, 2", "`1 | 2 => ..`"),
            ("1 or 2", "`1 | 2 => ..`"),
            ("1 || 2", "`1 | 2 => ..`"),
            ("else", "`_ => ..`"),
            ("> 1", "`value if value > 1 => ..`"),
            ("in 1...5", "`1..=5 => ..`"),
            ("b.c", "`value if value == b.c => ..`"),
            ("1 + 2", "`value if value == 1 + 2 => ..`"),
            ("Some(b) where b > 1", "`Some(b) if b > 1 => ..`"),
            ("b when b is c", "`b if b == c => ..`"),
            ("Some(b) unless b > 1", "`Some(b) if !(b > 1) => ..`"),
            ("1 |", "`1 => ..`"),
            (r#""b" => text("b"),, "c""#, "remove it"),
            ("a b c", "such as `Some(name)`"),
        ],
        with_pattern,
    );
    assert_helped(
        &[
            (
                r#"match a { 1: text("b"), _: text("c") }"#,
                r#"`1 => text("b")`"#,
            ),
            (
                r#"match a { 1 -> text("b"), _ => text("c") }"#,
                r#"`1 => text("b")`"#,
            ),
            (
                r#"match a { case 1: text("b"), default: text("c") }"#,
                r#"`1 => text("b")`"#,
            ),
            (
                r#"match a { 1 => text("b"), default: text("c") }"#,
                r#"`_ => text("c")`"#,
            ),
        ],
        component_messages,
    );
}

#[test]
fn control_flow_of_rust_is_left_alone() {
    for item in [
        r#"if a.is(b) && is { text("c") }"#,
        r#"if let Some(is) = a.b { text("c") } else if a == b { text("d") } else { divider() }"#,
        r#"if matches!(a, B | C) || a != b { text("c") }"#,
        r#"if { a == b } { text("c") }"#,
        r#"if a.iter().any(|b| *b == c) { text("d") }"#,
        r#"for A { b: c, d } in e { text("{c}") }"#,
        r#"for &a in &b { text("{a}") }"#,
        r#"for (a, [b, ..]) in c.iter().zip(d) { text("{a}") }"#,
        r#"for a in b..=c { text("{a}") }"#,
        r#"'a: for a::B(b) in c { if b { break 'a } text("d") }"#,
        r#"match a { b @ 1..=5 if b == c => text("d"), A::B { c, .. } | A::D(c) => text("{c}"), _ => {} }"#,
        r#"match a { "b" | "c" => text("d"), d if let Some(e) = d => text("{e}"), _ => {} }"#,
    ] {
        assert_eq!(component_errors(item), [""; 0], "{item}");
    }
}

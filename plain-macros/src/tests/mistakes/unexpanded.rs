//! Literals with captures that are only a part of a value.

use super::{assert_helped, call_messages, component_messages, derive_messages};

#[test]
fn captures_in_a_part_of_a_text_are_reported() {
    assert_helped(
        &[
            (r#"badge("a {b}".trim())"#, r#"`format!("a {b}")`"#),
            (r#"badge("a {b}".trim().to_uppercase())"#, "format!"),
            (r#"badge("a {b}".repeat(2))"#, "format!"),
            (r#"badge("a {b}".parse::<String>()?)"#, "format!"),
            (r#"badge("a {b}".replace("a", c))"#, "format!"),
            (r#"badge(a.replace("b", "{c}"))"#, r#"format!("{c}")"#),
            (r#"badge(&"a {b}".to_string()[..2])"#, r#"format!("a {b}")"#),
            (
                r#"badge("a {b.c:>4} {{d}}".trim())"#,
                r#"`format!("a {:>4} {{d}}", b.c)`"#,
            ),
            (r#"badge(("a {b}",).0)"#, "format!"),
            (r#"badge(["a {b}"; 2][0])"#, "format!"),
            (r#"badge(["a", "b {c}"].concat())"#, r#"format!("b {c}")"#),
            (r#"badge(vec!["a {b}"].join(""))"#, "format!"),
            (r#"badge(["a"].join("{b}"))"#, r#"format!("{b}")"#),
            (r#"badge((|| "a {b}")())"#, "format!"),
            (r#"badge((|| { if c { return "a {b}"; } d })())"#, "format!"),
            (r#"badge((|c| "a {c}")(1))"#, "format!"),
            (r#"badge(std::convert::identity("a {b}"))"#, "format!"),
            (r#"badge(std::hint::black_box(&"a {b}"))"#, "format!"),
            (r#"badge(identity("a {b}"))"#, "format!"),
            (r#"badge(String::from_str("a {b}")?)"#, "format!"),
            (r#"badge(Box::new("a {b}"))"#, "format!"),
            (r#"badge(Some("a {b}").unwrap())"#, "format!"),
            (r#"badge(Some("a").unwrap_or("c {b}"))"#, "format!"),
            (r#"badge(plan.unwrap_or("none {b}"))"#, "format!"),
            (
                r#"badge(plan.map_or("none".into(), |it| "a {it}".to_owned()))"#,
                r#"format!("a {it}")"#,
            ),
            (r#"badge(paid.then(|| "a {b}"))"#, "format!"),
            (r#"badge(concat!("a{", "b}"))"#, r#"format!("a{b}")"#),
            (r#"badge(dbg!("a {b}"))"#, "format!"),
            (
                r#"badge(format!("{}: {c}", "a {b}"))"#,
                r#"format!("a {b}")"#,
            ),
            (r#"badge(format_args!("{d}", d = "a {b}"))"#, "format!"),
            (r#"badge(name + "a {b}")"#, "format!"),
            (r#"badge(async { "a {b}" }.await)"#, "format!"),
            (r#"badge(if a { "x {b}" } else { "y" }.trim())"#, "format!"),
            (r#"text(Markdown("**a** {b}"))"#, "the whole value"),
            (
                r#"copy_button("a", tooltip_label = Some("a {b}".trim()))"#,
                "format!",
            ),
            (
                r#"user(UserIdentifier::UserId("u_{b}".into()))"#,
                r#"format!("u_{b}")"#,
            ),
            (
                r#"link_button("a", "https://a.example/{b}".trim_end())"#,
                "format!",
            ),
        ],
        component_messages,
    );
}

#[test]
fn captures_in_values_of_break_are_reported() {
    assert_helped(
        &[
            (r#"badge(loop { break "a {b}" })"#, r#"format!("a {b}")"#),
            (r#"badge('l: loop { break 'l "a {b}"; })"#, "format!"),
            (
                r#"badge('l: { if c { break 'l "a {b}"; } d })"#,
                r#"format!("a {b}")"#,
            ),
            (r#"badge('l: { c; "a {b}" })"#, "format!"),
            (
                r#"badge('l: { for c in d { match c { 1 => break 'l "a {b}", _ => continue } } e })"#,
                "format!",
            ),
            (
                r#"badge(loop { let c = loop { break "x {y}" }; if c == d { break "a {b}" } })"#,
                r#"format!("a {b}")"#,
            ),
            (
                r#"badge(if c { d } else { loop { break ("a {b}") } })"#,
                "format!",
            ),
        ],
        component_messages,
    );
}

#[test]
fn literals_that_are_not_sent_are_left_alone() {
    for component in [
        r#"badge(translate("a {b}"))"#,
        r#"badge(words::of("a {b}").trim())"#,
        r#"badge(format!("a {b}"))"#,
        r#"badge(format_args!("a {b}"))"#,
        r#"badge(t!("a {b}"))"#,
        r#"badge("a {b}".replace("{b}", c))"#,
        r#"badge(map.get("a {b}").unwrap_or(d))"#,
        r#"badge(a.replace("{b}", c))"#,
        r#"badge("a}".trim())"#,
        r#"badge("{".repeat(3))"#,
        r#"badge(loop { if c == "{d}" { break e } })"#,
        r#"badge(loop { let c = loop { break "{d}" }; break 1 })"#,
        r#"badge('l: { if c == "{d}" { break 'l e; } f })"#,
        r#"badge((|| { loop { break "{a}" }; b })())"#,
        r#"badge(a.split_once("{b}"))"#,
        r#"badge(["a {b}", "c"].len() as u8 == 2)"#,
    ] {
        assert_eq!(component_messages(component), [""; 0], "{component}");
    }
}

#[test]
fn captures_in_a_part_of_a_field_are_reported() {
    assert_helped(
        &[
            (
                r#"title = "a {b}".trim(), customer_identifier = external_id("a"), components = [divider()]"#,
                r#"`format!("a {b}")`"#,
            ),
            (
                r#"title = "a", customer_identifier = CustomerIdentifier::external_id("a-{b}"), components = [divider()]"#,
                r#"`format!("a-{b}")`"#,
            ),
            (
                r#"title = "a", customer_identifier = external_id(std::mem::take(&mut "a-{b}")), components = [divider()]"#,
                r#"`format!("a-{b}")`"#,
            ),
        ],
        call_messages,
    );
    assert_helped(
        &[(
            r#"#[customer_event(title = "a", customer_identifier = external_id("a"), external_id = "a-{id}".to_lowercase(), components = [divider()])] struct Paid { id: u32 }"#,
            r#"`format!("a-{id}")`"#,
        )],
        derive_messages,
    );
}

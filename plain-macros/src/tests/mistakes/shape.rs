//! Values outside the parentheses of their component, too many or unknown names, and pairs in place of
//! thread fields.

use plain_schema::EntityKind;

use super::{assert_helped, call_messages, component_messages, derive_messages};
use crate::tests::{component_errors, messages_of};

#[test]
fn properties_outside_the_parentheses_are_helped() {
    assert_helped(
        &[
            (
                r#"text("a") color = Green"#,
                r#"`text("a", color = Green)`"#,
            ),
            (
                r#"text("a") color: Muted size: L"#,
                r#"`text("a", size = L, color = Muted)`"#,
            ),
            (
                r#"divider(), badge("b", color = Red) label: "c""#,
                r#"`badge("c", color = Red)`"#,
            ),
            (
                r#"if a { text("b") color = Muted }"#,
                r#"`text("b", color = Muted)`"#,
            ),
            (r#"text: "a" color: Muted"#, r#"`text("a", color = Muted)`"#),
            (
                r#"text: "a", color: Muted, size: L"#,
                r#"`text("a", size = L, color = Muted)`"#,
            ),
            (
                "divider(), badge: a.b, color: Green",
                "`badge(a.b, color = Green)`",
            ),
            (
                r#"{ text: "a" color: "MUTED" }"#,
                r#"`text("a", color = Muted)`"#,
            ),
            (r#"text(text: "a" color: Muted)"#, "`text = .., color = ..`"),
            (r#"text("a").."#, r#"`text("a")`"#),
            (r#"text("a").., badge("b")"#, r#"`text("a")`"#),
            (r#"text("a")..., badge("b")"#, r#"`text("a")`"#),
            ("divider!", "`divider()`"),
            ("text!", "`text(..)`"),
            ("spacer?", "`spacer(..)`"),
        ],
        component_messages,
    );
}

#[test]
fn number_of_values_is_helped() {
    assert_helped(
        &[
            (r#"text("a", "b")"#, r#"`text("a"), text("b")`"#),
            (
                r#"text("a", "b", "c")"#,
                r#"`text("a"), text("b"), text("c")`"#,
            ),
            (
                r#"badge("a", "b", color = Green)"#,
                r#"`badge("a"), badge("b")`"#,
            ),
            ("text(())", r#"`text = ".."`"#),
            ("badge((), color = Green)", r#"`label = ".."`"#),
            ("spacer(())", "`size = "),
            ("map(a, |b| text(b))", "`for b in a { text(b) }`"),
            ("map(lambda a: text(a), b)", "`for a in b { text(a) }`"),
            ("map(lambda a: text(a))", "`for a in items { text(a) }`"),
            ("a.map(lambda b: text(b))", "`for b in a { text(b) }`"),
        ],
        component_messages,
    );
}

#[test]
fn several_unknown_names_are_one_error() {
    assert_helped(
        &[
            (
                r#"name = "a", about = "b""#,
                "`title = .., components = .., customer_identifier = ..`",
            ),
            (
                r#"foo = "a", bar = "b""#,
                "`title = .., customer_identifier = .., components = ..`",
            ),
            (
                r#"foo = "a", customer_identifier = external_id("b"), body = [text("c")]"#,
                "`title = .., components = ..`",
            ),
            (
                r#"title = "a", customer_identifier = external_id("b"), components = [text("c")], foo = 1, uuid = 2"#,
                "`external_id = ..`; expected `title`",
            ),
            (
                r#"title = "a", customer_identifier = external_id("b"), components = [link_button(href = "c", name = "d")]"#,
                "`label = .., url = ..`",
            ),
        ],
        call_messages,
    );
    assert_helped(
        &[
            (
                r#"#[customer_event(name = "a", about = "b")] struct P;"#,
                "`title = .., components = .., customer_identifier = ..`",
            ),
            (
                r#"#[customer_event(foo = "a", bar = "b", baz = [text("a")])] struct P;"#,
                "`title = .., customer_identifier = .., components = ..`",
            ),
        ],
        derive_messages,
    );
}

#[test]
fn pairs_in_place_of_thread_fields_are_helped() {
    let with_field = |field: &str| {
        messages_of(
            EntityKind::Thread,
            &format!(r#"customer_identifier = external_id("a"), thread_fields = [{field}]"#),
        )
    };
    let code = r#"`string_field("plan", "pro")`"#;
    assert_helped(
        &[
            (r#"{ key: "plan", value: "pro" }"#, code),
            (r#"{ key: "plan" value: "pro" }"#, code),
            (r#"{ "key": "plan", "value": "pro" }"#, code),
            (r#"{ plan: "pro" }"#, code),
            (r#"{ "plan": "pro" }"#, code),
            (r#"("plan", "pro")"#, code),
            (r#"["plan", "pro"]"#, code),
            (r#""plan" => "pro""#, code),
            (r#""plan": "pro""#, code),
            (r#"plan: "pro""#, code),
            (r#"plan = "pro""#, code),
            (r#"key = "plan", value = "pro""#, code),
            ("{ key, value }", "`string_field(key, value)`"),
            (
                r#"{ key: "seats", value: 3 }"#,
                r#"`number_field("seats", 3)`"#,
            ),
            (
                r#"{ key: "admin", value: true }"#,
                r#"`bool_field("admin", true)`"#,
            ),
            (
                r#"{ key: "plan", type: "ENUM", value: plan }"#,
                r#"`enum_field("plan", plan)`"#,
            ),
        ],
        with_field,
    );
    for field in [
        r#"if a { b = c; string_field("d", b) }"#,
        r#"{ let key = "a"; string_field(key, "b") }"#,
        r#"string_field("a", "b"), if c { ..d }"#,
    ] {
        assert_eq!(with_field(field), [""; 0], "{field}");
    }
}

#[test]
fn cards_of_a_response_are_helped() {
    let messages = |source: &str| messages_of(EntityKind::CustomerCard, source);
    let code = r#"`components = [text("b")], time_to_live_seconds = 60`"#;
    assert_helped(
        &[
            (
                r#"cards: [{ key: "a", components: [text("b")], timeToLiveSeconds: 60 }]"#,
                code,
            ),
            (
                r#"cards = [{ key: "a", components: [text("b")], time_to_live_seconds: 60 }]"#,
                code,
            ),
            (
                r#"[{ "key": "a", "components": [text("b")], "timeToLiveSeconds": 60 }]"#,
                code,
            ),
        ],
        messages,
    );
}

#[test]
fn items_beside_a_component_are_left_alone() {
    for item in [
        r#"text("a"), ..b, text("c", color = Muted)"#,
        r#"{ title = a; label = b.c(); text("{title}{label}") }"#,
        r#"if a { color = b; text("c", color = color) }"#,
        r#"match a { b => text("c", size = S), _ => {} }"#,
    ] {
        assert_eq!(component_errors(item), [""; 0], "{item}");
    }
}

#[test]
fn elements_of_other_languages_are_helped() {
    assert_helped(
        &[
            (
                r#"{{#if a}} text("b") {{/if}}"#,
                "as in Rust: `if condition",
            ),
            (r#"{#each a as b} text("c") {/each}"#, "as in Rust"),
            (r#"{% if a %} text("b") {% endif %}"#, "as in Rust"),
            (r#"text.muted { "a" }"#, r#"`text("a")`"#),
            (r#"badge."green" { "a" }"#, r#"`badge("a")`"#),
            (r#"VStack { text("a") }"#, r#"`text("a")`"#),
            (r#"Text("a").foregroundColor(.red)"#, r#"`text("a")`"#),
            (
                r#"text "a", color = Muted"#,
                r#"`text("a", color = Muted)`"#,
            ),
            ("[text(a) for a in b]", "`for a in b { text(a) }`"),
            (
                r#"for a in b if c { text("d") }"#,
                "`for a in b { if c { .. } }`",
            ),
            (
                r#"for a in b where a is c { text("d") }"#,
                "`for a in b { if a == c { .. } }`",
            ),
            ("a.map { |b| text(b) }", "`for b in a { text(b) }`"),
            ("a.map { b -> text(b) }", "`for b in a { text(b) }`"),
            (
                "a.forEach(function(b) { text(b) })",
                "`for b in a { text(b) }`",
            ),
            (r#"if a then text("b") end"#, r#"`if a { text("b") }`"#),
            (r#"if a => text("b")"#, r#"`if a { text("b") }`"#),
            (r#"a = text("b")"#, r#"`text("b")`"#),
            ("#[derive(Debug)] struct A;", "`struct A;` before the call"),
            (r#"return text("a");"#, r#"`text("a")`"#),
            ("return", "remove it"),
            ("_", "remove it"),
        ],
        component_messages,
    );
}

#[test]
fn values_of_other_languages_are_helped() {
    assert_helped(
        &[
            ("text(a!)", "`a`"),
            ("text(a.b!!)", "`a.b`"),
            ("text(mut a)", "`a`"),
            ("text(ref a)", "`a`"),
            ("text(<b>a</b>)", r#"`"a"`"#),
            ("text(..a)", r#"`text = ".."`"#),
            (r#"text("a"?)"#, r#"`text = "a"`"#),
            (r#"text("a".await)"#, r#"`text = "a"`"#),
            (r#"text(c"a")"#, r#"`text = "a"`"#),
            (r#"text(println!("a"))"#, r#"`text = "a"`"#),
            ("text(a as String)", "`text = a`"),
            (r#"text("a", color = TextColor::MUTED)"#, "`color = Muted`"),
            (r#"text("a", size = XXL)"#, "`S`, `M` or `L`"),
            (
                r#"link_button(["a", "https://b.example"])"#,
                r#"`link_button("a", "https://b.example")`"#,
            ),
            (
                r#"row(main_content([text("a")]), aside_content([text("b")]))"#,
                r#"`main_content = [text("a")], aside_content = [text("b")]`"#,
            ),
        ],
        component_messages,
    );
    let with_customer = |identifier: &str| {
        call_messages(&format!(
            r#"title = "a", customer_identifier = {identifier}, components = [text("b")]"#
        ))
    };
    assert_helped(
        &[
            (
                r#"external_id("a") | email_address(b)"#,
                "customer_identifier = ",
            ),
            (
                r#"CustomerIdentifier::ExternalId("a")"#,
                r#"`customer_identifier = external_id("a")`"#,
            ),
        ],
        with_customer,
    );
    assert_helped(
        &[(
            "client, title, customer_identifier, components",
            "`title = title, customer_identifier = customer_identifier, components = components`",
        )],
        call_messages,
    );
}

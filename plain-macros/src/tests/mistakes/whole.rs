//! Mistakes in all fields of a call or a derive at once, which have one error.

use plain_schema::EntityKind;

use super::{assert_helped, call_messages, derive_messages, derive_messages_of};

/// Fields of an event, without mistakes.
const FIELDS: &str =
    r#"title = "a", customer_identifier = external_id("b"), components = [text("c")]"#;

fn with_fields(source: &str) -> Vec<String> {
    call_messages(&source.replace("FIELDS", FIELDS))
}

#[test]
fn brackets_around_the_fields_of_a_call_are_helped() {
    let code = r#"title = "a", customer_identifier = external_id("b"), components = [text("c")]"#;
    assert_helped(
        &[
            ("(FIELDS)", code),
            ("[FIELDS]", code),
            ("{ FIELDS }", code),
            ("({ FIELDS })", code),
            ("[{ FIELDS }]", code),
            ("(FIELDS,)", code),
            ("client, (FIELDS)", code),
            ("&client, [FIELDS]", code),
            ("input = { FIELDS }", code),
            ("input: { FIELDS }", code),
            ("data = { FIELDS }", code),
            ("client, variables: { FIELDS }", code),
            ("customer_event!(FIELDS)", code),
            ("client, event! { FIELDS }", code),
            (r#"input: { title: "a" }"#, r#"title = "a""#),
            (
                r#"event: { "title": "a", "customerIdentifier": { "emailAddress": "j@a.com" } }"#,
                r#"customer_identifier = email_address("j@a.com")"#,
            ),
        ],
        with_fields,
    );
}

#[test]
fn one_mistake_in_all_names_is_one_error() {
    let all = "`title = .., customer_identifier = .., components = ..`";
    assert_helped(
        &[
            (
                r#"title: "a", customer_identifier: external_id("b"), components: [text("c")]"#,
                all,
            ),
            (
                r#"title => "a", customer_identifier => external_id("b"), components => [text("c")]"#,
                all,
            ),
            (
                r#"title -> "a", customer_identifier: external_id("b"), components := [text("c")]"#,
                all,
            ),
            (
                r#"TITLE = "a", CUSTOMER_IDENTIFIER = external_id("b"), COMPONENTS = [text("c")]"#,
                all,
            ),
            (
                r#"Title = "a", CustomerIdentifier = external_id("b"), Components = [text("c")]"#,
                all,
            ),
            (
                r#"title = "a", customerIdentifier = external_id("b"), components = [text("c")], externalId = "d""#,
                "`customer_identifier = .., external_id = ..`",
            ),
            (r#"FIELDS, title = "b""#, "remove one of them"),
            (
                r#"FIELDS, title = "b", components = [divider()]"#,
                "remove one of each",
            ),
            (
                r#"pub title = "a", customer_identifier = external_id("b"), components = [text("c")]"#,
                r#"`title = "a"`"#,
            ),
            (
                r#"title = "a", pub customer_identifier = external_id("b"), components = [text("c")]"#,
                "`customer_identifier = external_id(\"b\")`",
            ),
            (
                r#"static title = "a", customer_identifier = external_id("b"), components = [text("c")]"#,
                r#"`title = "a"`"#,
            ),
            ("#![allow(unused)] FIELDS", "remove it"),
            ("#[allow(unused)] FIELDS", "remove it"),
        ],
        with_fields,
    );
}

#[test]
fn words_of_other_apis_for_fields_are_helped() {
    assert_helped(
        &[
            (
                r#"name = "a", customer_identifier = external_id("b"), components = [text("c")]"#,
                "`title`",
            ),
            (
                r#"subject = "a", customer_identifier = external_id("b"), components = [text("c")]"#,
                "`title`",
            ),
            (
                r#"title = "a", email = "j@a.com", components = [text("c")]"#,
                r#"`customer_identifier = email_address("j@a.com")`"#,
            ),
            (
                r#"title = "a", user = "u_1", components = [text("c")]"#,
                "`customer_identifier = ",
            ),
            (
                r#"title = "a", customer_identifier = external_id("b"), body = [text("c")]"#,
                "`components`",
            ),
            (
                r#"title = "a", customer_identifier = external_id("b"), content = "c""#,
                "`components`",
            ),
            (r#"FIELDS, idempotency_key = "k""#, "`external_id`"),
            (r#"FIELDS, uuid = "k""#, "`external_id`"),
            (r#"FIELDS, occurred_at = "2024-10-28""#, "`timestamp`"),
            ("FIELDS, collapsible = true", "`is_collapsed`"),
            (
                r#"title = "a", mail = address, components = [text("c")]"#,
                r#"`customer_identifier = email_address("..")`"#,
            ),
            (
                r#"title = "a", zebra = "b", components = [text("c")]"#,
                "expected `title`",
            ),
            // One unknown word counts as one missing field.
            (
                r#"zebra = "a", customer_identifier = external_id("b"), components = [text("c")]"#,
                "expected `title`",
            ),
        ],
        with_fields,
    );
}

#[test]
fn words_of_other_apis_for_fields_of_a_card_are_helped() {
    let of_card = |source: &str| {
        let source = format!("#[customer_card({source})] struct Plan {{ seats: u32 }}");
        derive_messages_of(EntityKind::CustomerCard, &source)
    };
    assert_helped(
        &[
            (
                r#"key = "plan", components = [text("{seats}")], ttl = 60"#,
                "`time_to_live_seconds`",
            ),
            (
                r#"key = "plan", components = [text("{seats}")], max_age = 60"#,
                "`time_to_live_seconds`",
            ),
            (
                r#"key = "plan", blocks = [text("{seats}")]"#,
                "`components`",
            ),
        ],
        of_card,
    );
}

fn of_type(source: &str) -> Vec<String> {
    derive_messages(&source.replace("FIELDS", FIELDS))
}

#[test]
fn attributes_of_a_type_in_another_form_are_helped() {
    let code = r#"title = "a", customer_identifier = external_id("b"), components = [text("c")]"#;
    assert_helped(
        &[
            ("#[customer_event((FIELDS))] struct P;", code),
            ("#[customer_event([FIELDS])] struct P;", code),
            ("#[customer_event({ FIELDS })] struct P;", code),
            ("#[customer_event(({ FIELDS }))] struct P;", code),
            ("#[customer_event(customer_event!(FIELDS))] struct P;", code),
            ("#[customer_event(input = { FIELDS })] struct P;", code),
            ("#[customer_event([({ FIELDS })])] struct P;", code),
            ("#[customer_event(event![FIELDS])] struct P;", code),
            (
                "enum P { #[customer_event((FIELDS))] A, #[customer_event(FIELDS)] B }",
                code,
            ),
            (
                "#[customer_event(transparent = true)] struct P(A);",
                "`transparent` alone",
            ),
            (
                "#[customer_event(transparent())] struct P(A);",
                "`transparent` alone",
            ),
            (
                "enum P { #[customer_event(transparent = yes)] A(A), #[customer_event(FIELDS)] B }",
                "`transparent` alone",
            ),
            (
                "#[customer_event(FIELDS)] #[customer_event(FIELDS)] struct P;",
                "remove one of each",
            ),
            (
                r#"#[customer_event(FIELDS, tag = "type")] enum P { A, B, C }"#,
                "expected `title`",
            ),
            (
                "#[customer_event(FIELDS, badge)] enum P { A, B, C }",
                "write",
            ),
            (
                r#"#[customer_event(tag = "type")] enum P { #[customer_event(transparent)] A(A), #[customer_event(FIELDS)] B, #[customer_event(FIELDS)] C }"#,
                "expected `title`",
            ),
            (
                r#"#[customer_event("Paid", customer_identifier = external_id("b"), components = [text("c")])] struct P;"#,
                r#"`title = "Paid"`"#,
            ),
            (
                "#[customer_event(FIELDS)] union P { a: u8 }",
                "struct or an enum",
            ),
        ],
        of_type,
    );
}

#[test]
fn words_of_serde_on_a_field_name_the_roles() {
    let with_field = |role: &str| {
        derive_messages(&format!(
            r#"#[customer_event(title = "a", customer_identifier = external_id(id), components = [text("c"), ..])]
            struct P {{ id: String, #[customer_event(badge)] a: String, #[customer_event({role})] b: String }}"#
        ))
    };
    assert_helped(
        &[
            (r#"rename = "x""#, "such as `external_id`"),
            (r#"badge, rename = "x""#, "such as `external_id`"),
            (r#"with = "f""#, "such as `external_id`"),
            (
                r#"skip_serializing_if = "Option::is_none""#,
                "such as `external_id`",
            ),
            (r#"help = "x""#, "such as `external_id`"),
            (r#"alias = "x", badge"#, "such as `external_id`"),
            ("flatten", "expected `title`"),
            ("skip", "expected `title`"),
            ("default", "expected `title`"),
        ],
        with_field,
    );
}

#[test]
fn valid_calls_and_derives_are_left_alone() {
    for call in [
        "&mut client, FIELDS",
        "(client), FIELDS",
        "{ client }, FIELDS",
        "client(), FIELDS",
        "self.client, FIELDS",
        "state.client.clone(), FIELDS",
        "&*client, FIELDS",
        "clients[0], FIELDS",
        "client!(), FIELDS",
        "{ let c = client(); c }, FIELDS",
        "FIELDS, timestamp = now",
        "FIELDS, timestamp = None",
        "FIELDS, external_id = None",
        "FIELDS, is_collapsed = !is_open",
        r#"FIELDS, #[cfg(feature = "x")] external_id = "k""#,
        r#"title = { "a" }, customer_identifier = external_id(id), components = [..list()]"#,
        r#"title = ("a"), customer_identifier = (external_id("b")), components = [text(("c"))]"#,
    ] {
        assert_eq!(with_fields(call), [""; 0], "{call}");
    }
    for derive in [
        "#[customer_event[FIELDS]] struct P;",
        "#[customer_event { FIELDS }] struct P;",
        "#[customer_event(FIELDS,)] struct P;",
        "#[customer_event(FIELDS)] #[customer_event(is_collapsed = true)] struct P;",
        "#[customer_event(FIELDS)] #[repr(C)] struct P { #[serde(rename = \"x\")] a: u8 }",
        "#[customer_event(FIELDS)] struct P<'a, T: 'a, const N: usize>(&'a [T; N]) where T: Copy;",
        "#[customer_event(FIELDS)] enum P {}",
        "#[customer_event(FIELDS, crate = self::plain)] struct P();",
        "#[customer_event(transparent)] struct P<T>(T);",
        "#[customer_event(transparent)] enum P { A(A), B { b: B } }",
        "enum P { #[customer_event(transparent)] A(A), #[customer_event(FIELDS)] B }",
    ] {
        assert_eq!(of_type(derive), [""; 0], "{derive}");
    }
}

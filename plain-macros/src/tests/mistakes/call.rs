//! Mistakes in the fields of an event.

use super::{Mistake, assert_helped, call_messages};

fn with_title(title: &str) -> Vec<String> {
    call_messages(&format!(
        "{title}, customer_identifier = customer_id(\"c_1\"), components = [text(\"a\")]"
    ))
}

#[test]
fn titles_in_another_form_are_helped() {
    assert_helped(
        &[
            (r#"title => "x""#, r#"`title = "x"`"#),
            (r#"title == "x""#, r#"`title = "x"`"#),
            (r#"title -> "x""#, r#"`title = "x"`"#),
            (r#"title := "x""#, r#"`title = "x"`"#),
            (r#"title: "x""#, r#"`title = "x"`"#),
            (r#""title": "x""#, r#"`title = "x"`"#),
            (r#""title" = "x""#, r#"`title = "x"`"#),
            (r#".title = "x""#, r#"`title = "x"`"#),
            (r#"let title = "x""#, r#"`title = "x"`"#),
            (r#"title("x")"#, r#"`title = "x"`"#),
            (r#"title "x""#, r#"`title = "x"`"#),
            ("title", "`title = title`"),
            ("client, title", "`title = title`"),
            (r#"client = client, title = "x""#, "first"),
            (r#"title = text("x")"#, r#"`title = "x"`"#),
            (r"title = plain_text(text)", "`title = text`"),
            (r#"title = Some("x")"#, r#"`title = "x"`"#),
            (r"title = name.into()", "`title = name`"),
            (r#"title = "Paid {}", name"#, r#"`"Paid {name}"`"#),
            (r#"title = "a" + name"#, r#"`title = "a{name}"`"#),
            (
                r#"title = paid ? "a" : "b""#,
                r#"`if paid { "a" } else { "b" }`"#,
            ),
            ("title = null", "`title = \"..\"`"),
            ("title = b\"x\"", r#"`title = "x"`"#),
            (r"title = <b>x</b>", r#"`title = ".."`"#),
        ],
        with_title,
    );
}

fn with_fields(fields: &str) -> Vec<String> {
    call_messages(&format!(
        "title = \"x\", components = [text(\"a\")], {fields}"
    ))
}

const IDENTIFIERS: &[Mistake] = &[
    (
        r#"customer_identifier = { email_address: "a@b.c" }"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = { "emailAddress": "a@b.c" }"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customerIdentifier: { customerId: "c_1" }"#,
        r#"`customer_identifier = customer_id("c_1")`"#,
    ),
    (
        r#"customer_identifier = "a@b.c""#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = "c_123""#,
        r#"`customer_identifier = customer_id("c_123")`"#,
    ),
    (
        r#"customer_identifier = "user-{id}""#,
        r#"`customer_identifier = external_id("user-{id}")`"#,
    ),
    (
        r#"customer_identifier = email_address = "a@b.c""#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = email_address: "a@b.c""#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = email_address["a@b.c"]"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = email_address!("a@b.c")"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = email_address { "a@b.c" }"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = Some(email_address("a@b.c"))"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = email_address("a@b.c").into()"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = CustomerIdentifier.emailAddress("a@b.c")"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = CustomerIdentifier { email_address: "a@b.c" }"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r#"customer_identifier = text("a")"#,
        r#"`customer_identifier = email_address("..")`"#,
    ),
    (
        r#"customer_identifier(email_address("a@b.c"))"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
    (
        r"customer_identifier = id.into()",
        "`customer_identifier = id`",
    ),
    (
        r#"email_address("a@b.c")"#,
        r#"`customer_identifier = email_address("a@b.c")`"#,
    ),
];

#[test]
fn identifiers_in_another_form_are_helped() {
    assert_helped(IDENTIFIERS, with_fields);
}

fn with_optional(field: &str) -> Vec<String> {
    call_messages(&format!(
        "title = \"x\", customer_identifier = customer_id(\"c_1\"), components = [text(\"a\")], {field}"
    ))
}

#[test]
fn optional_fields_in_another_form_are_helped() {
    assert_helped(
        &[
            ("is_collapsed = True", "`is_collapsed = true`"),
            (r#"is_collapsed = "true""#, "`is_collapsed = true`"),
            ("is_collapsed = 1", "`is_collapsed = true`"),
            ("is_collapsed = False", "`is_collapsed = false`"),
            ("is_collapsed", "`is_collapsed = is_collapsed`"),
            ("external_id = null", "`external_id = None`"),
            ("external_id = undefined", "`external_id = None`"),
            ("external_id = nil", "`external_id = None`"),
            ("timestamp = new Date()", "`timestamp = SystemTime::now()`"),
            ("timestamp = Date.now()", "`timestamp = SystemTime::now()`"),
            ("timestamp = at.into()", "`timestamp = at`"),
            (
                r#"external_id = external_id("x-{id}")"#,
                r#"`external_id = "x-{id}"`"#,
            ),
            (r#"externalId: "x""#, r#"`external_id = "x"`"#),
            ("components = [text(\"b\")]", "remove one of them"),
        ],
        with_optional,
    );
}

fn with_components(components: &str) -> Vec<String> {
    call_messages(&format!(
        "title = \"x\", customer_identifier = customer_id(\"c_1\"), {components}"
    ))
}

#[test]
fn components_in_another_form_are_helped() {
    assert_helped(
        &[
            (r#"components = text("a")"#, r#"`components = [text("a")]`"#),
            (
                r#"components = (text("a"), text("b"))"#,
                r#"`components = [text("a"), text("b")]`"#,
            ),
            (
                r#"components = { text("a") }"#,
                r#"`components = [text("a")]`"#,
            ),
            (
                r#"components = vec![text("a")]"#,
                r#"`components = [text("a")]`"#,
            ),
            (
                r#"components = components![text("a")]"#,
                r#"`components = [text("a")]`"#,
            ),
            (
                r#"components = &[text("a")]"#,
                r#"`components = [text("a")]`"#,
            ),
            (
                r#"components = [text("a")].into()"#,
                r#"`components = [text("a")]`"#,
            ),
            ("components = footer()", "`components = [..footer()]`"),
            ("components = footer", "`components = [..footer]`"),
            (r"components = ..footer", "`components = [..footer]`"),
            (
                r#"components = if a { [text("a")] } else { [text("b")] }"#,
                "`components = [if condition { text(\"..\") }]`",
            ),
            (r#"components = "a""#, r#"`components = [text("a")]`"#),
            (
                r#"components => [text("a")]"#,
                r#"`components = [text("a")]`"#,
            ),
            (
                r#"components: [text("a")]"#,
                r#"`components = [text("a")]`"#,
            ),
            (
                r#"components([text("a")])"#,
                r#"`components = [text("a")]`"#,
            ),
            (r#"components[text("a")]"#, r#"`components = [text("a")]`"#),
            (r#"components![text("a")]"#, r#"`components = [text("a")]`"#),
            (
                r#"components { text("a") }"#,
                r#"`components = [text("a")]`"#,
            ),
        ],
        with_components,
    );
}

#[test]
fn whole_calls_in_another_form_are_helped() {
    assert_helped(
        &[
            (
                r#"{ title: "x", customerIdentifier: { customerId: "c_1" }, components: [] }"#,
                "title = \"x\"",
            ),
            (
                r#"client, { title = "x", components = [text("a")] }"#,
                "title = \"x\"",
            ),
            (
                r#"CreateCustomerEventInput { title: "x".into(), components: vec![] }"#,
                "remove its name and the braces",
            ),
        ],
        call_messages,
    );
}

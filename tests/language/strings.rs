//! String literals and their captures.

use std::fmt;

use plain_runtime::{Markdown, components, customer_event};

use crate::{json, one};

struct Invoice {
    number: u32,
    total: f64,
    customer: Customer,
    lines: (u8, &'static str),
}

struct Customer {
    name: &'static str,
}

const INVOICE: Invoice = Invoice {
    number: 17,
    total: 120.5,
    customer: Customer { name: "Acme" },
    lines: (3, "three"),
};

impl Invoice {
    fn title(&self) -> String {
        let event = customer_event!(
            title = "Invoice {self.number} of {self.customer.name}",
            customer_identifier = external_id("{self.customer.name}"),
            components = [divider()],
        );
        event.title.into_owned()
    }
}

impl fmt::Display for Invoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invoice {}", self.number)
    }
}

fn text_of(components: Vec<plain_runtime::EventComponent>) -> String {
    let json = one(components);
    let text = &json["componentText"]["text"];
    let plain_text = &json["componentPlainText"]["plainText"];
    text.as_str().or(plain_text.as_str()).unwrap().to_owned()
}

#[test]
fn variables_and_field_paths_are_captured() {
    let (invoice, number) = (INVOICE, 17);
    for (components, expected) in [
        (components![text("Invoice {number}")], "Invoice 17"),
        (components![text("{number} {number}")], "17 17"),
        (components![text("All of {invoice}")], "All of invoice 17"),
        (components![text("By {invoice.customer.name}")], "By Acme"),
        (components![plain_text("{invoice.lines.1}")], "three"),
        (components![plain_text("{invoice.total:.2}")], "120.50"),
        (
            components![plain_text("{number:>4}|{number:<4}|")],
            "  17|17  |",
        ),
        (components![plain_text("{number:04}")], "0017"),
        (components![plain_text("{number:?}")], "17"),
        (
            components![plain_text("{{number}} {number}")],
            "{number} 17",
        ),
        (components![plain_text("{{}}")], "{}"),
        (components![plain_text(r"\{number}")], r"\17"),
    ] {
        assert_eq!(text_of(components), expected);
    }
    assert_eq!(INVOICE.title(), "Invoice 17 of Acme");
}

#[test]
fn raw_identifiers_are_captured() {
    struct Order {
        r#type: &'static str,
    }

    let (r#type, order) = ("refund", Order { r#type: "refund" });
    assert_eq!(text_of(components![text("A {r#type}")]), "A refund");
    assert_eq!(text_of(components![plain_text("A {r#type}")]), "A refund");
    assert_eq!(text_of(components![text("A {order.r#type}")]), "A refund");
}

#[test]
fn captures_are_escaped_in_markdown() {
    let name = "**[Jane](https://evil.example)**";
    let note = Markdown("**paid**");
    let customer = Customer { name };
    let escaped = text_of(components![text("From {name}")]);
    assert!(!escaped.contains("**["), "{escaped}");
    assert_eq!(text_of(components![text("From {customer.name}")]), escaped);
    assert_eq!(
        text_of(components![text("From {name}: {note}")]),
        format!("{escaped}: **paid**")
    );
    assert_eq!(
        text_of(components![text("From {customer.name}: {note}")]),
        format!("{escaped}: **paid**"),
    );
    assert_eq!(
        text_of(components![plain_text("From {name}")]),
        format!("From {name}")
    );
}

#[test]
fn captures_are_escaped_in_urls() {
    let (base, id) = ("https://a.example", "a/b?c");
    for (components, expected) in [
        (
            components![link_button("View", "{base}/keys/{id}")],
            "https://a.example/keys/a%2Fb%3Fc",
        ),
        (
            components![link_button("View", "https://b.example/{id}")],
            "https://b.example/a%2Fb%3Fc",
        ),
        (
            components![link_button("View", "mailto:{id}@b.example")],
            "mailto:a%2Fb%3Fc@b.example",
        ),
    ] {
        assert_eq!(
            one(components)["componentLinkButton"]["linkButtonUrl"],
            expected
        );
    }
}

#[test]
fn every_text_accepts_captures() {
    let (id, name) = (17, "Acme");
    let event = customer_event!(
        title = "Invoice {id}",
        customer_identifier = email_address("billing-{id}@acme.com"),
        components = [
            badge("{name}"),
            copy_button("{id}", tooltip_label = "Of {name}"),
            workflow_button("Refund {id}", workflow_id("wf_{id}")),
            user(user_id("u_{id}")),
        ],
        external_id = "invoice-{id}",
    );
    let json = json(event);
    assert_eq!(json["title"], "Invoice 17");
    assert_eq!(
        json["customerIdentifier"]["emailAddress"],
        "billing-17@acme.com"
    );
    assert_eq!(
        json["components"][1]["componentCopyButton"]["copyButtonTooltipLabel"],
        "Of Acme"
    );
    assert_eq!(
        json["components"][3]["componentUser"]["userIdentifier"]["userId"],
        "u_17"
    );
    assert_eq!(json["externalId"], "invoice-17");
}

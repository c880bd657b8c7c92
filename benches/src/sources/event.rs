//! The generated events: like those of a real product, each different.

/// An event. Its texts are templates (`{roles}`) with the values that every event uses:
/// `email: &str`, `account: &str`, `amount: f64` and `roles: usize`.
#[derive(Debug)]
pub struct Event {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) external_id: String,
    pub(super) components: Vec<Component>,
}

/// A component. Enum values have the names of the Rust variants.
#[derive(Debug)]
pub(super) enum Component {
    Text {
        text: String,
        color: Option<&'static str>,
    },
    Spacer {
        size: &'static str,
    },
    Divider,
    Badge {
        label: String,
        color: Option<&'static str>,
    },
    LinkButton {
        label: String,
        url: String,
    },
    CopyButton {
        value: String,
        tooltip_label: String,
    },
    Row {
        main_content: Vec<Component>,
        aside_content: Vec<Component>,
    },
}

impl Event {
    /// Creates an event with four to six components, in one of five shapes depending on the number.
    pub(super) fn new(number: usize) -> Self {
        let text = |text: &str| Component::Text {
            text: text.replace('#', &number.to_string()),
            color: None,
        };
        let muted = |label: &str| Component::Text {
            text: label.to_owned(),
            color: Some("Muted"),
        };
        let badge = |label: &str, color| Component::Badge {
            label: label.to_owned(),
            color,
        };
        let row = |main_content, aside_content| Component::Row {
            main_content: vec![main_content],
            aside_content: vec![aside_content],
        };
        let spacer = |size| Component::Spacer { size };
        let link_button = |label: &str, path: &str| Component::LinkButton {
            label: label.to_owned(),
            url: format!("https://admin.example.com/{number}/{path}"),
        };
        let copy_button = || Component::CopyButton {
            value: "{account}".to_owned(),
            tooltip_label: format!("Account of event {number}"),
        };

        let (title, components) = match number % 5 {
            0 => (
                "API key generated",
                vec![
                    text(
                        "New API key # was added to **{account}** with {roles} associated roles for {amount:.2} EUR.",
                    ),
                    spacer("M"),
                    link_button("View in admin", "keys/{account}"),
                    copy_button(),
                ],
            ),
            1 => (
                "Invoice of {account} paid",
                vec![
                    row(
                        text("**{amount:.2} EUR** by card #"),
                        badge("Paid", Some("Green")),
                    ),
                    Component::Divider,
                    row(muted("Roles"), text("{roles}")),
                    spacer("S"),
                    link_button("Open the invoice", "invoices/{account}"),
                ],
            ),
            2 => (
                "Payment failed",
                vec![
                    text("The card of {account} was refused at attempt #."),
                    badge("{amount:.2} EUR", Some("Red")),
                    Component::Divider,
                    muted("The subscription ends in fourteen days."),
                    link_button("Customer", "customers/{account}?roles={roles}"),
                    copy_button(),
                ],
            ),
            3 => (
                "Plan changed",
                vec![
                    row(muted("Before"), badge("{roles} seats", None)),
                    row(text("Now #"), badge("{amount:.0} seats", Some("Blue"))),
                    spacer("L"),
                    text("By an administrator of {account}, in step #."),
                ],
            ),
            _ => (
                "Import finished",
                vec![
                    text("{roles} of {amount:.0} rows of file # were taken over."),
                    spacer("XS"),
                    text("The rest is in the report of {account}."),
                    link_button("Report", "imports/{account}"),
                    badge("Import", Some("Yellow")),
                ],
            ),
        };
        Self {
            number,
            title: format!("{title} ({number})"),
            external_id: format!("event-{number}-{{account}}"),
            components,
        }
    }
}

/// Whether a template contains values.
pub(super) fn has_captures(text: &str) -> bool {
    text.contains('{')
}

/// Generates an expression for a text that is a `String`.
pub(super) fn string(text: &str) -> String {
    if has_captures(text) {
        format!("format!({text:?})")
    } else {
        format!("{text:?}.to_owned()")
    }
}

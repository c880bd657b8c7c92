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

/// One title for each of the shapes.
const TITLES: [&str; 5] = [
    "API key generated",
    "Invoice of {account} paid",
    "Payment failed",
    "Plan changed",
    "Import finished",
];

impl Event {
    /// Creates an event with four to six components, in one of five shapes depending on the number.
    pub(super) fn new(number: usize) -> Self {
        let title = TITLES[number % TITLES.len()];
        Self {
            number,
            title: format!("{title} ({number})"),
            external_id: format!("event-{number}-{{account}}"),
            components: components(number),
        }
    }
}

fn components(number: usize) -> Vec<Component> {
    match number % TITLES.len() {
        0 => vec![
            text(
                number,
                "New API key # was added to **{account}** with {roles} associated roles for {amount:.2} EUR.",
            ),
            spacer("M"),
            link_button(number, "View in admin", "keys/{account}"),
            copy_button(number),
        ],
        1 => vec![
            row(
                text(number, "**{amount:.2} EUR** by card #"),
                badge("Paid", Some("Green")),
            ),
            Component::Divider,
            row(muted("Roles"), text(number, "{roles}")),
            spacer("S"),
            link_button(number, "Open the invoice", "invoices/{account}"),
        ],
        2 => vec![
            text(number, "The card of {account} was refused at attempt #."),
            badge("{amount:.2} EUR", Some("Red")),
            Component::Divider,
            muted("The subscription ends in fourteen days."),
            link_button(number, "Customer", "customers/{account}?roles={roles}"),
            copy_button(number),
        ],
        3 => vec![
            row(muted("Before"), badge("{roles} seats", None)),
            row(
                text(number, "Now #"),
                badge("{amount:.0} seats", Some("Blue")),
            ),
            spacer("L"),
            text(number, "By an administrator of {account}, in step #."),
        ],
        _ => vec![
            text(
                number,
                "{roles} of {amount:.0} rows of file # were taken over.",
            ),
            spacer("XS"),
            text(number, "The rest is in the report of {account}."),
            link_button(number, "Report", "imports/{account}"),
            badge("Import", Some("Yellow")),
        ],
    }
}

fn text(number: usize, text: &str) -> Component {
    Component::Text {
        text: text.replace('#', &number.to_string()),
        color: None,
    }
}

fn muted(label: &str) -> Component {
    Component::Text {
        text: label.to_owned(),
        color: Some("Muted"),
    }
}

fn badge(label: &str, color: Option<&'static str>) -> Component {
    Component::Badge {
        label: label.to_owned(),
        color,
    }
}

fn row(main_content: Component, aside_content: Component) -> Component {
    Component::Row {
        main_content: vec![main_content],
        aside_content: vec![aside_content],
    }
}

fn spacer(size: &'static str) -> Component {
    Component::Spacer { size }
}

fn link_button(number: usize, label: &str, path: &str) -> Component {
    Component::LinkButton {
        label: label.to_owned(),
        url: format!("https://admin.example.com/{number}/{path}"),
    }
}

fn copy_button(number: usize) -> Component {
    Component::CopyButton {
        value: "{account}".to_owned(),
        tooltip_label: format!("Account of event {number}"),
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

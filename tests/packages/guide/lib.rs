//! The examples of the README and the guide, as doctests. `main.rs` checks that no page is missing.

/// Makes the examples of a page doctests of a type.
macro_rules! pages {
    ($($name:ident = $path:literal,)*) => {
        $(
            #[cfg(doctest)]
            #[doc = include_str!(concat!("../../../docs/", $path))]
            pub struct $name;
        )*
    };
}

pages! {
    Readme = "../README.md",
    Why = "why.md",
    QuickStart = "guide/quick-start.md",
    Customers = "guide/customers.md",
    Testing = "guide/testing.md",
    TypeScript = "guide/typescript.md",
    Language = "guide/language.md",
    Values = "guide/values.md",
    Lists = "guide/lists.md",
    Strings = "guide/strings.md",
    Components = "components/index.md",
    Text = "components/text.md",
    PlainText = "components/plain_text.md",
    Spacer = "components/spacer.md",
    Divider = "components/divider.md",
    Badge = "components/badge.md",
    LinkButton = "components/link_button.md",
    CopyButton = "components/copy_button.md",
    WorkflowButton = "components/workflow_button.md",
    DateTime = "components/date_time.md",
    User = "components/user.md",
    Row = "components/row.md",
    Container = "components/container.md",
    Derives = "guide/derives.md",
    Threads = "guide/threads.md",
    Cards = "guide/cards.md",
    Client = "guide/client.md",
    Delivery = "guide/delivery.md",
    Outbox = "guide/outbox.md",
    Sandbox = "guide/sandbox.md",
    RunTimeErrors = "guide/run-time-errors.md",
    Unknown = "guide/unknown.md",
    Editor = "editor.md",
    Endpoints = "endpoints.md",
}

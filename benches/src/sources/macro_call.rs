//! Events with `customer_event!`.

use super::event::{Component, Event};
use super::{CodeStyle, plain_runtime};

pub(super) const STYLE: CodeStyle = CodeStyle {
    name: "`customer_event!`",
    package: "macro-call",
    dependencies: plain_runtime,
    head: "use plain_runtime::{CreateCustomerEventInput, customer_event};\n",
    event,
};

fn event(event: &Event) -> String {
    format!(
        "pub fn event_{}(email: &str, account: &str, amount: f64, roles: usize) -> CreateCustomerEventInput {{
    customer_event!(
        title = {:?},
        customer_identifier = email_address(email),
        components = [
{}        ],
        external_id = {:?},
    )
}}",
        event.number,
        event.title,
        components(&event.components, 3),
        event.external_id,
    )
}

pub(super) fn components(components: &[Component], depth: usize) -> String {
    let indent = "    ".repeat(depth);
    components
        .iter()
        .map(|component| format!("{indent}{},\n", one(component, depth)))
        .collect()
}

fn one(component: &Component, depth: usize) -> String {
    let color = |color: Option<&str>| color.map(|it| format!(", color = {it}"));
    match component {
        Component::Text { text, color: own } => {
            format!("text({text:?}{})", color(*own).unwrap_or_default())
        }
        Component::Spacer { size } => format!("spacer({size})"),
        Component::Divider => "divider()".to_owned(),
        Component::Badge { label, color: own } => {
            format!("badge({label:?}{})", color(*own).unwrap_or_default())
        }
        Component::LinkButton { label, url } => format!("link_button({label:?}, {url:?})"),
        Component::CopyButton {
            value,
            tooltip_label,
        } => format!("copy_button({value:?}, tooltip_label = {tooltip_label:?})"),
        Component::Row {
            main_content,
            aside_content,
        } => {
            let indent = "    ".repeat(depth + 1);
            format!(
                "row(\n{indent}main_content = [\n{}{indent}],\n{indent}aside_content = [\n{}{indent}],\n{})",
                components(main_content, depth + 2),
                components(aside_content, depth + 2),
                "    ".repeat(depth),
            )
        }
    }
}

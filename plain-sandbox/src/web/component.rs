//! The twelve components, as Plain draws them.

use maud::{Markup, html};
use plain_schema::{ComponentKind, Context, StringRule};
use serde_json::Value;

use super::inline::{Person, date_time};
use super::markdown::markdown;
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::component::{ComponentInput, component_inputs};

/// Renders a list of components.
pub(super) fn components(workspace: &Workspace, context: Context, list: &Value) -> Markup {
    html! {
        @for input in component_inputs(context, list) {
            (component(workspace, &input))
        }
    }
}

fn component(workspace: &Workspace, input: &ComponentInput<'_>) -> Markup {
    let value = |name: &str| input.property(name).unwrap_or(&Value::Null);
    let text = |name: &str| value(name).as_str().unwrap_or_default();
    // CSS class for the value of a property, such as `size-m`.
    let class = |name: &str, default: &str| {
        let value = value(name).as_str().unwrap_or(default);
        format!("{}-{}", name.replace('_', "-"), value.to_ascii_lowercase())
    };
    match input.component.kind {
        ComponentKind::Text => html! {
            div.text.(class("size", "M")).(class("color", "NORMAL")) {
                (markdown(workspace, text("text")))
            }
        },
        ComponentKind::PlainText => html! {
            div.plain-text.(class("size", "M")).(class("color", "NORMAL")) dir="auto" { (text("plain_text")) }
        },
        ComponentKind::Spacer => html! { div.spacer.(class("size", "M")) {} },
        ComponentKind::Divider => html! { hr.divider.(class("spacing_size", "S")); },
        ComponentKind::Badge => html! {
            span.badge.(class("color", "GREY")) { bdi { (text("label")) } }
        },
        ComponentKind::LinkButton => link_button(text("label"), text("url")),
        ComponentKind::CopyButton => copy_button(text("value"), value("tooltip_label").as_str()),
        ComponentKind::WorkflowButton => {
            workflow_button(text("label"), value("workflow_identifier"))
        }
        ComponentKind::DateTime => html! {
            div.date-time {
                @match timestamp::parse(text("iso8601")) {
                    Some(at) => (date_time(at)),
                    None => bdi { (text("iso8601")) },
                }
            }
        },
        ComponentKind::User => html! {
            div.user { (Person::by_identifier(workspace, value("user_identifier")).markup()) }
        },
        ComponentKind::Row => html! {
            div.row {
                div.main { (components(workspace, Context::Row, value("main_content"))) }
                div.aside { (components(workspace, Context::Row, value("aside_content"))) }
            }
        },
        ComponentKind::Container => html! {
            div.container { (components(workspace, Context::Container, value("content"))) }
        },
    }
}

fn workflow_button(label: &str, identifier: &Value) -> Markup {
    let workflow = identifier["workflowId"]
        .as_str()
        .or_else(|| identifier["workflowKey"].as_str())
        .unwrap_or_default();
    html! {
        button.button.workflow-button type="button" aria-disabled="true" {
            (check_icon())
            bdi { (label) }
            span.tooltip { "Workflow " bdi { (workflow) } ": a sandbox does not run workflows" }
        }
    }
}

fn link_button(label: &str, url: &str) -> Markup {
    html! {
        // The URL was validated on arrival, but the page does not rely on that.
        @if StringRule::Url.check(url).is_ok() {
            a.button.link-button href=(url) target="_blank" rel="noopener noreferrer" { bdi { (label) } }
        } @else {
            span.button.link-button { bdi { (label) } }
        }
    }
}

fn copy_button(value: &str, tooltip: Option<&str>) -> Markup {
    let label = tooltip.unwrap_or("Copy");
    html! {
        button.copy-button type="button" data-copy=(value) aria-label=(label) {
            (copy_icon())
            span.tooltip aria-hidden="true" dir="auto" { (label) }
        }
    }
}

fn copy_icon() -> Markup {
    html! {
        svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"
            stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" {
            rect x="5" y="1.5" width="9" height="11" rx="0.8" {}
            path d="M2 4.5v9.2c0 .5.3.8.8.8h8" {}
        }
    }
}

fn check_icon() -> Markup {
    html! {
        svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"
            stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" {
            circle cx="8" cy="8" r="6.9" {}
            path d="m5 8.2 2.1 2.1L11 6.4" {}
        }
    }
}

//! The heading of a thread: its status, priority, assignee, tenant, labels and fields.

use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::Value;

use super::describe::{assignee_name, label_name, priority_name, status_name};
use super::fold::{fold, lines_of_text};
use super::inline::date_time;
use crate::workspace::Workspace;
use crate::workspace::thread::{Thread, ThreadField};

/// Renders the heading.
pub(super) fn heading(workspace: &Workspace, thread: &Thread) -> Markup {
    let tenant = thread.tenant_id.as_ref();
    let tenant = tenant.and_then(|id| workspace.tenants().by_id(id));
    html! {
        h1 { span.ref { (thread.r#ref()) } " " bdi { (thread.title) } }
        p.facts {
            @if let Some(customer) = workspace.customers().by_id(&thread.customer_id) {
                a href={ "/customers/" (customer.id) } { bdi { (customer.details.full_name) } }
            }
            @if let Some(external_id) = &thread.external_id {
                span { span.visually-hidden { "external id " } bdi { (external_id) } }
            }
            code { (thread.id) }
        }
        dl.properties #properties data-live="text" {
            (property("Status", &html! { (status_name(thread.status.detail)) }))
            (property("Priority", &html! { (priority_name(thread.priority)) }))
            @if let Some(assignee) = &thread.assignee {
                (property("Assignee", &html! { bdi { (assignee_name(workspace, assignee)) } }))
            }
            @if let Some(tenant) = tenant {
                (property("Tenant", &html! { bdi { (tenant.details.name) } }))
            }
            @if !thread.labels.is_empty() {
                (property("Labels", &labels(workspace, thread)))
            }
            @for field in &thread.fields {
                (property(&field.key, &value(field)))
            }
        }
        @if let Some(description) = &thread.description {
            (fold(lines_of_text(description), &html! { p.description dir="auto" { (description) } }))
        }
    }
}

fn property(name: &str, value: &Markup) -> Markup {
    html! { div { dt { bdi { (name) } } dd { (value) } } }
}

/// The labels of a thread, as Plain draws badges.
pub(super) fn labels(workspace: &Workspace, thread: &Thread) -> Markup {
    html! {
        @for label in &thread.labels {
            span.badge.color-grey { bdi { (label_name(workspace, label)) } }
        }
    }
}

fn value(field: &ThreadField) -> Markup {
    html! {
        @match &field.value {
            Value::String(text) => bdi { (text) },
            Value::Bool(true) => "Yes",
            Value::Bool(false) => "No",
            Value::Object(date) => {
                @match date.get("iso8601").and_then(Value::as_str).map(str::parse::<Timestamp>) {
                    Some(Ok(at)) => (date_time(at)),
                    _ => "",
                }
            },
            other => (other),
        }
    }
}

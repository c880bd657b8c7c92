//! The heading of a thread: its status, priority, assignee, tenant, labels and fields; and its source.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use plain_schema::EntityKind;
use plain_schema::entity::THREAD;
use serde_json::Value;

use super::describe::{assignee_name, label_name, priority_name, status_name};
use super::fold::{fold, lines_of_text};
use super::inline::date_time;
use super::source::curl_command;
use crate::macro_call::macro_call;
use crate::state::State;
use crate::workspace::Workspace;
use crate::workspace::thread::{Thread, ThreadField};

type ThreadRequest = (Shared<Arc<State>>, Path<String>);

/// Renders the heading.
pub(super) fn heading(workspace: &Workspace, thread: &Thread) -> Markup {
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
        div.properties #properties data-live="text" {
            (fold(lines_of_properties(thread), &properties(workspace, thread)))
        }
        (copy_actions(thread))
        @if let Some(description) = &thread.description {
            (fold(lines_of_text(description), &html! { p.description dir="auto" { (description) } }))
        }
    }
}

fn properties(workspace: &Workspace, thread: &Thread) -> Markup {
    let tenant = thread.tenant_id.as_ref();
    let tenant = tenant.and_then(|id| workspace.tenants().by_id(id));
    html! {
        dl {
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
    }
}

/// Number of lines that the properties take, roughly: several short ones share a line.
fn lines_of_properties(thread: &Thread) -> usize {
    const ON_ONE_LINE: usize = 3;
    let texts = thread
        .fields
        .iter()
        .filter_map(|field| field.value.as_str());
    let long: usize = texts.map(|text| lines_of_text(text) - 1).sum();
    (thread.labels.len() + thread.fields.len()) / ON_ONE_LINE + long
}

fn copy_actions(thread: &Thread) -> Markup {
    let name = THREAD.name;
    let path = |format: &str| format!("/threads/{}/{format}", thread.id);
    html! {
        form.card-footer method="get" {
            span.actions {
                span aria-hidden="true" { "Copy as" }
                button type="submit" formaction=(path("macro")) data-copy-from=(path("macro"))
                    aria-label={ "Copy as " (name) "!" } { (name) "!" }
                button type="submit" formaction=(path("curl")) data-copy-from=(path("curl"))
                    aria-label="Copy as curl" { "curl" }
            }
        }
    }
}

/// The call of `thread!` that creates an equal thread.
pub(super) async fn as_macro(request: ThreadRequest) -> Response {
    text(&request, |input| macro_call(EntityKind::Thread, input))
}

/// The shell command that sends the thread again.
pub(super) async fn as_curl(request: ThreadRequest) -> Response {
    let url = request.0.0.unencrypted_api_url();
    text(&request, |input| match THREAD.mutation() {
        Some(mutation) => curl_command(&url, mutation, input),
        None => String::new(),
    })
}

fn text((Shared(state), Path(id)): &ThreadRequest, format: impl Fn(&Value) -> String) -> Response {
    match state.workspace().threads().by_id(id) {
        Some(thread) => format(&thread.input).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
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

//! The page of one event: its card, and its source as a macro call, a curl command and JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::card::card;
use super::item::TimelineItem;
use super::layout::{self, PageFrame, Section};
use super::source::{curl_command, source};
use crate::macro_call::macro_call;
use crate::state::State;
use crate::workspace::event::Event;
use crate::workspace::events::Events;

type EventRequest = (Shared<Arc<State>>, Path<String>);

pub(super) async fn page((Shared(state), Path(id)): EventRequest) -> Response {
    let rejected = state.requests.failed_count();
    let workspace = state.workspace();
    let Some(event) = find(workspace.events(), &id) else {
        return layout::not_found(&workspace, rejected, "event");
    };
    let frame = PageFrame {
        title: &event.title,
        section: Section::Other,
        search: None,
    };
    let name = event.kind.event().entity.name;
    let json = format!("{:#}", event.to_json());
    let main = html! {
        h1.visually-hidden { (event.title) }
        (card(&workspace, &TimelineItem::from_event(0, event)))
        (source("macro", &format!("{name}!"), &macro_source(event)))
        (source("curl", "curl", &event_command(&state.unencrypted_api_url(), event)))
        (source("json", "JSON", &json))
    };
    layout::page(&workspace, rejected, &frame, &main)
}

pub(super) async fn as_macro((Shared(state), Path(id)): EventRequest) -> Response {
    text(&state, &id, macro_source)
}

pub(super) async fn as_curl((Shared(state), Path(id)): EventRequest) -> Response {
    let url = state.unencrypted_api_url();
    text(&state, &id, |event| event_command(&url, event))
}

pub(super) async fn as_json((Shared(state), Path(id)): EventRequest) -> Response {
    match find(state.workspace().events(), &id) {
        Some(event) => Json(event.to_json()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn text(state: &State, id: &str, format: impl Fn(&Event) -> String) -> Response {
    match find(state.workspace().events(), id) {
        Some(event) => format(event).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn find<'a>(events: &'a Events, id: &str) -> Option<&'a Event> {
    events.by_id(id).map(|(_, event)| event)
}

fn macro_source(event: &Event) -> String {
    macro_call(event.kind, &event.input)
}

fn event_command(api_url: &str, event: &Event) -> String {
    curl_command(api_url, event.kind.event().mutation, &event.input)
}

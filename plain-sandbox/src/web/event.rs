//! One event: as it is drawn, as a call of the macro, as a command and as JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::card::card;
use super::layout::{Frame, Place};
use super::timeline::Item;
use super::{curl, layout, not_found};
use crate::sandbox;
use crate::server::rest;
use crate::state::State;
use crate::workspace::event::Event;
use crate::workspace::events::Events;

type Asked = (Shared<Arc<State>>, Path<String>);

pub(super) async fn page((Shared(state), Path(id)): Asked) -> Response {
    let refused = state.requests.failed_count();
    let workspace = state.workspace();
    let Some(event) = find(workspace.events(), &id) else {
        return not_found(layout::not_found(&workspace, refused, "event"));
    };
    let frame = Frame {
        title: &event.title,
        place: Place::Elsewhere,
        search: None,
    };
    let name = event.kind.event().name;
    let main = html! {
        h1.visually-hidden { (event.title) }
        (card(&workspace, &Item::of_event(0, event)))
        (source("macro", &format!("{name}!"), &written(event)))
        (source("curl", "curl", &curl::command(&sandbox::url_of(state.address), event)))
        (source("json", "JSON", &format!("{:#}", rest::event_json(event))))
    };
    super::html(layout::page(&workspace, refused, &frame, &main))
}

fn written(event: &Event) -> String {
    crate::macro_call(event.kind, &event.input)
}

fn source(id: &str, name: &str, text: &str) -> Markup {
    html! {
        section.source {
            header {
                h2 id=(id) { (name) }
                button.button type="button" data-copy=(text) aria-label={ "Copy " (name) } { "Copy" }
            }
            pre tabindex="0" aria-labelledby=(id) role="region" { code { (text) } }
        }
    }
}

pub(super) async fn macro_call((Shared(state), Path(id)): Asked) -> Response {
    text(&state, &id, written)
}

pub(super) async fn curl((Shared(state), Path(id)): Asked) -> Response {
    let url = sandbox::url_of(state.address);
    text(&state, &id, |event| curl::command(&url, event))
}

pub(super) async fn json((Shared(state), Path(id)): Asked) -> Response {
    match find(state.workspace().events(), &id) {
        Some(event) => Json(rest::event_json(event)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn text(state: &State, id: &str, write: impl Fn(&Event) -> String) -> Response {
    match find(state.workspace().events(), id) {
        Some(event) => write(event).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn find<'a>(events: &'a Events, id: &str) -> Option<&'a Event> {
    events.iter().find(|event| event.id == id)
}

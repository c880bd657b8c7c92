//! The customer cards of a customer or thread, beside the timeline.
//!
//! A page is drawn with the latest results, so it does not wait for an endpoint. Its script then lets the
//! sandbox load the cards, as Plain does when a customer or thread is opened, and draws the page again.

use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Bytes;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::customer_card::customer_card;
use super::item::Scope;
use super::layout;
use crate::cards::body::CardSubject;
use crate::cards::{self, LoadRequest};
use crate::state::State;
use crate::state::cards::CardView;
use crate::workspace::Workspace;

type LoadForm = (Shared<Arc<State>>, Path<String>, Bytes);
type CardPath = (Shared<Arc<State>>, Path<(String, String)>);

/// The cards of a page.
pub(super) struct CardPanel {
    pub(super) markup: Markup,
    pub(super) is_empty: bool,
}

/// Renders the cards of a page: `None` if it is not that of a customer or thread.
pub(super) fn panel(
    state: &State,
    workspace: &Workspace,
    scope: &Scope,
    now: SystemTime,
) -> Option<CardPanel> {
    let path = format!("{}/cards", scope.path());
    let views = views(state, &subject(workspace, scope)?, now);
    let markup = html! {
        aside.customer-cards aria-labelledby="cards-title" {
            header {
                h2 #cards-title { "Customer cards" }
                form method="post" action=(path) data-loads="all" {
                    button.quiet-button type="submit" name="reload" value="true" aria-label="Reload all cards" { "Reload all" }
                }
            }
            div.customer-card-list #cards data-live="list" data-load=(path) {
                @for view in &views {
                    (customer_card(workspace, &path, view, now))
                }
            }
        }
    };
    Some(CardPanel {
        markup,
        is_empty: views.is_empty(),
    })
}

/// The customer of a page, and its thread.
fn subject(workspace: &Workspace, scope: &Scope) -> Option<CardSubject> {
    let (customer_id, thread_id) = match scope {
        Scope::All => return None,
        Scope::Customer(id) => (id, None),
        Scope::Thread(id) => (&workspace.threads().by_id(id)?.customer_id, Some(&id[..])),
    };
    CardSubject::find(workspace, customer_id, thread_id).ok()
}

fn views(state: &State, subject: &CardSubject, now: SystemTime) -> Vec<CardView> {
    let (customer_id, thread_id) = (&subject.customer_id, subject.thread_id());
    state.cards.views(customer_id, thread_id, now)
}

pub(super) async fn load_for_customer((Shared(state), Path(id), form): LoadForm) -> Response {
    load(state, &Scope::Customer(id), &form).await
}

pub(super) async fn load_in_thread((Shared(state), Path(id), form): LoadForm) -> Response {
    load(state, &Scope::Thread(id), &form).await
}

/// Fields of the forms that load cards.
#[derive(Debug, Default)]
struct LoadFields {
    /// The only key to load.
    only: Option<String>,
    /// Whether to request cards that are cached.
    is_reload: bool,
    /// Whether the response does not wait for the cards.
    is_in_background: bool,
}

impl LoadFields {
    fn parse(form: &[u8]) -> Self {
        let mut fields = Self::default();
        for (name, value) in form_urlencoded::parse(form) {
            match &name[..] {
                "only" => fields.only = Some(value.into_owned()),
                "reload" => fields.is_reload = true,
                "background" => fields.is_in_background = true,
                _ => {}
            }
        }
        fields
    }
}

/// Loads the configured cards, and shows the page.
async fn load(state: Arc<State>, scope: &Scope, form: &[u8]) -> Response {
    let fields = LoadFields::parse(form);
    let subject = subject(&state.workspace(), scope);
    let Some(subject) = subject else {
        let rejected = state.requests.failed_count();
        return layout::not_found(&state.workspace(), rejected, scope.noun());
    };
    let mut endpoints = state.cards.endpoints();
    if !fields.is_reload {
        // Another page waits for them already.
        let views = views(&state, &subject, state.clock.now());
        let is_loading = |key: &String| views.iter().any(|it| it.is_loading && it.key == *key);
        for endpoint in &mut endpoints {
            endpoint.keys.retain(|key| !is_loading(key));
        }
    }
    let request = LoadRequest {
        endpoints,
        subject,
        only: fields.only,
        is_reload: fields.is_reload,
    };
    // A task of its own, because a page that is closed does not end a load that others show.
    let task = tokio::spawn(async move { cards::load(&state, &request).await });
    if fields.is_in_background {
        return StatusCode::ACCEPTED.into_response();
    }
    let _ = task.await;
    Redirect::to(&scope.path()).into_response()
}

pub(super) async fn macro_for_customer(
    (Shared(state), Path((id, key))): CardPath,
) -> Result<String, StatusCode> {
    macro_source(&state, &Scope::Customer(id), &key)
}

pub(super) async fn macro_in_thread(
    (Shared(state), Path((id, key))): CardPath,
) -> Result<String, StatusCode> {
    macro_source(&state, &Scope::Thread(id), &key)
}

/// The call of `customer_card!` that creates an equal card.
fn macro_source(state: &State, scope: &Scope, key: &str) -> Result<String, StatusCode> {
    let subject = subject(&state.workspace(), scope).ok_or(StatusCode::NOT_FOUND)?;
    let views = views(state, &subject, state.clock.now());
    let view = views.into_iter().find(|view| view.key == key);
    let card = view.and_then(|view| view.result);
    card.and_then(|card| card.macro_call())
        .ok_or(StatusCode::NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use super::LoadFields;

    #[test]
    fn forms_are_parsed() {
        let fields = LoadFields::parse(b"only=plan-details&reload=true&other=1");
        assert_eq!(fields.only.as_deref(), Some("plan-details"));
        assert!(fields.is_reload && !fields.is_in_background);
        let fields = LoadFields::parse(b"background=true");
        assert!(fields.only.is_none() && !fields.is_reload && fields.is_in_background);
        assert!(LoadFields::parse(b"\xff%&=").only.is_none());
    }
}

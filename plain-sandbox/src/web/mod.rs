//! The page: what a support agent would see of the workspace, and which requests were refused.
//!
//! It is made on the server, of the workspace as it is at that moment. A page that is open learns from
//! [`live`] that something changed, and asks for itself again.

mod asset;
mod card;
mod component;
mod curl;
mod customers;
mod event;
mod layout;
mod live;
mod markdown;
mod marker;
mod person;
mod refused;
mod search;
mod timeline;
mod when;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use maud::Markup;
use serde::Deserialize;

use crate::state::State;
use layout::{Frame, Place};
use search::Search;
use timeline::Scope;

/// Nothing but the page's own style sheet and script, which are files; nothing inline, nothing from
/// elsewhere, and no page around it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

pub(crate) fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/", get(all))
        .route("/customers", get(customers))
        .route("/customers/{id}", get(customer))
        .route("/threads/{id}", get(thread))
        .route("/events/{id}", get(event::page))
        .route("/events/{id}/macro", get(event::macro_call))
        .route("/events/{id}/curl", get(event::curl))
        .route("/events/{id}/json", get(event::json))
        .route("/refused", get(refused))
        .route("/live", get(live::changes))
        .merge(asset::router())
        .layer(map_response(with_headers))
}

/// What a page is asked for besides its path.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Params {
    /// The words to search for.
    q: String,
    /// The id of what stands above the page's first.
    before: Option<String>,
}

type Asked = Query<Params>;

async fn all(Shared(state): Shared<Arc<State>>, Query(params): Asked) -> Response {
    timeline_page(&state, &Scope::All, &params)
}

async fn customer(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Query(params): Asked,
) -> Response {
    timeline_page(&state, &Scope::Customer(id), &params)
}

async fn thread(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Query(params): Asked,
) -> Response {
    timeline_page(&state, &Scope::Thread(id), &params)
}

fn timeline_page(state: &State, scope: &Scope, params: &Params) -> Response {
    let refused = state.requests.failed_count();
    let workspace = state.workspace();
    let search = Search::new(&params.q);
    let timeline = timeline::page(&workspace, scope, &search, params.before.as_deref());
    let Some(timeline) = timeline else {
        return not_found(layout::not_found(&workspace, refused, scope.noun()));
    };
    let frame = Frame {
        title: &timeline.title,
        place: Place::Timeline(scope),
        search: Some(&search),
    };
    html(layout::page(&workspace, refused, &frame, &timeline.markup))
}

async fn customers(Shared(state): Shared<Arc<State>>, Query(params): Asked) -> Response {
    let refused = state.requests.failed_count();
    let workspace = state.workspace();
    let search = Search::new(&params.q);
    let frame = Frame {
        title: "Customers",
        place: Place::Customers,
        search: Some(&search),
    };
    let list = customers::page(&workspace, &search);
    html(layout::page(&workspace, refused, &frame, &list))
}

async fn refused(Shared(state): Shared<Arc<State>>, Query(params): Asked) -> Response {
    let search = Search::new(&params.q);
    let list = refused::page(&state.requests, &search, params.before.as_deref());
    let count = state.requests.failed_count();
    let frame = Frame {
        title: "Refused requests",
        place: Place::Refused,
        search: Some(&search),
    };
    html(layout::page(&state.workspace(), count, &frame, &list))
}

fn html(page: Markup) -> Response {
    Html(page.into_string()).into_response()
}

fn not_found(page: Markup) -> Response {
    (StatusCode::NOT_FOUND, html(page)).into_response()
}

async fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

//! The web UI: events as a support agent would see them, and the rejected requests.
//!
//! Pages are rendered on the server from the current workspace, and shared by [`page_cache`]. An open
//! page is notified of changes by [`live`], a few times a second, and requests itself again.

mod asset;
mod card;
mod card_endpoints;
mod card_panel;
mod component;
mod customer_card;
mod customers;
mod describe;
mod event;
mod fold;
mod inline;
mod item;
mod layout;
mod live;
mod markdown;
mod marker;
mod message;
mod page_cache;
mod rejected;
mod search;
mod source;
mod thread;
mod timeline;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderValue, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use crate::state::State;
use item::Scope;
use layout::{PageFrame, Section};
use page_cache::{AgesAt, PageCache};
use search::Search;

/// Allows only the sandbox's own style sheet, script and images, and no embedding in other pages.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

pub(crate) fn router(state: &Arc<State>) -> Router<Arc<State>> {
    let cache = (Arc::clone(state), Arc::new(PageCache::default()));
    Router::new()
        .route("/", get(all))
        .route("/customers", get(customers))
        .route("/customers/{id}", get(customer))
        .route("/customers/{id}/cards", post(card_panel::load_for_customer))
        .route(
            "/customers/{id}/cards/{key}/macro",
            get(card_panel::macro_for_customer),
        )
        .route("/threads/{id}", get(thread))
        .route("/threads/{id}/cards", post(card_panel::load_in_thread))
        .route(
            "/threads/{id}/cards/{key}/macro",
            get(card_panel::macro_in_thread),
        )
        .route("/threads/{id}/macro", get(thread::as_macro))
        .route("/threads/{id}/curl", get(thread::as_curl))
        .route("/events/{id}", get(event::page))
        .route("/events/{id}/macro", get(event::as_macro))
        .route("/events/{id}/curl", get(event::as_curl))
        .route("/events/{id}/json", get(event::as_json))
        .route("/cards", get(cards))
        .route("/rejected", get(rejected))
        .layer(from_fn_with_state(cache, page_cache::share))
        .route("/live", get(live::changes))
        .merge(asset::router())
        .layer(map_response(add_headers))
}

/// Query parameters of a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PageParams {
    /// The words to search for.
    q: String,
    /// Id of the entry that precedes the page.
    before: Option<String>,
}

type PageQuery = Query<PageParams>;

async fn all(Shared(state): Shared<Arc<State>>, Query(params): PageQuery) -> Response {
    timeline_page(&state, &Scope::All, &params).await
}

async fn customer(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Query(params): PageQuery,
) -> Response {
    timeline_page(&state, &Scope::Customer(id), &params).await
}

async fn thread(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Query(params): PageQuery,
) -> Response {
    timeline_page(&state, &Scope::Thread(id), &params).await
}

async fn timeline_page(state: &State, scope: &Scope, params: &PageParams) -> Response {
    let search = Search::new(&params.q);
    let found = if search.is_empty() {
        None
    } else {
        Some(timeline::find(state, scope, &search).await)
    };
    let rejected = state.requests.failed_count();
    let now = state.clock.now();
    let workspace = state.workspace();
    let cards = card_panel::panel(state, &workspace, scope, now);
    let search_result = (&search, found.as_ref());
    let timeline = timeline::page(
        &workspace,
        scope,
        search_result,
        params.before.as_deref(),
        cards.as_ref(),
    );
    let Some(timeline) = timeline else {
        return layout::not_found(&workspace, rejected, scope.noun());
    };
    let frame = PageFrame {
        title: &timeline.title,
        section: Section::Timeline(scope),
        search: Some(&search),
    };
    let mut page = layout::page(&workspace, rejected, &frame, &timeline.markup);
    if cards.is_some_and(|cards| !cards.is_empty) {
        page.extensions_mut().insert(AgesAt(now));
    }
    page
}

async fn customers(Shared(state): Shared<Arc<State>>, Query(params): PageQuery) -> Response {
    let rejected = state.requests.failed_count();
    let workspace = state.workspace();
    let search = Search::new(&params.q);
    let frame = PageFrame {
        title: "Customers",
        section: Section::Customers,
        search: Some(&search),
    };
    let list = customers::page(&workspace, &search);
    layout::page(&workspace, rejected, &frame, &list)
}

async fn cards(Shared(state): Shared<Arc<State>>) -> Response {
    let rejected = state.requests.failed_count();
    let workspace = state.workspace();
    let frame = PageFrame {
        title: "Customer cards",
        section: Section::Cards,
        search: None,
    };
    let list = card_endpoints::page(&workspace, &state.cards);
    layout::page(&workspace, rejected, &frame, &list)
}

async fn rejected(Shared(state): Shared<Arc<State>>, Query(params): PageQuery) -> Response {
    let search = Search::new(&params.q);
    let list = rejected::page(&state.requests, &search, params.before.as_deref());
    let count = state.requests.failed_count();
    let frame = PageFrame {
        title: "Rejected requests",
        section: Section::Rejected,
        search: Some(&search),
    };
    layout::page(&state.workspace(), count, &frame, &list)
}

async fn add_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Without any referrer, browsers would send forms with the origin `null`, which is foreign.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

//! The style sheet, the script and the icon, embedded in the program.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::state::State;

pub(super) const STYLE: &str = "/assets/page.css";
pub(super) const SCRIPT: &str = "/assets/page.js";
pub(super) const ICON: &str = "/assets/icon.svg";

pub(super) fn router() -> Router<Arc<State>> {
    let asset = |content_type: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, content_type)], text).into_response() })
    };
    Router::new()
        .route(
            STYLE,
            asset(
                "text/css; charset=utf-8",
                concat!(
                    include_str!("style/colours.css"),
                    include_str!("style/frame.css"),
                    include_str!("style/card.css"),
                    include_str!("style/component.css"),
                    include_str!("style/thread.css"),
                    include_str!("style/customer_card.css"),
                    include_str!("style/narrow.css"),
                ),
            ),
        )
        .route(
            SCRIPT,
            asset(
                "text/javascript; charset=utf-8",
                concat!(
                    include_str!("script/text.js"),
                    include_str!("script/update.js"),
                    include_str!("script/cards.js"),
                    include_str!("script/connection.js"),
                ),
            ),
        )
        .route(ICON, asset("image/svg+xml", include_str!("icon.svg")))
        // Browsers request this path for responses that are not HTML.
        .route(
            "/favicon.ico",
            asset("image/svg+xml", include_str!("icon.svg")),
        )
}

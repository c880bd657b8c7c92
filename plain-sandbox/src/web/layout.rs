//! The frame of every page: header, navigation, search and sidebar.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::item::Scope;
use super::search::Search;
use super::{asset, customers};
use crate::workspace::Workspace;

/// The section of the UI that a page belongs to.
#[derive(Clone, Copy)]
pub(super) enum Section<'a> {
    Timeline(&'a Scope),
    Customers,
    Cards,
    Rejected,
    Other,
}

/// Properties of a page's frame.
pub(super) struct PageFrame<'a> {
    pub(super) title: &'a str,
    pub(super) section: Section<'a>,
    /// The current search, on a page that can be searched.
    pub(super) search: Option<&'a Search>,
}

impl PageFrame<'_> {
    fn scope(&self) -> Option<&Scope> {
        match self.section {
            Section::Timeline(scope) => Some(scope),
            _ => None,
        }
    }

    /// Path and label of the search form.
    fn search_form(&self) -> (String, String) {
        match self.section {
            Section::Timeline(Scope::All) | Section::Cards | Section::Other => {
                ("/".into(), "Search events".into())
            }
            Section::Timeline(scope) => {
                (scope.path(), format!("Search in {}", isolated(self.title)))
            }
            Section::Customers => ("/customers".into(), "Search customers".into()),
            Section::Rejected => ("/rejected".into(), "Search rejected requests".into()),
        }
    }
}

/// A text of a user, for places without markup: it does not affect the direction of the text around it.
fn isolated(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    // First strong isolate, and pop directional isolate.
    format!("\u{2068}{text}\u{2069}")
}

/// Renders a whole page. `rejected` is the number of rejected requests.
pub(super) fn page(
    workspace: &Workspace,
    rejected: usize,
    frame: &PageFrame<'_>,
    main: &Markup,
) -> Response {
    let (action, label) = frame.search_form();
    let text = frame.search.map_or("", |search| &search.text);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (isolated(frame.title)) " · plain-sandbox" }
                link rel="icon" href=(asset::ICON) type="image/svg+xml";
                link rel="stylesheet" href=(asset::STYLE);
                script src=(asset::SCRIPT) defer {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    a.brand href="/" { span.dot aria-hidden="true" {} "plain-sandbox" }
                    (navigation(frame, rejected))
                    form.search role="search" method="get" action=(action) {
                        input type="search" name="q" value=(text) placeholder=(label) aria-label=(label)
                            autocomplete="off" spellcheck="false";
                    }
                    span.connection #connection hidden {}
                }
                div.body {
                    nav.sidebar aria-label="Customers" {
                        h2 { "Customers" }
                        div #sidebar data-live="text" { (customers::sidebar(workspace, frame.scope())) }
                    }
                    main #main tabindex="-1" { (main) }
                }
                p.visually-hidden #announcement role="status" {}
            }
        }
    };
    Html(page.into_string()).into_response()
}

fn navigation(frame: &PageFrame<'_>, rejected: usize) -> Markup {
    let current = |is_current: bool| is_current.then_some("page");
    let is_timeline = matches!(frame.section, Section::Timeline(Scope::All));
    html! {
        nav.pages #pages aria-label="Pages" data-live="text" {
            a href="/" aria-current=[current(is_timeline)] { "Events" }
            a href="/customers" aria-current=[current(matches!(frame.section, Section::Customers))] {
                "Customers"
            }
            a href="/cards" aria-current=[current(matches!(frame.section, Section::Cards))] { "Cards" }
            a href="/rejected" aria-current=[current(matches!(frame.section, Section::Rejected))] {
                "Rejected"
                @if rejected > 0 { " " span.number { (rejected) } }
            }
        }
    }
}

/// Renders the page for a record that does not exist.
pub(super) fn not_found(workspace: &Workspace, rejected: usize, noun: &str) -> Response {
    let frame = PageFrame {
        title: "Not found",
        section: Section::Other,
        search: None,
    };
    let main = html! {
        header.head { h1 { "Not found" } }
        div.empty { p { "This sandbox has no such " (noun) "." } p { a href="/" { "All events" } } }
    };
    let page = page(workspace, rejected, &frame, &main);
    (StatusCode::NOT_FOUND, page).into_response()
}

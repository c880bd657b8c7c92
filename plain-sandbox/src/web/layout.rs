//! What stands around every page.

use maud::{DOCTYPE, Markup, html};

use super::search::Search;
use super::timeline::Scope;
use super::{asset, customers};
use crate::workspace::Workspace;

/// Where a page belongs.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Timeline(&'a Scope),
    Customers,
    Refused,
    Elsewhere,
}

/// What is said around a page.
pub(super) struct Frame<'a> {
    pub(super) title: &'a str,
    pub(super) place: Place<'a>,
    /// What is searched for, on a page that can be searched.
    pub(super) search: Option<&'a Search>,
}

impl Frame<'_> {
    fn scope(&self) -> Option<&Scope> {
        match self.place {
            Place::Timeline(scope) => Some(scope),
            _ => None,
        }
    }

    /// Where the search leads, and what it is called.
    fn search_form(&self) -> (String, String) {
        match self.place {
            Place::Timeline(Scope::All) | Place::Elsewhere => ("/".into(), "Search events".into()),
            Place::Timeline(scope) => (scope.path(), format!("Search in {}", self.title)),
            Place::Customers => ("/customers".into(), "Search customers".into()),
            Place::Refused => ("/refused".into(), "Search refused requests".into()),
        }
    }
}

/// A whole page. `refused` is how many requests were not done.
pub(super) fn page(
    workspace: &Workspace,
    refused: usize,
    frame: &Frame<'_>,
    main: &Markup,
) -> Markup {
    let (action, label) = frame.search_form();
    let text = frame.search.map_or("", |search| &search.text);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " · plain-sandbox" }
                link rel="icon" href=(asset::ICON) type="image/svg+xml";
                link rel="stylesheet" href=(asset::STYLE);
                script src=(asset::SCRIPT) defer {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    a.brand href="/" { span.dot aria-hidden="true" {} "plain-sandbox" }
                    (navigation(frame, refused))
                    form.search role="search" method="get" action=(action) {
                        input type="search" name="q" value=(text) placeholder=(label) aria-label=(label)
                            autocomplete="off" spellcheck="false";
                    }
                    span.connection #connection hidden {}
                }
                div.body {
                    nav.beside aria-label="Customers" {
                        h2 { "Customers" }
                        div #beside data-live="text" { (customers::beside(workspace, frame.scope())) }
                    }
                    main #main tabindex="-1" { (main) }
                }
                p.visually-hidden #said role="status" {}
            }
        }
    }
}

fn navigation(frame: &Frame<'_>, refused: usize) -> Markup {
    let current = |is_it: bool| is_it.then_some("page");
    html! {
        nav.places #places aria-label="Pages" data-live="text" {
            a href="/" aria-current=[current(matches!(frame.place, Place::Timeline(Scope::All)))] {
                "Events"
            }
            a href="/customers" aria-current=[current(matches!(frame.place, Place::Customers))] {
                "Customers"
            }
            a href="/refused" aria-current=[current(matches!(frame.place, Place::Refused))] {
                "Refused"
                @if refused > 0 { " " span.number { (refused) } }
            }
        }
    }
}

/// The page for what is not there.
pub(super) fn not_found(workspace: &Workspace, refused: usize, noun: &str) -> Markup {
    let frame = Frame {
        title: "Not found",
        place: Place::Elsewhere,
        search: None,
    };
    let main = html! {
        header.head { h1 { "Not found" } }
        div.nothing { p { "There is no such " (noun) " in this sandbox." } p { a href="/" { "All events" } } }
    };
    page(workspace, refused, &frame, &main)
}

//! Timelines, the newest entry first.

use maud::{Markup, html};

use super::card::card;
use super::item::{Scope, items};
use super::search::Search;
use crate::workspace::Workspace;

/// Number of entries per page.
const MAX_ENTRIES: usize = 100;

/// A page of a timeline.
pub(super) struct TimelinePage {
    pub(super) title: String,
    pub(super) markup: Markup,
}

/// Renders the page that starts after the entry `before`, or with the newest entry: `None` if the
/// customer or thread does not exist.
pub(super) fn page(
    workspace: &Workspace,
    scope: &Scope,
    search: &Search,
    before: Option<&str>,
) -> Option<TimelinePage> {
    let (title, heading) = heading(workspace, scope)?;
    let mut items = items(workspace, scope);
    let total = items.len();
    if !search.is_empty() {
        items.retain(|item| item.matches(workspace, search));
    }
    let found = items.len();
    items.sort_by_key(|item| std::cmp::Reverse((item.at, item.number)));
    // If the entry no longer exists, the page starts with the newest.
    let position = before.and_then(|id| items.iter().position(|item| item.id == id));
    let start = position.map_or(0, |position| position + 1);
    let shown = &items[start..items.len().min(start + MAX_ENTRIES)];
    let path = scope.path();
    let markup = html! {
        header.head {
            (heading)
            p.count #count data-live="text" {
                (count(total, search, found))
            }
        }
        @if start > 0 {
            (pager("Newest", &path, search, None))
        }
        div.timeline #timeline data-live="list" {
            @if shown.is_empty() {
                (empty(search))
            }
            @for item in shown {
                (card(workspace, item))
            }
        }
        div #older data-live="text" {
            @if let Some(last) = shown.last() && start + shown.len() < found {
                (pager("Older", &path, search, Some(last.id)))
            }
        }
    };
    Some(TimelinePage { title, markup })
}

/// Renders the link to another page of a list.
pub(super) fn pager(label: &str, path: &str, search: &Search, before: Option<&str>) -> Markup {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !search.is_empty() {
        query.append_pair("q", &search.text);
    }
    query.extend_pairs(before.map(|before| ("before", before)));
    let query = query.finish();
    html! {
        nav.pager aria-label={ (label) " entries" } {
            a.button href={ (path) "?" (query) } { (label) }
        }
    }
}

/// The title of a timeline and its heading.
fn heading(workspace: &Workspace, scope: &Scope) -> Option<(String, Markup)> {
    Some(match scope {
        Scope::All => ("Events".to_owned(), html! { h1 { "Events" } }),
        Scope::Customer(id) => {
            let customer = workspace.customers().by_id(id)?;
            let details = &customer.details;
            let markup = html! {
                h1 { (details.full_name) }
                p.facts {
                    span { (details.email) }
                    @if let Some(external_id) = &details.external_id {
                        span { span.visually-hidden { "external id " } (external_id) }
                    }
                    code { (customer.id) }
                }
            };
            (details.full_name.clone(), markup)
        }
        Scope::Thread(id) => {
            let thread = workspace.threads().by_id(id)?;
            let markup = html! {
                h1 { span.ref { (thread.r#ref()) } " " (thread.title) }
                p.facts {
                    @if let Some(customer) = workspace.customers().by_id(&thread.customer_id) {
                        a href={ "/customers/" (customer.id) } { (customer.details.full_name) }
                    }
                    code { (thread.id) }
                }
                @if let Some(description) = &thread.description {
                    p.description { (description) }
                }
            };
            (format!("{} {}", thread.r#ref(), thread.title), markup)
        }
    })
}

/// The number of entries, such as `3 of 10 entries`.
pub(super) fn count(total: usize, search: &Search, found: usize) -> String {
    let entries = match total {
        1 => "1 entry".to_owned(),
        total => format!("{total} entries"),
    };
    if search.is_empty() {
        entries
    } else {
        format!("{found} of {entries}")
    }
}

fn empty(search: &Search) -> Markup {
    html! {
        div.empty id="empty" {
            @if search.is_empty() {
                p { "No events yet." }
                p { "Events created through the API appear here at once." }
            } @else {
                p { "No entry contains all of these words: " strong { (search.text) } }
            }
        }
    }
}

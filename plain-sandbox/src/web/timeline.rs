//! Timelines, the newest entry first.

use maud::{Markup, html};

use super::card::card;
use super::card_panel::CardPanel;
use super::item::{self, Scope, TimelineItem, items_before};
use super::search::Search;
use crate::state::State;
use crate::workspace::Workspace;
use crate::workspace::events::TimeKey;

/// Number of entries per page.
const MAX_ENTRIES: usize = 100;
/// Number of entries that are searched at a time.
const MAX_SEARCHED: usize = 256;

/// A page of a timeline.
pub(super) struct TimelinePage {
    pub(super) title: String,
    pub(super) markup: Markup,
}

/// The result of a search: positions of the items that match, the newest first.
pub(super) struct Found(Vec<TimeKey>);

/// Searches a timeline. The workspace is locked for a few items at a time, between which other requests
/// are served.
pub(super) async fn find(state: &State, scope: &Scope, search: &Search) -> Found {
    let mut found = Vec::new();
    let mut before = None;
    loop {
        {
            let workspace = state.workspace();
            let mut examined = 0;
            for item in items_before(&workspace, scope, before).take(MAX_SEARCHED) {
                examined += 1;
                before = Some(item.key());
                if item.matches(&workspace, search) {
                    found.push(item.key());
                }
            }
            if examined < MAX_SEARCHED {
                return Found(found);
            }
        }
        tokio::task::yield_now().await;
    }
}

/// Renders the page that starts after the entry `before`, or with the newest entry: `None` if the
/// customer or thread does not exist. `found` is the result of the search, if there is one.
pub(super) fn page(
    workspace: &Workspace,
    scope: &Scope,
    (search, found): (&Search, Option<&Found>),
    before: Option<&str>,
    cards: Option<&CardPanel>,
) -> Option<TimelinePage> {
    let (title, heading) = heading(workspace, scope)?;
    let total = item::count(workspace, scope);
    // If the entry no longer exists, the page starts with the newest.
    let before = before
        .and_then(|id| item::key_of(workspace, scope, id))
        .filter(|key| found.is_none_or(|Found(keys)| keys.contains(key)));
    let mut shown: Vec<TimelineItem<'_>> = match found {
        None => items_before(workspace, scope, before)
            .take(MAX_ENTRIES + 1)
            .collect(),
        Some(Found(keys)) => keys
            .iter()
            .filter(|key| before.is_none_or(|before| **key < before))
            .filter_map(|key| item::item_at(workspace, scope, *key))
            .take(MAX_ENTRIES + 1)
            .collect(),
    };
    let has_older = shown.len() > MAX_ENTRIES;
    shown.truncate(MAX_ENTRIES);
    let path = scope.path();
    let markup = html! {
        header.head {
            (heading)
            p.count #count data-live="text" {
                (count(total, search, found.map_or(total, |Found(keys)| keys.len())))
            }
        }
        @if let Some(cards) = cards {
            (cards.markup)
        }
        div.entries {
            @if before.is_some() {
                (pager("Newest", &path, search, None))
            }
            div.timeline #timeline data-live="list" {
                @if shown.is_empty() {
                    (empty(search))
                }
                @for item in &shown {
                    (card(workspace, item))
                }
            }
            div #older data-live="text" {
                @if let Some(last) = shown.last() && has_older {
                    (pager("Older", &path, search, Some(last.id)))
                }
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
                h1 dir="auto" { (details.full_name) }
                p.facts {
                    span { bdi { (details.email) } }
                    @if let Some(external_id) = &details.external_id {
                        span { span.visually-hidden { "external id " } bdi { (external_id) } }
                    }
                    code { (customer.id) }
                    @if customer.marked_as_spam_at.is_some() {
                        span.badge.color-red { "Spam" }
                    }
                    @for membership in workspace.tenants().of_customer(id) {
                        @if let Some(tenant) = workspace.tenants().by_id(&membership.tenant_id) {
                            span { span.visually-hidden { "tenant " } bdi { (tenant.details.name) } }
                        }
                    }
                }
            };
            (details.full_name.clone(), markup)
        }
        Scope::Thread(id) => {
            let thread = workspace.threads().by_id(id)?;
            let markup = super::thread::heading(workspace, thread);
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
                p { "No entry contains all of these words: " strong { bdi { (search.text) } } }
            }
        }
    }
}

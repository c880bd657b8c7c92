//! Timelines: what happened, the newest first.

use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::Value;

use super::card::card;
use super::search::{FoundBy, Search};
use crate::time::timestamp;
use crate::workspace::Workspace;
use crate::workspace::event::Event;
use crate::workspace::timeline_entry;

/// How many entries a page has.
const MOST: usize = 100;

/// Whose timeline it is.
#[derive(Debug)]
pub(super) enum Scope {
    All,
    /// The id of a customer.
    Customer(String),
    /// The id of a thread.
    Thread(String),
}

impl Scope {
    pub(super) fn path(&self) -> String {
        match self {
            Self::All => "/".to_owned(),
            Self::Customer(id) => format!("/customers/{id}"),
            Self::Thread(id) => format!("/threads/{id}"),
        }
    }

    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::All => "event",
            Self::Customer(_) => "customer",
            Self::Thread(_) => "thread",
        }
    }
}

/// An entry of a timeline.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) id: &'a str,
    pub(super) at: Timestamp,
    /// Of two that happened at once, the higher came later.
    pub(super) number: usize,
    pub(super) content: Content<'a>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Content<'a> {
    Event(&'a Event),
    /// What a thread was created with.
    Thread {
        title: &'a str,
        components: &'a Value,
    },
}

impl<'a> Item<'a> {
    pub(super) fn of_event(number: usize, event: &'a Event) -> Self {
        Self {
            id: &event.id,
            at: timestamp::of(event.created_at),
            number,
            content: Content::Event(event),
        }
    }

    fn is_found(&self, workspace: &Workspace, search: &Search) -> bool {
        let found_by = FoundBy::default();
        search.finds(&match self.content {
            Content::Event(event) => {
                let found_by = found_by.event(event);
                match workspace.customer(&event.customer_id) {
                    Some(customer) => found_by.customer(customer),
                    None => found_by,
                }
            }
            Content::Thread { title, components } => found_by.text(title).json(components),
        })
    }
}

/// A page of a timeline.
pub(super) struct Page {
    pub(super) title: String,
    pub(super) markup: Markup,
}

/// The page that begins after the entry `before`, or with the newest. `None`, if there is no such
/// customer or thread.
pub(super) fn page(
    workspace: &Workspace,
    scope: &Scope,
    search: &Search,
    before: Option<&str>,
) -> Option<Page> {
    let (title, head) = head(workspace, scope)?;
    let mut items = items(workspace, scope);
    let total = items.len();
    if !search.is_empty() {
        items.retain(|item| item.is_found(workspace, search));
    }
    let found = items.len();
    items.sort_by_key(|item| std::cmp::Reverse((item.at, item.number)));
    // What is gone since has no place, so the page begins with the newest.
    let place = before.and_then(|id| items.iter().position(|item| item.id == id));
    let start = place.map_or(0, |place| place + 1);
    let shown = &items[start..items.len().min(start + MOST)];
    let path = scope.path();
    let markup = html! {
        header.head {
            (head)
            p.count #count data-live="text" {
                (count(total, search, found))
            }
        }
        @if start > 0 {
            (pager("Newest", &path, search, None))
        }
        div.timeline #timeline data-live="list" {
            @if shown.is_empty() {
                (nothing(search))
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
    Some(Page { title, markup })
}

/// The link to another page of a list.
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

fn items<'a>(workspace: &'a Workspace, scope: &Scope) -> Vec<Item<'a>> {
    let events = workspace.events();
    let all = events.iter().enumerate();
    match scope {
        Scope::All => all.map(|(at, it)| Item::of_event(at, it)).collect(),
        Scope::Customer(id) => all
            .filter(|(_, event)| &event.customer_id == id)
            .map(|(at, it)| Item::of_event(at, it))
            .collect(),
        Scope::Thread(id) => workspace
            .entries_of_thread(id)
            .filter_map(|entry| {
                let content = match &entry.content {
                    timeline_entry::Content::Event { number, .. } => {
                        Content::Event(events.by_number(*number)?)
                    }
                    timeline_entry::Content::Custom { title, components } => {
                        Content::Thread { title, components }
                    }
                };
                Some(Item {
                    id: &entry.id,
                    at: entry.timestamp,
                    number: entry.number,
                    content,
                })
            })
            .collect(),
    }
}

fn head(workspace: &Workspace, scope: &Scope) -> Option<(String, Markup)> {
    Some(match scope {
        Scope::All => ("Events".to_owned(), html! { h1 { "Events" } }),
        Scope::Customer(id) => {
            let customer = workspace.customer(id)?;
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
            let thread = workspace.thread(id)?;
            let markup = html! {
                h1 { span.ref { (thread.r#ref()) } " " (thread.title) }
                p.facts {
                    @if let Some(customer) = workspace.customer(&thread.customer_id) {
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

/// How many there are of something, in words.
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

fn nothing(search: &Search) -> Markup {
    html! {
        div.nothing id="nothing" {
            @if search.is_empty() {
                p { "Nothing has happened yet." }
                p { "What is created through the API stands here at once." }
            } @else {
                p { "Nothing has all of these words: " strong { (search.text) } }
            }
        }
    }
}

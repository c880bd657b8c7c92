//! Customers and their threads: in the sidebar, and on a page of their own.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::inline::avatar;
use super::item::Scope;
use super::search::{Search, SearchFields};
use crate::workspace::Workspace;
use crate::workspace::customer::Customer;

/// Number of customers in the sidebar.
const MAX_IN_SIDEBAR: usize = 50;
/// Number of customers on their page.
const MAX_ON_PAGE: usize = 200;
/// Number of threads listed for one customer.
const MAX_THREADS: usize = 20;

/// The customers, ordered by their latest event.
pub(super) fn by_latest_event(workspace: &Workspace) -> Vec<&Customer> {
    let events = workspace.events();
    let mut customers: Vec<&Customer> = workspace.customers().all().iter().collect();
    customers.sort_by_key(|it| std::cmp::Reverse(events.latest_of_customer(&it.id)));
    customers
}

/// Number of events of a customer.
fn count(workspace: &Workspace, customer: &Customer) -> usize {
    let events = workspace.events().times_of_customer(&customer.id);
    events.map_or(0, BTreeSet::len)
}

/// Renders the sidebar. The customer of the current page is expanded to show their threads.
pub(super) fn sidebar(workspace: &Workspace, scope: Option<&Scope>) -> Markup {
    let current = match scope {
        None | Some(Scope::All) => None,
        Some(Scope::Customer(id)) => workspace.customers().by_id(id),
        Some(Scope::Thread(id)) => workspace
            .threads()
            .by_id(id)
            .and_then(|thread| workspace.customers().by_id(&thread.customer_id)),
    };
    let list = by_latest_event(workspace);
    let mut shown: Vec<&Customer> = list.iter().copied().take(MAX_IN_SIDEBAR).collect();
    if let Some(current) = current
        && !shown.iter().any(|it| it.id == current.id)
    {
        shown.push(current);
    }
    let remaining = list.len() - shown.len();
    html! {
        ul.customers {
            @for customer in shown {
                li {
                    (link(customer, count(workspace, customer), scope))
                    @if current.is_some_and(|it| it.id == customer.id) {
                        (threads(workspace, customer, scope))
                    }
                }
            }
        }
        @if remaining > 0 {
            p.more { a href="/customers" { (remaining) " more" } }
        }
    }
}

/// Renders the page of all customers.
pub(super) fn page(workspace: &Workspace, search: &Search) -> Markup {
    let found: Vec<&Customer> = by_latest_event(workspace)
        .into_iter()
        .filter(|it| search.matches(&SearchFields::default().customer(it)))
        .collect();
    let shown = &found[..found.len().min(MAX_ON_PAGE)];
    html! {
        header.head {
            h1 { "Customers" }
            p.count #count data-live="text" {
                (found.len())
                @if shown.len() < found.len() {
                    "; the latest " (shown.len()) " are shown, search for the others"
                }
            }
        }
        ul.customers.wide #customers data-live="text" {
            @for customer in shown {
                li {
                    (link(customer, count(workspace, customer), None))
                    (threads(workspace, customer, None))
                }
            }
        }
    }
}

fn link(customer: &Customer, events: usize, scope: Option<&Scope>) -> Markup {
    let details = &customer.details;
    let is_current = matches!(scope, Some(Scope::Customer(id)) if *id == customer.id);
    html! {
        a.customer href={ "/customers/" (customer.id) } aria-current=[is_current.then_some("page")] {
            (avatar(&details.full_name))
            span.name {
                span dir="auto" { (details.full_name) }
                " "
                span.email dir="auto" { (details.email) }
            }
            " "
            span.number title="events" { (events) span.visually-hidden { " events" } }
        }
    }
}

fn threads(workspace: &Workspace, customer: &Customer, scope: Option<&Scope>) -> Markup {
    let threads: Vec<_> = workspace.threads().of_customer(&customer.id).collect();
    let first = threads.len().saturating_sub(MAX_THREADS);
    html! {
        ul.threads {
            @for thread in threads[first..].iter().rev() {
                @let is_current = matches!(scope, Some(Scope::Thread(id)) if *id == thread.id);
                li {
                    a href={ "/threads/" (thread.id) } aria-current=[is_current.then_some("page")] {
                        span.ref { (thread.r#ref()) } " "
                        @if thread.status.detail.status() == "DONE" {
                            span.done { "done" } " "
                        }
                        bdi { (thread.title) }
                    }
                }
            }
            @if first > 0 {
                li.more { (first) " older threads" }
            }
        }
    }
}

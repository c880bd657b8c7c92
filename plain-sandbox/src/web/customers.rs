//! The customers and their threads: beside every page, and on one of their own.

use std::collections::HashMap;

use maud::{Markup, html};

use super::person::avatar;
use super::search::{FoundBy, Search};
use super::timeline::Scope;
use crate::workspace::Workspace;
use crate::workspace::customer::Customer;

/// How many customers stand beside a page.
const BESIDE: usize = 50;
/// How many customers, and how many threads of one, a page lists.
const MOST: usize = 200;
const MOST_THREADS: usize = 20;

/// The customers in the order in which something last happened to them.
struct Listed<'a> {
    customers: Vec<&'a Customer>,
    /// How many events each has.
    counts: HashMap<&'a str, usize>,
}

impl<'a> Listed<'a> {
    fn new(workspace: &'a Workspace) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut latest: HashMap<&str, usize> = HashMap::new();
        for (place, event) in workspace.events().iter().enumerate() {
            *counts.entry(&event.customer_id).or_default() += 1;
            latest.insert(&event.customer_id, place);
        }
        let mut customers: Vec<&Customer> = workspace.customers().iter().collect();
        customers.sort_by_key(|it| std::cmp::Reverse(latest.get(&it.id[..]).copied()));
        Self { customers, counts }
    }

    fn count(&self, customer: &Customer) -> usize {
        self.counts.get(&customer.id[..]).copied().unwrap_or(0)
    }
}

/// The list beside a page, which shows the threads of the customer that the page is about.
pub(super) fn beside(workspace: &Workspace, scope: Option<&Scope>) -> Markup {
    let chosen = match scope {
        None | Some(Scope::All) => None,
        Some(Scope::Customer(id)) => workspace.customer(id),
        Some(Scope::Thread(id)) => workspace
            .thread(id)
            .and_then(|thread| workspace.customer(&thread.customer_id)),
    };
    let listed = Listed::new(workspace);
    let mut shown: Vec<&Customer> = listed.customers.iter().copied().take(BESIDE).collect();
    if let Some(chosen) = chosen
        && !shown.iter().any(|it| it.id == chosen.id)
    {
        shown.push(chosen);
    }
    let more = listed.customers.len() - shown.len();
    html! {
        ul.customers {
            @for customer in shown {
                li {
                    (link(customer, listed.count(customer), scope))
                    @if chosen.is_some_and(|it| it.id == customer.id) {
                        (threads(workspace, customer, scope))
                    }
                }
            }
        }
        @if more > 0 {
            p.more { a href="/customers" { (more) " more" } }
        }
    }
}

/// The page of all customers.
pub(super) fn page(workspace: &Workspace, search: &Search) -> Markup {
    let listed = Listed::new(workspace);
    let found: Vec<&Customer> = listed
        .customers
        .iter()
        .copied()
        .filter(|it| search.finds(&FoundBy::default().customer(it)))
        .collect();
    let shown = &found[..found.len().min(MOST)];
    html! {
        header.head {
            h1 { "Customers" }
            p.count #count data-live="text" {
                (found.len())
                @if shown.len() < found.len() {
                    ", of which the latest " (shown.len()) " are here; search for the others"
                }
            }
        }
        ul.customers.wide #customers data-live="text" {
            @for customer in shown {
                li {
                    (link(customer, listed.count(customer), None))
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
                span { (details.full_name) }
                " "
                span.email { (details.email) }
            }
            " "
            span.number title="events" { (events) span.visually-hidden { " events" } }
        }
    }
}

fn threads(workspace: &Workspace, customer: &Customer, scope: Option<&Scope>) -> Markup {
    let threads: Vec<_> = workspace.threads_of_customer(&customer.id).collect();
    let first = threads.len().saturating_sub(MOST_THREADS);
    html! {
        ul.threads {
            @for thread in threads[first..].iter().rev() {
                @let is_current = matches!(scope, Some(Scope::Thread(id)) if *id == thread.id);
                li {
                    a href={ "/threads/" (thread.id) } aria-current=[is_current.then_some("page")] {
                        span.ref { (thread.r#ref()) } " " (thread.title)
                    }
                }
            }
            @if first > 0 {
                li.more { (first) " older threads" }
            }
        }
    }
}

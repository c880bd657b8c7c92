//! Customers and their threads: in the sidebar, and on a page of their own.

use std::collections::HashMap;

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
struct CustomerList<'a> {
    customers: Vec<&'a Customer>,
    /// Number of events by customer.
    counts: HashMap<&'a str, usize>,
}

impl<'a> CustomerList<'a> {
    fn new(workspace: &'a Workspace) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut latest: HashMap<&str, usize> = HashMap::new();
        for (index, event) in workspace.events().iter().enumerate() {
            *counts.entry(&event.customer_id).or_default() += 1;
            latest.insert(&event.customer_id, index);
        }
        let mut customers: Vec<&Customer> = workspace.customers().all().iter().collect();
        customers.sort_by_key(|it| std::cmp::Reverse(latest.get(&it.id[..]).copied()));
        Self { customers, counts }
    }

    fn count(&self, customer: &Customer) -> usize {
        self.counts.get(&customer.id[..]).copied().unwrap_or(0)
    }
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
    let list = CustomerList::new(workspace);
    let mut shown: Vec<&Customer> = list
        .customers
        .iter()
        .copied()
        .take(MAX_IN_SIDEBAR)
        .collect();
    if let Some(current) = current
        && !shown.iter().any(|it| it.id == current.id)
    {
        shown.push(current);
    }
    let remaining = list.customers.len() - shown.len();
    html! {
        ul.customers {
            @for customer in shown {
                li {
                    (link(customer, list.count(customer), scope))
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
    let list = CustomerList::new(workspace);
    let found: Vec<&Customer> = list
        .customers
        .iter()
        .copied()
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
                    (link(customer, list.count(customer), None))
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
    let threads: Vec<_> = workspace.threads().of_customer(&customer.id).collect();
    let first = threads.len().saturating_sub(MAX_THREADS);
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

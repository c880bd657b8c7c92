//! The page of the endpoints that customer cards are requested from, and of the latest requests.

use maud::{Markup, html};

use super::customers::by_latest_event;
use super::inline::time_ago;
use crate::state::cards::CardRegistry;
use crate::state::cards::attempt::CardAttempt;
use crate::state::cards::endpoint::CardEndpoint;
use crate::state::cards::settings::Signature;
use crate::time::timestamp;
use crate::workspace::Workspace;

/// Number of requests on the page.
const MAX_REQUESTS: usize = 50;
/// Number of customers whose cards the page links to.
const MAX_CUSTOMERS: usize = 3;

/// Two ways to configure an endpoint.
const EXAMPLE: &str = r#"plain-sandbox cards http://127.0.0.1:3000/plain/cards --key usage

let endpoint = CardEndpoint::new("http://127.0.0.1:3000/plain/cards").key("usage");
sandbox.add_card_endpoint(endpoint);"#;

pub(super) fn page(workspace: &Workspace, registry: &CardRegistry) -> Markup {
    let endpoints = registry.endpoints();
    let attempts = registry.attempts();
    html! {
        header.head {
            h1 { "Customer cards" }
            p.count #count data-live="text" {
                @match endpoints.len() {
                    1 => "1 endpoint",
                    count => { (count) " endpoints" },
                }
            }
        }
        div #endpoints data-live="text" {
            @if endpoints.is_empty() {
                (introduction())
            } @else {
                (subjects(workspace))
                div.timeline {
                    @for endpoint in &endpoints {
                        (endpoint_card(endpoint))
                    }
                }
            }
        }
        div #attempts data-live="text" {
            @if !attempts.is_empty() {
                (requests(&attempts))
            }
        }
    }
}

fn introduction() -> Markup {
    html! {
        div.empty {
            p { "No endpoint of customer cards is configured." }
            p { "The sandbox requests cards from yours as Plain does, and shows them with customers and in their threads:" }
            pre tabindex="0" role="region" aria-label="Example" { code { (EXAMPLE) } }
        }
    }
}

/// Links to pages that show the cards.
fn subjects(workspace: &Workspace) -> Markup {
    let customers = by_latest_event(workspace);
    html! {
        p.facts.card-subjects {
            @if customers.is_empty() {
                "Create a customer: its page shows the cards."
            } @else {
                "Shown with customers and in their threads:"
            }
            @for customer in customers.iter().take(MAX_CUSTOMERS) {
                a href={ "/customers/" (customer.id) } { bdi { (customer.details.full_name) } }
                @let threads = workspace.threads().of_customer(&customer.id);
                @if let Some(thread) = threads.max_by_key(|thread| thread.number) {
                    a href={ "/threads/" (thread.id) } { (thread.r#ref()) " " bdi { (thread.title) } }
                }
            }
        }
    }
}

fn endpoint_card(endpoint: &CardEndpoint) -> Markup {
    let settings = &endpoint.settings;
    let signature = match settings.signature {
        Signature::Valid { .. } => "with the secret of the workspace",
        Signature::Wrong => "with a wrong secret",
        Signature::Missing => "none",
    };
    html! {
        article.endpoint {
            h2 { bdi { (settings.display_url()) } }
            div.properties {
                dl {
                    div { dt { "Cards" } dd { @for key in &endpoint.keys { code { (key) } } } }
                    div { dt { "Signature" } dd { (signature) } }
                    @if !settings.headers.is_empty() {
                        div { dt { "Headers" } dd { @for (name, _) in &settings.headers { code { (name) } } } }
                    }
                    div { dt { "Cached by default for" } dd { (endpoint.default_time_to_live_seconds) " s" } }
                }
            }
        }
    }
}

fn requests(attempts: &[CardAttempt]) -> Markup {
    html! {
        section.card-requests aria-labelledby="card-requests" {
            h2 #card-requests { "Latest requests" }
            ul {
                @for attempt in attempts.iter().rev().take(MAX_REQUESTS) {
                    li {
                        @match (attempt.status, &attempt.failure) {
                            (Some(200), _) => span.badge.color-green { "200" },
                            (Some(status), _) => span.badge.color-red { (status) },
                            (None, _) => span.badge.color-red { "no response" },
                        }
                        span { @for key in &attempt.keys { code { (key) } " " } }
                        span.quiet { (attempt.duration.as_millis()) " ms" }
                        (time_ago(timestamp::of(attempt.at)))
                        @if let Some(failure) = &attempt.failure {
                            p.reason dir="auto" { (failure) }
                        }
                    }
                }
            }
        }
    }
}

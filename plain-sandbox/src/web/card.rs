//! One entry of a timeline: the card that Plain draws, and below it what a developer asks of it.

use maud::{Markup, html};
use plain_schema::{Context, EventKind};

use super::timeline::{Content, Item};
use super::{component, when};
use crate::workspace::Workspace;
use crate::workspace::event::Event;

pub(super) fn card(workspace: &Workspace, item: &Item<'_>) -> Markup {
    let (title, components, is_collapsed) = match item.content {
        Content::Event(event) => (
            &event.title[..],
            &event.input["components"],
            event.is_collapsed,
        ),
        Content::Thread { title, components } => (title, components, false),
    };
    html! {
        article.entry id=(item.id) aria-labelledby={ "title-" (item.id) } {
            details.card open[!is_collapsed] {
                summary {
                    span.dot aria-hidden="true" {}
                    span.heading {
                        h2 id={ "title-" (item.id) } { (title) }
                        " "
                        (when::ago(item.at))
                    }
                }
                div.components { (component::list(workspace, Context::Event, components)) }
            }
            @match item.content {
                Content::Event(event) => (below(workspace, event)),
                Content::Thread { .. } => p.below { span { "What the thread was created with" } },
            }
        }
    }
}

fn below(workspace: &Workspace, event: &Event) -> Markup {
    let name = event.kind.event().name;
    let path = |what: &str| format!("/events/{}/{what}", event.id);
    html! {
        form.below method="get" {
            span.of {
                @match event.kind {
                    EventKind::CustomerEvent => {
                        @if let Some(customer) = workspace.customer(&event.customer_id) {
                            a href={ "/customers/" (customer.id) } { (customer.details.full_name) }
                        }
                    },
                    EventKind::ThreadEvent => {
                        @if let Some(thread) = event.thread_id.as_ref().and_then(|id| workspace.thread(id)) {
                            a href={ "/threads/" (thread.id) } { (thread.r#ref()) " " (thread.title) }
                        }
                    },
                }
                @if let Some(external_id) = &event.external_id {
                    span.id { span.visually-hidden { "external id " } (external_id) }
                }
            }
            span.actions {
                a href={ "/events/" (event.id) } aria-label={ "JSON of " (event.title) } { "JSON" }
                span aria-hidden="true" { "Copy as" }
                button type="submit" formaction=(path("macro")) data-copy-from=(path("macro"))
                    aria-label={ "Copy as " (name) "!" } { (name) "!" }
                button type="submit" formaction=(path("curl")) data-copy-from=(path("curl"))
                    aria-label="Copy as curl" { "curl" }
            }
        }
    }
}

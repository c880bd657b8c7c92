//! The card of a timeline entry, as Plain draws it, with a footer for developers.

use maud::{Markup, html};
use plain_schema::{Context, EventKind};

use super::component::components;
use super::fold::{fold, is_long_title, lines_of_components};
use super::inline::time_ago;
use super::item::{ItemContent, TimelineItem};
use super::message;
use crate::workspace::Workspace;
use crate::workspace::event::Event;

pub(super) fn card(workspace: &Workspace, item: &TimelineItem<'_>) -> Markup {
    let (title, content, is_collapsed) = match item.content {
        ItemContent::Event(event) => (
            &event.title[..],
            &event.input["components"],
            event.is_collapsed,
        ),
        ItemContent::Thread { title, components } => (title, components, false),
        ItemContent::Change(change) => return message::change(workspace, item, change),
        ItemContent::Reply(reply) => return message::reply(workspace, item, reply),
        ItemContent::Note(note) => return message::note(workspace, item, note),
    };
    let lines = lines_of_components(Context::Event, content);
    html! {
        article.entry id=(item.id) aria-labelledby={ "title-" (item.id) } {
            details.card open[!is_collapsed] {
                summary {
                    span.dot aria-hidden="true" {}
                    span.heading {
                        h2 id={ "title-" (item.id) } class=[is_long_title(title).then_some("long-title")] dir="auto" { (title) }
                        " "
                        (time_ago(item.at))
                    }
                }
                div.components { (fold(lines, &components(workspace, Context::Event, content))) }
            }
            @match item.content {
                ItemContent::Event(event) => (card_footer(workspace, event)),
                _ => p.card-footer { span { "Created with the thread" } },
            }
        }
    }
}

fn card_footer(workspace: &Workspace, event: &Event) -> Markup {
    let name = event.kind.event().entity.name;
    let path = |format: &str| format!("/events/{}/{format}", event.id);
    html! {
        form.card-footer method="get" {
            span.subject {
                @match event.kind {
                    EventKind::CustomerEvent => {
                        @if let Some(customer) = workspace.customers().by_id(&event.customer_id) {
                            a href={ "/customers/" (customer.id) } { bdi { (customer.details.full_name) } }
                        }
                    },
                    EventKind::ThreadEvent => {
                        @if let Some(thread) = event.thread_id.as_ref().and_then(|id| workspace.threads().by_id(id)) {
                            a href={ "/threads/" (thread.id) } { (thread.r#ref()) " " bdi { (thread.title) } }
                        }
                    },
                }
                @if let Some(external_id) = &event.external_id {
                    span.id { span.visually-hidden { "external id " } bdi { (external_id) } }
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

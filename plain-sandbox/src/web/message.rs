//! Replies, notes and changes of the thread in a timeline.

use maud::{Markup, html};

use super::describe::{Phrase, change_text};
use super::fold::{fold, lines_of_text};
use super::inline::time_ago;
use super::item::TimelineItem;
use super::markdown::markdown;
use crate::workspace::Workspace;
use crate::workspace::note::Note;
use crate::workspace::seed::MACHINE_USER_ID;
use crate::workspace::thread_change::{Reply, ReplyAuthor, ThreadChange};

/// Renders a reply.
pub(super) fn reply(workspace: &Workspace, item: &TimelineItem<'_>, reply: &Reply) -> Markup {
    let name = match &reply.author {
        ReplyAuthor::MachineUser => workspace
            .users()
            .machine_user(MACHINE_USER_ID)
            .map(|user| &user.full_name),
        ReplyAuthor::User(id) => workspace.users().by_id(id).map(|user| &user.full_name),
        ReplyAuthor::Customer(id) => workspace
            .customers()
            .by_id(id)
            .map(|customer| &customer.details.full_name),
    };
    let title = html! {
        "Reply"
        @if let Some(name) = name { " of " bdi { (name) } }
    };
    let content = text(workspace, &reply.text, reply.markdown.as_deref());
    message(
        item,
        &title,
        &content,
        "An e-mail, which a sandbox does not send",
    )
}

/// Renders a change.
pub(super) fn change(
    workspace: &Workspace,
    item: &TimelineItem<'_>,
    change: &ThreadChange,
) -> Markup {
    html! {
        article.entry.activity id=(item.id) aria-labelledby={ "title-" (item.id) } {
            span.dot aria-hidden="true" {}
            p id={ "title-" (item.id) } {
                @for phrase in change_text(workspace, change) {
                    @match phrase {
                        Phrase::Words(words) => (words),
                        Phrase::Name(name) => bdi { (name) },
                    }
                }
            }
            (time_ago(item.at))
        }
    }
}

/// Renders a note.
pub(super) fn note(workspace: &Workspace, item: &TimelineItem<'_>, note: &Note) -> Markup {
    let content = text(workspace, &note.text, note.markdown.as_deref());
    message(
        item,
        &html! { "Note" },
        &content,
        "Only your team sees notes",
    )
}

fn message(item: &TimelineItem<'_>, title: &Markup, content: &Markup, footer: &str) -> Markup {
    html! {
        article.entry.message id=(item.id) aria-labelledby={ "title-" (item.id) } {
            details.card open {
                summary {
                    span.dot aria-hidden="true" {}
                    span.heading {
                        h2 id={ "title-" (item.id) } { (title) }
                        " "
                        (time_ago(item.at))
                    }
                }
                div.components { (content) }
            }
            p.card-footer { span { (footer) } }
        }
    }
}

/// A text, or the same text as Markdown if there is one.
fn text(workspace: &Workspace, text: &str, as_markdown: Option<&str>) -> Markup {
    let content = html! {
        @match as_markdown {
            Some(source) => div.text.size-m.color-normal { (markdown(workspace, source)) },
            None => div.plain-text.size-m.color-normal dir="auto" { (text) },
        }
    };
    fold(lines_of_text(as_markdown.unwrap_or(text)), &content)
}

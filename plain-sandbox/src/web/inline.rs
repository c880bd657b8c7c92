//! Inline elements: users and timestamps.

use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::Value;

use crate::time::timestamp;
use crate::workspace::Workspace;

/// A user or machine user, or the identifier of one that does not exist.
#[derive(Debug)]
pub(super) struct Person {
    name: String,
    exists: bool,
}

impl Person {
    /// Finds a person by a `UserIdentifierInput`.
    pub(super) fn by_identifier(workspace: &Workspace, identifier: &Value) -> Self {
        let users = workspace.users();
        let text = |name: &str| identifier[name].as_str();
        let user = text("userId")
            .and_then(|id| users.by_id(id))
            .or_else(|| text("emailAddress").and_then(|email| users.by_email(email)));
        let name = user.map(|user| &user.full_name).or_else(|| {
            let machine_user = text("machineUserId").and_then(|id| users.machine_user(id));
            machine_user.map(|it| &it.full_name)
        });
        match name {
            Some(name) => Self {
                name: name.clone(),
                exists: true,
            },
            None => Self {
                name: ["userId", "emailAddress", "machineUserId"]
                    .into_iter()
                    .find_map(text)
                    .unwrap_or_default()
                    .to_owned(),
                exists: false,
            },
        }
    }

    pub(super) fn markup(&self) -> Markup {
        html! {
            @if self.exists {
                span.person {
                    (avatar(&self.name))
                    bdi { (self.name) }
                }
            } @else {
                span.person.unknown title="The workspace has no such user" {
                    (avatar("?"))
                    bdi { (self.name) }
                }
            }
        }
    }
}

/// The initials of a name.
pub(super) fn avatar(name: &str) -> Markup {
    let mut words = name.split_whitespace().filter_map(|it| {
        it.chars()
            .find(|it| it.is_alphanumeric() || it.is_ascii_punctuation())
    });
    let letters: String = words.next().into_iter().chain(words.next_back()).collect();
    html! { span.avatar aria-hidden="true" { (letters.to_uppercase()) } }
}

/// A relative time, such as `5m ago`. The script computes it; without a script, it is in UTC.
pub(super) fn time_ago(at: Timestamp) -> Markup {
    html! { time.ago datetime=(timestamp::iso8601(at)) data-show="ago" { (utc(at)) } }
}

/// A date and time, which the script converts to the viewer's time zone.
pub(super) fn date_time(at: Timestamp) -> Markup {
    html! { time datetime=(timestamp::iso8601(at)) data-show="date-time" { (utc(at)) } }
}

fn utc(at: Timestamp) -> String {
    at.strftime("%-d %b %Y, %H:%M UTC").to_string()
}

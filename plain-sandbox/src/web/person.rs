//! Who a user component shows.

use maud::{Markup, html};
use serde_json::Value;

use crate::workspace::Workspace;

/// A user of the workspace, or what names one that is not there.
#[derive(Debug)]
pub(super) struct Person {
    name: String,
    is_there: bool,
}

impl Person {
    /// The person that a `UserIdentifierInput` names.
    pub(super) fn identified(workspace: &Workspace, identifier: &Value) -> Self {
        let text = |name: &str| identifier[name].as_str();
        let user = text("userId")
            .and_then(|id| workspace.user(id))
            .or_else(|| text("emailAddress").and_then(|email| workspace.user_by_email(email)));
        let name = user.map(|user| &user.full_name).or_else(|| {
            let machine_user = text("machineUserId").and_then(|id| workspace.machine_user(id));
            machine_user.map(|it| &it.full_name)
        });
        match name {
            Some(name) => Self {
                name: name.clone(),
                is_there: true,
            },
            None => Self {
                name: ["userId", "emailAddress", "machineUserId"]
                    .into_iter()
                    .find_map(text)
                    .unwrap_or_default()
                    .to_owned(),
                is_there: false,
            },
        }
    }

    pub(super) fn markup(&self) -> Markup {
        html! {
            @if self.is_there {
                span.person {
                    (avatar(&self.name))
                    span { (self.name) }
                }
            } @else {
                span.person.unknown title="The workspace has no such user" {
                    (avatar("?"))
                    span { (self.name) }
                }
            }
        }
    }
}

/// The first letters of a name.
pub(super) fn avatar(name: &str) -> Markup {
    let mut words = name.split_whitespace().filter_map(|it| it.chars().next());
    let letters: String = words.next().into_iter().chain(words.next_back()).collect();
    html! { span.avatar aria-hidden="true" { (letters.to_uppercase()) } }
}

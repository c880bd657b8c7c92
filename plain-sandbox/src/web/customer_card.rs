//! A customer card, as Plain draws it: with its age, and a button that requests it again.

use std::time::{Duration, SystemTime};

use maud::{Markup, html};
use plain_schema::Context;
use plain_schema::entity::CUSTOMER_CARD;

use super::component::components;
use super::fold::{fold, lines_of_components, lines_of_text};
use super::markdown::markdown;
use crate::state::cards::CardView;
use crate::state::cards::error::CardError;
use crate::state::cards::loaded::{CardSource, CardState, LoadedCard};
use crate::workspace::Workspace;

/// Renders a card. `path` is that of the cards of its customer or thread.
///
/// Its parts are updated on their own, so that the button keeps the focus.
pub(super) fn customer_card(
    workspace: &Workspace,
    path: &str,
    view: &CardView,
    now: SystemTime,
) -> Markup {
    let key = &view.key;
    html! {
        article.customer-card id={ "card-" (key) } aria-labelledby={ "title-card-" (key) } {
            header {
                h3 id={ "title-card-" (key) } { (key) }
                form method="post" action=(path) data-loads={ "card-" (key) } {
                    input type="hidden" name="only" value=(key);
                    button.icon-button type="submit" name="reload" value="true" aria-label={ "Reload " (key) } {
                        (reload_icon())
                        span.tooltip aria-hidden="true" { "Reload" }
                    }
                }
            }
            p.load-status id={ "status-card-" (key) } data-live="text" { (status(view, now)) }
            div id={ "content-card-" (key) } data-live="text" {
                @if let Some(card) = &view.result { (content(workspace, path, card)) }
            }
        }
    }
}

fn status(view: &CardView, now: SystemTime) -> Markup {
    html! {
        @match &view.result {
            _ if view.is_loading => span.loading { "Loading…" },
            None => "Not loaded yet",
            Some(card) => {
                @let loaded_at = card.loaded_at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
                span data-at=(loaded_at.as_millis()) { (describe(card, now)) }
            },
        }
    }
}

/// The age of a card and its time in the cache, such as "Loaded 12 s ago · cached for 48 s more".
fn describe(card: &LoadedCard, now: SystemTime) -> String {
    let verb = match card.state {
        CardState::Failed(_) => "Failed",
        CardState::Shown { .. } | CardState::Hidden => "Loaded",
    };
    let age = if card.age.as_secs() == 0 {
        "just now".to_owned()
    } else {
        format!("{} ago", in_words(card.age))
    };
    let remaining = card.expires_at.and_then(|end| end.duration_since(now).ok());
    let cache = match remaining.filter(|it| !it.is_zero()) {
        Some(remaining) => {
            let source = match card.source {
                CardSource::Fresh => "cached",
                CardSource::Cached => "from the cache,",
            };
            // Rounded up, so that it is never zero.
            let remaining = remaining + Duration::from_nanos(999_999_999);
            format!("{source} for {} more", in_words(remaining))
        }
        None if card.expires_at.is_some_and(|end| end > card.loaded_at) => {
            "no longer cached".to_owned()
        }
        None => "not cached".to_owned(),
    };
    let attempts = match card.attempts.len() {
        0 | 1 => String::new(),
        count => format!(" · {count} attempts"),
    };
    format!("{verb} {age} · {cache}{attempts}")
}

/// A duration in its largest unit.
fn in_words(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..86_400 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}

fn content(workspace: &Workspace, path: &str, card: &LoadedCard) -> Markup {
    html! {
        @match &card.state {
            CardState::Shown { components: list } => {
                div.components {
                    (fold(lines_of_components(Context::Card, list), &components(workspace, Context::Card, list)))
                }
                (copy_actions(path, &card.key))
            },
            CardState::Hidden => p.hidden-card { "Hidden: the answer has no components" },
            CardState::Failed(error) => (failure(workspace, error, &card.url)),
        }
    }
}

fn copy_actions(path: &str, key: &str) -> Markup {
    let name = CUSTOMER_CARD.name;
    let source = format!("{path}/{key}/macro");
    html! {
        form.card-footer method="get" {
            span.actions {
                span aria-hidden="true" { "Copy as" }
                button type="submit" formaction=(source) data-copy-from=(source)
                    aria-label={ "Copy " (key) " as " (name) "!" } { (name) "!" }
            }
        }
    }
}

fn failure(workspace: &Workspace, error: &CardError, url: &str) -> Markup {
    let message = error.message();
    html! {
        div.load-failure {
            span.badge.color-red { (error.name()) }
            (fold(lines_of_text(&message), &html! { p.reason dir="auto" { (message) } }))
            (markdown(workspace, error.help()))
            p.facts { "Endpoint " code { bdi { (url) } } }
        }
    }
}

fn reload_icon() -> Markup {
    html! {
        svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"
            stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" {
            path d="M13.5 8a5.5 5.5 0 1 1-1.7-4" {}
            path d="M13.6 1.4v2.9h-2.9" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{describe, in_words};
    use crate::state::cards::error::CardError;
    use crate::state::cards::loaded::{CardSource, CardState, LoadedCard};

    fn card(state: CardState, source: CardSource, expires_at: Option<Duration>) -> LoadedCard {
        LoadedCard {
            key: String::new(),
            url: String::new(),
            state,
            time_to_live_seconds: None,
            loaded_at: SystemTime::UNIX_EPOCH,
            expires_at: expires_at.map(|it| SystemTime::UNIX_EPOCH + it),
            age: Duration::ZERO,
            source,
            attempts: Vec::new(),
        }
    }

    #[test]
    fn the_age_and_the_time_in_the_cache_are_described() {
        let hidden = CardState::Hidden;
        let failed = CardState::Failed(CardError::Timeout {
            timeout_seconds: 15,
        });
        let (fresh, cached) = (CardSource::Fresh, CardSource::Cached);
        for (state, source, expires_at, age, expected) in [
            (
                &hidden,
                fresh,
                Some(60_000),
                900,
                "Loaded just now · cached for 1 min more",
            ),
            (
                &hidden,
                cached,
                Some(60_000),
                12_000,
                "Loaded 12 s ago · from the cache, for 48 s more",
            ),
            (
                &hidden,
                fresh,
                Some(15_000),
                14_800,
                "Loaded 14 s ago · cached for 1 s more",
            ),
            (
                &hidden,
                cached,
                Some(15_000),
                15_000,
                "Loaded 15 s ago · no longer cached",
            ),
            (&hidden, fresh, Some(0), 0, "Loaded just now · not cached"),
            (
                &failed,
                fresh,
                None,
                7_400_000,
                "Failed 2 h ago · not cached",
            ),
        ] {
            let expires_at = expires_at.map(Duration::from_millis);
            let mut card = card(state.clone(), source, expires_at);
            card.age = Duration::from_millis(age);
            let now = card.loaded_at + card.age;
            assert_eq!(describe(&card, now), expected);
        }
    }

    #[test]
    fn durations_have_one_unit() {
        for (seconds, expected) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (7_199, "1 h"),
            (31_536_000, "365 d"),
        ] {
            assert_eq!(in_words(Duration::from_secs(seconds)), expected);
        }
    }
}

//! The requests that were not done: refused by the sandbox, or struck by a fault.

use maud::{Markup, html};
use serde_json::Value;

use super::search::{FoundBy, Search};
use super::timeline::{count, pager};
use super::when;
use crate::state::request_log::{RecordedRequest, RequestLog};
use crate::time::timestamp;

/// How many requests a page has.
const MOST: usize = 50;
/// How many characters of a body are shown; `GET /api/requests` has all of it.
const MOST_OF_BODY: usize = 10_000;

pub(super) fn page(requests: &RequestLog, search: &Search, before: Option<&str>) -> Markup {
    let before = before.and_then(|number| number.parse().ok());
    let all = requests.failed(|it| search.finds(&FoundBy::default().request(it)));
    let found = all.len();
    let mut older = all
        .into_iter()
        .rev()
        .skip_while(|(number, _)| before.is_some_and(|before| *number >= before));
    let shown: Vec<_> = older.by_ref().take(MOST).collect();
    let total = requests.failed_count();
    html! {
        header.head {
            h1 { "Refused requests" }
            p.count #count data-live="text" { (count(total, search, found)) }
        }
        @if before.is_some() {
            (pager("Newest", "/refused", search, None))
        }
        div.timeline #requests data-live="list" {
            @if shown.is_empty() {
                div.nothing id="nothing" {
                    @if search.is_empty() {
                        p { "No request was refused." }
                        p { "One that Plain would refuse stands here, with the reason." }
                    } @else {
                        p { "No refused request has all of these words: " strong { (search.text) } }
                    }
                }
            }
            @for (number, request) in &shown {
                (entry(*number, request))
            }
        }
        div #older data-live="text" {
            @if older.next().is_some() && let Some((last, _)) = shown.last() {
                (pager("Older", "/refused", search, Some(&last.to_string())))
            }
        }
    }
}

fn entry(number: u64, request: &RecordedRequest) -> Markup {
    let id = format!("request-{number}");
    let name = match &request.operations[..] {
        [] => "A request that cannot be read".to_owned(),
        operations => operations.join(", "),
    };
    html! {
        article.entry.refusal id=(id) data-version=[request.status] aria-labelledby={ "title-" (id) } {
            div.card {
                header {
                    span.dot aria-hidden="true" {}
                    span.heading {
                        h2 id={ "title-" (id) } { (name) }
                        " "
                        (when::ago(timestamp::of(request.at)))
                    }
                }
                div.components {
                    p.facts {
                        @match request.status {
                            Some(status) => span.badge.color-red { (status) },
                            None => span.badge.color-grey { "no answer" },
                        }
                        @if let Some(refusal) = &request.refusal { code { (refusal.code) } }
                        @if let Some(fault) = &request.fault { span { "fault: " (fault) } }
                    }
                    @if let Some(refusal) = &request.refusal { p.reason { (refusal.message) } }
                    @if let Some(body) = request.body.as_deref().filter(|it| !it.is_empty()) {
                        details.body-of-request {
                            summary { "What was sent" }
                            (sent(body))
                        }
                    }
                }
            }
        }
    }
}

fn sent(body: &str) -> Markup {
    let json: Option<Value> = serde_json::from_str(body).ok();
    let body = json.map_or_else(|| body.to_owned(), |json| format!("{json:#}"));
    let end = body.char_indices().nth(MOST_OF_BODY).map(|(end, _)| end);
    html! {
        pre tabindex="0" role="region" aria-label="What was sent" { code { (body[..end.unwrap_or(body.len())]) } }
        @if end.is_some() {
            p.cut { "The rest is in " a href="/api/requests" { "/api/requests" } "." }
        }
    }
}

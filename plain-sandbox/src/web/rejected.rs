//! The page of failed requests: rejected by the sandbox, or hit by a fault.

use maud::{Markup, html};
use serde_json::Value;

use super::fold::{fold, lines_of_text};
use super::inline::time_ago;
use super::search::{Search, SearchFields};
use super::timeline::{count, pager};
use crate::state::request_log::{RecordedRequest, RequestLog};
use crate::time::timestamp;

/// Number of requests per page.
const MAX_REQUESTS: usize = 50;
/// Number of characters shown of a body; `GET /api/requests` returns all of it.
const MAX_BODY: usize = 10_000;

pub(super) fn page(requests: &RequestLog, search: &Search, before: Option<&str>) -> Markup {
    let before = before.and_then(|number| number.parse().ok());
    let all = requests.failed(|it| search.matches(&SearchFields::default().request(it)));
    let found = all.len();
    let mut older = all
        .into_iter()
        .rev()
        .skip_while(|(number, _)| before.is_some_and(|before| *number >= before));
    let shown: Vec<_> = older.by_ref().take(MAX_REQUESTS).collect();
    let total = requests.failed_count();
    html! {
        header.head {
            h1 { "Rejected requests" }
            p.count #count data-live="text" { (count(total, search, found)) }
        }
        @if before.is_some() {
            (pager("Newest", "/rejected", search, None))
        }
        div.timeline #requests data-live="list" {
            @if shown.is_empty() {
                div.empty id="empty" {
                    @if search.is_empty() {
                        p { "No rejected requests." }
                        p { "A request that Plain would reject appears here, with the reason." }
                    } @else {
                        p { "No rejected request contains all of these words: " strong { bdi { (search.text) } } }
                    }
                }
            }
            @for (number, request) in &shown {
                (entry(*number, request))
            }
        }
        div #older data-live="text" {
            @if older.next().is_some() && let Some((last, _)) = shown.last() {
                (pager("Older", "/rejected", search, Some(&last.to_string())))
            }
        }
    }
}

fn entry(number: u64, request: &RecordedRequest) -> Markup {
    let id = format!("request-{number}");
    let name = match &request.operations[..] {
        [] => "Unparsable request".to_owned(),
        operations => operations.join(", "),
    };
    html! {
        article.entry.rejection id=(id) data-version=[request.status] aria-labelledby={ "title-" (id) } {
            div.card {
                header {
                    span.dot aria-hidden="true" {}
                    span.heading {
                        h2 id={ "title-" (id) } { (name) }
                        " "
                        (time_ago(timestamp::of(request.at)))
                    }
                }
                div.components {
                    p.facts {
                        @match request.status {
                            Some(status) => span.badge.color-red { (status) },
                            None => span.badge.color-grey { "no response" },
                        }
                        @if let Some(rejection) = &request.rejection { code { bdi { (rejection.code) } } }
                        @if let Some(fault) = &request.fault { span { "fault: " bdi { (fault) } } }
                    }
                    @if let Some(rejection) = &request.rejection {
                        (fold(lines_of_text(&rejection.message), &html! { p.reason dir="auto" { (rejection.message) } }))
                    }
                    @if let Some(body) = request.body.as_deref().filter(|it| !it.is_empty()) {
                        details.request-body {
                            summary { "Request body" }
                            (request_body(body))
                        }
                    }
                }
            }
        }
    }
}

fn request_body(body: &str) -> Markup {
    let json: Option<Value> = serde_json::from_str(body).ok();
    let body = json.map_or_else(|| body.to_owned(), |json| format!("{json:#}"));
    let end = body.char_indices().nth(MAX_BODY).map(|(end, _)| end);
    html! {
        pre tabindex="0" role="region" aria-label="Request body" { code { (body[..end.unwrap_or(body.len())]) } }
        @if end.is_some() {
            p.truncated { "The rest is in " a href="/api/requests" { "/api/requests" } "." }
        }
    }
}

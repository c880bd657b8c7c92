//! Components on the page.

use plain_sandbox::seed;
use serde_json::json;

use super::assert_contains;
use crate::{Api, customer_event, every_component, text};

#[tokio::test]
async fn every_kind_of_component_is_rendered() {
    let api = Api::start().await;
    let mut components = every_component();
    components.extend([
        json!({ "componentDivider": { "spacingSize": "XL" } }),
        json!({ "componentUser": { "userIdentifier": { "machineUserId": seed::MACHINE_USER_ID } } }),
        json!({ "componentUser": { "userIdentifier": { "userId": "u_gone" } } }),
    ]);
    api.event("Everything", components.into()).await;
    let row = "<div class=\"row\"><div class=\"main\"><div class=\"plain-text size-m color-muted\" dir=\"auto\">Plan</div></div>\
               <div class=\"aside\"><span class=\"badge color-green\"><bdi>Pro</bdi></span></div></div>";
    assert_contains(
        &api.html("/").await,
        &[
            "<div class=\"text size-l color-success\"><p dir=\"auto\"><strong>bold</strong> <em>italic</em> \
             <a href=\"https://a.com\" target=\"_blank\" rel=\"noopener noreferrer\">link</a></p></div>",
            "<div class=\"plain-text size-s color-error\" dir=\"auto\">not **bold**</div>",
            "<div class=\"spacer size-xl\"></div>",
            "<hr class=\"divider spacing-size-xs\">",
            "<hr class=\"divider spacing-size-xl\">",
            "<span class=\"badge color-grey\"><bdi>New</bdi></span>",
            "<a class=\"button link-button\" href=\"https://a.com/?q=1&amp;r=2\" target=\"_blank\" rel=\"noopener noreferrer\"><bdi>Open</bdi></a>",
            "data-copy=\"key_1\" aria-label=\"Copy the key\"",
            "Workflow <bdi>refund</bdi>: a sandbox does not run workflows",
            "<time datetime=\"2026-05-11T10:00:00.000Z\" data-show=\"date-time\">11 May 2026, 10:00 UTC</time>",
            "<bdi>David Okafor</bdi>",
            "<bdi>Sandbox API key</bdi>",
            "title=\"The workspace has no such user\"",
            "<bdi>u_gone</bdi>",
            row,
            &format!(
                "<div class=\"container\"><div class=\"text size-m color-normal\"><p dir=\"auto\">inside</p></div>{row}</div>"
            ),
        ],
    );
}

#[tokio::test]
async fn markers_in_a_text_are_rendered() {
    let api = Api::start().await;
    let marked = format!(
        "by {{{{componentUser:userIdentifier.userId=\"{}\"}}}} at {{{{componentDateTime:dateTimeIso8601=\"2026-05-11T12:00:00Z\"}}}}, {{{{other}}}}",
        seed::USER_ID
    );
    api.event("A", json!([text(&marked)])).await;
    assert_contains(
        &api.html("/").await,
        &[
            "<bdi>David Okafor</bdi>",
            "11 May 2026, 12:00 UTC",
            "{{other}}",
        ],
    );
}

#[tokio::test]
async fn a_collapsed_event_is_closed() {
    let api = Api::start().await;
    api.event("Open", json!([text("a")])).await;
    let mut input = customer_event(&json!([text("a")]));
    input["isCollapsed"] = json!(true);
    api.create_customer_event(input).await;
    let html = api.html("/").await;
    assert_eq!(html.matches("<details class=\"card\">").count(), 1);
    assert_eq!(html.matches("<details class=\"card\" open>").count(), 1);
}

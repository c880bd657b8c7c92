//! Escaping of markup, the content security policy and foreign origins.

use reqwest::{StatusCode, header};
use serde_json::json;

use super::assert_contains;
use crate::{Api, text};

const MARKUP: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";

/// Creates records with markup in every field. Returns the ids of the customer, thread and event.
async fn create_hostile_records(api: &Api) -> [String; 3] {
    let details = json!({
        "fullName": MARKUP,
        "email": { "email": "mallory@acme.com", "isVerified": false },
        "externalId": MARKUP,
    });
    let input = json!({
        "identifier": { "emailAddress": "mallory@acme.com" },
        "onCreate": details,
        "onUpdate": {},
    });
    let query = "mutation ($input: UpsertCustomerInput!) { upsertCustomer(input: $input) { customer { id } error { message } } }";
    let data = api.data(query, json!({ "input": input })).await;
    let customer_id = data["upsertCustomer"]["customer"]["id"].as_str().unwrap();
    let thread = api
        .create_thread(json!({
            "title": MARKUP,
            "description": MARKUP,
            "customerIdentifier": { "customerId": customer_id },
            "components": [text(MARKUP)],
        }))
        .await;
    let created = api
        .create_customer_event(json!({
            "title": MARKUP,
            "customerIdentifier": { "customerId": customer_id },
            "externalId": MARKUP,
            "components": [
                text(MARKUP),
                text("[a](javascript:alert(1)) ![b](https://evil.example/b.png) <iframe src=c>"),
                { "componentPlainText": { "plainText": MARKUP } },
                { "componentBadge": { "badgeLabel": MARKUP } },
                { "componentLinkButton": { "linkButtonLabel": MARKUP, "linkButtonUrl": "https://a.com/\"><script>" } },
                { "componentCopyButton": { "copyButtonValue": MARKUP, "copyButtonTooltipLabel": MARKUP } },
                { "componentWorkflowButton": {
                    "workflowButtonLabel": MARKUP,
                    "workflowButtonWorkflowIdentifier": { "workflowId": MARKUP },
                } },
                { "componentUser": { "userIdentifier": { "userId": MARKUP } } },
            ],
        }))
        .await;
    // The page of rejected requests shows the input.
    api.create_customer_event(json!({
        "title": "A",
        "customerIdentifier": { "externalId": format!("{MARKUP}2") },
        "components": [text(MARKUP)],
    }))
    .await;
    let ids = [
        &data["upsertCustomer"]["customer"],
        &thread["thread"],
        &created["customerEvent"],
    ];
    ids.map(|it| it["id"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn markup_in_any_field_is_escaped() {
    let api = Api::start().await;
    let [customer_id, thread_id, event_id] = create_hostile_records(&api).await;
    let encoded = "%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(1)%3E%22'%26";
    for path in [
        "/",
        &format!("/?q={encoded}"),
        &format!("/?before={encoded}"),
        &format!("/customers?q={encoded}"),
        &format!("/customers/{customer_id}"),
        &format!("/threads/{thread_id}?q={encoded}"),
        &format!("/events/{event_id}"),
        "/rejected",
        &format!("/rejected?q={encoded}"),
    ] {
        let html = api.html(path).await;
        assert_contains(
            &html,
            &["&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"],
        );
        assert_eq!(html.matches("<script").count(), 1, "{path}: {html}");
        for tag in [
            "<img",
            "<iframe",
            "href=\"javascript:",
            "<script>",
            " style=",
        ] {
            assert!(!html.contains(tag), "{path} has {tag}: {html}");
        }
    }
}

#[tokio::test]
async fn pages_load_only_their_own_assets() {
    let api = Api::start().await;
    for path in [
        "/",
        "/customers",
        "/rejected",
        "/customers/c_gone",
        "/assets/page.css",
        "/assets/page.js",
        "/assets/icon.svg",
    ] {
        let response = api.page(path).send().await.unwrap();
        let headers = response.headers().clone();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self';",
            "style-src 'self';",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        // A form is sent with its origin.
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin");
        let text = response.text().await.unwrap();
        let text = text.replace("http://www.w3.org/2000/svg", "");
        for word in ["http://", "https://", "@import", "url("] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
}

#[tokio::test]
async fn other_hosts_and_origins_are_rejected() {
    let api = Api::start().await;
    for (name, value) in [
        ("host", "evil.example"),
        ("origin", "http://evil.example"),
        ("origin", "null"),
    ] {
        for path in ["/", "/live", "/assets/page.js", "/graphql/v1", "/readyz"] {
            let response = api.page(path).header(name, value).send().await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path} {value}");
        }
        let request = api.post().json(&json!({ "query": "{ __typename }" }));
        let response = request.header(name, value).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{value}");
    }
    let own = format!("http://{}", api.sandbox.address());
    let response = api.page("/").header("origin", own).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

//! The page, as far as it can be read without a browser. `e2e/browser` looks at it in one.

use plain_sandbox::{EventKind, Fault, Sandbox, macro_call, seed};
use reqwest::{RequestBuilder, StatusCode, header};
use serde_json::{Value, json};

use crate::{Api, customer_event, text};

const MARKUP: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";

impl Api {
    fn page(&self, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.sandbox.address());
        self.client.get(url)
    }

    async fn html(&self, path: &str) -> String {
        let response = self.page(path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.text().await.unwrap()
    }

    /// The id of an event of Jane's.
    async fn event(&self, title: &str, components: Value) -> String {
        let mut input = customer_event(&components);
        input["title"] = json!(title);
        let answer = self.create_customer_event(input).await;
        answer["customerEvent"]["id"].as_str().unwrap().to_owned()
    }
}

fn assert_has(html: &str, expected: &[&str]) {
    for expected in expected {
        assert!(html.contains(expected), "{expected} is not in {html}");
    }
}

#[tokio::test]
async fn every_kind_of_component_is_drawn() {
    let api = Api::start().await;
    let row = json!({ "componentRow": {
        "rowMainContent": [text("main")],
        "rowAsideContent": [{ "componentBadge": { "badgeLabel": "aside", "badgeColor": "GREEN" } }],
    } });
    api.event(
        "Everything",
        json!([
            { "componentText": { "text": "**bold** *italic* [link](https://a.com)", "textSize": "L", "textColor": "SUCCESS" } },
            { "componentPlainText": { "plainText": "not **bold**" } },
            { "componentSpacer": { "spacerSize": "XL" } },
            { "componentDivider": { "spacingSize": "XS" } },
            { "componentBadge": { "badgeLabel": "New" } },
            { "componentLinkButton": { "linkButtonLabel": "Open", "linkButtonUrl": "https://a.com/?q=1&r=2" } },
            { "componentCopyButton": { "copyButtonValue": "key_1", "copyButtonTooltipLabel": "Copy the key" } },
            { "componentWorkflowButton": {
                "workflowButtonLabel": "Refund",
                "workflowButtonWorkflowIdentifier": { "workflowKey": "refund" },
            } },
            { "componentDateTime": { "dateTimeIso8601": "2026-05-11T12:00:00+02:00" } },
            { "componentUser": { "userIdentifier": { "emailAddress": seed::USER_EMAIL_ADDRESS } } },
            { "componentUser": { "userIdentifier": { "machineUserId": seed::MACHINE_USER_ID } } },
            { "componentUser": { "userIdentifier": { "userId": "u_gone" } } },
            row,
            { "componentContainer": { "containerContent": [text("inside"), row] } },
        ]),
    )
    .await;
    let row = "<div class=\"row\"><div class=\"main\"><div class=\"text size-m color-normal\"><p>main</p></div></div>\
               <div class=\"aside\"><span class=\"badge color-green\">aside</span></div></div>";
    assert_has(
        &api.html("/").await,
        &[
            "<div class=\"text size-l color-success\"><p><strong>bold</strong> <em>italic</em> \
             <a href=\"https://a.com\" target=\"_blank\" rel=\"noopener noreferrer\">link</a></p></div>",
            "<div class=\"plain-text size-m color-normal\">not **bold**</div>",
            "<div class=\"spacer size-xl\"></div>",
            "<hr class=\"divider spacing-size-xs\">",
            "<span class=\"badge color-grey\">New</span>",
            "<a class=\"button link-button\" href=\"https://a.com/?q=1&amp;r=2\" target=\"_blank\" rel=\"noopener noreferrer\">Open</a>",
            "data-copy=\"key_1\" aria-label=\"Copy the key\"",
            "Workflow refund: a sandbox runs none",
            "<time datetime=\"2026-05-11T10:00:00.000Z\" data-show=\"moment\">11 May 2026, 10:00 UTC</time>",
            "<span>David Okafor</span>",
            "<span>Sandbox API key</span>",
            "title=\"The workspace has no such user\"",
            "<span>u_gone</span>",
            row,
            &format!(
                "<div class=\"container\"><div class=\"text size-m color-normal\"><p>inside</p></div>{row}</div>"
            ),
        ],
    );
}

#[tokio::test]
async fn markers_in_a_text_are_drawn() {
    let api = Api::start().await;
    let marked = format!(
        "by {{{{componentUser:userIdentifier.userId=\"{}\"}}}} at {{{{componentDateTime:dateTimeIso8601=\"2026-05-11T12:00:00Z\"}}}}, {{{{other}}}}",
        seed::USER_ID
    );
    api.event("A", json!([text(&marked)])).await;
    assert_has(
        &api.html("/").await,
        &[
            "<span>David Okafor</span>",
            "11 May 2026, 12:00 UTC",
            "{{other}}",
        ],
    );
}

#[tokio::test]
async fn markup_is_text_wherever_it_stands() {
    let api = Api::start().await;
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
    let thread_id = thread["thread"]["id"].as_str().unwrap();
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
    let event_id = created["customerEvent"]["id"].as_str().unwrap();
    // It is refused, and its input shown.
    api.create_customer_event(json!({
        "title": "A",
        "customerIdentifier": { "externalId": format!("{MARKUP}2") },
        "components": [text(MARKUP)],
    }))
    .await;

    let encoded = "%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(1)%3E%22'%26";
    for path in [
        "/",
        &format!("/?q={encoded}"),
        &format!("/?before={encoded}"),
        &format!("/customers?q={encoded}"),
        &format!("/customers/{customer_id}"),
        &format!("/threads/{thread_id}?q={encoded}"),
        &format!("/events/{event_id}"),
        "/refused",
        &format!("/refused?q={encoded}"),
    ] {
        let html = api.html(path).await;
        assert_has(
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
async fn a_page_shows_what_it_is_about() {
    let api = Api::start().await;
    let id = api.event("Of the customer", json!([text("a")])).await;
    let thread = api
        .create_thread(json!({
            "title": "Another thread",
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "components": [text("made with it")],
        }))
        .await;
    let other_thread = thread["thread"]["id"].as_str().unwrap();
    let input =
        json!({ "threadId": seed::THREAD_ID, "title": "Of the thread", "components": [text("b")] });
    api.create_thread_event(input).await;

    for (path, has, has_not) in [
        (
            "/".to_owned(),
            vec!["Of the customer", "Of the thread", "2 entries"],
            vec!["made with it"],
        ),
        (
            format!("/customers/{}", seed::CUSTOMER_ID),
            vec![
                "Of the customer",
                "Of the thread",
                "T-2",
                "My API key does not work",
            ],
            vec!["made with it"],
        ),
        (
            format!("/threads/{}", seed::THREAD_ID),
            vec!["Of the customer", "Of the thread"],
            vec!["made with it"],
        ),
        (
            format!("/threads/{other_thread}"),
            vec!["Of the customer", "made with it"],
            vec!["Of the thread"],
        ),
        (
            format!("/events/{id}"),
            vec![
                "Of the customer",
                "customer_event!(",
                "curl",
                "&quot;__typename&quot;",
            ],
            vec!["Of the thread"],
        ),
        (
            "/customers".to_owned(),
            vec!["Jane Fenwick", "jane@acme.com", "Another thread"],
            vec![],
        ),
    ] {
        let html = api.html(&path).await;
        assert_has(&html, &has);
        for text in has_not {
            assert!(!html.contains(text), "{path} has {text}");
        }
    }
    for path in [
        "/customers/c_gone",
        "/threads/th_gone",
        "/events/tev_gone",
        "/events/tev_gone/macro",
        "/events/tev_gone/curl",
        "/events/tev_gone/json",
    ] {
        let response = api.page(path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_collapsed_event_is_folded() {
    let api = Api::start().await;
    api.event("Open", json!([text("a")])).await;
    let mut input = customer_event(&json!([text("a")]));
    input["isCollapsed"] = json!(true);
    api.create_customer_event(input).await;
    let html = api.html("/").await;
    assert_eq!(html.matches("<details class=\"card\">").count(), 1);
    assert_eq!(html.matches("<details class=\"card\" open>").count(), 1);
}

#[tokio::test]
async fn an_event_is_found_by_what_it_says() {
    let api = Api::start().await;
    api.event("Payment failed", json!([text("Invoice *1042*")]))
        .await;
    api.event("Signed up", json!([text("By Product Hunt")]))
        .await;
    for (words, found) in [
        ("", 2),
        ("payment", 1),
        ("PRODUCT hunt", 1),
        ("1042+failed", 1),
        ("1042+hunt", 0),
        ("jane+fenwick", 2),
        ("tev_", 2),
        // The names of fields are not what is said.
        ("componentText", 0),
    ] {
        let html = api.html(&format!("/?q={words}")).await;
        assert_eq!(html.matches("<article").count(), found, "{words}");
    }
    for (words, found) in [("", 1), ("fenwick", 1), ("nobody", 0)] {
        let html = api.html(&format!("/customers?q={words}")).await;
        let list = html.split_once("id=\"customers\"").unwrap().1;
        assert_eq!(list.matches("Jane Fenwick").count(), found, "{words}");
    }
}

/// The titles on a page, and the path of the next.
fn titles_and_older(html: &str) -> (Vec<String>, Option<String>) {
    let titles = html.split("<h2 id=\"title-").skip(1);
    let titles = titles.map(|it| {
        let title = it.split_once('>').unwrap().1;
        title.split_once('<').unwrap().0.to_owned()
    });
    let older = html.split_once("\">Older</a>");
    let older = older.map(|(before, _)| before.rsplit_once("href=\"").unwrap().1.to_owned());
    (titles.collect(), older)
}

#[tokio::test]
async fn many_events_have_several_pages() {
    let api = Api::start().await;
    for number in 0..250 {
        let mut input = customer_event(&json!([text("a")]));
        input["title"] = json!(number.to_string());
        // Of two that happened at once, the later stands first.
        input["timestamp"] = json!("2026-05-11T12:00:00Z");
        api.create_customer_event(input).await;
    }
    for path in ["/".to_owned(), format!("/threads/{}", seed::THREAD_ID)] {
        let mut path = Some(path);
        let mut lengths = Vec::new();
        let mut titles = Vec::new();
        while let Some(now) = path {
            let html = api.html(&now).await;
            let (some, older) = titles_and_older(&html);
            lengths.push(some.len());
            titles.extend(some);
            assert_eq!(html.contains(">Newest</a>"), lengths.len() > 1);
            path = older;
        }
        assert_eq!(lengths, [100, 100, 50]);
        let expected: Vec<String> = (0..250).rev().map(|it| it.to_string()).collect();
        assert_eq!(titles, expected);
    }
    let html = api.html("/?q=24").await;
    let (titles, older) = titles_and_older(&html);
    assert_eq!((titles.len(), older), (13, None));
    assert_has(&html, &["13 of 250 entries"]);
}

#[tokio::test]
async fn refused_requests_are_listed_with_the_reason() {
    let api = Api::start().await;
    assert_has(&api.html("/refused").await, &["No request was refused."]);
    api.create_customer_event(customer_event(&json!([text(" ")])))
        .await;
    api.client
        .post(api.sandbox.url())
        .body("{")
        .send()
        .await
        .unwrap();
    api.sandbox.faults().set([Fault::status(503)]);
    api.post().json(&json!({})).send().await.unwrap();

    let html = api.html("/refused").await;
    assert_has(
        &html,
        &[
            "3 entries",
            "Refused <span class=\"number\">3</span>",
            "createCustomerEvent",
            "<code>input_validation</code>",
            "components[0].componentText.text: blank; write at least one visible character",
            "A request that cannot be read",
            "UNAUTHENTICATED",
            "fault: status 503",
            "<span class=\"badge color-red\">503</span>",
            "&quot;componentText&quot;",
        ],
    );
    let (order, _) = titles_and_older(&html);
    assert_eq!(order[2], "createCustomerEvent");
    let found = api.html("/refused?q=visible+character").await;
    assert_eq!(found.matches("<article").count(), 1);
}

#[tokio::test]
async fn many_refused_requests_have_several_pages() {
    let api = Api::start().await;
    for _ in 0..120 {
        let request = api.client.post(api.sandbox.url()).body("{}");
        request.send().await.unwrap();
    }
    let mut path = Some("/refused".to_owned());
    let mut lengths = Vec::new();
    while let Some(now) = path {
        let (titles, older) = titles_and_older(&api.html(&now).await);
        lengths.push(titles.len());
        path = older;
    }
    assert_eq!(lengths, [50, 50, 20]);
}

#[tokio::test]
async fn a_long_body_is_cut() {
    let api = Api::start().await;
    let body = "ü".repeat(20_000);
    let request = api.client.post(api.sandbox.url()).body(body);
    request.send().await.unwrap();
    let html = api.html("/refused").await;
    assert_eq!(html.matches('ü').count(), 10_000);
    assert_has(&html, &["href=\"/api/requests\""]);
}

#[tokio::test]
async fn an_event_can_be_copied() {
    let api = Api::start().await;
    let id = api
        .event("It's {here}", json!([text("a 'b' \"c\" $HOME")]))
        .await;
    let event = &api.sandbox.events()[0];
    assert_eq!(
        api.html(&format!("/events/{id}/macro")).await,
        macro_call(EventKind::CustomerEvent, &event.input)
    );
    let curl = api.html(&format!("/events/{id}/curl")).await;
    assert!(curl.starts_with(&format!("curl '{}' \\\n", api.sandbox.url())));
    assert_has(
        &curl,
        &[
            "\"Authorization: Bearer $PLAIN_API_KEY\"",
            r"It'\''s {here}",
            "$input: CreateCustomerEventInput!",
        ],
    );
    assert!(!curl.contains(api.sandbox.api_key()));
    let json: Value = serde_json::from_str(&api.html(&format!("/events/{id}/json")).await).unwrap();
    let listed: Value = serde_json::from_str(&api.html("/api/events").await).unwrap();
    assert_eq!(json, listed[0]);
}

#[tokio::test]
async fn the_page_needs_nothing_from_elsewhere() {
    let api = Api::start().await;
    for path in [
        "/",
        "/customers",
        "/refused",
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
        let text = response.text().await.unwrap();
        let elsewhere = text.replace("http://www.w3.org/2000/svg", "");
        for word in ["http://", "https://", "@import", "url("] {
            assert!(!elsewhere.contains(word), "{path} has {word}");
        }
    }
}

#[tokio::test]
async fn the_page_and_the_api_are_for_this_machine_alone() {
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

#[tokio::test]
async fn a_page_is_told_of_changes() {
    let api = Api::start().await;
    let mut live = api.page("/live").send().await.unwrap();
    assert_eq!(live.headers()[header::CONTENT_TYPE], "text/event-stream");
    let mut next = async || {
        let chunk = live.chunk().await.unwrap();
        chunk.map(|it| String::from_utf8(it.to_vec()).unwrap())
    };
    // What was missed before comes first.
    assert_has(&next().await.unwrap(), &["event: change", "data: changed"]);
    api.event("A", json!([text("a")])).await;
    assert_has(&next().await.unwrap(), &["event: change"]);
    // Of a request that a fault keeps from an answer as well.
    api.sandbox.faults().set([Fault::reset()]);
    assert!(api.post().json(&json!({})).send().await.is_err());
    while !api.html("/refused").await.contains("no answer") {
        assert_has(&next().await.unwrap(), &["event: change"]);
    }
    // Whoever looks does not keep the sandbox from ending.
    let Api { sandbox, .. } = api;
    sandbox.shutdown().await;
    while next().await.is_some() {}
}

#[tokio::test]
async fn two_sandboxes_show_their_own() {
    let (one, two) = (Api::start().await, Api::to(Sandbox::start().await));
    one.event("Of the first", json!([text("a")])).await;
    assert!(one.html("/").await.contains("Of the first"));
    assert!(!two.html("/").await.contains("Of the first"));
}

//! The REST API below `/api`.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};

use plain_sandbox::{Fault, FaultRule, Sandbox, seed};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::{Api, customer_event, rejection, text};

impl Api {
    fn rest(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("http://{}/api/{path}", self.sandbox.address());
        self.client.request(method, url)
    }

    async fn get(&self, path: &str) -> Value {
        let response = self.rest(Method::GET, path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    async fn create(&self, title: &str, external_id: &str) {
        let mut input = customer_event(&json!([text("a")]));
        input["title"] = json!(title);
        input["externalId"] = json!(external_id);
        let answer = self.create_customer_event(input).await;
        assert_eq!(answer["error"], Value::Null);
    }
}

fn titles(events: &Value) -> Vec<&str> {
    let events = events.as_array().unwrap().iter();
    events
        .map(|event| event["title"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn events_are_listed_and_filtered() {
    let api = Api::start().await;
    assert_eq!(api.get("events").await, json!([]));
    api.create("Paid", "1").await;
    api.create("Refunded", "2").await;
    let input = json!({ "threadId": seed::THREAD_ID, "title": "Escalated", "components": [] });
    api.create_thread_event(input).await;

    let events = api.get("events").await;
    let event = &api.sandbox.events()[0];
    assert_eq!(events[0]["createdAt"], events[0]["updatedAt"]);
    assert!(events[0]["createdAt"].as_str().unwrap().ends_with('Z'));
    let mut first = events[0].clone();
    first.as_object_mut().unwrap().remove("createdAt");
    first.as_object_mut().unwrap().remove("updatedAt");
    assert_eq!(
        first,
        json!({
            "__typename": "CustomerEvent",
            "id": event.id,
            "title": "Paid",
            "customerId": seed::CUSTOMER_ID,
            "threadId": null,
            "externalId": "1",
            "isCollapsed": false,
            "input": event.input,
        })
    );

    for (query, expected) in [
        ("", &["Paid", "Refunded", "Escalated"][..]),
        ("title=Paid", &["Paid"]),
        ("externalId=2", &["Refunded"]),
        ("externalId=2&title=Paid", &[]),
        (
            &format!("customerId={}&count=9", seed::CUSTOMER_ID),
            &["Paid", "Refunded", "Escalated"],
        ),
        (&format!("threadId={}", seed::THREAD_ID), &["Escalated"]),
    ] {
        let events = api.get(&format!("events?{query}")).await;
        assert_eq!(titles(&events), expected, "{query}");
    }
}

#[tokio::test]
async fn listing_can_wait_for_events() {
    let api = Api::start().await;
    let (events, ()) = tokio::join!(api.get("events?wait=10m&count=2&title=Paid"), async {
        api.create("Paid", "1").await;
        api.create("Refunded", "2").await;
        api.create("Paid", "3").await;
    });
    assert_eq!(titles(&events), ["Paid", "Paid"]);
    // `count` defaults to one.
    assert_eq!(
        titles(&api.get("events?wait=10m&title=Refunded").await),
        ["Refunded"]
    );
    // The wait ends without a match.
    assert_eq!(
        titles(&api.get("events?wait=1ms&title=Failed").await),
        <[&str; 0]>::default()
    );
}

#[tokio::test]
async fn waiting_for_events_does_not_block_shutdown() {
    let api = Api::start().await;
    let mut waiting = TcpStream::connect(api.sandbox.address()).unwrap();
    let mut send = |query: &str| {
        let request = format!("GET /api/events{query} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        waiting.write_all(request.as_bytes()).unwrap();
    };
    send("");
    send("?wait=1h");
    // The server has one thread, so it has received the earlier requests when it responds to this one.
    api.get("events").await;
    api.sandbox.shutdown().await;
    let mut responses = String::new();
    waiting.read_to_string(&mut responses).unwrap();
    assert_eq!(responses.matches("\r\n\r\n[]").count(), 2, "{responses}");
}

#[tokio::test]
async fn events_and_requests_are_cleared() {
    let api = Api::start().await;
    api.create("Paid", "1").await;
    assert_eq!(api.get("requests").await.as_array().unwrap().len(), 1);
    for path in ["events", "requests"] {
        let response = api.rest(Method::DELETE, path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert_eq!(api.get(path).await, json!([]));
    }
    api.create("Paid", "1").await;
}

#[tokio::test]
async fn requests_are_listed() {
    let api = Api::start().await;
    api.sandbox
        .faults()
        .set([FaultRule::new(Fault::status(503)).next(1)]);
    api.send("{ thread(threadId: \"th_1\") { id } }", json!({}))
        .await;
    api.post().body("{").send().await.unwrap();
    let mut requests = api.get("requests").await;
    for request in requests.as_array_mut().unwrap() {
        assert!(request["at"].take().as_str().unwrap().ends_with('Z'));
    }
    let message = requests[1]["rejection"]["message"].take();
    assert!(message.as_str().unwrap().contains("not a GraphQL request"));
    assert_eq!(
        requests,
        json!([
            {
                "at": null, "operations": ["thread"], "httpVersion": "HTTP/1.1", "status": 503,
                "fault": "status 503", "rejection": null, "body": null,
            },
            {
                "at": null, "operations": [], "httpVersion": "HTTP/1.1", "status": 400, "fault": null,
                "rejection": { "code": "BAD_USER_INPUT", "message": null }, "body": "{",
            },
        ])
    );
}

#[tokio::test]
async fn faults_are_set_listed_and_cleared() {
    let api = Api::start().await;
    assert_eq!(api.get("faults").await, json!([]));
    let rules = json!([
        { "status": 503, "next": 1 },
        { "reset": true, "afterCommit": true, "operation": "thread", "probability": 0.5 },
    ]);
    let put = api.rest(Method::PUT, "faults?seed=7").json(&rules);
    let response = put.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.json::<Value>().await.unwrap(), rules);
    assert_eq!(api.get("faults").await, rules);
    assert_eq!(api.sandbox.faults().rules().len(), 2);

    let status = async || {
        api.send("{ __typename }", json!({}))
            .await
            .status()
            .as_u16()
    };
    assert_eq!([status().await, status().await], [503, 200]);

    let response = api.rest(Method::DELETE, "faults").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(api.sandbox.faults().rules(), []);
}

#[tokio::test]
async fn the_seed_parameter_equals_the_builders_seed() {
    let rule = json!([{ "status": 503, "probability": 0.5 }]);
    let mut runs = Vec::new();
    for seed in [None, Some(7)] {
        let sandbox = Sandbox::builder().fault_seed(seed.unwrap_or(3));
        let api = Api::to(sandbox.start().await.unwrap());
        let path = if seed.is_none() {
            "faults?seed=7"
        } else {
            "faults"
        };
        api.rest(Method::PUT, path)
            .json(&rule)
            .send()
            .await
            .unwrap();
        let mut run = Vec::new();
        for _ in 0..32 {
            run.push(api.send("{ __typename }", json!({})).await.status());
        }
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
}

#[tokio::test]
async fn invalid_requests_are_rejected() {
    let api = Api::start().await;
    api.sandbox
        .faults()
        .set([FaultRule::new(Fault::status(503)).nth(9)]);
    for (method, path, body, expected) in [
        (Method::PUT, "faults", "", "list of faults"),
        (Method::PUT, "faults", "{}", "list of faults"),
        (
            Method::PUT,
            "faults",
            r#"[{"status":503},{"status":1}]"#,
            "1 is not a response status",
        ),
        (
            Method::PUT,
            "faults",
            r#"[{"statuss":503}]"#,
            "unknown field `statuss`",
        ),
        (Method::PUT, "faults?seed=a", "[]", "seed"),
        (Method::PUT, "faults?sed=1", "[]", "sed"),
        (
            Method::GET,
            "events?wait=soon",
            "",
            "\"soon\" is not a duration",
        ),
        (Method::GET, "events?wait=5", "", "\"5\" is not a duration"),
        (Method::GET, "events?count=-1", "", "count"),
        (
            Method::GET,
            "events?customer_id=c_1",
            "",
            "unknown field `customer_id`",
        ),
    ] {
        let request = api.rest(method, path).body(body);
        let (status, code, message) = rejection(request.send().await.unwrap()).await;
        assert_eq!(
            (status, code.as_str()),
            (StatusCode::BAD_REQUEST, "BAD_USER_INPUT")
        );
        assert!(message.contains(expected), "{message}");
    }
    assert_eq!(api.sandbox.faults().rules().len(), 1);
}

#[tokio::test]
async fn other_origins_are_rejected() {
    let api = Api::start().await;
    for (name, value) in [
        ("host", "evil.example"),
        ("origin", "http://evil.example"),
        ("origin", "null"),
    ] {
        for (method, path) in [
            (Method::GET, "events"),
            (Method::DELETE, "events"),
            (Method::GET, "requests"),
            (Method::PUT, "faults"),
        ] {
            let request = api.rest(method, path).header(name, value).body("[]");
            let (status, code, message) = rejection(request.send().await.unwrap()).await;
            assert_eq!(
                (status, code.as_str()),
                (StatusCode::FORBIDDEN, "FORBIDDEN")
            );
            assert!(message.to_lowercase().contains(name), "{message}");
        }
    }
    // The sandbox's own origin.
    let address = api.sandbox.address();
    let origin = format!("http://{address}");
    let request = api.rest(Method::GET, "events").header("origin", origin);
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn foreign_hosts_are_rejected_on_every_address() {
    let request = async |sandbox: &Sandbox, method: Method, host: &str| {
        let url = format!("http://127.0.0.1:{}/api/events", sandbox.address().port());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = client.request(method, url).header("host", host);
        request.send().await.unwrap()
    };
    for listen in [Ipv4Addr::LOCALHOST, Ipv4Addr::UNSPECIFIED] {
        let builder = Sandbox::builder().listen((listen, 0).into());
        let sandbox = builder.allow_host("Plain-Sandbox").start().await.unwrap();
        let port = sandbox.address().port();
        for name in [
            "evil.example",
            "sandbox.internal",
            "plain-sandbox.evil.example",
        ] {
            let host = format!("{name}:{port}");
            for method in [Method::GET, Method::DELETE] {
                let (status, code, message) =
                    rejection(request(&sandbox, method, &host).await).await;
                assert_eq!((status, &code[..]), (StatusCode::FORBIDDEN, "FORBIDDEN"));
                assert!(
                    message.contains(&format!("`--allow-host {name}`")),
                    "{message}"
                );
            }
        }
        for host in [
            "plain-sandbox",
            "localhost",
            "a.localhost",
            "127.0.0.1",
            "[::1]",
        ] {
            let response = request(&sandbox, Method::GET, &format!("{host}:{port}")).await;
            assert_eq!(response.status(), StatusCode::OK, "{host}");
        }
        // The address under which a container is published.
        let response = request(&sandbox, Method::GET, "192.168.1.5:4010").await;
        assert_eq!(response.status().is_success(), listen.is_unspecified());
    }
}

#[tokio::test]
async fn an_allowed_host_is_an_origin_of_its_own() {
    let builder = Sandbox::builder().allow_host("plain-sandbox");
    let api = Api::to(builder.start().await.unwrap());
    for (origin, status) in [
        ("http://plain-sandbox:4010", StatusCode::OK),
        ("http://plain-sandbox", StatusCode::FORBIDDEN),
        ("http://localhost:4010", StatusCode::FORBIDDEN),
    ] {
        let request = api.rest(Method::GET, "events").header("origin", origin);
        let request = request.header("host", "plain-sandbox:4010");
        assert_eq!(request.send().await.unwrap().status(), status, "{origin}");
    }
}

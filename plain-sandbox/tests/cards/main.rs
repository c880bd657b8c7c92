//! Tests of the sandbox as Plain, which requests customer cards from an endpoint.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod caching;
mod connections;
mod endpoints;
mod errors;
mod page;
mod requests;
mod rest;
mod secrets;
mod settings;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::any;
use plain_sandbox::{CardEndpoint, Clock, Sandbox};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Plain's deadline for a response.
const DEADLINE: Duration = Duration::from_secs(15);
/// Plain's pause before a repetition.
const PAUSE: Duration = Duration::from_secs(1);

/// A request that an endpoint received.
#[derive(Debug, Clone)]
struct Received {
    method: String,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn keys(&self) -> Vec<String> {
        let keys = self.json()["cardKeys"].take();
        serde_json::from_value(keys).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|it| it.to_str().unwrap())
    }
}

/// An endpoint that answers as a test says, and keeps the requests.
#[derive(Clone)]
struct TestEndpoint {
    url: String,
    requests: Arc<Mutex<Vec<Received>>>,
}

impl TestEndpoint {
    /// Answers each request with the result of a function, which has the number of the request, from 0.
    async fn start(
        answer: impl Fn(&Received, usize) -> Response<Body> + Clone + Send + Sync + 'static,
    ) -> Self {
        let requests: Arc<Mutex<Vec<Received>>> = Arc::default();
        let received = Arc::clone(&requests);
        let handler = async move |request: axum::extract::Request| {
            let (parts, body) = request.into_parts();
            let request = Received {
                method: parts.method.to_string(),
                path: parts.uri.to_string(),
                headers: parts.headers,
                body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
            };
            let number = {
                let mut received = received.lock().unwrap();
                received.push(request.clone());
                received.len() - 1
            };
            answer(&request, number)
        };
        let url = serve(Router::new().fallback(any(handler))).await;
        Self { url, requests }
    }

    /// Answers every key with a text.
    async fn with_texts() -> Self {
        Self::start(|request, number| {
            let keys = request.keys();
            let cards = keys.iter().map(|key| card(key, &format!("{key} {number}")));
            cards_response(cards)
        })
        .await
    }

    fn endpoint(&self, keys: &[&str]) -> CardEndpoint {
        CardEndpoint::new(format!("{}/cards", self.url)).keys(keys.iter().copied())
    }

    fn requests(&self) -> Vec<Received> {
        self.requests.lock().unwrap().clone()
    }

    fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

/// Serves on a free port, and returns the URL.
async fn serve(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, app).await });
    url
}

/// A sandbox with a clock that the test moves.
async fn sandbox() -> (Sandbox, Clock) {
    let clock = Clock::manual(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let sandbox = Sandbox::builder().clock(clock.clone()).start().await;
    (sandbox.unwrap(), clock)
}

fn card(key: &str, text: &str) -> Value {
    json!({ "key": key, "components": [{ "componentText": { "text": text } }] })
}

fn cards_response(cards: impl IntoIterator<Item = Value>) -> Response<Body> {
    let cards: Vec<Value> = cards.into_iter().collect();
    response(200, &json!({ "cards": cards }).to_string())
}

fn response(status: u16, body: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_owned()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

/// The text of a card with one.
fn text(components: &Value) -> &str {
    components[0]["componentText"]["text"].as_str().unwrap()
}

//! Endpoints for three customer cards, with two implementations: `plain_endpoints`, and an axum handler that is
//! written by hand. Both verify the signature and answer the same JSON, after the same time for a database.

mod by_hand;
mod ours;

use std::time::Duration;

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use plain_endpoints::testing::TestRequest;
use tokio::time::sleep;
use tower_service::Service;

/// Path of the endpoint.
pub const PATH: &str = "/plain/cards";

const SECRET: &str = "a secret of the workspace, 32 bytes";
const KEYS: [&str; 3] = ["plan-details", "usage", "invoices"];

/// An endpoint of the benchmarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// `plain_endpoints::Cards`.
    Ours,
    /// An axum handler with hand-written structs, which awaits its functions together.
    ByHand,
}

impl Endpoint {
    /// All endpoints.
    pub const ALL: [Self; 2] = [Self::Ours, Self::ByHand];

    /// Name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ours => "`plain_endpoints::Cards`",
            Self::ByHand => "by hand",
        }
    }

    /// The application that serves the endpoint. The function of each card waits for so long.
    ///
    /// # Errors
    ///
    /// If the settings are invalid.
    pub fn app(self, wait: Duration) -> Result<Router> {
        match self {
            Self::Ours => ours::app(SECRET, wait),
            Self::ByHand => Ok(by_hand::app(SECRET, wait)),
        }
    }
}

/// The query of a function.
async fn query(wait: Duration) {
    if !wait.is_zero() {
        sleep(wait).await;
    }
}

/// A request of Plain: headers, each with its line break, and the body.
#[derive(Debug, Clone)]
pub struct CardsRequest {
    /// The headers, apart from those that the connection writes itself.
    pub headers: String,
    /// The body.
    pub body: String,
}

impl CardsRequest {
    /// Sends the request to an application, without a connection, and returns the body of the response.
    ///
    /// # Errors
    ///
    /// If the status is not 200.
    pub async fn answer(&self, mut app: Router) -> Result<Bytes> {
        let mut request = Request::post(PATH).header("content-type", "application/json");
        for header in self.headers.lines() {
            if let Some((name, value)) = header.split_once(": ") {
                request = request.header(name, value);
            }
        }
        let request: Request<Body> = request.body(self.body.clone().into())?;
        let response = Service::call(&mut app, request).await?;
        ensure!(
            response.status() == 200,
            "the response is {}",
            response.status()
        );
        Ok(response.into_body().collect().await?.to_bytes())
    }
}

impl Default for CardsRequest {
    fn default() -> Self {
        let request = TestRequest::new(KEYS)
            .email("jane@acme.com")
            .external_id("acme")
            .thread("th_01HB924RWAW8H3Q8KZDFWYBJHZ", None)
            .sign(SECRET);
        let headers = request.headers();
        let names = [
            "plain-request-signature",
            "plain-workspace-id",
            "user-agent",
        ];
        let headers = names.into_iter().filter_map(|name| {
            let value = headers.get(name)?.to_str().ok()?;
            Some(format!("{name}: {value}\r\n"))
        });
        Self {
            headers: headers.collect(),
            body: String::from_utf8_lossy(&request.body()).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::Value;
    use tokio::net::TcpListener;

    use super::{CardsRequest, Endpoint, KEYS, PATH};
    use crate::http1::Connection;

    async fn connect(endpoint: Endpoint) -> Connection {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = endpoint.app(Duration::ZERO).unwrap();
        tokio::spawn(async { axum::serve(listener, app).await });
        Connection::open(address).await.unwrap()
    }

    #[tokio::test]
    async fn both_endpoints_answer_the_same_json() {
        let CardsRequest { headers, body } = CardsRequest::default();
        let mut answers = Vec::new();
        for endpoint in Endpoint::ALL {
            let mut connection = connect(endpoint).await;
            let answer = connection.post(PATH, &headers, &body).await.unwrap();
            answers.push(serde_json::from_slice::<Value>(&answer).unwrap());
        }
        assert_eq!(answers[0], answers[1]);
        let cards = answers[0]["cards"].as_array().unwrap();
        for (card, key) in cards.iter().zip(KEYS) {
            assert_eq!(card["key"], key);
            assert!(card["components"].is_array(), "{card}");
        }
    }

    #[tokio::test]
    async fn both_endpoints_refuse_a_wrong_signature() {
        let CardsRequest { headers, body } = CardsRequest::default();
        for endpoint in Endpoint::ALL {
            let mut connection = connect(endpoint).await;
            let other = body.replace("acme", "other");
            let error = connection.post(PATH, &headers, &other).await.unwrap_err();
            assert!(error.to_string().contains("401"), "{error}");
        }
    }
}

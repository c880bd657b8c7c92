//! A web service over axum that validates a request and creates an event about it.
//!
//! ```sh
//! cargo run --example axum_service
//! cargo test --example axum_service
//! ```
//!
//! It prints a command to send a rating with, and the address of the page that shows the event:
//!
//! ```text
//! curl -i http://127.0.0.1:../ratings --json '{"id": "r-17", "email": "jane@acme.com", "stars": 2, "comment": "Too *slow*."}'
//! ```
//!
//! | status | when |
//! |---|---|
//! | 202 | the event exists; a repeated request creates no second one |
//! | 422 | the request is invalid, and the body says why |
//! | 503 | Plain did not create the event in time; the client may repeat the request |
//!
//! A rating is lost if the client gives up after a 503. The example `outbox_sqlite` of plain-outbox records the event instead.

use std::process::ExitCode;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use plain_runtime::{Client, CustomerEvent, Error, UpsertCustomerInput};
use serde::Deserialize;
use tokio::net::TcpListener;

mod support;

/// The body of a request, and the event that it becomes.
#[derive(Deserialize, CustomerEvent)]
#[customer_event(
    title = "Rated the product with {stars} of 5",
    customer_identifier = email_address(email),
    components = [
        badge("{stars} stars", color = if *stars < 3 { Red } else { Green }),
        if let Some(comment) = comment {
            // Markdown in the comment is escaped.
            text("{comment}")
        },
    ],
    external_id = "rating-{id}",
)]
struct Rating {
    /// The caller generates it, and sends it again if it repeats the request.
    id: String,
    email: String,
    stars: u8,
    comment: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    support::report(run().await)
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (client, _sandbox) = support::connect().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    println!(
        "curl -i http://{address}/ratings --json \
         '{{\"id\": \"r-17\", \"email\": \"jane@acme.com\", \"stars\": 2, \"comment\": \"Too *slow*.\"}}'"
    );
    axum::serve(listener, app(&client))
        .with_graceful_shutdown(async { tokio::signal::ctrl_c().await.unwrap_or_default() })
        .await?;
    Ok(())
}

/// The service. Handlers get clones of the client, which share its connections and its rate limit.
fn app(client: &Client) -> Router {
    // Somebody waits for the response, so give up earlier than a job would.
    let client = client.with_call_timeout(Duration::from_secs(5));
    Router::new()
        .route("/ratings", post(rate))
        .with_state(client)
}

async fn rate(
    State(client): State<Client>,
    Json(rating): Json<Rating>,
) -> Result<StatusCode, (StatusCode, String)> {
    if !(1..=5).contains(&rating.stars) {
        let text = format!("stars: expected 1 to 5, found {}", rating.stars);
        return Err((StatusCode::UNPROCESSABLE_ENTITY, text));
    }
    // Somebody who has never written to you is not a customer in Plain yet.
    let customer = UpsertCustomerInput::by_email(&rating.email, &rating.email);
    let created = client.create_customer_event_upserting(&rating, &customer);
    match created.await {
        Ok(_) | Err(Error::AlreadyCreated { .. }) => Ok(StatusCode::ACCEPTED),
        // Nothing was sent. The message lists each violation with its path.
        Err(error @ Error::Invalid(_)) => {
            Err((StatusCode::UNPROCESSABLE_ENTITY, error.to_string()))
        }
        Err(error) => {
            // The reason, such as a revoked key, is for the log and not for the caller.
            eprintln!("rating {}: {error}", rating.id);
            let text = "The rating was not received. Please send it again.".to_owned();
            Err((StatusCode::SERVICE_UNAVAILABLE, text))
        }
    }
}

#[cfg(test)]
mod tests {
    use plain_sandbox::{Fault, FaultRule, Sandbox};
    use serde_json::{Value, json};

    use super::*;

    fn rating() -> Value {
        json!({ "id": "r-17", "email": "kim@poe.example", "stars": 2, "comment": "Too *slow*." })
    }

    /// Sends a request to the service, and returns the status and the body.
    async fn post(client: &Client, body: &Value) -> (u16, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/ratings", listener.local_addr().unwrap());
        let server = tokio::spawn(axum::serve(listener, app(client)).into_future());
        let request = reqwest::Client::new()
            .post(url)
            .header("content-type", "application/json")
            .body(body.to_string());
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        server.abort();
        (status, text)
    }

    #[tokio::test]
    async fn repeated_request_creates_one_event() {
        let sandbox = Sandbox::start().await;
        for _ in 0..2 {
            assert_eq!(post(&sandbox.client(), &rating()).await.0, 202);
        }
        let events =
            sandbox.expect_events(1, |event| event.title == "Rated the product with 2 of 5");
        assert_eq!(events[0].external_id.as_deref(), Some("rating-r-17"));
        let text = &events[0].input["components"][1]["componentText"]["text"];
        assert_eq!(text, r"Too \*slow\*.");
    }

    #[tokio::test]
    async fn invalid_request_is_answered_with_its_violations() {
        let sandbox = Sandbox::start().await;
        for (key, value, expected) in [
            ("stars", json!(6), "expected 1 to 5"),
            ("email", json!("kim"), "customer_identifier.email_address"),
            (
                "comment",
                json!("a".repeat(10_001)),
                "components[1].text: longer",
            ),
        ] {
            let mut body = rating();
            body[key] = value;
            let (status, text) = post(&sandbox.client(), &body).await;
            assert_eq!(status, 422, "{key}");
            assert!(text.contains(expected), "{text}");
        }
        sandbox.expect_events(0, |_| true);
    }

    #[tokio::test]
    async fn failure_of_plain_is_temporary() {
        let sandbox = Sandbox::start().await;
        sandbox
            .faults()
            .set([FaultRule::new(Fault::status(503)).next(3)]);
        let client = sandbox.client_without_waits();
        assert_eq!(post(&client, &rating()).await.0, 503);
        assert_eq!(post(&client, &rating()).await.0, 202);
        sandbox.expect_events(1, |_| true);
    }
}

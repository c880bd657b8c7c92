//! Cards of an endpoint, as Plain sees them.
#![expect(clippy::unwrap_used, reason = "a failure fails the test")]

mod answers;
mod bodies;
mod builder;
mod concurrency;
mod connection;
mod failures;
mod hygiene;
mod mistakes;
mod signatures;

use std::convert::Infallible;
use std::sync::Mutex;

use plain_endpoints::{CardRequest, Cards, CardsBuilder};
use plain_runtime::{Card, customer_card};
use tokio::sync::oneshot;

const SECRET: &str = "secret";

/// A builder with the cards `plan` and `usage`.
fn builder() -> CardsBuilder {
    Cards::builder()
        .signing_secret(SECRET)
        .card_for("plan", plan)
        .card_for("usage", async |_| {
            Ok::<_, Infallible>(Some(customer_card!(components = [text("412 requests")])))
        })
}

fn endpoint() -> Cards {
    builder().build().unwrap()
}

/// The plan of a customer with an external ID; hidden for others.
async fn plan(request: CardRequest) -> Result<Option<Card>, Infallible> {
    let id = request.customer().external_id();
    Ok(id.map(|id| {
        customer_card!(
            components = [text("Plan of {id}")],
            time_to_live_seconds = 300,
        )
    }))
}

/// The first call of the card `hanging`.
struct Hanging {
    has_started: oneshot::Receiver<()>,
    /// Fails as soon as the future of the function is dropped.
    is_dropped: oneshot::Receiver<()>,
}

/// An endpoint whose card `hanging` does not end the first time.
fn hanging() -> (Cards, Hanging) {
    let (started, has_started) = oneshot::channel();
    let (held, is_dropped) = oneshot::channel::<()>();
    let ends = Mutex::new(Some((started, held)));
    let cards = builder().card_for("hanging", move |_| {
        let ends = ends.lock().unwrap().take();
        async move {
            if let Some((started, _held)) = ends {
                let _ = started.send(());
                std::future::pending::<()>().await;
            }
            Ok::<Option<Card>, Infallible>(None)
        }
    });
    let hanging = Hanging {
        has_started,
        is_dropped,
    };
    (cards.build().unwrap(), hanging)
}

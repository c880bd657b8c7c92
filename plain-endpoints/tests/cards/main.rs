//! Cards of an endpoint, as Plain sees them.
#![expect(clippy::unwrap_used, reason = "a failure fails the test")]

mod answers;
mod bodies;
mod builder;
mod failures;
mod hygiene;

use std::convert::Infallible;

use plain_endpoints::{CardRequest, Cards, CardsBuilder};
use plain_runtime::{Card, customer_card};

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

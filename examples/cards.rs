//! Customer cards over axum, and a sandbox that requests and shows them, as Plain does.
//!
//! ```sh
//! cargo run --example cards
//! cargo test --example cards
//! ```
//!
//! Prints the address of the customer's page, and her cards: the plan, the usage, and the invoices, whose database
//! is too slow on purpose. The endpoint runs until ctrl-c, so that the page can reload them.
//!
//! ```text
//! The page of the customer is at http://127.0.0.1:../customers/c_01H14DFQ4PDYBH398J1E99TWSS
//! ..
//! plan-details: customer_card!(
//! ..
//! ```

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use plain_endpoints::{BuildError, CardRequest, Cards};
use plain_runtime::{Card, CustomerCard, customer_card};
use plain_sandbox::{CardEndpoint, Sandbox, seed};
use tokio::net::TcpListener;

/// Secret that Plain signs its requests with. Read it from the environment in a program of yours.
const SECRET: &str = "secret of the workspace";

/// The card `plan-details`.
#[derive(Debug, CustomerCard)]
#[customer_card(
    key = "plan-details",
    components = [
        row(
            main_content = [text("Plan", color = Muted)],
            aside_content = [badge("{plan}", color = Green)],
        ),
        text("{seats} of {max_seats} seats are in use."),
        if seats == max_seats {
            text("No seat is left.", color = Warning);
        },
        spacer(M),
        link_button("View in admin", "https://admin.example.com/accounts/{account}"),
    ],
    time_to_live_seconds = 300,
)]
struct PlanDetails {
    account: String,
    plan: &'static str,
    seats: u32,
    max_seats: u32,
}

/// The database of a product.
#[derive(Debug, Default)]
struct Database;

impl Database {
    /// The account of a user, if there is one.
    async fn plan(&self, user: &str) -> io::Result<Option<PlanDetails>> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok((user == "jane").then(|| PlanDetails {
            account: "acme".to_owned(),
            plan: "Pro",
            seats: 12,
            max_seats: 12,
        }))
    }

    /// Numbers of requests this month, of each API.
    async fn usage(&self, _user: &str) -> io::Result<Vec<(&'static str, u64)>> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok(vec![("Events", 41_200), ("Threads", 318)])
    }

    /// A query without an index.
    async fn invoices(&self, _user: &str) -> io::Result<u32> {
        tokio::time::sleep(Duration::from_mins(1)).await;
        Ok(3)
    }
}

/// The endpoint for cards.
fn cards(database: &Arc<Database>) -> Result<Cards, BuildError> {
    let [for_plan, for_usage, for_invoices] = [(); 3].map(|()| Arc::clone(database));
    Cards::builder()
        .signing_secret(SECRET)
        .deadline(Duration::from_secs(2))
        .card(move |request| plan_details(Arc::clone(&for_plan), request))
        .card_for("usage", move |request| {
            usage(Arc::clone(&for_usage), request)
        })
        .card_for("invoices", move |request| {
            invoices(Arc::clone(&for_invoices), request)
        })
        .build()
}

/// Only for customers who are logged in: anybody can write from an address that is not theirs.
async fn plan_details(
    database: Arc<Database>,
    request: CardRequest,
) -> io::Result<Option<PlanDetails>> {
    match request.customer().external_id() {
        Some(user) => database.plan(user).await,
        None => Ok(None),
    }
}

async fn usage(database: Arc<Database>, request: CardRequest) -> io::Result<Option<Card>> {
    let Some(user) = request.customer().external_id() else {
        return Ok(None);
    };
    let usage = database.usage(user).await?;
    Ok(Some(customer_card!(
        components = [
            text("Requests this month", color = Muted),
            for (api, requests) in &usage {
                row(
                    main_content = [text("{api}")],
                    aside_content = [plain_text("{requests}")],
                )
            },
        ],
        time_to_live_seconds = 60,
    )))
}

/// Exceeds the deadline. The other cards are shown nevertheless.
async fn invoices(database: Arc<Database>, request: CardRequest) -> io::Result<Option<Card>> {
    let Some(user) = request.customer().external_id() else {
        return Ok(None);
    };
    let open = database.invoices(user).await?;
    Ok(Some(customer_card!(
        components = [text("{open} open invoices")]
    )))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cards = cards(&Arc::default())?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/plain/cards", listener.local_addr()?);
    let app = Router::new().route_service("/plain/cards", cards);
    let server = tokio::spawn(async { axum::serve(listener, app).await });

    // In place of Plain, which cannot reach this computer.
    let endpoint = CardEndpoint::new(url)
        .keys(["plan-details", "usage", "invoices"])
        .signing_secret(SECRET);
    let sandbox = Sandbox::builder().card_endpoint(endpoint).start().await?;
    let (page, id) = (sandbox.ui_url(), seed::CUSTOMER_ID);
    println!("The page of the customer is at {page}customers/{id}");
    let loaded = sandbox.load_configured_cards().load().await;
    for card in &loaded.cards {
        let layout = card.macro_call().unwrap_or_else(|| "hidden".to_owned());
        println!("\n{}: {layout}", card.key);
    }
    server.await??;
    Ok(())
}

#[cfg(test)]
mod tests {
    use plain_endpoints::testing::TestRequest;
    use plain_runtime::components;

    use super::*;

    const KEYS: [&str; 3] = ["plan-details", "usage", "invoices"];

    /// One function, without an endpoint.
    #[tokio::test(start_paused = true)]
    async fn a_user_without_an_account_has_no_plan() {
        let request = TestRequest::new(KEYS).external_id("joe").card_request();
        let card = plan_details(Arc::default(), request).await;
        assert!(matches!(card, Ok(None)), "{card:?}");
    }

    /// A value, without a function.
    #[test]
    fn a_plan_without_a_free_seat_has_a_warning() {
        let plan = |seats| PlanDetails {
            account: "acme".to_owned(),
            plan: "Pro",
            seats,
            max_seats: 12,
        };
        let warning = components![text("No seat is left.", color = Warning)];
        let has_warning = |plan: PlanDetails| plan.customer_card().components.contains(&warning[0]);
        assert!(has_warning(plan(12)) && !has_warning(plan(11)));
    }

    /// The endpoint, with its authentication, keys and deadline. Paused time jumps to the deadline.
    #[tokio::test(start_paused = true)]
    async fn a_slow_card_does_not_hide_the_others() {
        let cards = cards(&Arc::default()).unwrap();
        let request = TestRequest::new(KEYS).external_id("jane").sign(SECRET);
        let response = request.send(&cards).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.keys(), KEYS);
        let plan = response.card("plan-details").unwrap();
        assert_eq!(plan.time_to_live_seconds, Some(300));
        assert!(response.card("usage").is_some());
        let invoices = response.card("invoices").unwrap();
        let late = components![text(
            "**invoices** could not be loaded. It took too long.",
            color = Muted
        )];
        assert_eq!(invoices.components, late);
    }

    #[tokio::test(start_paused = true)]
    async fn a_claimed_address_shows_nothing_of_the_account() {
        let cards = cards(&Arc::default()).unwrap();
        let claimed = TestRequest::new(KEYS).email("jane@acme.com");
        let response = claimed.clone().sign(SECRET).send(&cards).await;
        assert_eq!(response.status(), 200);
        assert!(KEYS.iter().all(|key| response.card(key).is_none()));
        assert_eq!(claimed.send(&cards).await.status(), 401);
    }
}

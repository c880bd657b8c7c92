//! The endpoint with `plain_endpoints`.

use std::convert::Infallible;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use plain_endpoints::{CardRequest, Cards};
use plain_runtime::{Card, CustomerCard, customer_card};

use super::{PATH, query};

pub(super) fn app(secret: &str, wait: Duration) -> Result<Router> {
    let cards = Cards::builder()
        .signing_secret(secret)
        .card(move |request| plan_details(wait, request))
        .card_for("usage", move |request| usage(wait, request))
        .card_for("invoices", move |request| invoices(wait, request))
        .build()?;
    Ok(Router::new().route_service(PATH, cards))
}

#[derive(Debug, CustomerCard)]
#[customer_card(
    key = "plan-details",
    components = [
        row(
            main_content = [text("Plan of **{account}**")],
            aside_content = [badge("{plan}", color = Green)],
        ),
        text("{seats} of {max_seats} seats", color = Muted),
    ],
    time_to_live_seconds = 300,
)]
struct PlanDetails {
    account: String,
    plan: &'static str,
    seats: u32,
    max_seats: u32,
}

async fn plan_details(
    wait: Duration,
    request: CardRequest,
) -> Result<Option<PlanDetails>, Infallible> {
    query(wait).await;
    let account = request.customer().external_id();
    Ok(account.map(|account| PlanDetails {
        account: account.to_owned(),
        plan: "Pro",
        seats: 12,
        max_seats: 20,
    }))
}

async fn usage(wait: Duration, request: CardRequest) -> Result<Option<Card>, Infallible> {
    query(wait).await;
    let account = request.customer().external_id();
    Ok(account.map(|account| {
        customer_card!(
            components = [
                text("Requests of {account}", size = S, color = Muted),
                for (api, requests) in [("Events", 41_200), ("Threads", 318), ("Cards", 9_004)] {
                    row(
                        main_content = [text("{api}")],
                        aside_content = [plain_text("{requests}")],
                    )
                },
            ],
            time_to_live_seconds = 60,
        )
    }))
}

async fn invoices(wait: Duration, request: CardRequest) -> Result<Option<Card>, Infallible> {
    query(wait).await;
    let account = request.customer().external_id();
    Ok(account.map(|account| {
        customer_card!(
            components = [
                text("3 open invoices", color = Error),
                spacer(M),
                link_button(
                    "View in admin",
                    "https://admin.your-app.com/accounts/{account}/invoices"
                ),
            ],
        )
    }))
}

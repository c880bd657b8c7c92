//! The endpoint without our crates: serde, `hmac` and axum. It neither escapes nor validates, and it has no
//! deadline.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Json, Router};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{PATH, query};

pub(super) fn app(secret: &str, wait: Duration) -> Router {
    let secret = secret.as_bytes().into();
    let settings = Settings { secret, wait };
    Router::new().route(PATH, post(answer)).with_state(settings)
}

#[derive(Clone)]
struct Settings {
    secret: Arc<[u8]>,
    wait: Duration,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    card_keys: Vec<String>,
    customer: Customer,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Customer {
    external_id: Option<String>,
}

#[derive(Serialize)]
struct Response {
    cards: Vec<Card>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    key: &'static str,
    components: Vec<Component>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_to_live_seconds: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all_fields = "camelCase")]
enum Component {
    #[serde(rename = "componentText")]
    Text {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        text_size: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text_color: Option<&'static str>,
    },
    #[serde(rename = "componentPlainText")]
    PlainText { plain_text: String },
    #[serde(rename = "componentSpacer")]
    Spacer { spacer_size: &'static str },
    #[serde(rename = "componentBadge")]
    Badge {
        badge_label: String,
        badge_color: &'static str,
    },
    #[serde(rename = "componentLinkButton")]
    LinkButton {
        link_button_label: &'static str,
        link_button_url: String,
    },
    #[serde(rename = "componentRow")]
    Row {
        row_main_content: Vec<Component>,
        row_aside_content: Vec<Component>,
    },
}

async fn answer(
    State(settings): State<Settings>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Response>, StatusCode> {
    let signature = headers.get("plain-request-signature");
    let signature = signature.ok_or(StatusCode::UNAUTHORIZED)?;
    verify(&settings.secret, &body, signature.as_bytes()).ok_or(StatusCode::UNAUTHORIZED)?;
    let request: Request =
        serde_json::from_slice(&body).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    let account = request.customer.external_id.as_deref();
    let account = account.ok_or(StatusCode::NOT_FOUND)?;
    let wait = settings.wait;
    let cards = tokio::join!(
        plan_details(wait, account),
        usage(wait, account),
        invoices(wait, account)
    );
    let mut cards = Vec::from(<[Card; 3]>::from(cards));
    cards.retain(|card| request.card_keys.iter().any(|key| key == card.key));
    Ok(Json(Response { cards }))
}

fn verify(secret: &[u8], body: &[u8], signature: &[u8]) -> Option<()> {
    let mut bytes = [0; 32];
    let signature = base16ct::mixed::decode(signature, &mut bytes).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(body);
    mac.verify_slice(signature).ok()
}

fn text(text: String, size: Option<&'static str>, color: Option<&'static str>) -> Component {
    Component::Text {
        text,
        text_size: size,
        text_color: color,
    }
}

async fn plan_details(wait: Duration, account: &str) -> Card {
    query(wait).await;
    let (plan, seats, max_seats) = ("Pro", 12, 20);
    Card {
        key: "plan-details",
        components: vec![
            Component::Row {
                row_main_content: vec![text(format!("Plan of **{account}**"), None, None)],
                row_aside_content: vec![Component::Badge {
                    badge_label: plan.to_owned(),
                    badge_color: "GREEN",
                }],
            },
            text(format!("{seats} of {max_seats} seats"), None, Some("MUTED")),
        ],
        time_to_live_seconds: Some(300),
    }
}

async fn usage(wait: Duration, account: &str) -> Card {
    query(wait).await;
    let title = format!("Requests of {account}");
    let mut components = vec![text(title, Some("S"), Some("MUTED"))];
    for (api, requests) in [("Events", 41_200), ("Threads", 318), ("Cards", 9_004)] {
        components.push(Component::Row {
            row_main_content: vec![text(api.to_owned(), None, None)],
            row_aside_content: vec![Component::PlainText {
                plain_text: requests.to_string(),
            }],
        });
    }
    Card {
        key: "usage",
        components,
        time_to_live_seconds: Some(60),
    }
}

async fn invoices(wait: Duration, account: &str) -> Card {
    query(wait).await;
    Card {
        key: "invoices",
        components: vec![
            text("3 open invoices".to_owned(), None, Some("ERROR")),
            Component::Spacer { spacer_size: "M" },
            Component::LinkButton {
                link_button_label: "View in admin",
                link_button_url: format!("https://admin.your-app.com/accounts/{account}/invoices"),
            },
        ],
        time_to_live_seconds: None,
    }
}

//! A client of `createCustomerEvent` as one would write it by hand: reqwest, and structs for serde. It reads
//! every field that `plain_runtime::Client` returns, but does not validate, retry or wait for the rate limit.

#![expect(missing_docs, reason = "the fields are Plain's")]

use std::borrow::Cow;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Url, redirect, retry};
use serde::{Deserialize, Serialize};

use crate::events::by_hand::Input;

/// A client of Plain's API.
#[derive(Debug, Clone)]
pub struct ClientByHand {
    http: reqwest::Client,
    url: Url,
    /// GraphQL document.
    query: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    query: &'static str,
    operation_name: &'static str,
    variables: Variables<'a>,
}

#[derive(Serialize)]
struct Variables<'a> {
    input: &'a Input,
}

#[derive(Deserialize)]
struct Response {
    data: Option<Data>,
    #[serde(default)]
    errors: Vec<GraphqlError>,
}

#[derive(Deserialize)]
struct GraphqlError {
    message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    create_customer_event: Payload,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    customer_event: Option<CustomerEvent>,
    error: Option<MutationError>,
}

/// The created event.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerEvent {
    pub id: String,
    /// Plain does not return it.
    #[serde(skip)]
    pub external_id: Option<Cow<'static, str>>,
    pub customer_id: String,
    pub title: String,
    pub created_at: DateTime,
    pub created_by: Actor,
    pub updated_at: DateTime,
    pub updated_by: Actor,
}

/// A date.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTime {
    pub iso8601: String,
    pub unix_timestamp: String,
}

/// Originator of a change.
#[derive(Debug, Deserialize)]
#[serde(tag = "__typename", rename_all_fields = "camelCase")]
pub enum Actor {
    UserActor {
        user_id: String,
    },
    CustomerActor {
        customer_id: String,
    },
    DeletedCustomerActor {
        customer_id: String,
    },
    SystemActor {
        system_id: String,
    },
    MachineUserActor {
        machine_user_id: String,
    },
    #[serde(other)]
    UnknownActor,
}

/// Error of a mutation.
#[derive(Debug, Deserialize)]
pub struct MutationError {
    pub message: String,
    pub r#type: String,
    pub code: String,
    pub fields: Vec<MutationFieldError>,
}

/// Error of one field of the input.
#[derive(Debug, Deserialize)]
pub struct MutationFieldError {
    pub field: String,
    pub message: String,
    pub r#type: String,
}

impl ClientByHand {
    /// Builds a client with the settings of `plain_runtime::Client`.
    ///
    /// # Errors
    ///
    /// If the key or the URL is invalid.
    pub fn new(api_key: &str, url: &str, query: &'static str) -> Result<Self> {
        let mut authorization = HeaderValue::from_str(&format!("Bearer {api_key}"))?;
        authorization.set_sensitive(true);
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization),
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        ]);
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .user_agent("plain-runtime/0.1.0")
            .timeout(Duration::from_secs(10))
            .connect_timeout(Duration::from_secs(3))
            .http2_keep_alive_interval(Duration::from_secs(4))
            .http2_keep_alive_timeout(Duration::from_secs(4))
            .retry(retry::never())
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            url: url.parse()?,
            query,
        })
    }

    /// Creates an event.
    ///
    /// # Errors
    ///
    /// If no response arrives, or it is an error.
    pub async fn create_customer_event(&self, input: Input) -> Result<CustomerEvent> {
        let body = serde_json::to_vec(&Request {
            query: self.query,
            operation_name: "createCustomerEvent",
            variables: Variables { input: &input },
        })?;
        let response = self.http.post(self.url.clone()).body(body).send().await?;
        let bytes = response.error_for_status()?.bytes().await?;
        let response: Response = serde_json::from_slice(&bytes)?;
        if let Some(error) = response.errors.first() {
            bail!("{}", error.message);
        }
        let payload = response.data.context("missing `data`")?;
        let payload = payload.create_customer_event;
        if let Some(error) = payload.error {
            bail!("{error:?}");
        }
        let mut event = payload.customer_event.context("missing `customerEvent`")?;
        event.external_id = input.external_id;
        Ok(event)
    }
}

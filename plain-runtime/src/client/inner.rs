//! State shared by all clones of a client, and the request of one call.

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use tokio::sync::Semaphore;

use super::clock::Clock;
use super::observer::Observer;
use super::rate_limit::Gate;
use super::response::{DuplicateLookup, DuplicatePredicate};
use super::retry::{Jitter, RetryPolicy, RetryQuota};
use super::transport::Transport;
use crate::error::Error;
use crate::graphql::{Operation, encode_request};

/// State shared by all clones of a client, and settings that a clone may change.
#[derive(Debug, Clone)]
pub(super) struct ClientInner {
    pub(super) transport: Arc<Transport>,
    pub(super) policy: RetryPolicy,
    pub(super) clock: Clock,
    pub(super) jitter: Arc<Jitter>,
    pub(super) gate: Arc<Gate>,
    pub(super) quota: Arc<RetryQuota>,
    pub(super) is_duplicate: DuplicatePredicate,
    pub(super) observer: Observer,
    /// Permits for requests in flight.
    pub(super) in_flight: Arc<Semaphore>,
    pub(super) duplicate_lookup: DuplicateLookup,
}

/// Request of one call, the same in every attempt.
pub(super) struct Request<'a> {
    pub(super) operation: &'a Operation<'a>,
    pub(super) body: Bytes,
    /// External id of the event in the body.
    pub(super) external_id: Option<String>,
    /// Whether the client made the external ID.
    pub(super) is_external_id_generated: bool,
}

impl<'a> Request<'a> {
    /// Encodes the variables.
    ///
    /// # Errors
    ///
    /// [`Error::Encode`] if they cannot be serialised as JSON.
    pub(super) fn new(
        operation: &'a Operation<'a>,
        variables: impl Serialize,
    ) -> Result<Self, Error> {
        let body = encode_request(operation, &variables).map_err(|error| Error::Encode {
            message: error.to_string(),
        })?;
        Ok(Self {
            operation,
            body: body.into(),
            external_id: None,
            is_external_id_generated: false,
        })
    }
}

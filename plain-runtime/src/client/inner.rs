//! State shared by all clones of a client, and the request of one call.

use bytes::Bytes;
use serde::Serialize;

use super::clock::Clock;
use super::rate_limit::Gate;
use super::response::DuplicatePredicate;
use super::retry::{Jitter, RetryPolicy, RetryQuota};
use super::transport::Transport;
use crate::error::Error;
use crate::graphql::{Operation, encode_request};

/// State shared by all clones of a client.
#[derive(Debug)]
pub(super) struct ClientInner {
    pub(super) transport: Transport,
    pub(super) policy: RetryPolicy,
    pub(super) clock: Clock,
    pub(super) jitter: Jitter,
    pub(super) gate: Gate,
    pub(super) quota: RetryQuota,
    pub(super) is_duplicate: DuplicatePredicate,
}

/// Request of one call, the same in every attempt.
pub(super) struct Request<'a> {
    pub(super) operation: &'a Operation<'a>,
    pub(super) body: Bytes,
    /// External id of the event in the body.
    pub(super) external_id: Option<String>,
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
        })
    }
}

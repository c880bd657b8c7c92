//! What all clones of a client share, and what they send.

use bytes::Bytes;
use serde::Serialize;

use super::clock::Clock;
use super::rate_limit::Gate;
use super::response::AlreadyCreated;
use super::retry::{Jitter, Limits, Quota};
use super::transport::Transport;
use crate::error::Error;
use crate::graphql::{Operation, request};

/// What all clones of a client share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) transport: Transport,
    pub(super) limits: Limits,
    pub(super) clock: Clock,
    pub(super) jitter: Jitter,
    pub(super) gate: Gate,
    pub(super) quota: Quota,
    pub(super) already_created: AlreadyCreated,
}

/// What is sent, the same in every attempt.
pub(super) struct Outgoing<'a> {
    pub(super) operation: &'a Operation<'a>,
    pub(super) body: Bytes,
    /// The external id of the event in it.
    pub(super) external_id: Option<String>,
}

impl<'a> Outgoing<'a> {
    pub(super) fn new(
        operation: &'a Operation<'a>,
        variables: impl Serialize,
    ) -> Result<Self, Error> {
        let body = request(operation, &variables).map_err(|error| Error::Encode {
            message: error.to_string(),
        })?;
        Ok(Self {
            operation,
            body: body.into(),
            external_id: None,
        })
    }
}

//! State shared by all clones of a client, and the request of one call.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde::Serialize;
use tokio::sync::Semaphore;

use super::clock::Clock;
use super::observer::Observer;
use super::rate_limit::Gate;
use super::response::payload::{self, OperationData};
use super::response::{DuplicateLookup, Predicates};
use super::retry::{Jitter, RateLimitWait, RetryPolicy, RetryQuota};
use super::transport::Transport;
use crate::error::{Error, UpsertingStep};
use crate::graphql::{Input, Operation, encode_request};

/// State shared by all clones of a client, and settings that a clone may change.
#[derive(Debug, Clone)]
pub(super) struct ClientInner {
    pub(super) transport: Arc<Transport>,
    pub(super) policy: RetryPolicy,
    pub(super) clock: Clock,
    pub(super) jitter: Arc<Jitter>,
    pub(super) gate: Arc<Gate>,
    pub(super) quota: Arc<RetryQuota>,
    pub(super) observer: Observer,
    pub(super) predicates: Predicates,
    /// Permits for requests in flight.
    pub(super) in_flight: Arc<Semaphore>,
    pub(super) duplicate_lookup: DuplicateLookup,
}

/// Request of one call, the same in every attempt.
pub(super) struct Request<'a> {
    pub(super) operation: &'a Operation<'a>,
    pub(super) body: Bytes,
    /// External ID of the event or thread in the body.
    pub(super) external_id: Option<String>,
    /// Whether the client made the external ID.
    pub(super) is_external_id_generated: bool,
    /// The step that the request is, in a call of several.
    pub(super) step: Option<CallStep>,
}

/// One step of a call that consists of several requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallStep {
    /// The step of an upserting call.
    pub(super) name: Option<UpsertingStep>,
    /// Start of the first step, at which the time limit of the call begins.
    pub(super) started: Instant,
    /// Whether an attempt of an earlier step may have taken effect.
    pub(super) effect_unknown: bool,
}

impl CallStep {
    /// The step of a call that started then and consists of one request, and perhaps of queries about it.
    pub(super) fn only(started: Instant) -> Self {
        Self {
            name: None,
            started,
            effect_unknown: false,
        }
    }
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
            step: None,
        })
    }
}

impl ClientInner {
    /// Time limit of a query about a call that has so much time left.
    pub(super) fn time_for_query(&self, time_left: Duration) -> Duration {
        time_left.min(self.policy.attempt_timeout)
    }

    /// Executes a query for one object.
    pub(super) async fn query<D: OperationData>(
        &self,
        operation: &Operation<'static>,
        variables: &[(&str, &str)],
    ) -> Result<D::Output, Error> {
        self.query_in::<D>(None, operation, variables).await
    }

    /// Executes a query for one object, as a step of a call if there is one.
    pub(super) async fn query_in<D: OperationData>(
        &self,
        step: Option<CallStep>,
        operation: &Operation<'static>,
        variables: &[(&str, &str)],
    ) -> Result<D::Output, Error> {
        let variables: BTreeMap<_, _> = variables.iter().copied().collect();
        let request = Request {
            step,
            ..Request::new(operation, variables)?
        };
        self.execute(&request, RateLimitWait::UntilDeadline, payload::decode::<D>)
            .await
    }

    /// Executes a mutation with an input that has been validated.
    pub(super) async fn mutate<D: OperationData>(
        &self,
        operation: &Operation<'static>,
        input: &(impl Serialize + Sync),
    ) -> Result<D::Output, Error> {
        let request = Request::new(operation, Input { input })?;
        self.execute(&request, RateLimitWait::UntilDeadline, payload::decode::<D>)
            .await
    }
}

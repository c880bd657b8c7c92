//! Creates one event of either kind.

use std::borrow::Cow;
use std::time::Instant;

use serde::Serialize;

use super::external_id::generate_external_id;
use super::inner::{CallStep, ClientInner, Request};
use super::look_up::Outcome;
use super::response::data::{CreateCustomerEventData, CreateThreadEventData};
use super::response::payload::{self, OperationData};
use super::retry::RateLimitWait;
use crate::error::Error;
use crate::graphql::{CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, Input, Operation};
use crate::input::{
    CreateCustomerEventInput, CreateThreadEventInput, CustomerIdentifier, ValidationError,
};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Input of a mutation that creates an event.
pub(super) trait EventInput: Serialize + Sync {
    const OPERATION: Operation<'static>;
    type Data: OperationData<Output = Self::Created>;
    type Created: Send;

    fn validate(&self) -> Result<(), ValidationError>;
    fn external_id(&mut self) -> &mut Option<Cow<'static, str>>;
    fn external_id_of(created: &mut Self::Created) -> &mut Option<String>;

    /// Checks that this is the event that was created, as far as its fields tell.
    fn check(&self, created: &Self::Created) -> Result<(), String>;

    /// Looks for the event in the timeline.
    fn find(
        &self,
        client: &ClientInner,
        external_id: &str,
    ) -> impl Future<Output = Result<Option<Self::Created>, Error>> + Send;
}

macro_rules! event_input {
    (
        $input:ty => $created:ty, $operation:ident, $data:ty,
        target = |$event:ident, $it:ident| $target:expr, $find:ident($identifier:ident)
    ) => {
        impl EventInput for $input {
            const OPERATION: Operation<'static> = $operation;
            type Data = $data;
            type Created = $created;

            fn validate(&self) -> Result<(), ValidationError> {
                self.validate()
            }

            fn external_id(&mut self) -> &mut Option<Cow<'static, str>> {
                &mut self.external_id
            }

            fn external_id_of(created: &mut $created) -> &mut Option<String> {
                &mut created.external_id
            }

            fn check(&self, created: &$created) -> Result<(), String> {
                let ($event, $it) = (self, created);
                $target?;
                same("event", "title", &self.title, &created.title)
            }

            async fn find(
                &self,
                client: &ClientInner,
                external_id: &str,
            ) -> Result<Option<$created>, Error> {
                client.$find(&self.$identifier, external_id).await
            }
        }
    };
}

event_input!(
    CreateCustomerEventInput => CreatedCustomerEvent,
    CREATE_CUSTOMER_EVENT,
    CreateCustomerEventData,
    target = |event, it| match &event.customer_identifier {
        CustomerIdentifier::CustomerId(id) => same("event", "customer", id, &it.customer_id),
        // The response does not contain the other identifiers.
        _ => Ok(()),
    },
    find_customer_event(customer_identifier)
);
event_input!(
    CreateThreadEventInput => CreatedThreadEvent,
    CREATE_THREAD_EVENT,
    CreateThreadEventData,
    target = |event, it| same("event", "thread", &event.thread_id, &it.thread_id),
    find_thread_event(thread_id)
);

/// Checks that a field was returned as it was sent. White space may differ, in case Plain trims it.
pub(super) fn same(object: &str, name: &str, sent: &str, returned: &str) -> Result<(), String> {
    fn visible(text: &str) -> impl Iterator<Item = char> {
        text.chars()
            .filter(|it| !it.is_whitespace() && !it.is_control())
    }
    if sent == returned || visible(sent).eq(visible(returned)) {
        Ok(())
    } else {
        Err(format!(
            "the response is for another {object}: its {name} differs"
        ))
    }
}

/// An event with an external ID, fixed before the event is sent.
#[derive(Clone)]
pub(super) struct Identified<E> {
    pub(super) event: E,
    pub(super) external_id: String,
    /// Whether the client made the external ID.
    is_generated: bool,
    /// The step that creating the event is, in a call of several.
    pub(super) step: Option<CallStep>,
}

impl<E: EventInput> Identified<E> {
    /// Validates the event and encodes the request that creates it.
    pub(super) fn request(&self) -> Result<Request<'static>, Error> {
        self.event.validate()?;
        Request::new(&E::OPERATION, Input { input: &self.event })
    }
}

impl ClientInner {
    /// Gives an event an external ID if it has none.
    pub(super) fn identify<E: EventInput>(&self, mut event: E) -> Identified<E> {
        let is_generated = event.external_id().is_none();
        let external_id = event
            .external_id()
            .get_or_insert_with(|| generate_external_id(self.clock.now()).into())
            .to_string();
        Identified {
            event,
            external_id,
            is_generated,
            step: None,
        }
    }

    /// Validates an event, gives it an external ID if it has none, and sends it.
    pub(super) async fn submit<E: EventInput>(
        &self,
        event: E,
        rate_limit_wait: RateLimitWait,
    ) -> Result<E::Created, Error> {
        self.submit_identified(self.identify(event), rate_limit_wait)
            .await
    }

    /// Validates an event and sends it.
    pub(super) async fn submit_identified<E: EventInput>(
        &self,
        identified: Identified<E>,
        rate_limit_wait: RateLimitWait,
    ) -> Result<E::Created, Error> {
        let request = identified.request()?;
        let Identified {
            event,
            external_id,
            is_generated,
            step,
        } = identified;
        let step = step.unwrap_or_else(|| CallStep::only(self.clock.instant()));
        let request = Request {
            external_id: Some(external_id),
            is_external_id_generated: is_generated,
            step: Some(step),
            ..request
        };
        let outcome = Outcome {
            decode: payload::decode::<E::Data>,
            check: &|created| event.check(created),
            look_up: None,
        };
        let result = self.execute_as(&request, rate_limit_wait, &outcome).await;
        let mut created = match result {
            Err(error) if self.duplicate_lookup.applies_to(&error) => {
                // Boxed, since it is rare: the future of every call would be larger.
                Box::pin(self.look_up(&event, error, rate_limit_wait, step.started)).await?
            }
            result => result?,
        };
        // Plain does not return the external ID.
        *E::external_id_of(&mut created) = request.external_id;
        Ok(created)
    }

    /// Returns the event if the timeline has it, otherwise the error.
    async fn look_up<E: EventInput>(
        &self,
        event: &E,
        error: Error,
        rate_limit_wait: RateLimitWait,
        started: Instant,
    ) -> Result<E::Created, Error> {
        let elapsed = self.clock.instant().saturating_duration_since(started);
        let time_left = match rate_limit_wait {
            RateLimitWait::UntilDeadline => self.policy.call_timeout.saturating_sub(elapsed),
            RateLimitWait::Unbounded => self.policy.call_timeout,
        };
        let timeout = self.time_for_query(time_left);
        let Some(external_id) = error.external_id().filter(|_| !timeout.is_zero()) else {
            return Err(error);
        };
        match tokio::time::timeout(timeout, event.find(self, external_id)).await {
            // An event with the same external ID and another title is not this one.
            Ok(Ok(Some(created))) if event.check(&created).is_ok() => Ok(created),
            _ => Err(error),
        }
    }
}

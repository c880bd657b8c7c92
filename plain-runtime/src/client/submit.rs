//! Creates one event of either kind.

use std::borrow::Cow;
use std::time::SystemTime;

use serde::Serialize;
use uuid::{NoContext, Timestamp, Uuid};

use super::inner::{ClientInner, Request};
use super::response::payload::{
    self, CreateCustomerEventData, CreateThreadEventData, OperationData,
};
use super::retry::RateLimitWait;
use crate::error::{Error, ValidationError};
use crate::graphql::{CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, Input, Operation};
use crate::input::{CreateCustomerEventInput, CreateThreadEventInput};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Input of a mutation that creates an event.
pub(super) trait EventInput: Serialize + Sync {
    const OPERATION: Operation<'static>;
    type Data: OperationData<Output = Self::Created>;
    type Created: Send;

    fn validate(&self) -> Result<(), ValidationError>;
    fn external_id(&mut self) -> &mut Option<Cow<'static, str>>;
    fn external_id_of(created: &mut Self::Created) -> &mut Option<String>;
}

macro_rules! event_input {
    ($input:ty => $created:ty, $operation:ident, $data:ty) => {
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
        }
    };
}

event_input!(CreateCustomerEventInput => CreatedCustomerEvent, CREATE_CUSTOMER_EVENT, CreateCustomerEventData);
event_input!(CreateThreadEventInput => CreatedThreadEvent, CREATE_THREAD_EVENT, CreateThreadEventData);

/// An event with an external ID, fixed before the event is sent.
pub(super) struct Identified<E> {
    event: E,
    pub(super) external_id: String,
}

impl ClientInner {
    /// Gives an event an external ID if it has none.
    pub(super) fn identify<E: EventInput>(&self, mut event: E) -> Identified<E> {
        let external_id = event
            .external_id()
            .get_or_insert_with(|| self.generate_external_id().into())
            .to_string();
        Identified { event, external_id }
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
        let Identified { event, external_id } = identified;
        event.validate()?;
        let request = Request {
            external_id: Some(external_id),
            ..Request::new(&E::OPERATION, Input { input: &event })?
        };
        let mut created: E::Created = self
            .execute(&request, rate_limit_wait, payload::decode::<E::Data>)
            .await?;
        // Plain does not return the external ID.
        *E::external_id_of(&mut created) = request.external_id;
        Ok(created)
    }

    /// Generates an external ID, which makes retries of the event idempotent.
    fn generate_external_id(&self) -> String {
        let now = self.clock.now();
        let since_epoch = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let (seconds, nanoseconds) = (since_epoch.as_secs(), since_epoch.subsec_nanos());
        Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanoseconds)).to_string()
    }
}

//! Creating one event, of either kind.

use std::borrow::Cow;
use std::time::SystemTime;

use serde::Serialize;
use uuid::{NoContext, Timestamp, Uuid};

use super::inner::{Outgoing, Shared};
use super::response::payload::{self, CreateCustomerEventData, CreateThreadEventData, Data};
use super::retry::Patience;
use crate::error::{Error, InvalidInput};
use crate::graphql::{CREATE_CUSTOMER_EVENT, CREATE_THREAD_EVENT, Input, Operation};
use crate::input::{CreateCustomerEventInput, CreateThreadEventInput};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// An event that is to be created.
pub(super) trait EventInput: Serialize {
    const OPERATION: Operation<'static>;
    type Data: Data<Result = Self::Created>;
    type Created;

    fn validate(&self) -> Result<(), InvalidInput>;
    fn external_id(&mut self) -> &mut Option<Cow<'static, str>>;
    fn external_id_of(created: &mut Self::Created) -> &mut Option<String>;
}

macro_rules! event_input {
    ($input:ty => $created:ty, $operation:ident, $data:ty) => {
        impl EventInput for $input {
            const OPERATION: Operation<'static> = $operation;
            type Data = $data;
            type Created = $created;

            fn validate(&self) -> Result<(), InvalidInput> {
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

impl Shared {
    /// Checks an event, fixes its external id, and sends it.
    pub(super) async fn submit<E: EventInput>(
        &self,
        mut event: E,
        patience: Patience,
    ) -> Result<E::Created, Error> {
        event.validate()?;
        let external_id = event
            .external_id()
            .get_or_insert_with(|| self.new_external_id().into())
            .to_string();
        let outgoing = Outgoing {
            external_id: Some(external_id),
            ..Outgoing::new(&E::OPERATION, Input { input: &event })?
        };
        let mut created: E::Created = self
            .carry_out(&outgoing, patience, payload::read::<E::Data>)
            .await?;
        // Plain does not return it.
        *E::external_id_of(&mut created) = outgoing.external_id;
        Ok(created)
    }

    /// For an event that has none: with it, sending the event again creates no second.
    fn new_external_id(&self) -> String {
        let now = self.clock.system_time();
        let since_epoch = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let (seconds, nanoseconds) = (since_epoch.as_secs(), since_epoch.subsec_nanos());
        Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanoseconds)).to_string()
    }
}

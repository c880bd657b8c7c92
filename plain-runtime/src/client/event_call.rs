//! Call that creates one event, as a value that owns its data.

use futures_core::future::BoxFuture;

use super::Client;
use super::retry::RateLimitWait;
use super::submit::{EventInput, Identified};
use crate::error::Error;
#[cfg(feature = "blocking")]
use crate::input::{CreateCustomerEventInput, CreateThreadEventInput, UpsertCustomerInput};
#[cfg(feature = "blocking")]
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Call that creates one event. Its external ID is known before anything is sent.
pub(crate) struct EventCall<T> {
    pub(crate) external_id: String,
    pub(crate) future: BoxFuture<'static, Result<T, Error>>,
}

impl Client {
    #[cfg(feature = "blocking")]
    pub(crate) fn customer_event_call(
        &self,
        event: CreateCustomerEventInput,
    ) -> EventCall<CreatedCustomerEvent> {
        self.event_call(event, RateLimitWait::UntilDeadline)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn thread_event_call(
        &self,
        event: CreateThreadEventInput,
    ) -> EventCall<CreatedThreadEvent> {
        self.event_call(event, RateLimitWait::UntilDeadline)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn upserting_call(
        &self,
        event: CreateCustomerEventInput,
        customer: UpsertCustomerInput,
    ) -> EventCall<CreatedCustomerEvent> {
        let event = self.0.identify(event);
        let (client, external_id) = (self.clone(), event.external_id.clone());
        EventCall {
            external_id,
            future: Box::pin(async move { client.0.submit_upserting(event, &customer).await }),
        }
    }

    pub(super) fn event_call<E: EventInput + Send + 'static>(
        &self,
        event: E,
        rate_limit_wait: RateLimitWait,
    ) -> EventCall<E::Created> {
        let event = self.0.identify(event);
        EventCall {
            external_id: event.external_id.clone(),
            future: Box::pin(self.clone().submit_owned(event, rate_limit_wait)),
        }
    }

    async fn submit_owned<E: EventInput>(
        self,
        event: Identified<E>,
        rate_limit_wait: RateLimitWait,
    ) -> Result<E::Created, Error> {
        self.0.submit_identified(event, rate_limit_wait).await
    }
}

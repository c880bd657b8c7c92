//! First argument of the macros: a client, or anything that derefs to one.

use std::ops::Deref;

use super::Client;
use super::retry::RateLimitWait;
use crate::error::Error;
use crate::input::{CreateCustomerEventInput, CreateThreadEventInput};
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// A client, or a pointer to one.
#[diagnostic::on_unimplemented(
    message = "expected a client, found `{Self}`",
    label = "expected a `Client` or a `blocking::Client`",
    note = "without a client, the macro returns the event"
)]
pub trait ClientArgument {
    /// Type of the client.
    type Client;

    /// Returns the client.
    fn client(&self) -> &Self::Client;
}

impl ClientArgument for Client {
    type Client = Self;

    fn client(&self) -> &Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<P: Deref<Target: ClientArgument> + ?Sized> ClientArgument for P {
    type Client = <P::Target as ClientArgument>::Client;

    fn client(&self) -> &Self::Client {
        (**self).client()
    }
}

/// Client that an argument is or points to.
pub fn client<C: ClientArgument + ?Sized>(argument: &C) -> &C::Client {
    argument.client()
}

impl Client {
    /// Future of `customer_event!` with a client. Owns its data, so that it can be spawned.
    #[doc(hidden)]
    pub fn submit_customer_event(
        &self,
        event: CreateCustomerEventInput,
    ) -> impl Future<Output = Result<CreatedCustomerEvent, Error>> + Send + use<> {
        let client = self.clone();
        async move { client.0.submit(event, RateLimitWait::UntilDeadline).await }
    }

    /// Future of `thread_event!` with a client. Owns its data, so that it can be spawned.
    #[doc(hidden)]
    pub fn submit_thread_event(
        &self,
        event: CreateThreadEventInput,
    ) -> impl Future<Output = Result<CreatedThreadEvent, Error>> + Send + use<> {
        let client = self.clone();
        async move { client.0.submit(event, RateLimitWait::UntilDeadline).await }
    }
}

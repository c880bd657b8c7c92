//! Creates an event and, if Plain does not know its customer, the customer.

use super::Client;
use super::inner::{CallStep, ClientInner, Request};
use super::response::data::UpsertCustomerData;
use super::response::payload;
use super::retry::RateLimitWait;
use super::submit::Identified;
use crate::error::{Error, UpsertingStep};
use crate::graphql::{Input, UPSERT_CUSTOMER};
use crate::input::{CreateCustomerEventInput, CustomerEvent, UpsertCustomerInput};
use crate::response::CreatedCustomerEvent;

impl Client {
    /// Creates a customer event. If Plain does not know the customer, upserts the customer and creates
    /// the event again, with the same external ID.
    ///
    /// An event needs a customer in Plain, and a customer who has never written to you and was never
    /// upserted does not exist there. If the customer exists, this is the same single request as
    /// [`create_customer_event`](Self::create_customer_event), and `customer` is not used.
    ///
    /// The upsert must identify the customer of the event: by the same email address or external ID, or
    /// by another one while it sets that of the event, as
    /// [`UpsertCustomerInput::by_email`]`(..).external_id(..)` does. All steps share the timeout of one
    /// call. The call is idempotent: to repeat it after an error, give the event the
    /// [external ID of the error](Error::external_id).
    ///
    /// The API key needs the permissions `customerEvent:create`, and `customer:create` and
    /// `customer:edit` for a missing customer. See
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event> and
    /// <https://www.plain.com/docs/api-reference/graphql/customers/upsert>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the event or the customer violates a rule, or the upsert is for another
    ///   customer than the event. Nothing is sent.
    /// * An error of [`create_customer_event`](Self::create_customer_event) or
    ///   [`upsert_customer`](Self::upsert_customer). [`Error::upserting_step`] returns the step that
    ///   failed, and the message names it.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::{UpsertCustomerInput, customer_event};
    ///
    /// let event = customer_event!(
    ///     title = "Signed up",
    ///     customer_identifier = external_id("user-17"),
    ///     components = [text("On the plan **Team**.")],
    ///     external_id = "signed-up-17",
    /// );
    /// let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane Doe").external_id("user-17");
    /// let created = client.create_customer_event_upserting(&event, &jane).await?;
    /// println!("{}", created.id);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_customer_event_upserting<E: CustomerEvent + ?Sized>(
        &self,
        event: &E,
        customer: &UpsertCustomerInput,
    ) -> Result<CreatedCustomerEvent, Error> {
        let event = self.0.identify(event.customer_event());
        self.0.submit_upserting(event, customer).await
    }
}

impl ClientInner {
    /// Creates an event and, if its customer does not exist, the customer.
    pub(super) async fn submit_upserting(
        &self,
        mut event: Identified<CreateCustomerEventInput>,
        customer: &UpsertCustomerInput,
    ) -> Result<CreatedCustomerEvent, Error> {
        event.event.validate()?;
        customer.validate()?;
        customer.validate_for(&event.event.customer_identifier)?;

        let wait = RateLimitWait::UntilDeadline;
        let first = CallStep {
            name: Some(UpsertingStep::CreateEvent),
            started: self.clock.instant(),
            effect_unknown: false,
        };
        event.step = Some(first);
        let error = match self.submit_identified(event.clone(), wait).await {
            Err(error) if error.is_customer_not_found() => error,
            result => return result,
        };

        let later = |name| CallStep {
            name: Some(name),
            effect_unknown: error.may_have_taken_effect(),
            ..first
        };
        let upsert = Request {
            external_id: Some(event.external_id.clone()),
            step: Some(later(UpsertingStep::UpsertCustomer)),
            ..Request::new(&UPSERT_CUSTOMER, Input { input: customer })?
        };
        self.execute(&upsert, wait, payload::decode::<UpsertCustomerData>)
            .await?;

        event.step = Some(later(UpsertingStep::CreateEventAgain));
        self.submit_identified(event, wait).await
    }
}

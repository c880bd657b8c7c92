//! Inputs of the mutations that create events, and the traits of values that convert to them.

use std::borrow::Cow;

use super::object::{object, validate};
use super::validation_error::ValidationError;
use super::{CustomerIdentifier, EventComponent, Iso8601};

object! {
    /// A customer event, which Plain shows in every thread of the customer.
    ///
    /// Build one with [`customer_event!`](crate::customer_event!). It serialises to the `input`
    /// variable of `createCustomerEvent`, without the fields that are `None`, and deserialises from it.
    /// Deserialising rejects unknown names, and null is the same as no field;
    /// [`validate`](Self::validate) checks the values. Other formats work if they describe themselves and
    /// write the names of fields, such as CBOR; `rmp_serde` needs `to_vec_named`.
    ///
    /// ```
    /// use plain_runtime::customer_event;
    ///
    /// let event = customer_event!(
    ///     title = "Trial completed",
    ///     customer_identifier = email_address("jane@acme.com"),
    ///     components = [text("Fourteen days are over.")],
    /// );
    /// assert_eq!(
    ///     serde_json::to_value(&event).unwrap(),
    ///     serde_json::json!({
    ///         "title": "Trial completed",
    ///         "customerIdentifier": { "emailAddress": "jane@acme.com" },
    ///         "components": [{ "componentText": { "text": "Fourteen days are over." } }],
    ///     }),
    /// );
    ///
    /// let stored = serde_json::to_string(&event).unwrap();
    /// let read: plain_runtime::CreateCustomerEventInput = serde_json::from_str(&stored).unwrap();
    /// assert_eq!(read, event);
    /// ```
    #[must_use = "an event does nothing until it is submitted, as with `client.create_customer_event(&event)`"]
    CreateCustomerEventInput = entity::CUSTOMER_EVENT.field,
    "https://www.plain.com/docs/api-reference/graphql/events/create-customer-event", customer_event {
        /// Title in the timeline, not blank. Plain text, shown in bold beside the age of the event.
        title: Cow<'static, str>,
        /// Customer that the event is for: one of `email_address(..)`, `external_id(..)` and
        /// `customer_id(..)`. The customer must exist in Plain.
        customer_identifier: CustomerIdentifier,
        /// Components below the title, from top to bottom. The macros require at least one.
        components: Cow<'static, [EventComponent]>,
        /// Your own ID of the event, not blank. Plain rejects a second event with the same ID, which
        /// makes retries safe.
        external_id: Option<Cow<'static, str>>,
        /// Time of the event. Defaults to now. An ISO 8601 literal, a `SystemTime`, or a value of
        /// `jiff`, `chrono` or `time`.
        timestamp: Option<Iso8601>,
        /// Whether the timeline shows only the title until the event is opened.
        is_collapsed: Option<bool>,
    }
}

object! {
    /// A thread event, which Plain shows in one thread.
    ///
    /// Build one with [`thread_event!`](crate::thread_event!). It serialises to the `input` variable
    /// of `createThreadEvent`, without the fields that are `None`, and deserialises from it.
    /// Deserialising rejects unknown names; [`validate`](Self::validate) checks the values.
    ///
    /// ```
    /// use plain_runtime::thread_event;
    ///
    /// let event = thread_event!(
    ///     title = "Escalated",
    ///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
    ///     components = [badge("P1", color = Red)],
    /// );
    /// assert_eq!(event.thread_id, "th_01HB924RWAW8H3Q8KZDFWYBJHZ");
    /// ```
    #[must_use = "an event does nothing until it is submitted, as with `client.create_thread_event(&event)`"]
    CreateThreadEventInput = entity::THREAD_EVENT.field,
    "https://www.plain.com/docs/api-reference/graphql/events/create-thread-event", thread_event {
        /// Title in the timeline, not blank. Plain text, shown in bold beside the age of the event.
        title: Cow<'static, str>,
        /// Plain's ID of the thread, `th_…`, not blank.
        thread_id: Cow<'static, str>,
        /// Components below the title, from top to bottom. The macros require at least one.
        components: Cow<'static, [EventComponent]>,
        /// Your own ID of the event, not blank. Plain rejects a second event with the same ID, which
        /// makes retries safe.
        external_id: Option<Cow<'static, str>>,
        /// Time of the event. Defaults to now. An ISO 8601 literal, a `SystemTime`, or a value of
        /// `jiff`, `chrono` or `time`.
        timestamp: Option<Iso8601>,
        /// Whether the timeline shows only the title until the event is opened.
        is_collapsed: Option<bool>,
    }
}

impl CreateCustomerEventInput {
    /// Validates the values that are known only at run time. The client calls this before sending.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::customer_event;
    ///
    /// let email = "jane";
    /// let event = customer_event!(
    ///     title = "Trial completed",
    ///     customer_identifier = email_address(email),
    ///     components = [text("Fourteen days are over.")],
    /// );
    /// let error = event.validate().unwrap_err();
    /// assert_eq!(error.violations()[0].path(), "customer_identifier.email_address");
    /// ```
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self, "event")
    }
}

impl CreateThreadEventInput {
    /// Validates the values that are known only at run time. The client calls this before sending.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::thread_event;
    ///
    /// let thread_id = "";
    /// let event = thread_event!(title = "Escalated", thread_id = thread_id, components = [divider()]);
    /// assert_eq!(event.validate().unwrap_err().violations()[0].path(), "thread_id");
    /// ```
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self, "event")
    }
}

/// A value that converts to a customer event.
///
/// Usually derived, with [`#[derive(CustomerEvent)]`](derive@crate::CustomerEvent).
/// [`Client::create_customer_event`](crate::Client::create_customer_event) accepts any implementor.
///
/// ```
/// use plain_runtime::{CreateCustomerEventInput, CustomerEvent, customer_event};
///
/// struct TrialCompleted {
///     email: String,
/// }
///
/// impl CustomerEvent for TrialCompleted {
///     fn customer_event(&self) -> CreateCustomerEventInput {
///         customer_event!(
///             title = "Trial completed",
///             customer_identifier = email_address(self.email),
///             components = [text("Fourteen days are over.")],
///         )
///     }
/// }
///
/// let event = TrialCompleted { email: "jane@acme.com".to_owned() };
/// assert_eq!(event.customer_event().title, "Trial completed");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a customer event",
    label = "expected a customer event",
    note = "derive it with `#[derive(CustomerEvent)]`, or pass `customer_event!(..)`"
)]
pub trait CustomerEvent {
    /// Builds the event. Equal values should build equal events.
    fn customer_event(&self) -> CreateCustomerEventInput;
}

impl CustomerEvent for CreateCustomerEventInput {
    fn customer_event(&self) -> CreateCustomerEventInput {
        self.clone()
    }
}

/// A value that converts to a thread event.
///
/// Usually derived, with [`#[derive(ThreadEvent)]`](derive@crate::ThreadEvent).
/// [`Client::create_thread_event`](crate::Client::create_thread_event) accepts any implementor.
///
/// ```
/// use plain_runtime::{CreateThreadEventInput, ThreadEvent, thread_event};
///
/// struct Escalated {
///     thread_id: String,
/// }
///
/// impl ThreadEvent for Escalated {
///     fn thread_event(&self) -> CreateThreadEventInput {
///         thread_event!(
///             title = "Escalated",
///             thread_id = self.thread_id,
///             components = [text("A person must look at this.")],
///         )
///     }
/// }
///
/// let event = Escalated { thread_id: "th_01HB924RWAW8H3Q8KZDFWYBJHZ".to_owned() };
/// assert_eq!(event.thread_event().title, "Escalated");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a thread event",
    label = "expected a thread event",
    note = "derive it with `#[derive(ThreadEvent)]`, or pass `thread_event!(..)`"
)]
pub trait ThreadEvent {
    /// Builds the event. Equal values should build equal events.
    fn thread_event(&self) -> CreateThreadEventInput;
}

impl ThreadEvent for CreateThreadEventInput {
    fn thread_event(&self) -> CreateThreadEventInput {
        self.clone()
    }
}

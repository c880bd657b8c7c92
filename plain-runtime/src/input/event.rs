//! The two events, as the input objects of Plain's mutations.

use std::borrow::Cow;

use super::object::{Object, object};
use super::validate::{Path, Violations};
use super::{CustomerIdentifier, EventComponent, Iso8601};
use crate::error::InvalidInput;

object! {
    /// A customer event: it stands in every thread of the customer.
    ///
    /// [`customer_event!`](crate::customer_event!) makes one. It serialises to the `input` variable
    /// of `createCustomerEvent`; what is not set is absent.
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
    /// ```
    #[must_use = "an event does nothing until it is submitted, as with `client.create_customer_event(&event)`"]
    CreateCustomerEventInput = event::CUSTOMER_EVENT.field,
    "https://www.plain.com/docs/api-reference/graphql/events/create-customer-event", customer_event {
        /// What the timeline says, not blank: plain words, in bold beside how long ago it was.
        title: Cow<'static, str>,
        /// Whom it is for: exactly one of `email_address(..)`, `external_id(..)` and
        /// `customer_id(..)`. The customer must exist in Plain.
        customer_identifier: CustomerIdentifier,
        /// What it shows below its title, one below the other: in your source, at least one component.
        components: Cow<'static, [EventComponent]>,
        /// Your own id of the event, not blank. Plain refuses a second event of the same, so give one
        /// to whatever may be sent twice.
        external_id: Option<Cow<'static, str>>,
        /// When it happened, if not now: an ISO 8601 literal, a `SystemTime`, or a value of `jiff`,
        /// `chrono` or `time`.
        timestamp: Option<Iso8601>,
        /// Whether the timeline shows only the title until it is opened: `true` or `false`.
        is_collapsed: Option<bool>,
    }
}

object! {
    /// A thread event: it stands in one thread.
    ///
    /// [`thread_event!`](crate::thread_event!) makes one. It serialises to the `input` variable of
    /// `createThreadEvent`; what is not set is absent.
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
    CreateThreadEventInput = event::THREAD_EVENT.field,
    "https://www.plain.com/docs/api-reference/graphql/events/create-thread-event", thread_event {
        /// What the timeline says, not blank: plain words, in bold beside how long ago it was.
        title: Cow<'static, str>,
        /// The thread in which it stands: Plain's id of it, `th_…`, not blank.
        thread_id: Cow<'static, str>,
        /// What it shows below its title, one below the other: in your source, at least one component.
        components: Cow<'static, [EventComponent]>,
        /// Your own id of the event, not blank. Plain refuses a second event of the same, so give one
        /// to whatever may be sent twice.
        external_id: Option<Cow<'static, str>>,
        /// When it happened, if not now: an ISO 8601 literal, a `SystemTime`, or a value of `jiff`,
        /// `chrono` or `time`.
        timestamp: Option<Iso8601>,
        /// Whether the timeline shows only the title until it is opened: `true` or `false`.
        is_collapsed: Option<bool>,
    }
}

fn validate(event: &impl Object) -> Result<(), InvalidInput> {
    let mut violations = Violations::default();
    event.validate(&Path::ROOT, &mut violations);
    violations.into_result("event")
}

impl CreateCustomerEventInput {
    /// Checks the values that are known only at run time. The client does so before it sends.
    ///
    /// # Errors
    ///
    /// Every violation of the event, each with its path.
    pub fn validate(&self) -> Result<(), InvalidInput> {
        validate(self)
    }
}

impl CreateThreadEventInput {
    /// Checks the values that are known only at run time. The client does so before it sends.
    ///
    /// # Errors
    ///
    /// Every violation of the event, each with its path.
    pub fn validate(&self) -> Result<(), InvalidInput> {
        validate(self)
    }
}

/// A value that Plain can show as a customer event.
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
pub trait CustomerEvent {
    /// The event. Equal values give equal events.
    fn customer_event(&self) -> CreateCustomerEventInput;
}

impl CustomerEvent for CreateCustomerEventInput {
    fn customer_event(&self) -> CreateCustomerEventInput {
        self.clone()
    }
}

impl<E: CustomerEvent + ?Sized> CustomerEvent for &E {
    fn customer_event(&self) -> CreateCustomerEventInput {
        (**self).customer_event()
    }
}

impl<E: CustomerEvent + ?Sized> CustomerEvent for Box<E> {
    fn customer_event(&self) -> CreateCustomerEventInput {
        (**self).customer_event()
    }
}

/// A value that Plain can show as an event of one thread.
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
pub trait ThreadEvent {
    /// The event. Equal values give equal events.
    fn thread_event(&self) -> CreateThreadEventInput;
}

impl ThreadEvent for CreateThreadEventInput {
    fn thread_event(&self) -> CreateThreadEventInput {
        self.clone()
    }
}

impl<E: ThreadEvent + ?Sized> ThreadEvent for &E {
    fn thread_event(&self) -> CreateThreadEventInput {
        (**self).thread_event()
    }
}

impl<E: ThreadEvent + ?Sized> ThreadEvent for Box<E> {
    fn thread_event(&self) -> CreateThreadEventInput {
        (**self).thread_event()
    }
}

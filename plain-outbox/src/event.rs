//! The events that an outbox records.

use plain_runtime::{
    CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent, CustomerIdentifier,
    ThreadEvent, ValidationError,
};

/// A customer event or a thread event: the input of the mutation that creates it.
///
/// ```
/// use plain_outbox::{OutboxEvent, RecordedEvent};
///
/// let event = plain_runtime::thread_event!(
///     title = "Escalated",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [badge("P1", color = Red)],
///     external_id = "escalation-7",
/// );
/// let recorded = event.recorded_event();
/// assert_eq!(recorded.external_id(), Some("escalation-7"));
/// assert!(matches!(recorded, RecordedEvent::Thread(_)));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum RecordedEvent {
    /// A customer event.
    Customer(CreateCustomerEventInput),
    /// A thread event.
    Thread(CreateThreadEventInput),
}

impl RecordedEvent {
    /// Title of the event.
    pub fn title(&self) -> &str {
        match self {
            Self::Customer(event) => &event.title,
            Self::Thread(event) => &event.title,
        }
    }

    /// External ID of the event, if it has one.
    pub fn external_id(&self) -> Option<&str> {
        match self {
            Self::Customer(event) => event.external_id.as_deref(),
            Self::Thread(event) => event.external_id.as_deref(),
        }
    }

    /// Gives the event an external ID, a version 7 UUID, if it has none.
    pub(crate) fn with_external_id(self) -> Self {
        match self {
            Self::Customer(event) => Self::Customer(event.with_external_id()),
            Self::Thread(event) => Self::Thread(event.with_external_id()),
        }
    }

    pub(crate) fn validate(&self) -> Result<(), ValidationError> {
        match self {
            Self::Customer(event) => event.validate(),
            Self::Thread(event) => event.validate(),
        }
    }

    /// Events with the same key are delivered in the order in which they were enqueued.
    ///
    /// Plain compares e-mail addresses without regard to case.
    pub(crate) fn ordering_key(&self) -> String {
        match self {
            Self::Customer(event) => match &event.customer_identifier {
                CustomerIdentifier::EmailAddress(email) => {
                    format!("email:{}", email.to_lowercase())
                }
                CustomerIdentifier::ExternalId(id) => format!("external-id:{id}"),
                CustomerIdentifier::CustomerId(id) => format!("customer-id:{id}"),
            },
            Self::Thread(event) => format!("thread:{}", event.thread_id),
        }
    }
}

/// A value that an outbox records: any [`CustomerEvent`] or [`ThreadEvent`], or a [`RecordedEvent`].
///
/// The compiler infers `Kind`, which tells the two traits apart. Write it only for a type that implements
/// both: `outbox.enqueue::<_, CustomerKind>(&value)`.
///
/// ```
/// use plain_outbox::{Error, Outbox, OutboxEvent};
/// use plain_runtime::{customer_event, thread_event};
///
/// /// Records any event.
/// async fn record<E: OutboxEvent<Kind>, Kind>(outbox: &Outbox, event: &E) -> Result<(), Error> {
///     println!("{}", event.recorded_event().title());
///     outbox.enqueue(event).await?;
///     Ok(())
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Error> {
/// let outbox = Outbox::in_memory();
/// let components = plain_runtime::components![text("Fourteen days are over.")];
/// record(&outbox, &customer_event!(
///     title = "Trial completed",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [..components.clone()],
/// )).await?;
/// record(&outbox, &thread_event!(
///     title = "Trial completed",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [..components],
/// )).await?;
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "an outbox records customer events and thread events; `{Self}` is neither",
    note = "derive `CustomerEvent` or `ThreadEvent`, or build the event with `customer_event!` or `thread_event!`"
)]
pub trait OutboxEvent<Kind> {
    /// Builds the event.
    fn recorded_event(&self) -> RecordedEvent;
}

/// Marks the values that are customer events, see [`OutboxEvent`].
///
/// ```
/// use plain_outbox::{CustomerKind, Outbox};
/// use plain_runtime::{CustomerEvent, ThreadEvent};
///
/// #[derive(CustomerEvent, ThreadEvent)]
/// #[customer_event(
///     title = "Plan changed",
///     customer_identifier = external_id(account),
///     components = [text("New plan: **{plan}**")],
/// )]
/// #[thread_event(
///     title = "Plan changed",
///     thread_id = thread,
///     components = [text("New plan: **{plan}**")],
/// )]
/// struct PlanChanged {
///     account: String,
///     thread: String,
///     plan: String,
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), plain_outbox::Error> {
/// # let changed = PlanChanged { account: "17".into(), thread: "th_01HB924RWAW8H3Q8KZDFWYBJHZ".into(), plan: "Pro".into() };
/// Outbox::in_memory().enqueue::<_, CustomerKind>(&changed).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct CustomerKind;

/// Marks the values that are thread events, see [`OutboxEvent`].
///
/// ```
/// use plain_outbox::{OutboxEvent, RecordedEvent, ThreadKind};
///
/// /// Accepts thread events only.
/// fn thread_of(event: &impl OutboxEvent<ThreadKind>) -> Option<String> {
///     match event.recorded_event() {
///         RecordedEvent::Thread(event) => Some(event.thread_id.into_owned()),
///         _ => None,
///     }
/// }
///
/// let event = plain_runtime::thread_event!(
///     title = "Escalated",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [badge("P1", color = Red)],
/// );
/// assert_eq!(thread_of(&event).as_deref(), Some("th_01HB924RWAW8H3Q8KZDFWYBJHZ"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ThreadKind;

/// Marks the values that are recorded events already, see [`OutboxEvent`].
///
/// ```
/// use plain_outbox::{DeadLetters, Error, Outbox, RecordedKind};
///
/// /// Moves the dead letters of one outbox to another.
/// async fn move_dead(from: &Outbox, to: &Outbox) -> Result<(), Error> {
///     for letter in from.dead().await? {
///         if let Some(event) = letter.event() {
///             to.enqueue::<_, RecordedKind>(&event).await?;
///             from.discard_dead(&letter).await?;
///         }
///     }
///     Ok(())
/// }
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Error> {
/// # move_dead(&Outbox::in_memory(), &Outbox::in_memory()).await
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct RecordedKind;

impl<E: CustomerEvent + ?Sized> OutboxEvent<CustomerKind> for E {
    fn recorded_event(&self) -> RecordedEvent {
        RecordedEvent::Customer(self.customer_event())
    }
}

impl<E: ThreadEvent + ?Sized> OutboxEvent<ThreadKind> for E {
    fn recorded_event(&self) -> RecordedEvent {
        RecordedEvent::Thread(self.thread_event())
    }
}

impl OutboxEvent<RecordedKind> for RecordedEvent {
    fn recorded_event(&self) -> RecordedEvent {
        self.clone()
    }
}

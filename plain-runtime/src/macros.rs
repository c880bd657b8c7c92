//! The fronts of the macros: they tell the proc macros the path of this crate, whatever name it
//! has in the crate that calls.

/// Makes a customer event, checked when it is compiled.
///
/// ```
/// use plain_runtime::customer_event;
///
/// let (fingerprint, roles) = ("3b7896975ee9fd15eeb7", 4);
/// let event = customer_event!(
///     title = "API key generated",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [
///         text("New API key **{fingerprint}** with {roles} roles."),
///         spacer(M),
///         link_button("View in admin", "https://admin.your-app.com"),
///     ],
///     external_id = "api-key-{fingerprint}",
/// );
/// assert_eq!(event.external_id.as_deref(), Some("api-key-3b7896975ee9fd15eeb7"));
/// ```
///
/// With a client in front, the macro is the future that submits the event:
///
/// ```
/// # use plain_runtime::{Client, customer_event};
/// # async fn example(client: Client) -> Result<(), plain_runtime::Error> {
/// let event = customer_event!(
///     client,
///     title = "Trial completed",
///     customer_identifier = external_id("user-17"),
///     components = [text("Fourteen days are over.")],
/// )
/// .await?;
/// println!("{}", event.id);
/// # Ok(())
/// # }
/// ```
///
/// # Fields
///
/// In any order, each once.
///
/// | field | takes |
/// |---|---|
/// | `title` | text |
/// | `customer_identifier` | `email_address(text)`, `external_id(text)`, `customer_id(text)`, or a [`CustomerIdentifier`](crate::CustomerIdentifier) |
/// | `components` | a list of components |
/// | `external_id` | text; optional |
/// | `timestamp` | a date; optional |
/// | `is_collapsed` | a `bool`; optional |
///
/// # Components
///
/// | component | values in this order | and by name |
/// |---|---|---|
/// | `text` | `text` | `size` S M L, `color` Normal Muted Success Warning Error |
/// | `plain_text` | `plain_text` | `size`, `color` |
/// | `spacer` | `size` XS S M L XL | |
/// | `divider` | | `spacing_size` XS S M L XL |
/// | `badge` | `label` | `color` Grey Green Yellow Red Blue |
/// | `link_button` | `label`, `url` | |
/// | `copy_button` | `value` | `tooltip_label` |
/// | `workflow_button` | `label`, `workflow_identifier`: `workflow_id(text)` or `workflow_key(text)` | |
/// | `date_time` | `iso8601` | |
/// | `user` | `user_identifier`: `user_id(text)`, `email_address(text)` or `machine_user_id(text)` | |
/// | `row` | | `main_content = [..]`, `aside_content = [..]` |
/// | `container` | | `content = [..]` |
///
/// Every value may be named. A row holds no row and no container, a container no container.
///
/// # Values
///
/// * **Text** is a string literal, or any expression that is `Display`. `{name}`, `{user.name}` and
///   `{amount:.2}` in a literal insert a value; `{{` is a brace. What is inserted into `text` is
///   escaped, so that it cannot draw a link or bold ([`Markdown`](crate::Markdown) goes in as it
///   is); what is inserted into a `url` is percent-encoded, unless the URL opens with it.
///   Within a code span or a block of code, where nothing can be escaped, backticks that would end it
///   become `'`; within the destination of a link a value is percent-encoded as in a `url`.
///   `concat!(..)`, `env!(..)` and `include_str!(..)` are expressions like any other: in `text` they
///   are escaped, and `Markdown(include_str!("note.md"))` is not.
/// * **A date** is an ISO 8601 literal, a `SystemTime`, or an [`Iso8601`](crate::Iso8601); with the
///   features `jiff`, `chrono` and `time` also a moment of that crate.
/// * **Optional values** take an `Option` too.
///
/// # Errors
///
/// What the source shows is checked when it is compiled: names, nesting, required values, the
/// lengths and shapes of literals.
///
/// ```compile_fail
/// plain_runtime::customer_event!(
///     title = "",
///     customer_identifier = email_address("jane"),
///     components = [spacer()],
/// );
/// ```
///
/// What only a run knows is checked before the event is sent, by
/// [`validate`](crate::CreateCustomerEventInput::validate).
#[macro_export]
macro_rules! customer_event {
    ($($tokens:tt)*) => {
        $crate::__private::customer_event!(($crate) $($tokens)*)
    };
}

/// Makes an event of one thread, checked when it is compiled.
///
/// It is written as [`customer_event!`] is, with a `thread_id` in place of the
/// `customer_identifier`.
///
/// ```
/// use plain_runtime::thread_event;
///
/// let event = thread_event!(
///     title = "Escalated",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [row(
///         main_content = [text("Priority")],
///         aside_content = [badge("P1", color = Red)],
///     )],
/// );
/// assert!(event.validate().is_ok());
/// ```
#[macro_export]
macro_rules! thread_event {
    ($($tokens:tt)*) => {
        $crate::__private::thread_event!(($crate) $($tokens)*)
    };
}

/// Makes components to be used in more than one event: a `Vec<EventComponent>`.
///
/// The list is written as that of [`customer_event!`].
///
/// ```
/// use plain_runtime::{EventComponent, components};
///
/// fn footer() -> Vec<EventComponent> {
///     components![
///         divider(),
///         link_button("Runbook", "https://wiki.example.com/runbook"),
///     ]
/// }
/// assert_eq!(footer().len(), 2);
/// ```
#[macro_export]
macro_rules! components {
    ($($tokens:tt)*) => {
        $crate::__private::components!(($crate) $($tokens)*)
    };
}

//! The fronts of the macros: they tell the proc macros the path of this crate, whatever name it
//! has in the crate that calls.

mod derive;
#[doc(hidden)]
pub mod names;
#[doc(hidden)]
pub mod private;

pub use derive::{CustomerEvent, ThreadEvent};

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
/// A call in parentheses is formatted by rustfmt. One in braces, `customer_event! { .. }`, survives
/// in an editor a bracket that is not closed yet.
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
/// # Lists
///
/// A list holds components, control flow, and `..` before anything iterable of components: an
/// array, a `Vec`, an `Option`, what a function returns. A block holds several, separated by `;`,
/// and `let`.
///
/// ```
/// use plain_runtime::{EventComponent, components, customer_event};
///
/// fn footer() -> Vec<EventComponent> {
///     components![divider(), link_button("Runbook", "https://wiki.example.com/runbook")]
/// }
///
/// let (is_admin, plan, roles) = (true, Some("Pro"), ["owner", "billing"]);
/// let event = customer_event!(
///     title = "Signed in",
///     customer_identifier = external_id("user-17"),
///     components = [
///         if is_admin {
///             badge("Admin", color = Red)
///         } else {
///             badge("Member")
///         },
///         if let Some(plan) = plan {
///             text("Plan: {plan}")
///         },
///         for role in roles {
///             let role = role.to_uppercase();
///             badge("{role}");
///             spacer(S)
///         },
///         match roles.len() {
///             0 => text("No roles."),
///             _ => {}
///         },
///         ..footer(),
///     ],
/// );
/// assert_eq!(event.components.len(), 8);
/// ```
///
/// # Text
///
/// Text is a string literal, or any expression that is `Display`.
///
/// * `{name}`, `{user.name}`, `{pair.0}` and `{amount:.2}` in a literal insert a value: a variable
///   or a path of fields, with a format spec as `format!` has them. `{{` and `}}` are braces. For
///   anything else, name the value first.
/// * What is inserted into `text`, which is Markdown, is escaped, so that a customer's name cannot
///   draw a link or bold, nor open one of Plain's `{{…}}` markers. That goes for whole expressions
///   and `concat!(..)`, `env!(..)` and `include_str!(..)` too. [`Markdown`](crate::Markdown) goes in
///   as it is: `Markdown(include_str!("note.md"))`. What needs no escaping stays as it is.
/// * Within a code span or a block of code, where nothing can be escaped, backticks that would end
///   it become `'`. Within the destination of a link a value is percent-encoded as in a `url`.
/// * What is inserted into a `url` is percent-encoded, unless the URL opens with it:
///   `"{base}/keys/{id}"`.
/// * Anywhere else a value goes in as it is.
///
/// ```
/// use plain_runtime::{Markdown, components};
///
/// let name = "[Eve](https://evil.example)";
/// let list = components![text("{name}"), text(Markdown("**ours**")), badge("{name}")];
/// let json = serde_json::to_value(&list).unwrap();
/// assert_eq!(json[0]["componentText"]["text"], r"\[Eve\](https://evil.example)");
/// assert_eq!(json[1]["componentText"]["text"], "**ours**");
/// assert_eq!(json[2]["componentBadge"]["badgeLabel"], name);
/// ```
///
/// # Other values
///
/// * **A date** is an ISO 8601 literal, a `SystemTime`, or an [`Iso8601`](crate::Iso8601); with the
///   features `jiff`, `chrono` and `time` also a moment of that crate.
/// * **Optional values** (`external_id`, `timestamp`, `is_collapsed`, `size`, `color`,
///   `spacing_size`, `tooltip_label`) take an `Option` too.
/// * A value of an enum is its name (`Muted`), or an expression of its type.
///
/// # When a rule is checked
///
/// 1. When the macro is expanded, for whatever the source shows: names, nesting, required values,
///    the lengths and shapes of literals. Every mistake of a call is reported at once.
/// 2. At `const` evaluation, for text that is a path in `SCREAMING_CASE` or a `const { .. }`: a
///    constant that breaks a rule does not compile. Such a constant is a `&str`, a `Cow<str>`, a
///    `Markdown` of a `&str`, a number, a `char` or a `bool`; one of another type is captured,
///    `"{NAME}"`.
/// 3. Before the event is sent, for what only a run knows:
///    [`validate`](crate::CreateCustomerEventInput::validate).
///
/// ```compile_fail
/// plain_runtime::customer_event!(
///     title = "",
///     customer_identifier = email_address("jane"),
///     components = [spacer()],
/// );
/// ```
///
/// ```compile_fail
/// const LABEL: &str = "";
/// plain_runtime::components![badge(LABEL)];
/// ```
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

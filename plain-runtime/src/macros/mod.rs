//! Entry points of the macros. They pass `$crate` to the proc macros, so that the macros work under any
//! name of this crate.

mod address;
mod capture;
mod constant;
mod derive;
#[doc(hidden)]
pub mod expansion;
mod field;
mod identifier;
#[doc(hidden)]
pub mod names;
mod number;
mod thread;
#[cfg(not(feature = "client"))]
mod without_client;

pub use derive::{CustomerCard, CustomerEvent, Thread, ThreadEvent};

/// Builds a customer event, checked at compile time.
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
/// With a client as the first argument, the macro returns a future that submits the event. With a
/// blocking client, it submits the event and returns the result.
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
/// rustfmt formats calls in parentheses. In an editor, calls in braces, `customer_event! { .. }`,
/// tolerate an unclosed bracket. `docs/errors.md` in the repository lists every compile error with its
/// fix.
///
/// # Fields
///
/// In any order, each at most once.
///
/// | field | value |
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
/// | component | positional values | named values |
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
/// Positional values may be named, too. A row contains neither rows nor containers; a container
/// contains no container.
///
/// # Lists
///
/// A list contains components, control flow (`if`, `if let`, `match`, `for`) and `..` before any
/// iterator of components: an array, a `Vec`, an `Option` or the result of a function. Functions write
/// their components with [`components!`](crate::components!), [`container_content!`](crate::container_content!) or
/// [`row_content!`](crate::row_content!). A block contains
/// any number of them, separated by `;`, and statements: `let`, `let`-`else`, assignments, `continue`,
/// `break`, `return`, and macros without a value, such as `unreachable!()`. An arm may be a statement,
/// too. A call is not a statement, since a forgotten `..` would lose its components: write
/// `let _ = call();`.
///
/// `#[cfg(..)]` is allowed on an item, on an arm, and on an optional field or property. Write
/// `if cfg!(..) { .. } else { .. }` as the value of a required one.
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
/// Text is a string literal, or any expression that implements `Display`. A literal may be in
/// parentheses, behind `&`, in a block, or in a conversion (`.to_string()`, `.to_owned()`, `.into()`,
/// `String::from(..)`) without a change of its meaning. In the arguments of any other call, a string is
/// a Rust string. A capture in a literal that is only a part of the value, as in `"{name}".trim()` or
/// `break "{name}"`, is an error with the `format!` to write.
///
/// * `{name}`, `{user.name}`, `{pair.0}` and `{amount:.2}` in a literal insert a value: a variable
///   or a path of fields, with an optional format spec as in `format!`. `{type}` inserts `r#type`.
///   `{{` and `}}` are literal braces. Bind any other expression to a variable first.
/// * Values in `text`, which is Markdown, are escaped, so that a customer's name cannot become bold
///   text, a Markdown link or one of Plain's `{{…}}` markers. This includes whole expressions,
///   `concat!(..)`, `env!(..)` and `include_str!(..)`. Wrap trusted Markdown in
///   [`Markdown`](crate::Markdown): `Markdown(include_str!("note.md"))`.
/// * Bare addresses in a value are escaped as well, as in `https\://acme.com`, so that GitHub Flavored
///   Markdown does not link them. A renderer that searches the displayed text for addresses, such as
///   remark-gfm, links them regardless.
/// * Nothing can be escaped within a code span or code block, so backticks that would end it are
///   replaced by `'`. Within the destination of a link, and after a bare URL, values are
///   percent-encoded as in a `url`. Only in a code block does a captured log keep its indentation.
/// * Values in a `url` are percent-encoded, except at its start: `"{base}/keys/{id}"`. In the host, a
///   value is a host or a port: `"https://{tenant}.example.com"`.
/// * In identifiers and in `external_id`, an inserted value is never empty, which is checked before the
///   event is sent.
/// * Everywhere else, values are inserted verbatim.
///
/// ```
/// use plain_runtime::{Markdown, components};
///
/// let name = "[Eve](https://evil.example)";
/// let list = components![text("{name}"), text(Markdown("**ours**")), badge("{name}")];
/// let json = serde_json::to_value(&list).unwrap();
/// assert_eq!(json[0]["componentText"]["text"], r"\[Eve\](https\://evil.example)");
/// assert_eq!(json[1]["componentText"]["text"], "**ours**");
/// assert_eq!(json[2]["componentBadge"]["badgeLabel"], name);
/// ```
///
/// # Other values
///
/// * **Dates** are an ISO 8601 literal or constant, a `SystemTime` or an [`Iso8601`](crate::Iso8601). The
///   features `jiff`, `chrono` and `time` add the types of these crates.
/// * **Optional values** (`external_id`, `timestamp`, `is_collapsed`, `size`, `color`,
///   `spacing_size`, `tooltip_label`) also accept an `Option`.
/// * **Enum values** are the name of the value (`Muted`) or an expression of the enum's type.
/// * **`if`, `match` and blocks** may be values. Each branch is a value of its own, with the literals,
///   names and rules of the language:
///
/// ```
/// use plain_runtime::components;
///
/// let (failed, name) = (true, "Kim");
/// let list = components![badge(
///     if failed { "Failed for {name}" } else { "Done" },
///     color = if failed { Red } else { Green },
/// )];
/// assert_eq!(list, components![badge("Failed for Kim", color = Red)]);
/// ```
///
/// Values are evaluated in the order of the call, each once, and without the temporaries of the others:
/// two values may lock the same mutex. The client is evaluated first, and no guard of it is held while
/// the event is sent.
///
/// # When rules are checked
///
/// 1. At expansion: names, nesting, required values, and the length and format of literals. All
///    mistakes of a call are reported at once.
/// 2. At `const` evaluation: text, or a date in text, that is a path in `SCREAMING_CASE` or a `const { .. }` block. A
///    constant that violates a rule does not compile. The constant must be a `&str`, a `Cow<str>`, a
///    `Markdown` of a `&str`, a number, a `char` or a `bool`; insert a constant of another type with
///    `"{NAME}"`.
/// 3. Before the event is sent: values known only at run time. See
///    [`validate`](crate::CreateCustomerEventInput::validate).
///
/// The first call below has three mistakes, the second one violates a rule with a constant:
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
        $crate::expansion::customer_event!(($crate) $($tokens)*)
    };
}

/// Builds a thread event, checked at compile time.
///
/// The syntax is that of [`customer_event!`], with a `thread_id` instead of the
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
        $crate::expansion::thread_event!(($crate) $($tokens)*)
    };
}

/// Builds a `Vec<EventComponent>`, for components that several events share.
///
/// The syntax of the list is that of [`customer_event!`]. Insert the components into an event with
/// `..`. The components of a container and of a row are of other types: see
/// [`container_content!`](crate::container_content!)
/// and [`row_content!`](crate::row_content!).
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
        $crate::expansion::components!(($crate) $($tokens)*)
    };
}

/// Builds a `Vec<ContainerContent>`, for components that several containers share.
///
/// The syntax of the list is that of [`customer_event!`]. Insert the components with `..` into a
/// container or an event. A container contains no container.
///
/// ```
/// use plain_runtime::{ContainerContent, components, container_content};
///
/// fn plan(name: &str) -> Vec<ContainerContent> {
///     container_content![
///         text("**Plan**"),
///         row(main_content = [text("{name}")], aside_content = [badge("Active")]),
///     ]
/// }
/// let list = components![container(content = [..plan("Pro"), divider()])];
/// assert_eq!(list.len(), 1);
/// ```
#[macro_export]
macro_rules! container_content {
    ($($tokens:tt)*) => {
        $crate::expansion::container_content!(($crate) $($tokens)*)
    };
}

/// Builds a `Vec<RowContent>`, for components that several rows share.
///
/// The syntax of the list is that of [`customer_event!`]. Insert the components with `..` into a
/// row, a container or an event. A row contains neither rows nor containers.
///
/// ```
/// use plain_runtime::{RowContent, components, row_content};
///
/// fn status(is_paid: bool) -> Vec<RowContent> {
///     row_content![if is_paid {
///         badge("Paid", color = Green)
///     } else {
///         badge("Due", color = Red)
///     }]
/// }
/// let list = components![row(
///     main_content = [text("Invoice 17")],
///     aside_content = [..status(true)],
/// )];
/// assert_eq!(list.len(), 1);
/// ```
#[macro_export]
macro_rules! row_content {
    ($($tokens:tt)*) => {
        $crate::expansion::row_content!(($crate) $($tokens)*)
    };
}

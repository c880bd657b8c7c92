//! The macro of threads.

/// Builds a thread, checked at compile time.
///
/// The syntax is that of [`customer_event!`](crate::customer_event!): literals, captures, expressions and
/// optional values, control flow and `..` in lists, the same twelve components. Only
/// `customer_identifier` is required.
///
/// ```
/// use plain_runtime::thread;
///
/// # let (email, subject, ticket, is_urgent) = ("jane@acme.com", "Cannot log in", 7, true);
/// # let tags = vec!["lt_01".to_owned()];
/// let thread = thread!(
///     customer_identifier = email_address(email),
///     title = "{subject}",
///     components = [
///         text("**{subject}**"),
///         link_button("Open ticket", "https://admin.your-app.com/tickets/{ticket}"),
///     ],
///     priority = if is_urgent { Urgent } else { Normal },
///     label_type_ids = ["lt_bug", ..tags],
///     thread_fields = [
///         string_field("product", "Desktop"),
///         number_field("seats", 12),
///         if is_urgent { bool_field("escalated", true) },
///     ],
///     tenant_identifier = external_id("acme"),
///     assigned_to = user_id("u_01"),
///     external_id = "ticket-{ticket}",
/// );
/// assert!(thread.validate().is_ok());
/// assert_eq!(thread.external_id.as_deref(), Some("ticket-7"));
/// ```
///
/// The result is a [`CreateThreadInput`](crate::CreateThreadInput). With a client as the first argument,
/// the macro returns the call of `client.create_thread(..)`, which creates the thread when it is awaited:
///
#[cfg_attr(feature = "client", doc = "```")]
#[cfg_attr(not(feature = "client"), doc = "```ignore")]
/// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
/// let created = plain_runtime::thread!(
///     client,
///     customer_identifier = email_address("jane@acme.com"),
///     title = "Cannot log in",
///     external_id = "ticket-7",
/// )
/// .await?;
/// println!("{}", created.thread.reference);
/// # Ok(())
/// # }
/// ```
///
/// # Fields
///
/// | field | value |
/// |---|---|
/// | `customer_identifier` | `email_address(..)`, `external_id(..)` or `customer_id(..)`; required |
/// | `title` | text; at most 500 characters in the source |
/// | `description` | text, the preview of the thread |
/// | `components` | list of components, of the first entry in the thread |
/// | `priority` | `Urgent`, `High`, `Normal` or `Low` |
/// | `label_type_ids` | list of texts, the IDs of label types: `lt_…` |
/// | `thread_fields` | list of thread fields |
/// | `tenant_identifier` | `tenant_id(..)` or `external_id(..)` |
/// | `assigned_to` | `user_id(..)` or `machine_user_id(..)` |
/// | `external_id` | your own ID of the thread, unique for the customer |
/// | `attachment_ids` | list of texts, the IDs of attachments: `att_…` |
///
/// A thread field has a constructor for each type, so that the type and the value cannot disagree:
/// `string_field(key, text)`, `enum_field(key, text)`, `bool_field(key, true)`, `number_field(key, 12)`,
/// `currency_field(key, 99.95)` and `date_field(key, date)`; by name, `string_field(key = .., value = ..)`.
/// No key is given twice.
///
/// A fragment of [`components!`](crate::components!) can be inserted into events, threads and cards.
///
/// # Errors
///
/// A call that violates a rule does not compile:
///
/// ```compile_fail
/// plain_runtime::thread!(
///     customer_identifier = email_address("jane@acme.com"),
///     thread_fields = [bool_field("escalated", "yes")],
/// );
/// ```
///
/// See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
#[macro_export]
macro_rules! thread {
    ($($tokens:tt)*) => {
        $crate::expansion::thread!(($crate) $($tokens)*)
    };
}

/// Builds a customer card, checked at compile time.
///
/// The syntax is that of [`customer_event!`](crate::customer_event!), with the fields `components` and
/// `time_to_live_seconds`. A card takes no client, since Plain requests it from an endpoint of yours.
///
/// ```
/// use plain_runtime::customer_card;
///
/// # let (plan, seats, is_overdue) = ("Pro", 12, true);
/// let card = customer_card!(
///     components = [
///         text("**{plan}** with {seats} seats"),
///         if is_overdue {
///             badge("Overdue", color = Red);
///         },
///     ],
///     time_to_live_seconds = 300,
/// );
/// assert_eq!(card.components.len(), 2);
///
/// let hidden = customer_card!(components = []);
/// assert_eq!(serde_json::to_string(&hidden).unwrap(), r#"{"components":null}"#);
/// ```
///
/// The result is a [`Card`](crate::Card). Its key is not part of it: see
/// [`CustomerCard`](derive@crate::CustomerCard). A card without components is not shown.
///
/// # Errors
///
/// A call that violates a rule does not compile:
///
/// ```compile_fail
/// plain_runtime::customer_card!(components = [text("")]);
/// ```
///
/// See <https://www.plain.com/docs/customer-cards>.
#[macro_export]
macro_rules! customer_card {
    ($($tokens:tt)*) => {
        $crate::expansion::customer_card!(($crate) $($tokens)*)
    };
}

//! The derive macros with their documentation.

/// Derives [`CustomerCard`](trait@crate::CustomerCard) for a struct or an enum.
///
/// Works like [`CustomerEvent`](derive@crate::CustomerEvent), with the attribute `#[customer_card(..)]`
/// and the fields of [`customer_card!`](crate::customer_card!). The attribute of the type has the `key`
/// that is configured in Plain, a string or a constant.
///
/// ```
/// use plain_runtime::CustomerCard;
///
/// #[derive(CustomerCard)]
/// #[customer_card(key = "plan-details", time_to_live_seconds = 300)]
/// struct PlanDetails {
///     #[customer_card(badge(color = Green))]
///     plan: String,
///     #[customer_card(text)]
///     renewal: Option<String>,
/// }
///
/// let details = PlanDetails { plan: "Pro".to_owned(), renewal: None };
/// assert_eq!(PlanDetails::KEY, "plan-details");
/// assert_eq!(details.customer_card().components.len(), 1);
/// ```
///
/// # Errors
///
/// A missing or invalid `key` does not compile:
///
/// ```compile_fail
/// #[derive(plain_runtime::CustomerCard)]
/// #[customer_card(key = "plan details", components = [text("Pro")])]
/// struct PlanDetails;
/// ```
pub use super::expansion::CustomerCard;
/// Derives [`CustomerEvent`](trait@crate::CustomerEvent) for a struct or an enum.
///
/// The attribute `#[customer_event(..)]` takes the fields of
/// [`customer_event!`](crate::customer_event!), with the same syntax and rules. Within it, the fields of
/// the type are in scope by name, as references (`if *is_admin { .. }`); the fields of a tuple struct
/// are `_0`, `_1` and so on.
///
/// ```
/// use plain_runtime::CustomerEvent;
///
/// #[derive(CustomerEvent)]
/// #[customer_event(
///     title = "API key generated",
///     customer_identifier = email_address(owner_email),
///     external_id = "api-key-{id}",
///     components = [
///         text("New API key **{fingerprint}** with {roles} roles."),
///         link_button("View in admin", "https://admin.your-app.com/keys/{id}"),
///     ],
/// )]
/// struct ApiKeyGenerated {
///     id: u64,
///     owner_email: String,
///     fingerprint: String,
///     roles: usize,
/// }
///
/// let event = ApiKeyGenerated {
///     id: 17,
///     owner_email: "jane@acme.com".to_owned(),
///     fingerprint: "3b7896975ee9fd15eeb7".to_owned(),
///     roles: 4,
/// };
/// assert_eq!(event.customer_event().external_id.as_deref(), Some("api-key-17"));
/// ```
///
/// `client.create_customer_event(&event)` accepts the value itself.
///
/// # Fields
///
/// An attribute on a field gives the field a role: a field of the event (`title`,
/// `customer_identifier = email_address`, `external_id`, `timestamp`, `is_collapsed`), or a component
/// whose first positional value is the field. The components follow the order of the fields. If the
/// field is `None`, the component is omitted. A `Vec`, a slice, an array or a set adds one for each of its
/// elements.
///
/// ```
/// use plain_runtime::CustomerEvent;
///
/// #[derive(CustomerEvent)]
/// #[customer_event(title = "Invoice {number} paid")]
/// struct InvoicePaid {
///     #[customer_event(customer_identifier = external_id)]
///     account: u32,
///     #[customer_event(external_id)]
///     number: String,
///     #[customer_event(badge(color = Green))]
///     status: &'static str,
///     #[customer_event(copy_button(tooltip_label = "Payment ID"))]
///     payment: Option<String>,
/// }
///
/// let paid = InvoicePaid { account: 5, number: "7".to_owned(), status: "paid", payment: None };
/// assert_eq!(paid.customer_event().components.len(), 1);
/// ```
///
/// If the type also has `components = [..]`, a bare `..` in that list marks the position of the field
/// components. A field is optional if its type is `Option`, also through an alias. For components of other
/// values of each element, write a loop there: `for seat in seats { badge("{seat.plan}") }`. The fields are
/// references, so `&seats` is the same.
///
/// # Enums
///
/// The attribute of an enum applies to all variants; a variant's own attribute overrides it field by
/// field. In the enum's list, `..` is nothing for a variant without field components. A variant or struct with a single field can delegate to it:
/// `#[customer_event(transparent)]`.
///
/// A literal `external_id` belongs to a variant, since two variants with the same one would have the
/// same external ID. A field or a method may be the default: `external_id = event_id`.
///
/// ```
/// use plain_runtime::CustomerEvent;
/// # #[derive(CustomerEvent)]
/// # #[customer_event(title = "a", customer_identifier = customer_id("c_1"), components = [text("b")])]
/// # struct Refund;
///
/// #[derive(CustomerEvent)]
/// #[customer_event(
///     title = "Billing",
///     customer_identifier = external_id(account),
///     components = [text("The subscription changed.")]
/// )]
/// enum Billing {
///     #[customer_event(title = "Trial started")]
///     TrialStarted { account: u32 },
///     #[customer_event(title = "Upgraded to {plan}")]
///     Upgraded { account: u32, plan: String },
///     #[customer_event(transparent)]
///     Refunded(Refund),
/// }
///
/// assert_eq!(Billing::TrialStarted { account: 5 }.customer_event().title, "Trial started");
/// ```
///
/// # Generics and renamed crates
///
/// Type parameters get the bounds that their use requires: `Display` for a field that is text or is
/// inserted into it, `Debug` for `{field:?}`, [`ToIso8601`](crate::ToIso8601) for a date. Write the
/// bound yourself for a variable that `for`, `match` or `let` binds, for an expression other than a
/// field, and for a field whose type is an alias of an `Option` or a collection of a type parameter.
/// `if let Some(note) = note` needs none if the field is written as an `Option`.
///
/// If this crate is not available as `plain_runtime`, set its path with
/// `#[customer_event(crate = path)]`.
///
/// # Tests
///
/// Equal values build equal events, so events can be compared or tested with snapshots:
///
/// ```
/// # use plain_runtime::{CustomerEvent, customer_event};
/// # #[derive(CustomerEvent)]
/// # #[customer_event(
/// #     title = "Seats: {seats}",
/// #     customer_identifier = external_id(account),
/// #     components = [text("Seats changed.")]
/// # )]
/// # struct SeatsChanged { account: u32, seats: u32 }
/// let event = SeatsChanged { account: 5, seats: 3 }.customer_event();
/// assert_eq!(
///     event,
///     customer_event!(
///         title = "Seats: 3",
///         customer_identifier = external_id("5"),
///         components = [text("Seats changed.")],
///     ),
/// );
/// // Rules that are checked at run time:
/// assert!(event.validate().is_ok());
/// // With insta: insta::assert_json_snapshot!(event, @r#"{ "title": "Seats: 3", .. }"#);
/// ```
///
/// # Errors
///
/// The same as those of the macros, and also: an `external_id` that depends on no field, since it would
/// be the same for every value; a literal `external_id` that several variants share; a capture that is
/// not a field; two fields with the same role; a field whose type does not fit its role.
///
/// ```compile_fail
/// #[derive(plain_runtime::CustomerEvent)]
/// #[customer_event(
///     title = "Signed up",
///     customer_identifier = email_address(email),
///     components = [text("Hello.")],
///     external_id = "signed-up",
/// )]
/// struct SignedUp {
///     email: String,
/// }
/// ```
pub use super::expansion::CustomerEvent;
/// Derives [`Thread`](trait@crate::Thread) for a struct or an enum.
///
/// Works like [`CustomerEvent`](derive@crate::CustomerEvent), with the attribute `#[thread(..)]` and the
/// fields of [`thread!`](crate::thread!). A field of the type may also be a thread field, whose value it
/// gives, and a list of texts.
///
/// ```
/// use plain_runtime::Thread;
///
/// #[derive(Thread)]
/// #[thread(title = "{subject}", priority = High)]
/// struct ContactForm {
///     #[thread(customer_identifier = email_address)]
///     email: String,
///     subject: String,
///     #[thread(text)]
///     message: String,
///     #[thread(string_field("plan"))]
///     plan: Option<String>,
///     #[thread(label_type_ids)]
///     labels: Vec<String>,
///     #[thread(external_id)]
///     id: u64,
/// }
///
/// let form = ContactForm {
///     email: "jane@acme.com".to_owned(),
///     subject: "Cannot log in".to_owned(),
///     message: "It says *wrong password*.".to_owned(),
///     plan: Some("Pro".to_owned()),
///     labels: vec!["lt_bug".to_owned()],
///     id: 7,
/// };
/// let thread = form.thread();
/// assert_eq!(thread.title.as_deref(), Some("Cannot log in"));
/// assert_eq!(thread.thread_fields.unwrap()[0].key(), "plan");
/// assert_eq!(thread.external_id.as_deref(), Some("7"));
/// ```
pub use super::expansion::Thread;
/// Derives [`ThreadEvent`](trait@crate::ThreadEvent) for a struct or an enum.
///
/// Works like [`CustomerEvent`](derive@crate::CustomerEvent), with the attribute `#[thread_event(..)]`
/// and the fields of [`thread_event!`](crate::thread_event!).
///
/// ```
/// use plain_runtime::ThreadEvent;
///
/// #[derive(ThreadEvent)]
/// #[thread_event(title = "Escalated to {team}")]
/// struct Escalated {
///     #[thread_event(thread_id)]
///     thread: String,
///     team: &'static str,
///     #[thread_event(text)]
///     reason: String,
/// }
///
/// let event = Escalated {
///     thread: "th_01HB924RWAW8H3Q8KZDFWYBJHZ".to_owned(),
///     team: "Billing",
///     reason: "A refund above the limit.".to_owned(),
/// };
/// assert_eq!(event.thread_event().title, "Escalated to Billing");
/// ```
pub use super::expansion::ThreadEvent;

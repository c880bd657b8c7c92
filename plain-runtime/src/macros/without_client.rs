//! The client of a macro without the feature `client`: an error that names the feature.
//!
//! Names and types that need the client are not declared without it, and rustc reports their feature.
//! The first argument of a macro is of any type, so that it needs a message of our own.

/// A client, which needs the feature `client`. No type implements it.
///
/// The feature is on by default, and `default-features = false` turns it off.
///
/// The call below does not compile. Without its first argument, it returns the event.
///
/// ```compile_fail
/// use plain_runtime::customer_event;
///
/// struct MyClient;
///
/// let client = MyClient;
/// let event = customer_event!(
///     client,
///     title = "Trial completed",
///     customer_identifier = email_address("jane@acme.com"),
///     components = [text("Fourteen days are over.")],
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "a client needs the feature `client` of plain-runtime",
    label = "the feature `client` is off",
    note = "enable it in Cargo.toml, with TLS: `plain-runtime = {{ version = \"0.1\", features = [\"client\", \"rustls\"] }}`",
    note = "without a client, the macro returns the value to submit"
)]
pub trait FeatureClient<Client> {}

/// Takes the place of the function that returns the client of an argument.
///
/// Nothing tells the type of the result, so that a method of it is not an error as well.
///
/// # Panics
///
/// Never: it cannot be called.
pub fn client<Argument: FeatureClient<Client> + ?Sized, Client>(_: &Argument) -> &Client {
    unreachable!("no type implements `FeatureClient`")
}

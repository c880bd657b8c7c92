//! Items that the expansions of the macros refer to. Not part of the public API.

use std::borrow::Cow;
use std::fmt::Display;

// An expansion may import this module alone, and use every item by it.
pub use super::expansion;
pub use std::borrow::Cow::{Borrowed, Owned};
pub use std::option::Option::{None, Some};

#[cfg(not(rust_analyzer))]
pub use plain_macros::{
    CustomerCard, CustomerEvent, Thread, ThreadEvent, components, container_content, customer_card,
    customer_event, row_content, thread, thread_event,
};
#[cfg(rust_analyzer)]
pub use plain_macros::{
    CustomerCardInEditor as CustomerCard, CustomerEventInEditor as CustomerEvent,
    ThreadEventInEditor as ThreadEvent, ThreadInEditor as Thread,
    components_in_editor as components, container_content_in_editor as container_content,
    customer_card_in_editor as customer_card, customer_event_in_editor as customer_event,
    row_content_in_editor as row_content, thread_event_in_editor as thread_event,
    thread_in_editor as thread,
};

pub use super::address::{Address, AddressText, AnyAddress, Number, address};
pub use super::capture::{
    AnyCaptured, Captured, CapturedPointer, CapturedPointerToPointer, captured,
};
pub use super::constant::{
    Constant, ConstantDate, ConstantText, DateConstant, IsDate, OptionalConstantDate, constant,
    constant_date, optional_constant_date,
};
pub use super::field::{Field, FieldOfSeveral, FieldValues, PlainField, field};
pub use super::identifier::{
    AssigneeIdentifierValue, CustomerIdentifierValue, TenantIdentifierValue, UserIdentifierValue,
    WorkflowIdentifierValue, assigned_to, customer_identifier, tenant_identifier, user_identifier,
    workflow_identifier,
};
pub use super::names;
pub use super::number::{OptionalInteger, ToNumber, number, optional_integer};
#[cfg(not(feature = "client"))]
pub use super::without_client::{FeatureClient, client};
#[cfg(feature = "client")]
pub use crate::client::client;
pub use plain_schema::StringRule;
pub use plain_schema::markdown::Position;

pub use crate::input::object::placeholder;
pub use crate::input::{
    AssigneeIdentifier, BadgeColor, ContainerContent, CreateCustomerEventInput,
    CreateThreadEventInput, CustomerIdentifier, EventComponent, Iso8601, NumberValue, RowContent,
    SpacingSize, TenantIdentifier, TextColor, TextSize, ThreadField, ThreadPriority, ToIso8601,
    UserIdentifier, WorkflowIdentifier, component, thread_field,
};
pub use crate::interpolate::identifier::InIdentifier;
pub use crate::interpolate::markdown::InMarkdown;
pub use crate::interpolate::markdown::ToMarkdown;
pub use crate::interpolate::text_value::{
    AlwaysPresent, InText, IsOption, IsOptionReference, IsText, TextValue,
};
pub use crate::interpolate::url::InUrl;

/// Returns the items of an array. The call is resolved sooner than one of a trait's `from`.
#[must_use]
#[inline]
pub fn vec<T, const COUNT: usize>(items: [T; COUNT]) -> Vec<T> {
    Vec::from(items)
}

/// Converts a value to text, verbatim.
pub fn text<Kind: AlwaysPresent<T>, T: TextValue<Kind> + ?Sized>(value: &T) -> Cow<'static, str> {
    Cow::Owned(value.to_text())
}

/// Converts a value to the text of a `text` component.
pub fn markdown_text<Kind: AlwaysPresent<T>, T: ToMarkdown<Kind> + ?Sized>(
    value: &T,
) -> Cow<'static, str> {
    Cow::Owned(in_markdown(value, Position::LINE_START).to_string())
}

/// Escapes a value within Markdown for its position.
pub fn in_markdown<Kind: AlwaysPresent<T>, T: ToMarkdown<Kind> + ?Sized>(
    value: &T,
    position: Position,
) -> InMarkdown<'_, T> {
    InMarkdown::new(value, position)
}

/// Encodes a value within a URL, up to the end of the path.
pub fn in_url<Kind: AlwaysPresent<T>, T: TextValue<Kind> + ?Sized>(value: &T) -> InUrl<'_, T> {
    InUrl::path(value)
}

/// Encodes a value within the host of a URL.
pub fn in_url_host<Kind: AlwaysPresent<T>, T: TextValue<Kind> + ?Sized>(value: &T) -> InUrl<'_, T> {
    InUrl::host(value)
}

/// Encodes a value within the query or the fragment of a URL.
pub fn in_url_query<Kind: AlwaysPresent<T>, T: TextValue<Kind> + ?Sized>(
    value: &T,
) -> InUrl<'_, T> {
    InUrl::query(value)
}

/// Inserts a value into text, verbatim.
pub fn in_text<Kind: AlwaysPresent<T>, T: TextValue<Kind> + ?Sized>(value: &T) -> InText<'_, T> {
    InText::new(value)
}

/// Inserts a value into an identifier, where it is never empty.
pub fn in_identifier<Kind: AlwaysPresent<T>, T: TextValue<Kind> + ?Sized>(
    value: &T,
) -> InIdentifier<'_, T> {
    InIdentifier::new(value)
}

/// Text or an `Option` of text. `Kind` distinguishes them.
#[diagnostic::on_unimplemented(
    message = "expected text or an `Option` of text, found `{Self}`",
    label = "expected a `Display` value or an `Option` of one",
    note = "for a collection, insert `items.join(\", \")`; for a `Debug` value, write `\"{{value:?}}\"`"
)]
pub trait OptionalText<Kind> {
    /// Converts the value.
    fn optional_text(&self) -> Option<Cow<'static, str>>;
}

impl<T: Display + ?Sized> OptionalText<IsText> for T {
    fn optional_text(&self) -> Option<Cow<'static, str>> {
        Some(Cow::Owned(self.to_string()))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> OptionalText<IsOption> for Option<T> {
    fn optional_text(&self) -> Option<Cow<'static, str>> {
        self.as_ref().map(|value| Cow::Owned(value.to_string()))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> OptionalText<IsOptionReference> for &Option<T> {
    fn optional_text(&self) -> Option<Cow<'static, str>> {
        self.as_ref().map(|value| Cow::Owned(value.to_string()))
    }
}

/// Texts that `..` inserts into a list: any iterator of values that are text.
#[diagnostic::on_unimplemented(
    message = "expected texts, found `{Self}`",
    label = "expected an iterator of texts",
    note = "`..` accepts any iterator of `Display` values; for a single value, write it without `..`"
)]
pub trait InsertTexts {
    /// Appends the texts to a list.
    fn insert_into(self, list: &mut Vec<Cow<'static, str>>);
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item: Display>> InsertTexts for I {
    fn insert_into(self, list: &mut Vec<Cow<'static, str>>) {
        list.extend(self.into_iter().map(|text| Cow::Owned(text.to_string())));
    }
}

/// Converts a value to optional text.
pub fn optional_text<Kind>(
    value: &(impl OptionalText<Kind> + ?Sized),
) -> Option<Cow<'static, str>> {
    value.optional_text()
}

/// Checks the key of a card, at compile time.
#[track_caller]
pub const fn card_key(key: &'static str, rule: StringRule) -> &'static str {
    rule.assert("key", key);
    key
}

/// Converts a value to a date.
pub fn iso8601(value: &(impl ToIso8601 + ?Sized)) -> Iso8601 {
    value.to_iso8601()
}

/// A date or an `Option` of a date.
#[diagnostic::on_unimplemented(
    message = "expected a date or an `Option` of a date, found `{Self}`",
    label = "expected a date",
    note = "write an ISO 8601 literal, or pass a `SystemTime` or an `Iso8601`",
    note = "to pass a type of `jiff`, `chrono` or `time`, enable that feature of plain-runtime",
    note = "for a text that is known only at run time, use `Iso8601::parse`"
)]
pub trait OptionalIso8601 {
    /// Converts the value.
    fn optional_iso8601(&self) -> Option<Iso8601>;
}

impl<T: ToIso8601> OptionalIso8601 for T {
    fn optional_iso8601(&self) -> Option<Iso8601> {
        Some(self.to_iso8601())
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToIso8601> OptionalIso8601 for Option<T> {
    fn optional_iso8601(&self) -> Option<Iso8601> {
        self.as_ref().map(ToIso8601::to_iso8601)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToIso8601> OptionalIso8601 for &Option<T> {
    fn optional_iso8601(&self) -> Option<Iso8601> {
        self.as_ref().map(ToIso8601::to_iso8601)
    }
}

/// Converts a value to an optional date.
pub fn optional_iso8601(value: &impl OptionalIso8601) -> Option<Iso8601> {
    value.optional_iso8601()
}

/// A value of the type of a property, or a reference to one.
#[diagnostic::on_unimplemented(
    message = "expected `{T}`, found `{Self}`",
    label = "expected `{T}`"
)]
pub trait RequiredValue<T> {
    /// Converts the value.
    fn required_value(self) -> T;
}

impl<T> RequiredValue<T> for T {
    fn required_value(self) -> T {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: Clone> RequiredValue<T> for &T {
    fn required_value(self) -> T {
        self.clone()
    }
}

/// Converts a value to that of a required property.
pub fn required_value<T>(value: impl RequiredValue<T>) -> T {
    value.required_value()
}

/// A value of an enum or a `bool`, an `Option` of one, or a reference to either.
#[diagnostic::on_unimplemented(
    message = "expected `{T}` or an `Option` of it, found `{Self}`",
    label = "expected `{T}`"
)]
pub trait OptionalValue<T> {
    /// Converts the value.
    fn optional_value(self) -> Option<T>;
}

impl<T> OptionalValue<T> for T {
    fn optional_value(self) -> Option<T> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T> OptionalValue<T> for Option<T> {
    fn optional_value(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: Copy> OptionalValue<T> for &T {
    fn optional_value(self) -> Option<T> {
        Some(*self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Copy> OptionalValue<T> for &Option<T> {
    fn optional_value(self) -> Option<T> {
        *self
    }
}

/// Converts a value to that of an optional property.
pub fn optional_value<T>(value: impl OptionalValue<T>) -> Option<T> {
    value.optional_value()
}

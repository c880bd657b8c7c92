//! Values that are text, distinguished from those that may be absent.

use std::fmt::{self, Display};
use std::marker::PhantomData;

/// A value that can be inserted into text. `Kind` distinguishes an `Option`, whose error is another one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be inserted into text",
    label = "expected a `Display` value",
    note = "for a collection, write `for item in items {{ text(\"{{item}}\") }}`, or insert `items.join(\", \")`",
    note = "for a `Debug` value, write `{{value:?}}`; for another type, implement `Display`"
)]
pub trait TextValue<Kind> {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// If the `Display` implementation fails.
    fn write_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Converts the value.
    fn to_text(&self) -> String;
}

/// Kind of text.
#[derive(Debug)]
pub enum IsText {}
/// Kind of an `Option` of text.
#[derive(Debug)]
pub enum IsOption {}
/// Kind of a reference to an `Option` of text.
#[derive(Debug)]
pub enum IsOptionReference {}

/// Kind of a `Value` that is never absent.
#[diagnostic::on_unimplemented(
    message = "`{Value}` cannot be inserted into text",
    label = "expected a value that is always present",
    note = "for an `Option`, write `if let Some(value) = option {{ text(\"{{value}}\") }}`, or use `unwrap_or`"
)]
pub trait AlwaysPresent<Value: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> AlwaysPresent<T> for IsText {}

impl<T: Display + ?Sized> TextValue<IsText> for T {
    fn write_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

/// Implements a trait for an `Option`, whose kind is not `AlwaysPresent`: only the error uses it.
macro_rules! for_options {
    ($trait:ident { $($method:item)* }) => {
        #[diagnostic::do_not_recommend]
        impl<T> $trait<$crate::interpolate::text_value::IsOption> for Option<T> {
            $($method)*
        }

        #[diagnostic::do_not_recommend]
        impl<T> $trait<$crate::interpolate::text_value::IsOptionReference> for &Option<T> {
            $($method)*
        }
    };
}
pub(super) use for_options;

for_options!(TextValue {
    fn write_text(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn to_text(&self) -> String {
        String::new()
    }
});

/// Displays a value verbatim, with the format spec of its capture.
///
/// Implements `Display` for every `T`, so that a value that cannot be inserted causes a single compile
/// error.
pub struct InText<'a, T: ?Sized> {
    value: &'a T,
    write: fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result,
}

impl<'a, T: ?Sized> InText<'a, T> {
    pub(crate) fn new<Kind>(value: &'a T) -> Self
    where
        T: TextValue<Kind>,
    {
        let write = T::write_text;
        Self { value, write }
    }
}

impl<T: ?Sized> Display for InText<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.write)(self.value, f)
    }
}

/// Displays a value.
pub(super) struct Displayed<'a, T: ?Sized, Kind>(&'a T, PhantomData<Kind>);

impl<'a, T: TextValue<Kind> + ?Sized, Kind> Displayed<'a, T, Kind> {
    pub(super) fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<T: TextValue<Kind> + ?Sized, Kind> Display for Displayed<'_, T, Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_text(f)
    }
}

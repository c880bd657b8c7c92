//! Constants that are checked at compile time: texts, and texts that are dates.

use std::borrow::Cow;
use std::marker::PhantomData;

use plain_schema::{StringRule, assert_valid, check_integer, check_number};

use super::expansion::{IsOption, IsText, OptionalIso8601};
use crate::input::{Iso8601, ToIso8601};
use crate::interpolate::markdown::Markdown;

/// Type of a constant that can be checked at compile time.
#[diagnostic::on_unimplemented(
    message = "a constant of type `{Self}` cannot be checked at compile time",
    label = "expected a constant of a text, a number, a `bool` or a `char`",
    note = "write the constant in a string: `\"{{CONSTANT}}\"`"
)]
pub trait ConstantText {
    /// The constant, for its check.
    type Constant;
}

/// Prepares the check of a constant. The type is that of the trait, so that a constant of another
/// type is one error.
pub const fn constant<T: ConstantText<Constant = Constant<T>>>(value: T) -> T::Constant {
    Constant(value)
}

/// A constant that is used as text, checked at compile time as far as its value is known then.
#[derive(Debug)]
pub struct Constant<T>(T);

impl ConstantText for &'static str {
    type Constant = Constant<Self>;
}

impl Constant<&'static str> {
    /// Rejects a constant that violates the rule, at compile time.
    #[track_caller]
    pub const fn assert(self, rule: StringRule, name: &str) {
        rule.assert_value(name, self.0);
    }
}

impl ConstantText for Cow<'static, str> {
    type Constant = Constant<Self>;
}

impl Constant<Cow<'static, str>> {
    /// Rejects a constant that violates the rule, at compile time.
    #[track_caller]
    pub const fn assert(self, rule: StringRule, name: &str) {
        if let Cow::Borrowed(text) = self.0 {
            rule.assert_value(name, text);
        }
        std::mem::forget(self);
    }
}

impl ConstantText for Markdown<&'static str> {
    type Constant = Constant<Self>;
}

impl Constant<Markdown<&'static str>> {
    /// Rejects a constant that violates the rule, at compile time.
    #[track_caller]
    pub const fn assert(self, rule: StringRule, name: &str) {
        rule.assert_markdown(name, self.0.0);
    }
}

impl ConstantText for char {
    type Constant = Constant<Self>;
}

impl Constant<char> {
    /// Rejects a constant that violates the rule, at compile time.
    #[track_caller]
    pub const fn assert(self, rule: StringRule, name: &str) {
        rule.assert_value(name, self.0.encode_utf8(&mut [0; 4]));
    }
}

/// Implements the check for types whose text is never blank or long, but has no format either.
macro_rules! without_format {
    ($($found:literal: $($type:ty)*;)*) => {
        $($(impl ConstantText for $type {
            type Constant = Constant<Self>;
        }

        impl Constant<$type> {
            /// Rejects a constant for a rule that requires a format, at compile time.
            #[track_caller]
            pub const fn assert(self, rule: StringRule, name: &str) {
                rule.assert_accepts(name, $found);
            }
        })*)*
    };
}

macro_rules! numbers {
    ($($type:ty)*) => {
        $(impl Constant<$type> {
            /// Rejects a number that is not finite, at compile time.
            #[track_caller]
            #[allow(clippy::allow_attributes, clippy::cast_lossless, clippy::cast_precision_loss, reason = "JSON numbers are `f64`")]
            pub const fn assert_number(self, name: &str) {
                assert_valid(name, check_number(self.0 as f64));
            }
        })*
    };
}

numbers! { f32 f64 i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

macro_rules! integers {
    ($($type:ty)*) => {
        $(impl Constant<$type> {
            /// Rejects a number that is negative or above the maximum, at compile time.
            #[track_caller]
            #[allow(clippy::allow_attributes, clippy::cast_lossless, clippy::cast_possible_wrap, trivial_numeric_casts, reason = "a number that does not fit `i128` becomes negative, which is invalid too")]
            pub const fn assert_integer(self, max: u64, name: &str) {
                assert_valid(name, check_integer(self.0 as i128, max));
            }
        })*
    };
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

without_format! {
    "a `bool`": bool;
    "a number": f32 f64 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize;
}

/// A constant that is used as a `Date`. `Kind` distinguishes a text, which is checked at compile time.
#[derive(Debug)]
pub struct DateConstant<'a, T, Kind, Date> {
    value: &'a T,
    convert: fn(&T) -> Date,
    kind: PhantomData<Kind>,
}

/// Kind of a value that is a date by its type.
#[derive(Debug)]
pub enum IsDate {}

/// A date, or a text that has been checked at compile time.
#[diagnostic::on_unimplemented(
    message = "expected a date, found a constant of type `{Self}`",
    label = "expected a date",
    note = "write a constant of ISO 8601 text, of a `SystemTime` or of an `Iso8601`",
    note = "to use a type of `jiff`, `chrono` or `time`, enable that feature of plain-runtime"
)]
pub trait ConstantDate<Kind> {
    /// Converts the constant.
    fn date(&self) -> Iso8601;
}

impl ConstantDate<IsText> for &'static str {
    fn date(&self) -> Iso8601 {
        Iso8601::from_static(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToIso8601> ConstantDate<IsDate> for T {
    fn date(&self) -> Iso8601 {
        self.to_iso8601()
    }
}

/// An optional date, or text that has been checked at compile time.
#[diagnostic::on_unimplemented(
    message = "expected a date or an `Option` of a date, found a constant of type `{Self}`",
    label = "expected a date",
    note = "write a constant of ISO 8601 text, of a `SystemTime` or of an `Iso8601`",
    note = "to use a type of `jiff`, `chrono` or `time`, enable that feature of plain-runtime"
)]
pub trait OptionalConstantDate<Kind> {
    /// Converts the constant.
    fn optional_date(&self) -> Option<Iso8601>;
}

impl OptionalConstantDate<IsText> for &'static str {
    fn optional_date(&self) -> Option<Iso8601> {
        Some(Iso8601::from_static(self))
    }
}

impl OptionalConstantDate<IsOption> for Option<&'static str> {
    fn optional_date(&self) -> Option<Iso8601> {
        self.map(Iso8601::from_static)
    }
}

#[diagnostic::do_not_recommend]
impl<T: OptionalIso8601> OptionalConstantDate<IsDate> for T {
    fn optional_date(&self) -> Option<Iso8601> {
        self.optional_iso8601()
    }
}

/// Prepares the check and the conversion of a constant.
pub const fn constant_date<Kind, T: ConstantDate<Kind>>(
    value: &T,
) -> DateConstant<'_, T, Kind, Iso8601> {
    DateConstant {
        value,
        convert: T::date,
        kind: PhantomData,
    }
}

/// Prepares the check and the conversion of a constant that may be an `Option`.
pub const fn optional_constant_date<Kind, T: OptionalConstantDate<Kind>>(
    value: &T,
) -> DateConstant<'_, T, Kind, Option<Iso8601>> {
    DateConstant {
        value,
        convert: T::optional_date,
        kind: PhantomData,
    }
}

// With a bound here too, rustc would report a constant of another type twice.
impl<T, Kind, Date> DateConstant<'_, T, Kind, Date> {
    /// Converts the constant.
    pub fn date(&self) -> Date {
        (self.convert)(self.value)
    }
}

impl<Date> DateConstant<'_, &'static str, IsText, Date> {
    /// Rejects a text that is not a date, at compile time.
    #[track_caller]
    pub const fn assert(&self, name: &str) {
        StringRule::DateTime.assert_value(name, self.value);
    }
}

impl<Date> DateConstant<'_, Option<&'static str>, IsOption, Date> {
    /// Rejects a text that is not a date, at compile time.
    #[track_caller]
    pub const fn assert(&self, name: &str) {
        if let Some(text) = self.value {
            StringRule::DateTime.assert_value(name, text);
        }
    }
}

impl<T, Date> DateConstant<'_, T, IsDate, Date> {
    /// Accepts a value that is a date by its type.
    pub const fn assert(&self, _: &str) {}
}

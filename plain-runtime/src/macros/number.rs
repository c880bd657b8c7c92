//! Numbers of any primitive type as values of properties.

use crate::input::NumberValue;

/// A whole number of any type, or an `Option` of one. A negative number becomes the greatest one, which
/// is out of the range as well: the violation names both ends.
#[diagnostic::on_unimplemented(
    message = "expected a whole number or an `Option` of one, found `{Self}`",
    label = "expected a whole number",
    note = "for a `Duration`, write `duration.as_secs()`"
)]
pub trait OptionalInteger {
    /// Converts the value.
    fn optional_integer(self) -> Option<u64>;
}

/// Converts a value to an optional whole number.
pub fn optional_integer(value: impl OptionalInteger) -> Option<u64> {
    value.optional_integer()
}

/// A number of any type.
#[diagnostic::on_unimplemented(
    message = "expected a number, found `{Self}`",
    label = "expected a number"
)]
pub trait ToNumber {
    /// Converts the value.
    fn to_number(self) -> NumberValue;
}

/// Converts a value to a number.
pub fn number(value: impl ToNumber) -> NumberValue {
    value.to_number()
}

macro_rules! integers {
    ($($type:ty)*) => {
        $(
            impl OptionalInteger for $type {
                fn optional_integer(self) -> Option<u64> {
                    Some(u64::try_from(self).unwrap_or(u64::MAX))
                }
            }

            #[diagnostic::do_not_recommend]
            impl OptionalInteger for &$type {
                fn optional_integer(self) -> Option<u64> {
                    (*self).optional_integer()
                }
            }

            #[diagnostic::do_not_recommend]
            impl OptionalInteger for Option<$type> {
                fn optional_integer(self) -> Option<u64> {
                    self.and_then(OptionalInteger::optional_integer)
                }
            }

            #[diagnostic::do_not_recommend]
            impl OptionalInteger for &Option<$type> {
                fn optional_integer(self) -> Option<u64> {
                    (*self).optional_integer()
                }
            }
        )*
    };
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

macro_rules! numbers {
    ($($type:ty)*) => {
        $(
            impl ToNumber for $type {
                fn to_number(self) -> NumberValue {
                    NumberValue::from(self)
                }
            }

            #[diagnostic::do_not_recommend]
            impl ToNumber for &$type {
                fn to_number(self) -> NumberValue {
                    NumberValue::from(*self)
                }
            }
        )*
    };
}

numbers! { f32 f64 i8 i16 i32 i64 isize u8 u16 u32 u64 usize NumberValue }

//! Numbers of thread fields.

use std::hash::{Hash, Hasher};

use plain_schema::{Property, ValueType, check_integer, check_number};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::object::PropertyValue;
use super::validate::{PropertyPath, Violations};

/// A number, the value of a [`NumberField`](crate::thread_field::NumberField) or a
/// [`CurrencyField`](crate::thread_field::CurrencyField).
///
/// Every primitive number converts to it. A number that is infinite or not a number cannot be sent: the
/// validation of the thread rejects it, with its path. It is serialised as JavaScript writes it, a whole
/// number without a fraction.
///
/// Without the feature `client`, enable the feature `float_roundtrip` of `serde_json` if numbers such as
/// 100 / 3 must be equal after reading them again: otherwise their last digit may differ.
///
/// ```
/// use plain_runtime::NumberValue;
///
/// let seats = NumberValue::from(3_u32);
/// assert_eq!(seats, NumberValue::new(3.0));
/// assert_eq!(serde_json::to_string(&seats).unwrap(), "3");
/// ```
///
/// See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
#[derive(Debug, Clone, Copy)]
pub struct NumberValue(f64);

impl NumberValue {
    /// Wraps a number. Negative zero becomes zero.
    ///
    /// ```
    /// use plain_runtime::NumberValue;
    ///
    /// const PRICE: NumberValue = NumberValue::new(12.5);
    /// assert_eq!(PRICE.get(), 12.5);
    /// ```
    pub const fn new(number: f64) -> Self {
        Self(number + 0.0)
    }

    /// Returns the number.
    ///
    /// ```
    /// use plain_runtime::NumberValue;
    ///
    /// assert_eq!(NumberValue::from(3_u8).get(), 3.0);
    /// ```
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The number as an integer, if it is one that a `f64` represents exactly.
    fn as_integer(self) -> Option<i64> {
        const MAX: f64 = 9_007_199_254_740_992.0;
        let is_integer = self.0.fract() == 0.0 && self.0.abs() < MAX;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the number is whole and in the range"
        )]
        is_integer.then_some(self.0 as i64)
    }
}

// Equal to itself, even if it is not a number.
impl PartialEq for NumberValue {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for NumberValue {}

impl Hash for NumberValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

macro_rules! from_numbers {
    ($($number:ty)*) => {
        $(impl From<$number> for NumberValue {
            #[expect(
                clippy::allow_attributes,
                reason = "only some of the conversions lose digits"
            )]
            #[allow(
                clippy::cast_lossless,
                clippy::cast_precision_loss,
                reason = "JSON numbers are `f64`, as in JavaScript"
            )]
            fn from(number: $number) -> Self {
                Self::new(number as f64)
            }
        })*
    };
}

from_numbers! { f32 f64 i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

impl Serialize for NumberValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_integer() {
            Some(integer) => serializer.serialize_i64(integer),
            None => serializer.serialize_f64(self.0),
        }
    }
}

/// Null is not a number: JSON has no other way to write one that is not finite.
impl<'de> Deserialize<'de> for NumberValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number: Option<f64> = Option::deserialize(deserializer)?;
        Ok(Self::new(number.unwrap_or(f64::NAN)))
    }
}

impl PropertyValue for NumberValue {
    fn validate(&self, _: &'static Property, path: &PropertyPath<'_>, violations: &mut Violations) {
        if let Err(violation) = check_number(self.0) {
            violations.add(path, violation);
        }
    }
}

impl PropertyValue for u64 {
    fn validate(
        &self,
        property: &'static Property,
        path: &PropertyPath<'_>,
        violations: &mut Violations,
    ) {
        if let ValueType::Integer { max } = property.value
            && let Err(violation) = check_integer((*self).into(), max)
        {
            violations.add(path, violation);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NumberValue;

    #[test]
    fn numbers_are_serialised_as_in_javascript() {
        for (number, json) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (-7.0, "-7"),
            (0.1, "0.1"),
            (99.95, "99.95"),
            (9_007_199_254_740_991.0, "9007199254740991"),
        ] {
            let value = NumberValue::new(number);
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
            assert_eq!(serde_json::from_str::<NumberValue>(json).unwrap(), value);
        }
        let not_a_number = NumberValue::new(f64::NAN);
        assert_eq!(serde_json::to_string(&not_a_number).unwrap(), "null");
        assert_eq!(
            serde_json::from_str::<NumberValue>("null").unwrap(),
            not_a_number
        );
        assert_ne!(NumberValue::new(1.0), NumberValue::new(2.0));
    }
}

//! Dates and times in ISO 8601.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod normalize;
mod system_time;
#[cfg(feature = "time")]
mod time;
mod utc;

use std::borrow::Cow;
use std::fmt;

use plain_schema::{Property, StringRule, Violation};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::object::PropertyValue;
use super::validate::{PropertyPath, Violations};

/// A date, or a date and time, in ISO 8601.
///
/// A moment outside the years 0 to 9999, or a deserialised text that is not a date, cannot be sent: the
/// validation of the event rejects it, with its path. Every other value is valid.
///
/// ```
/// use plain_runtime::Iso8601;
/// use std::time::{Duration, SystemTime};
///
/// let stored = Iso8601::parse("2024-10-28T18:30:00Z").unwrap();
/// let known = Iso8601::from(SystemTime::UNIX_EPOCH + Duration::from_secs(1_730_140_200));
/// assert_eq!(stored.as_str(), "2024-10-28T18:30:00Z");
/// assert_eq!(known.as_str(), "2024-10-28T18:30:00.000Z");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Iso8601(Cow<'static, str>);

impl Iso8601 {
    /// Validates a text known at run time, in ISO 8601 or RFC 3339.
    ///
    /// Spellings of other systems are normalised: lower-case letters, a space instead of the `T`, and
    /// offsets without a colon or without minutes. Second 60 becomes the start of the next minute.
    ///
    /// # Errors
    ///
    /// Returns the violation if the text is not a date.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::Iso8601;
    ///
    /// let date = Iso8601::parse("2024-10-28 18:30:00+0200").unwrap();
    /// assert_eq!(date.as_str(), "2024-10-28T18:30:00+02:00");
    /// ```
    pub fn parse(text: impl Into<Cow<'static, str>>) -> Result<Self, Violation> {
        let mut text = text.into();
        if StringRule::DateTime.check(&text).is_err() {
            text = normalize::normalize(text);
            StringRule::DateTime.check(&text)?;
        }
        Ok(Self(text))
    }

    /// Validates a constant.
    ///
    /// # Panics
    ///
    /// If the text is not ISO 8601. In a `const`, the panic is a compile error.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::Iso8601;
    ///
    /// const RELEASED: Iso8601 = Iso8601::from_static("2024-10-28T18:30:00Z");
    /// assert_eq!(RELEASED.as_str(), "2024-10-28T18:30:00Z");
    /// ```
    #[track_caller]
    pub const fn from_static(text: &'static str) -> Self {
        StringRule::DateTime.assert("iso8601", text);
        Self(Cow::Borrowed(text))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Iso8601 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Iso8601 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Accepts any text, and normalises dates like [`Iso8601::parse`].
impl<'de> Deserialize<'de> for Iso8601 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text: Cow<'static, str> = String::deserialize(deserializer)?.into();
        Ok(Self::parse(text.clone()).unwrap_or(Self(text)))
    }
}

impl PropertyValue for Iso8601 {
    fn validate(&self, _: &'static Property, path: &PropertyPath<'_>, violations: &mut Violations) {
        if let Err(violation) = StringRule::DateTime.check(&self.0) {
            violations.add(path, violation);
        }
    }
}

/// A value that the properties `timestamp` and `iso8601` accept.
///
/// Implemented for `SystemTime` and [`Iso8601`]; with the feature `jiff` for `Timestamp` and `Zoned`,
/// with `chrono` for `DateTime`, with `time` for `OffsetDateTime` and `UtcDateTime`.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let text = std::time::SystemTime::UNIX_EPOCH.to_iso8601();
/// assert_eq!(text.as_str(), "1970-01-01T00:00:00.000Z");
/// ```
#[diagnostic::on_unimplemented(
    message = "expected a date, found `{Self}`",
    label = "expected a date",
    note = "write an ISO 8601 literal, or pass a `SystemTime` or an `Iso8601`",
    note = "to pass a type of `jiff`, `chrono` or `time`, enable that feature of plain-runtime",
    note = "for a text that is known only at run time, use `Iso8601::parse`"
)]
pub trait ToIso8601 {
    /// Formats the value in ISO 8601.
    fn to_iso8601(&self) -> Iso8601;
}

impl ToIso8601 for Iso8601 {
    fn to_iso8601(&self) -> Iso8601 {
        self.clone()
    }
}

impl<T: ToIso8601 + ?Sized> ToIso8601 for &T {
    fn to_iso8601(&self) -> Iso8601 {
        (**self).to_iso8601()
    }
}

//! Dates and times as Plain takes them.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod utc;

use std::borrow::Cow;
use std::fmt;
use std::time::SystemTime;

use plain_schema::{Property, StringRule, Violation};
use serde::{Serialize, Serializer};

use super::object::PropertyValue;
use super::validate::{Path, Violations};

/// A date, or a date and time, in ISO 8601.
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
    /// Takes a text that is ISO 8601 already.
    ///
    /// # Errors
    ///
    /// What keeps the text from being ISO 8601.
    pub fn parse(text: impl Into<Cow<'static, str>>) -> Result<Self, Violation> {
        let text = text.into();
        StringRule::DateTime.check(&text)?;
        Ok(Self(text))
    }

    /// Takes a constant that is ISO 8601 already.
    ///
    /// # Panics
    ///
    /// If it is not. In a `const` that is a compile error.
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

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<SystemTime> for Iso8601 {
    /// To the millisecond, in UTC. A time outside the years 1970 to 9999 becomes the nearest in them.
    fn from(time: SystemTime) -> Self {
        /// The last millisecond of the year 9999, in seconds after 1970: the last that has four digits.
        const LAST: std::time::Duration = std::time::Duration::from_millis(253_402_300_799_999);

        let since = time
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let time = SystemTime::UNIX_EPOCH + since.min(LAST);
        Self(Cow::Owned(
            humantime::format_rfc3339_millis(time).to_string(),
        ))
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

impl PropertyValue for Iso8601 {
    // It was checked when it was made.
    fn validate(&self, _: &'static Property, _: &Path<'_>, _: &mut Violations) {}
}

/// A value that `timestamp` and `iso8601` take: a `SystemTime`, an [`Iso8601`], and, with the
/// feature of the same name, a `Timestamp` or a `Zoned` of `jiff`, a `DateTime` of `chrono`, an
/// `OffsetDateTime` or a `UtcDateTime` of `time`.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let text = std::time::SystemTime::UNIX_EPOCH.to_iso8601();
/// assert_eq!(text.as_str(), "1970-01-01T00:00:00.000Z");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a date",
    label = "not a date",
    note = "write an ISO 8601 literal, or give a `SystemTime` or an `Iso8601`",
    note = "with plain-runtime's feature `jiff`, `chrono` or `time`, give a moment of that crate",
    note = "`Iso8601::parse` takes a text that is known at run time"
)]
pub trait ToIso8601 {
    /// The value in ISO 8601.
    fn to_iso8601(&self) -> Iso8601;
}

impl ToIso8601 for Iso8601 {
    fn to_iso8601(&self) -> Iso8601 {
        self.clone()
    }
}

impl ToIso8601 for SystemTime {
    fn to_iso8601(&self) -> Iso8601 {
        Iso8601::from(*self)
    }
}

impl<T: ToIso8601 + ?Sized> ToIso8601 for &T {
    fn to_iso8601(&self) -> Iso8601 {
        (**self).to_iso8601()
    }
}

#[cfg(test)]
mod tests {
    use super::Iso8601;
    use plain_schema::StringRule;
    use std::time::{Duration, SystemTime};

    #[test]
    fn any_system_time_is_iso8601() {
        let epoch = SystemTime::UNIX_EPOCH;
        let far = Duration::from_secs(1 << 40);
        for (time, text) in [
            (epoch, "1970-01-01T00:00:00.000Z"),
            (epoch - Duration::from_secs(1), "1970-01-01T00:00:00.000Z"),
            (epoch + far, "9999-12-31T23:59:59.999Z"),
        ] {
            let iso8601 = Iso8601::from(time);
            assert_eq!(iso8601.as_str(), text);
            assert_eq!(StringRule::DateTime.check(iso8601.as_str()), Ok(()));
        }
    }
}

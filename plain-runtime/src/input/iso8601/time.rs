//! Conversions from `time`.

use time::{OffsetDateTime, UtcDateTime};

use super::{Iso8601, ToIso8601, utc};

/// Formats the time in UTC with milliseconds.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let at = time::OffsetDateTime::from_unix_timestamp(1_730_140_200).unwrap();
/// assert_eq!(at.to_iso8601().as_str(), "2024-10-28T18:30:00.000Z");
/// ```
impl ToIso8601 for OffsetDateTime {
    fn to_iso8601(&self) -> Iso8601 {
        utc::from_unix_nanoseconds(self.unix_timestamp_nanos())
    }
}

/// Formats the time with milliseconds.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let at = time::UtcDateTime::from_unix_timestamp(1_730_140_200).unwrap();
/// assert_eq!(at.to_iso8601().as_str(), "2024-10-28T18:30:00.000Z");
/// ```
impl ToIso8601 for UtcDateTime {
    fn to_iso8601(&self) -> Iso8601 {
        utc::from_unix_nanoseconds(self.unix_timestamp_nanos())
    }
}

#[cfg(test)]
mod tests {
    use plain_schema::StringRule;
    use time::{Duration, PrimitiveDateTime, UtcDateTime, UtcOffset};

    use crate::ToIso8601;

    #[test]
    fn utc_date_times_are_valid_iso8601() {
        let epoch = UtcDateTime::UNIX_EPOCH;
        for (at, text) in [
            (epoch, "1970-01-01T00:00:00.000Z"),
            (epoch - Duration::NANOSECOND, "1969-12-31T23:59:59.999Z"),
            (UtcDateTime::MAX, "9999-12-31T23:59:59.999Z"),
        ] {
            let iso8601 = at.to_iso8601();
            assert_eq!(iso8601.as_str(), text);
            assert_eq!(StringRule::DateTime.check(iso8601.as_str()), Ok(()));
            assert_eq!(at.to_offset(UtcOffset::UTC).to_iso8601(), iso8601);
        }
    }

    #[test]
    fn date_times_outside_the_years_are_not_clamped() {
        let hour = UtcOffset::from_hms(1, 0, 0).unwrap();
        for (at, text) in [
            (
                PrimitiveDateTime::MIN.assume_utc(),
                "-009999-01-01T00:00:00.000Z",
            ),
            (
                PrimitiveDateTime::MIN.assume_offset(hour),
                "-010000-12-31T23:00:00.000Z",
            ),
            (
                PrimitiveDateTime::MAX.assume_offset(-hour),
                "+010000-01-01T00:59:59.999Z",
            ),
        ] {
            let iso8601 = at.to_iso8601();
            assert_eq!(iso8601.as_str(), text);
            assert!(StringRule::DateTime.check(text).is_err());
        }
    }
}

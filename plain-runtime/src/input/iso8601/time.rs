//! Conversions from `time`.

use time::{OffsetDateTime, UtcDateTime};

use super::utc::Utc;
use super::{Iso8601, ToIso8601};

/// Formats the time in UTC with milliseconds. Times outside the years 0 to 9999 are clamped.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let at = time::OffsetDateTime::from_unix_timestamp(1_730_140_200).unwrap();
/// assert_eq!(at.to_iso8601().as_str(), "2024-10-28T18:30:00.000Z");
/// ```
impl ToIso8601 for OffsetDateTime {
    fn to_iso8601(&self) -> Iso8601 {
        // The conversion to UTC may leave the range of years that `time` supports.
        let nearest = if self.year() < 0 {
            UtcDateTime::MIN
        } else {
            UtcDateTime::MAX
        };
        self.checked_to_utc().unwrap_or(nearest).to_iso8601()
    }
}

/// Formats the time with milliseconds. Times outside the years 0 to 9999 are clamped.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let at = time::UtcDateTime::from_unix_timestamp(1_730_140_200).unwrap();
/// assert_eq!(at.to_iso8601().as_str(), "2024-10-28T18:30:00.000Z");
/// ```
impl ToIso8601 for UtcDateTime {
    fn to_iso8601(&self) -> Iso8601 {
        let (hour, minute, second) = self.as_hms();
        let fields = [self.month().into(), self.day(), hour, minute, second];
        Utc {
            year: self.year(),
            fields: fields.map(u32::from),
            millisecond: self.millisecond().into(),
        }
        .to_iso8601()
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
            (UtcDateTime::MIN, "0000-01-01T00:00:00.000Z"),
            (UtcDateTime::MAX, "9999-12-31T23:59:59.999Z"),
        ] {
            let iso8601 = at.to_iso8601();
            assert_eq!(iso8601.as_str(), text);
            assert_eq!(StringRule::DateTime.check(iso8601.as_str()), Ok(()));
            assert_eq!(at.to_offset(UtcOffset::UTC).to_iso8601(), iso8601);
        }
    }

    #[test]
    fn offset_beyond_the_supported_years_is_clamped() {
        let hour = UtcOffset::from_hms(1, 0, 0).unwrap();
        let first = PrimitiveDateTime::MIN.assume_offset(hour).to_iso8601();
        let last = PrimitiveDateTime::MAX.assume_offset(-hour).to_iso8601();
        assert_eq!(first.as_str(), "0000-01-01T00:00:00.000Z");
        assert_eq!(last.as_str(), "9999-12-31T23:59:59.999Z");
    }
}

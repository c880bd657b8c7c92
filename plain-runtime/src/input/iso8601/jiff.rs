//! Conversions from `jiff`.

use jiff::{Timestamp, Zoned};

use super::{Iso8601, ToIso8601, utc};

/// Formats the time in UTC with milliseconds.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let at = jiff::Timestamp::from_second(1_730_140_200).unwrap();
/// assert_eq!(at.to_iso8601().as_str(), "2024-10-28T18:30:00.000Z");
/// ```
impl ToIso8601 for Timestamp {
    fn to_iso8601(&self) -> Iso8601 {
        utc::from_unix_nanoseconds(self.as_nanosecond())
    }
}

/// Formats the time in UTC with milliseconds.
///
/// ```
/// use jiff::{Timestamp, tz};
/// use plain_runtime::ToIso8601;
///
/// let zone = tz::TimeZone::fixed(tz::offset(2));
/// let at = Timestamp::from_second(1_730_140_200).unwrap().to_zoned(zone);
/// assert_eq!(at.to_iso8601().as_str(), "2024-10-28T18:30:00.000Z");
/// ```
impl ToIso8601 for Zoned {
    fn to_iso8601(&self) -> Iso8601 {
        self.timestamp().to_iso8601()
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use jiff::{Timestamp, ToSpan};
    use plain_schema::StringRule;

    use crate::ToIso8601;

    #[test]
    fn timestamps_are_valid_iso8601() {
        let epoch = Timestamp::UNIX_EPOCH;
        for (at, text) in [
            (epoch, "1970-01-01T00:00:00.000Z"),
            (epoch - 1.nanosecond(), "1969-12-31T23:59:59.999Z"),
            (epoch + 1_999_999.nanoseconds(), "1970-01-01T00:00:00.001Z"),
            (
                Timestamp::from_second(-62_167_219_200).unwrap(),
                "0000-01-01T00:00:00.000Z",
            ),
            (Timestamp::MAX, "9999-12-30T22:00:00.999Z"),
        ] {
            let iso8601 = at.to_iso8601();
            assert_eq!(iso8601.as_str(), text);
            assert_eq!(StringRule::DateTime.check(iso8601.as_str()), Ok(()));
            assert_eq!(at.to_zoned(TimeZone::UTC).to_iso8601(), iso8601);
        }
    }

    #[test]
    fn timestamps_before_the_year_0_are_not_clamped() {
        for (second, text) in [
            (-62_167_219_201, "-000001-12-31T23:59:59.000Z"),
            (Timestamp::MIN.as_second(), "-009999-01-02T01:59:59.000Z"),
        ] {
            let iso8601 = Timestamp::from_second(second).unwrap().to_iso8601();
            assert_eq!(iso8601.as_str(), text);
            assert!(StringRule::DateTime.check(text).is_err());
        }
    }
}

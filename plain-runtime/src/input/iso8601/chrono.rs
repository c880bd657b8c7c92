//! Conversion from `chrono`.

use chrono::{DateTime, TimeZone};

use super::{Iso8601, ToIso8601, utc};

/// Formats the time in UTC with milliseconds.
///
/// A leap second becomes the first second of the next minute, as in
/// [`timestamp_millis`](DateTime::timestamp_millis), since Plain does not accept a second 60.
///
/// ```
/// use plain_runtime::ToIso8601;
///
/// let at = chrono::DateTime::from_timestamp(1_730_140_200, 0).unwrap();
/// assert_eq!(at.to_iso8601().as_str(), "2024-10-28T18:30:00.000Z");
/// ```
impl<Tz: TimeZone> ToIso8601 for DateTime<Tz> {
    fn to_iso8601(&self) -> Iso8601 {
        utc::from_unix_milliseconds(self.timestamp_millis())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, Utc};
    use plain_schema::StringRule;

    use crate::ToIso8601;

    #[test]
    fn date_times_are_valid_iso8601() {
        let at = |seconds, nanoseconds| DateTime::from_timestamp(seconds, nanoseconds).unwrap();
        for (at, text) in [
            (at(0, 0), "1970-01-01T00:00:00.000Z"),
            (at(-1, 999_999_999), "1969-12-31T23:59:59.999Z"),
            // The leap second at the end of 2016.
            (at(1_483_228_799, 1_500_000_000), "2017-01-01T00:00:00.500Z"),
            (at(-62_167_219_200, 0), "0000-01-01T00:00:00.000Z"),
        ] {
            let iso8601 = at.to_iso8601();
            assert_eq!(iso8601.as_str(), text);
            assert_eq!(StringRule::DateTime.check(iso8601.as_str()), Ok(()));
            let elsewhere = FixedOffset::east_opt(7_200).unwrap();
            assert_eq!(at.with_timezone(&elsewhere).to_iso8601(), iso8601);
        }
    }

    #[test]
    fn date_times_outside_the_years_are_not_clamped() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        for at in [
            at(-62_167_219_201),
            at(253_402_300_800),
            DateTime::<Utc>::MIN_UTC,
            DateTime::<Utc>::MAX_UTC,
        ] {
            let iso8601 = at.to_iso8601();
            assert!(iso8601.as_str().starts_with(['+', '-']), "{iso8601}");
            assert!(StringRule::DateTime.check(iso8601.as_str()).is_err());
        }
    }
}

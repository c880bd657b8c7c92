//! Conversion from the time of the system.

use std::time::SystemTime;

use super::{Iso8601, ToIso8601, utc};

impl From<SystemTime> for Iso8601 {
    /// Formats the time in UTC with milliseconds.
    fn from(time: SystemTime) -> Self {
        let nanoseconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i128::try_from(since.as_nanos()),
            Err(before) => i128::try_from(before.duration().as_nanos()).map(|it| -it),
        };
        // At most 2^64 seconds.
        utc::from_unix_nanoseconds(nanoseconds.unwrap_or_default())
    }
}

impl ToIso8601 for SystemTime {
    fn to_iso8601(&self) -> Iso8601 {
        Iso8601::from(*self)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use plain_schema::StringRule;

    use super::Iso8601;

    #[test]
    fn system_times_are_valid_iso8601() {
        let epoch = SystemTime::UNIX_EPOCH;
        let seconds = Duration::from_secs;
        for (time, text) in [
            (epoch, "1970-01-01T00:00:00.000Z"),
            (epoch - seconds(1), "1969-12-31T23:59:59.000Z"),
            (epoch - Duration::from_nanos(1), "1969-12-31T23:59:59.999Z"),
            (epoch - seconds(315_619_200), "1960-01-01T00:00:00.000Z"),
            (
                epoch + Duration::from_nanos(1_999_999),
                "1970-01-01T00:00:00.001Z",
            ),
            (
                epoch + Duration::from_millis(253_402_300_799_999),
                "9999-12-31T23:59:59.999Z",
            ),
        ] {
            let iso8601 = Iso8601::from(time);
            assert_eq!(iso8601.as_str(), text);
            assert_eq!(StringRule::DateTime.check(iso8601.as_str()), Ok(()));
        }
    }

    #[test]
    fn system_times_outside_the_years_are_not_clamped() {
        let epoch = SystemTime::UNIX_EPOCH;
        for (time, text) in [
            (
                epoch + Duration::from_hours(70_389_528),
                "+010000-01-01T00:00:00.000Z",
            ),
            (
                epoch - Duration::from_secs(62_167_219_201),
                "-000001-12-31T23:59:59.000Z",
            ),
        ] {
            let iso8601 = Iso8601::from(time);
            assert_eq!(iso8601.as_str(), text);
            assert!(StringRule::DateTime.check(text).is_err());
            assert!(Iso8601::parse(text).is_err());
        }
    }
}

//! Timestamps: parsed from ISO 8601 and formatted as the API does.

use std::time::SystemTime;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// The API writes milliseconds, the precision of JavaScript.
const FRACTION_DIGITS: usize = 3;

/// Parses a string that is valid by `StringRule::DateTime`: `None` after the year 9999.
///
/// Without an offset, the timestamp is in UTC.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = truncate_fraction(text);
    // Hour 24 is midnight of the next day.
    let (text, days) = if text.contains("T24:") {
        (text.replacen("T24:", "T00:", 1), 1)
    } else {
        (text, 0)
    };
    let timestamp = if let Ok(date) = text.parse::<Date>()
        && !text.contains('T')
    {
        in_utc(date.to_datetime(Time::midnight()))?
    } else if let Ok(timestamp) = text.parse::<Timestamp>() {
        timestamp
    } else {
        in_utc(text.parse().ok()?)?
    };
    timestamp.checked_add(Span::new().hours(24 * days)).ok()
}

/// Converts the system's time. A time that ISO 8601 cannot represent is clamped.
pub(crate) fn of(time: SystemTime) -> Timestamp {
    Timestamp::try_from(time).unwrap_or(if time < SystemTime::UNIX_EPOCH {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// Formats a timestamp as the API does.
pub(crate) fn iso8601(timestamp: Timestamp) -> String {
    format!("{timestamp:.FRACTION_DIGITS$}")
}

fn in_utc(date_time: DateTime) -> Option<Timestamp> {
    let zoned = date_time.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp())
}

/// Truncates a fraction of a second, which may have any number of digits.
fn truncate_fraction(text: &str) -> String {
    let Some(point) = text.find('.') else {
        return text.to_owned();
    };
    let (seconds, fraction) = text.split_at(point);
    let fraction = &fraction[1..];
    let digits = fraction
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(fraction.len());
    let (fraction, offset) = fraction.split_at(digits);
    let kept = &fraction[..digits.min(FRACTION_DIGITS)];
    format!("{seconds}.{kept}{offset}")
}

#[cfg(test)]
mod tests {
    use super::{iso8601, parse};

    #[test]
    fn every_valid_format_is_parsed() {
        for (text, expected) in [
            ("2023-09-26T15:36:23.690Z", "2023-09-26T15:36:23.690Z"),
            (
                "2024-10-28T18:30:00.123456789123Z",
                "2024-10-28T18:30:00.123Z",
            ),
            ("2024-10-28T18:30:00.5Z", "2024-10-28T18:30:00.500Z"),
            ("2024-10-28T18:30:00+02:00", "2024-10-28T16:30:00.000Z"),
            ("2024-10-28T18:30:00.25-11:30", "2024-10-29T06:00:00.250Z"),
            ("2024-10-28T18:30Z", "2024-10-28T18:30:00.000Z"),
            ("2024-10-28T18:30", "2024-10-28T18:30:00.000Z"),
            ("2024-10-28T18:30:00", "2024-10-28T18:30:00.000Z"),
            ("2024-10-28", "2024-10-28T00:00:00.000Z"),
            ("2024-12-31T24:00:00Z", "2025-01-01T00:00:00.000Z"),
            ("2024-12-31T24:00", "2025-01-01T00:00:00.000Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
            ("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"),
            ("2024-04-30T23:59:59+23:59", "2024-04-30T00:00:59.000Z"),
        ] {
            let timestamp = parse(text).unwrap_or_else(|| panic!("{text} is not parsed"));
            assert_eq!(iso8601(timestamp), expected, "{text}");
        }
    }

    #[test]
    fn a_timestamp_after_the_year_9999_is_none() {
        assert_eq!(parse("9999-12-31T24:00:00Z"), None);
    }
}

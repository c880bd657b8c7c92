//! Formats a moment as a date and time in UTC.

use std::borrow::Cow;

use super::Iso8601;

const MILLISECONDS_PER_DAY: i64 = 86_400_000;
/// Days from the first of March of the year 0 to the start of 1970.
const DAYS_BEFORE_1970: i64 = 719_468;
/// The calendar repeats every 400 years.
const DAYS_PER_ERA: i64 = 146_097;

/// Formats a moment with milliseconds, counted from the start of 1970.
///
/// A year outside 0 to 9999 is written with a sign, as in ECMAScript's extension of ISO 8601, which
/// the validation rejects.
pub(super) fn from_unix_milliseconds(milliseconds: i64) -> Iso8601 {
    let (year, month, day) = civil(milliseconds.div_euclid(MILLISECONDS_PER_DAY));
    let of_day = remainder(milliseconds, MILLISECONDS_PER_DAY);
    let (seconds, millisecond) = (of_day / 1000, of_day % 1000);
    let (minutes, second) = (seconds / 60, seconds % 60);

    let mut text = String::with_capacity("2024-10-28T18:30:00.000Z".len());
    match u32::try_from(year) {
        Ok(year) if year <= 9999 => push_digits::<4>(&mut text, year),
        _ => text = format!("{year:+07}"),
    }
    for (separator, value) in [
        ('-', month),
        ('-', day),
        ('T', minutes / 60),
        (':', minutes % 60),
        (':', second),
    ] {
        text.push(separator);
        push_digits::<2>(&mut text, value);
    }
    text.push('.');
    push_digits::<3>(&mut text, millisecond);
    text.push('Z');
    Iso8601(Cow::Owned(text))
}

/// Formats a moment given in nanoseconds, of which whole milliseconds are kept.
pub(super) fn from_unix_nanoseconds(nanoseconds: i128) -> Iso8601 {
    // Milliseconds that do not fit are farther from 1970 than every valid moment.
    let milliseconds = i64::try_from(nanoseconds.div_euclid(1_000_000));
    let farthest = if nanoseconds < 0 { i64::MIN } else { i64::MAX };
    from_unix_milliseconds(milliseconds.unwrap_or(farthest))
}

/// Year, month and day of a number of days since the start of 1970
/// (<https://howardhinnant.github.io/date_algorithms.html#civil_from_days>).
fn civil(days: i64) -> (i64, u32, u32) {
    let days = days + DAYS_BEFORE_1970;
    let era = days.div_euclid(DAYS_PER_ERA);
    let day_of_era = remainder(days, DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // The year starts in March.
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, is_next_year) = if month < 10 {
        (month + 3, false)
    } else {
        (month - 9, true)
    };
    let year = era * 400 + i64::from(year_of_era) + i64::from(is_next_year);
    (year, month, day)
}

/// Remainder, never negative. The divisors fit in a `u32`.
fn remainder(value: i64, divisor: i64) -> u32 {
    u32::try_from(value.rem_euclid(divisor)).unwrap_or_default()
}

/// Appends a number with `N` digits.
fn push_digits<const N: usize>(text: &mut String, mut value: u32) {
    let mut digits = ['0'; N];
    for digit in digits.iter_mut().rev() {
        *digit = char::from_digit(value % 10, 10).unwrap_or_default();
        value /= 10;
    }
    text.extend(digits);
}

#[cfg(test)]
mod tests {
    use plain_schema::StringRule;

    use super::{DAYS_PER_ERA, from_unix_milliseconds};

    #[test]
    fn moments_are_formatted_in_utc() {
        for (milliseconds, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (-315_619_200_000, "1960-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"),
            (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
            (1_730_140_200_007, "2024-10-28T18:30:00.007Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(from_unix_milliseconds(milliseconds).as_str(), text);
            assert_eq!(StringRule::DateTime.check(text), Ok(()));
        }
    }

    #[test]
    fn every_day_follows_the_day_before() {
        let mut expected = (0, 1, 1);
        let start = -719_528;
        for day in start..start + 2 * DAYS_PER_ERA {
            assert_eq!(super::civil(day), expected);
            let (year, month, day) = expected;
            let is_valid = |year, month, day| {
                StringRule::DateTime
                    .check(&format!("{year:04}-{month:02}-{day:02}"))
                    .is_ok()
            };
            expected = if day < 28 || is_valid(year, month, day + 1) {
                (year, month, day + 1)
            } else if month < 12 {
                (year, month + 1, 1)
            } else {
                (year + 1, 1, 1)
            };
        }
        assert_eq!(expected, (800, 1, 1));
    }

    #[test]
    fn moments_outside_the_years_are_not_valid() {
        for (milliseconds, text) in [
            (-62_167_219_200_001, "-000001-12-31T23:59:59.999Z"),
            (253_402_300_800_000, "+010000-01-01T00:00:00.000Z"),
            (i64::MIN, "-292275055-05-16T16:47:04.192Z"),
            (i64::MAX, "+292278994-08-17T07:12:55.807Z"),
        ] {
            let moment = from_unix_milliseconds(milliseconds);
            assert_eq!(moment.as_str(), text);
            assert!(StringRule::DateTime.check(text).is_err());
        }
    }
}

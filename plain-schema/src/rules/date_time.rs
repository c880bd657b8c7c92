//! Rules E6 and C8: ISO 8601 in the extended form that JavaScript's `Date` parses.

use crate::Violation;

const OUTSIDE: &str = "its year is not in the range 0 to 9999";
const MINUTES_PER_DAY: i32 = 24 * 60;

/// Checks a date such as `2024-10-28`, optionally with a time such as `T18:30`, which may have
/// seconds, a fraction and an offset. The year in UTC is 0 to 9999.
pub(super) const fn check_date_time(text: &str) -> Result<(), Violation> {
    let bytes = text.as_bytes();
    if let [b'+' | b'-', b'0'..=b'9', ..] = bytes {
        return invalid(OUTSIDE);
    }
    let Some((year, rest)) = digits(bytes, 4) else {
        return invalid("expected a four-digit year");
    };
    let Some((month, rest)) = after(rest, b'-', 2) else {
        return invalid("expected `-` and a two-digit month after the year");
    };
    let Some((day, rest)) = after(rest, b'-', 2) else {
        return invalid("expected `-` and a two-digit day after the month");
    };
    if month < 1 || month > 12 {
        return invalid("the month is out of range");
    }
    if day < 1 || day > days_in(year, month) {
        return invalid("that month does not have this day");
    }
    let minutes = match rest {
        [] => return Ok(()),
        [b'T', rest @ ..] => match check_time(rest) {
            Ok(minutes) => minutes,
            Err(reason) => return invalid(reason),
        },
        _ => return invalid("expected `T` and a time after the day"),
    };
    match (year, month, day) {
        (0, 1, 1) if minutes < 0 => invalid(OUTSIDE),
        (9999, 12, 31) if minutes >= MINUTES_PER_DAY => invalid(OUTSIDE),
        _ => Ok(()),
    }
}

/// Checks a time. Returns the minutes in UTC since the start of the day, which may be those of the
/// day before or after.
const fn check_time(bytes: &[u8]) -> Result<i32, &'static str> {
    let Some((hour, rest)) = digits(bytes, 2) else {
        return Err("expected a two-digit hour after `T`");
    };
    let Some((minute, mut rest)) = after(rest, b':', 2) else {
        return Err("expected `:` and two-digit minutes after the hour");
    };
    let mut second = 0;
    let mut has_fraction = false;
    if let [b':', ..] = rest {
        let Some((value, after_second)) = after(rest, b':', 2) else {
            return Err("expected two-digit seconds");
        };
        second = value;
        (has_fraction, rest) = match skip_fraction(after_second) {
            Ok(fraction) => fraction,
            Err(reason) => return Err(reason),
        };
    }
    // `24:00` is midnight at the end of the day.
    let is_end_of_day = hour == 24 && minute == 0 && second == 0 && !has_fraction;
    if (hour > 23 && !is_end_of_day) || minute > 59 || second > 59 {
        return Err("the time is out of range");
    }
    match offset(rest) {
        Ok(offset) => Ok((hour * 60 + minute).cast_signed() - offset),
        Err(reason) => Err(reason),
    }
}

/// Whether a fraction is not zero, and the bytes after it.
const fn skip_fraction(bytes: &[u8]) -> Result<(bool, &[u8]), &'static str> {
    let [b'.', fraction @ ..] = bytes else {
        return match bytes {
            [b',', ..] => Err("expected `.` before the fraction of a second"),
            rest => Ok((false, rest)),
        };
    };
    let mut has_fraction = false;
    let mut rest = fraction;
    while let [digit @ b'0'..=b'9', more @ ..] = rest {
        has_fraction |= *digit != b'0';
        rest = more;
    }
    if rest.len() == fraction.len() {
        return Err("expected digits after the decimal point");
    }
    Ok((has_fraction, rest))
}

/// Minutes of an offset at the end of a time.
const fn offset(bytes: &[u8]) -> Result<i32, &'static str> {
    let (sign, rest) = match bytes {
        [] | [b'Z'] => return Ok(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return Err("expected `Z` or an offset such as `+02:00` after the time"),
    };
    if let Some((hour, rest)) = digits(rest, 2)
        && let Some((minute, [])) = after(rest, b':', 2)
    {
        if hour > 23 || minute > 59 {
            return Err("the offset is out of range");
        }
        return Ok(sign * (hour * 60 + minute).cast_signed());
    }
    Err("expected an offset such as `+02:00`")
}

const fn invalid(reason: &'static str) -> Result<(), Violation> {
    Err(Violation::NotADateTime(reason))
}

/// Parses exactly `count` digits.
const fn digits(mut bytes: &[u8], count: usize) -> Option<(u32, &[u8])> {
    let mut value = 0;
    let mut index = 0;
    while index < count {
        let [digit @ b'0'..=b'9', rest @ ..] = bytes else {
            return None;
        };
        value = value * 10 + (*digit - b'0') as u32;
        bytes = rest;
        index += 1;
    }
    Some((value, bytes))
}

/// Parses a separator and exactly `count` digits.
const fn after(bytes: &[u8], separator: u8, count: usize) -> Option<(u32, &[u8])> {
    match bytes {
        [first, rest @ ..] if *first == separator => digits(rest, count),
        _ => None,
    }
}

const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::check_date_time;
    use crate::Violation;

    #[test]
    fn dates_and_times_are_accepted() {
        for text in [
            "2024-10-28T18:30:00Z",
            "2024-10-28T18:30:00.123456789Z",
            "2024-10-28T18:30:00+02:00",
            "2024-10-28T18:30:00-11:30",
            "2024-10-28T18:30Z",
            "2024-10-28T18:30:00",
            "2024-10-28",
            "2024-02-29",
            "2000-02-29",
            "2024-12-31T24:00:00Z",
            "2024-12-31T24:00:00.000Z",
            "0000-01-01T00:00:00.5Z",
            "0000-01-01T02:00:00+02:00",
            "0000-01-01T00:00-23:59",
            "9999-12-31T23:59:59.999Z",
            "9999-12-31T21:59:59-02:00",
            "9999-12-31T24:00+00:01",
            "2024-10-28T18:30:00-00:00",
            "2024-04-30T23:59:59+23:59",
        ] {
            assert_eq!(check_date_time(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not_dates() {
        for text in [
            "",
            "now",
            "1727445783690",
            "28.10.2024",
            "10/28/2024",
            "Mon, 28 Oct 2024 18:30:00 GMT",
            "2024",
            "2024-10",
            "24-10-28",
            "2024-1-28",
            "2024/10/28",
            "2024-00-28",
            "2024-13-28",
            "2024-10-00",
            "2024-10-32",
            "2024-04-31",
            "2023-02-29",
            "1900-02-29",
            "2024-10-28 18:30:00Z",
            "2024-10-28t18:30:00Z",
            "2024-10-28T",
            "2024-10-28T1:30",
            "2024-10-28T18",
            "2024-10-28T18:3",
            "2024-10-28T18:30:0Z",
            "2024-10-28T18:30:00.Z",
            "2024-12-31T24:00:00.001Z",
            "2024-12-31T24:00:00.0000001",
            "2024-10-28T18:30:00,5Z",
            "2024-10-28T18:30.5Z",
            "2024-10-28T24:00:01Z",
            "2024-10-28T24:30:00Z",
            "2024-10-28T25:00:00Z",
            "2024-10-28T18:60:00Z",
            "2024-10-28T18:30:60Z",
            "2024-10-28T18:30:00z",
            "2024-10-28T18:30:00+2",
            "2024-10-28T18:30:00+0200",
            "2024-10-28T18:30:00+02:60",
            "2024-10-28T18:30:00+24:00",
            "2024-10-28T18:30:00+02:00Z",
            "2024-10-28T18:30:00Z ",
            "2024-10-28Z",
        ] {
            assert!(check_date_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_outside_the_years_0_to_9999_are_rejected() {
        for text in [
            "9999-12-31T24:00:00Z",
            "9999-12-31T24:00",
            "9999-12-31T23:59:59-00:01",
            "9999-12-31T00:01:00-23:59",
            "0000-01-01T00:00:00+00:01",
            "0000-01-01T23:58:59+23:59",
            "+010000-01-01T00:00:00Z",
            "-000001-12-31T23:59:59Z",
            "-0001-12-31",
        ] {
            let outside = Err(Violation::NotADateTime(super::OUTSIDE));
            assert_eq!(check_date_time(text), outside, "{text}");
        }
    }
}

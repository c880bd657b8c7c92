//! Dates as other systems write them: RFC 3339 in full, and offsets without a colon or minutes.

use std::borrow::Cow;

use plain_schema::StringRule;

/// Length of `2024-10-28`.
const DATE: usize = 10;
/// Position of the seconds in `2024-10-28T23:59:60Z`.
const SECOND: std::ops::Range<usize> = 17..19;
const MINUTES_PER_DAY: i32 = 24 * 60;

/// Converts a date to the format of the rule. Another text stays as it is.
pub(super) fn normalize(text: Cow<'static, str>) -> Cow<'static, str> {
    if !text.is_ascii() || text.len() <= DATE {
        return text;
    }
    let (date, time) = text.split_at(DATE);
    let (separator, time) = time.split_at(1);
    let (time, offset) = split_offset(time);
    let separator = match separator {
        "t" | " " => "T",
        other => other,
    };
    let offset = normalize_offset(offset);
    let text = format!("{date}{separator}{time}{offset}");
    Cow::Owned(without_leap_second(&text).unwrap_or(text))
}

/// Splits `18:30:00+02` before the offset.
fn split_offset(time: &str) -> (&str, &str) {
    let start = time.find(['z', 'Z', '+', '-']).unwrap_or(time.len());
    time.split_at(start)
}

fn normalize_offset(offset: &str) -> Cow<'_, str> {
    match offset.as_bytes() {
        b"z" => Cow::Borrowed("Z"),
        [b'+' | b'-', hour @ ..] if hour.len() == 2 => Cow::Owned(format!("{offset}:00")),
        [b'+' | b'-', _, _, minute @ ..] if minute.len() == 2 => {
            let (hour, minute) = offset.split_at(3);
            Cow::Owned(format!("{hour}:{minute}"))
        }
        _ => Cow::Borrowed(offset),
    }
}

/// Replaces second 60 by the following second, as clocks do that count seconds since 1970.
///
/// A leap second is the last second of a day in UTC.
fn without_leap_second(text: &str) -> Option<String> {
    if text.get(SECOND) != Some("60") {
        return None;
    }
    let (date, time) = text.split_at(DATE);
    let minutes = minutes(time.get(1..6)?)?;
    let fraction_and_offset = &text[SECOND.end..];
    let (_, offset) = split_offset(fraction_and_offset);
    let offset_minutes = match offset.split_at_checked(1) {
        Some(("+", offset)) => self::minutes(offset)?,
        Some(("-", offset)) => -self::minutes(offset)?,
        _ => 0,
    };
    if (minutes - offset_minutes).rem_euclid(MINUTES_PER_DAY) != MINUTES_PER_DAY - 1 {
        return None;
    }
    let minutes = minutes + 1;
    let date = if minutes == MINUTES_PER_DAY {
        next_day(date)?
    } else {
        date.to_owned()
    };
    let (hour, minute) = (minutes / 60 % 24, minutes % 60);
    Some(format!(
        "{date}T{hour:02}:{minute:02}:00{fraction_and_offset}"
    ))
}

/// Minutes of `18:30`.
fn minutes(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    (hour < 24 && minute < 60).then_some(i32::from(hour) * 60 + i32::from(minute))
}

fn next_day(date: &str) -> Option<String> {
    let mut numbers = date.split('-').map(|number| number.parse::<u32>().ok());
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    [
        (year, month, day + 1),
        (year, month + 1, 1),
        (year + 1, 1, 1),
    ]
    .into_iter()
    .map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
    .find(|date| StringRule::DateTime.check(date).is_ok())
}

#[cfg(test)]
mod tests {
    use plain_schema::StringRule;

    use crate::Iso8601;

    #[test]
    fn offsets_and_letters_are_normalised() {
        for (text, expected) in [
            ("2024-10-28T18:30:00+0200", "2024-10-28T18:30:00+02:00"),
            ("2024-10-28T18:30:00-03", "2024-10-28T18:30:00-03:00"),
            ("2024-10-28T18:30-0330", "2024-10-28T18:30-03:30"),
            ("2024-10-28t18:30:00z", "2024-10-28T18:30:00Z"),
            (
                "2024-10-28t18:30:00.25+02:00",
                "2024-10-28T18:30:00.25+02:00",
            ),
            (
                "2024-10-28 18:30:00.123456+00",
                "2024-10-28T18:30:00.123456+00:00",
            ),
            ("2024-10-28 18:30:00", "2024-10-28T18:30:00"),
            ("2024-10-28T18:30:00-00:00", "2024-10-28T18:30:00-00:00"),
            ("2024-10-28", "2024-10-28"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("2016-12-31t23:59:60.5z", "2017-01-01T00:00:00.5Z"),
            ("1990-12-31T15:59:60-08:00", "1990-12-31T16:00:00-08:00"),
            ("2017-01-01T00:59:60+01", "2017-01-01T01:00:00+01:00"),
            ("2015-06-30T23:59:60", "2015-07-01T00:00:00"),
            ("2012-06-30 23:59:60+0000", "2012-07-01T00:00:00+00:00"),
        ] {
            let parsed = Iso8601::parse(text).unwrap();
            assert_eq!(parsed.as_str(), expected, "{text}");
            assert_eq!(StringRule::DateTime.check(expected), Ok(()));
        }
    }

    #[test]
    fn other_texts_are_rejected() {
        for text in [
            "",
            "2024-10-28T",
            "2024-10-28 ",
            "2024-10-28z",
            "2024-10-28T18:30:00,5Z",
            "2024-10-28T18:30:00+2",
            "2024-10-28T18:30:00+020",
            "2024-10-28T18:30:00+02000",
            "2024-10-28T18:30:00+2400",
            "2024-10-28T18:30:00+02:0",
            "2024-10-28T18:30:00++02",
            "2024-10-28T18:30:00ZZ",
            "2024-10-28T18:30:00 +0200",
            "2024-10-28  18:30:00Z",
            "2024-10-28_18:30:00Z",
            "2024-10-28T12:00:60Z",
            "2024-10-28T23:59:60+02:00",
            "2024-10-28T23:59:61Z",
            "9999-12-31T23:59:60Z",
            "2024-10-28T18:30:00\u{2212}02:00",
            "20241028T183000Z",
            "2024-10-2818:30:00Z",
            "é024-10-28T18:30:00Z",
            "2024-10-2éT18:30:00Z",
        ] {
            assert!(Iso8601::parse(text).is_err(), "{text:?}");
        }
    }
}

//! Formats the fields of a time in UTC, for the date crates.

use std::borrow::Cow;

use super::Iso8601;

/// Bounds of the times whose year has four digits.
const FIRST: Iso8601 = Iso8601::from_static("0000-01-01T00:00:00.000Z");
const LAST: Iso8601 = Iso8601::from_static("9999-12-31T23:59:59.999Z");

/// A date and a time of day in UTC.
pub(super) struct Utc {
    pub(super) year: i32,
    /// Month, day, hour, minute and second.
    pub(super) fields: [u32; 5],
    pub(super) millisecond: u32,
}

impl Utc {
    /// Formats the time with milliseconds. Times outside the years 0 to 9999 are clamped.
    pub(super) fn to_iso8601(&self) -> Iso8601 {
        match self.year {
            ..0 => return FIRST,
            0..=9999 => {}
            _ => return LAST,
        }
        let Self {
            year,
            fields: [month, day, hour, minute, second],
            millisecond,
        } = self;
        Iso8601(Cow::Owned(format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::Utc;

    #[test]
    fn years_without_four_digits_are_clamped() {
        for (year, text) in [
            (-1, "0000-01-01T00:00:00.000Z"),
            (0, "0000-02-03T04:05:06.007Z"),
            (9999, "9999-02-03T04:05:06.007Z"),
            (10_000, "9999-12-31T23:59:59.999Z"),
        ] {
            let time = Utc {
                year,
                fields: [2, 3, 4, 5, 6],
                millisecond: 7,
            };
            assert_eq!(time.to_iso8601().as_str(), text);
        }
    }
}

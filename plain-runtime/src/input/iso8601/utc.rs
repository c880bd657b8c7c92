//! A moment in UTC, as the crates of dates tell it, written as ISO 8601.

use std::borrow::Cow;

use super::Iso8601;

/// The first and the last moment that a year of four digits can name.
const FIRST: Iso8601 = Iso8601::from_static("0000-01-01T00:00:00.000Z");
const LAST: Iso8601 = Iso8601::from_static("9999-12-31T23:59:59.999Z");

/// A date and a time of day in UTC.
pub(super) struct Utc {
    pub(super) year: i32,
    /// Month, day, hour, minute, second.
    pub(super) fields: [u32; 5],
    pub(super) millisecond: u32,
}

impl Utc {
    /// To the millisecond. What is before the year 0 or after 9999 becomes the nearest in them.
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

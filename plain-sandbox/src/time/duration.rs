//! Durations as a person writes them.

use std::time::Duration;

use jiff::fmt::friendly::{SpanParser, SpanPrinter};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A duration, in JSON and in a URL: `250ms`, `2s`, `1h 30m`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written(pub(crate) Duration);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let duration = SpanParser::new().parse_unsigned_duration(&text);
        duration.map(Self).map_err(|error| {
            serde::de::Error::custom(format!(
                "{text:?} is not a duration such as 250ms or 2s: {error}"
            ))
        })
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&SpanPrinter::new().unsigned_duration_to_string(&self.0))
    }
}

//! Human-readable durations.

use std::time::Duration;

use jiff::fmt::friendly::{SpanParser, SpanPrinter};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A duration in JSON or a URL, such as `250ms`, `2s` or `1h 30m`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HumanDuration(pub(crate) Duration);

impl<'de> Deserialize<'de> for HumanDuration {
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

impl Serialize for HumanDuration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&SpanPrinter::new().unsigned_duration_to_string(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::HumanDuration;

    #[test]
    fn durations_are_parsed_and_formatted() {
        for (text, duration, formatted) in [
            ("250ms", Duration::from_millis(250), "250ms"),
            ("1h 30m", Duration::from_mins(90), "1h 30m"),
            ("90 seconds", Duration::from_secs(90), "1m 30s"),
        ] {
            let parsed: HumanDuration = serde_json::from_value(json!(text)).unwrap();
            assert_eq!(parsed.0, duration, "{text}");
            assert_eq!(serde_json::to_value(parsed).unwrap(), formatted);
        }
    }

    #[test]
    fn a_string_without_a_unit_is_rejected() {
        let error = serde_json::from_value::<HumanDuration>(json!("5")).unwrap_err();
        assert!(
            error.to_string().contains("\"5\" is not a duration"),
            "{error}"
        );
    }
}

//! Events that are built and serialised, each with three implementations: our macro, hand-written structs,
//! and `json!`.

pub mod by_hand;
mod json;
mod ours;

use serde::Serialize;

/// Run-time values of the events.
#[derive(Debug, Clone)]
pub struct Values {
    /// Email address of the customer.
    pub email: String,
    /// Fingerprint of an API key.
    pub fingerprint: String,
    /// ID of the API key.
    pub key: String,
    /// Number of roles of the API key.
    pub roles: usize,
    /// Amount paid.
    pub amount: f64,
    /// Trusted Markdown of 10,000 characters.
    pub note: String,
}

impl Default for Values {
    fn default() -> Self {
        let line =
            "* **Step** of the `import`: [report](https://admin.your-app.com/report), \"done\".\n";
        Self {
            email: "jane@acme.com".to_owned(),
            fingerprint: "3b7896975ee9fd15eeb7".to_owned(),
            key: "key_01HB924RWAW8H3Q8KZDFWYBJHZ".to_owned(),
            roles: 4,
            amount: 249.5,
            note: line.chars().cycle().take(10_000).collect(),
        }
    }
}

/// An event of the benchmarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The example from Plain's documentation, with values instead of constants.
    Example,
    /// 25 components of all kinds.
    Large,
    /// Literals only.
    Literal,
    /// 10,000 characters of Markdown.
    Markdown,
}

impl Event {
    /// All events.
    pub const ALL: [Self; 4] = [Self::Example, Self::Large, Self::Literal, Self::Markdown];

    /// Name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Large => "25 components",
            Self::Literal => "literals only",
            Self::Markdown => "10,000 characters",
        }
    }

    /// Builds the event and serialises it to a new buffer.
    pub fn build_and_serialise(self, implementation: Implementation, values: &Values) -> Vec<u8> {
        // The initial capacity of `serde_json::to_vec`.
        let mut buffer = Vec::with_capacity(128);
        self.build_and_write(implementation, values, &mut buffer);
        buffer
    }

    /// Builds the event and serialises it to a buffer.
    pub fn build_and_write(
        self,
        implementation: Implementation,
        values: &Values,
        buffer: &mut Vec<u8>,
    ) {
        match implementation {
            Implementation::Ours => write(
                buffer,
                &match self {
                    Self::Example => ours::example(values),
                    Self::Large => ours::large(values),
                    Self::Literal => ours::literal(),
                    Self::Markdown => ours::markdown(values),
                },
            ),
            Implementation::ByHand => write(
                buffer,
                &match self {
                    Self::Example => by_hand::example(values),
                    Self::Large => by_hand::large(values),
                    Self::Literal => by_hand::literal(),
                    Self::Markdown => by_hand::markdown(values),
                },
            ),
            Implementation::Json => write(
                buffer,
                &match self {
                    Self::Example => json::example(values),
                    Self::Large => json::large(values),
                    Self::Literal => json::literal(),
                    Self::Markdown => json::markdown(values),
                },
            ),
        }
    }
}

/// Implementation of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implementation {
    /// `customer_event!`.
    Ours,
    /// Structs with `#[derive(Serialize)]` that own the same values.
    ByHand,
    /// `serde_json::json!`.
    Json,
}

impl Implementation {
    /// All implementations.
    pub const ALL: [Self; 3] = [Self::Ours, Self::ByHand, Self::Json];

    /// Name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ours => "`customer_event!`",
            Self::ByHand => "`#[derive(Serialize)]`",
            Self::Json => "`json!`",
        }
    }
}

fn write(buffer: &mut Vec<u8>, event: &impl Serialize) {
    // Serialising to memory cannot fail: all keys are strings.
    let written = serde_json::to_writer(buffer, event);
    debug_assert!(written.is_ok());
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Event, Implementation, Values};

    #[test]
    fn implementations_serialise_to_the_same_json() {
        let values = Values::default();
        assert_eq!(values.note.chars().count(), 10_000);
        for event in Event::ALL {
            let json = |implementation| -> Value {
                serde_json::from_slice(&event.build_and_serialise(implementation, &values)).unwrap()
            };
            assert_eq!(
                json(Implementation::Ours),
                json(Implementation::ByHand),
                "{}",
                event.name()
            );
            assert_eq!(
                json(Implementation::Ours),
                json(Implementation::Json),
                "{}",
                event.name()
            );
        }
        let large: Value = serde_json::from_slice(
            &Event::Large.build_and_serialise(Implementation::Ours, &values),
        )
        .unwrap();
        assert_eq!(large["components"].as_array().map(Vec::len), Some(25));
    }
}

//! The events that are built and serialised, three ways each: with our macro, as structs that
//! somebody has written by hand for just this, and with `json!`.

mod by_hand;
mod json;
mod ours;

use serde::Serialize;

/// What the events are made from.
#[derive(Debug, Clone)]
pub struct Values {
    /// The customer's address.
    pub email: String,
    /// What identifies a key.
    pub fingerprint: String,
    /// The id of the key.
    pub key: String,
    /// How many roles the key has.
    pub roles: usize,
    /// What was paid.
    pub amount: f64,
    /// Markdown of 10,000 characters, as it is to be shown.
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

/// One of the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// That of Plain's documentation, with values in place of its constants.
    Example,
    /// One of 25 components, of all kinds.
    Large,
    /// One without any value.
    Literal,
    /// One with 10,000 characters of Markdown.
    Markdown,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Example, Self::Large, Self::Literal, Self::Markdown];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Large => "25 components",
            Self::Literal => "literals only",
            Self::Markdown => "10,000 characters",
        }
    }

    /// Builds it and serialises it into a buffer of its own.
    pub fn build_and_serialise(self, way: Way, values: &Values) -> Vec<u8> {
        // That of `serde_json::to_vec`.
        let mut buffer = Vec::with_capacity(128);
        self.build_and_write(way, values, &mut buffer);
        buffer
    }

    /// Builds it and serialises it into a buffer.
    pub fn build_and_write(self, way: Way, values: &Values, buffer: &mut Vec<u8>) {
        match way {
            Way::Ours => write(
                buffer,
                &match self {
                    Self::Example => ours::example(values),
                    Self::Large => ours::large(values),
                    Self::Literal => ours::literal(),
                    Self::Markdown => ours::markdown(values),
                },
            ),
            Way::ByHand => write(
                buffer,
                &match self {
                    Self::Example => by_hand::example(values),
                    Self::Large => by_hand::large(values),
                    Self::Literal => by_hand::literal(),
                    Self::Markdown => by_hand::markdown(values),
                },
            ),
            Way::Json => write(
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

/// A way to build an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `customer_event!`.
    Ours,
    /// Structs with `#[derive(Serialize)]`, which borrow where they can.
    ByHand,
    /// `serde_json::json!`.
    Json,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ours, Self::ByHand, Self::Json];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ours => "`customer_event!`",
            Self::ByHand => "`#[derive(Serialize)]`",
            Self::Json => "`json!`",
        }
    }
}

fn write(buffer: &mut Vec<u8>, event: &impl Serialize) {
    // Its keys are strings and its memory does not fail: no event is refused.
    let written = serde_json::to_writer(buffer, event);
    debug_assert!(written.is_ok());
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Event, Values, Way};

    /// What is compared does the same.
    #[test]
    fn every_way_gives_the_same_json() {
        let values = Values::default();
        assert_eq!(values.note.chars().count(), 10_000);
        for event in Event::ALL {
            let json = |way| -> Value {
                serde_json::from_slice(&event.build_and_serialise(way, &values)).unwrap()
            };
            assert_eq!(json(Way::Ours), json(Way::ByHand), "{}", event.name());
            assert_eq!(json(Way::Ours), json(Way::Json), "{}", event.name());
        }
        let large: Value =
            serde_json::from_slice(&Event::Large.build_and_serialise(Way::Ours, &values)).unwrap();
        assert_eq!(large["components"].as_array().map(Vec::len), Some(25));
    }
}

//! The stored form of an event.

use crate::error::Error;
use crate::event::RecordedEvent;

/// Version of the stored form. The records of a newer version are not delivered.
pub(crate) const FORMAT: i32 = 1;

/// Names of the kinds of events in a database.
const CUSTOMER_EVENT: &str = "customer_event";
const THREAD_EVENT: &str = "thread_event";

/// An event as a store keeps it.
///
/// The kind is text, so that a store also keeps the records of a newer version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) kind: String,
    /// Unique among the events of its kind.
    pub(crate) external_id: String,
    /// Events with the same key are delivered in the order in which they were enqueued.
    pub(crate) ordering_key: String,
    pub(crate) format: i32,
    /// The input of the mutation, as JSON.
    pub(crate) event: String,
}

/// Reason why a record cannot be delivered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DecodeError {
    #[error(
        "written by a newer version of plain-outbox: format {0}, and this version reads {FORMAT}"
    )]
    NewerFormat(i32),
    #[error("unknown kind of event `{0}`")]
    UnknownKind(String),
    #[error("cannot be decoded: {0}")]
    Json(#[from] serde_json::Error),
}

impl Record {
    /// Validates an event and encodes it. An event without an external ID gets one.
    pub(crate) fn new(event: RecordedEvent) -> Result<Self, Error> {
        let event = event.with_external_id();
        event.validate()?;
        let (kind, json) = match &event {
            RecordedEvent::Customer(event) => (CUSTOMER_EVENT, serde_json::to_string(event)),
            RecordedEvent::Thread(event) => (THREAD_EVENT, serde_json::to_string(event)),
        };
        Ok(Self {
            kind: kind.to_owned(),
            external_id: event.external_id().unwrap_or_default().to_owned(),
            ordering_key: event.ordering_key(),
            format: FORMAT,
            event: json.map_err(Error::Encode)?,
        })
    }

    /// Reads the event.
    pub(crate) fn decode(&self) -> Result<RecordedEvent, DecodeError> {
        if self.format > FORMAT {
            return Err(DecodeError::NewerFormat(self.format));
        }
        match self.kind.as_str() {
            CUSTOMER_EVENT => Ok(RecordedEvent::Customer(serde_json::from_str(&self.event)?)),
            THREAD_EVENT => Ok(RecordedEvent::Thread(serde_json::from_str(&self.event)?)),
            _ => Err(DecodeError::UnknownKind(self.kind.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use plain_runtime::{customer_event, thread_event};

    use super::{DecodeError, Record};
    use crate::event::OutboxEvent;

    fn record() -> Record {
        let event = thread_event!(
            title = "Escalated",
            thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
            components = [text("On call since 4:00")],
        );
        Record::new(event.recorded_event()).unwrap()
    }

    #[test]
    fn record_decodes_to_the_event_with_an_external_id() {
        let record = record();
        let event = record.decode().unwrap();
        assert_eq!(event.external_id(), Some(&*record.external_id));
        assert_eq!(event.title(), "Escalated");
        assert_eq!(record.external_id.len(), 36);
        assert_eq!(Record::new(event).unwrap(), record);
    }

    #[test]
    fn addresses_that_differ_in_case_share_an_ordering_key() {
        let key = |email: &str| {
            let event = customer_event!(
                title = "Signed up",
                customer_identifier = email_address(email),
                components = [divider()],
            );
            event.recorded_event().ordering_key()
        };
        assert_eq!(key("Jane@ACME.com"), key("jane@acme.com"));
        assert_ne!(key("jane@acme.com"), key("joe@acme.com"));
    }

    #[test]
    fn records_that_cannot_be_read_say_why() {
        let newer = Record {
            format: 2,
            ..record()
        };
        assert!(matches!(newer.decode(), Err(DecodeError::NewerFormat(2))));
        let other = Record {
            kind: "note".to_owned(),
            ..record()
        };
        assert!(matches!(other.decode(), Err(DecodeError::UnknownKind(kind)) if kind == "note"));
        let damaged = Record {
            event: "{".to_owned(),
            ..record()
        };
        assert!(matches!(damaged.decode(), Err(DecodeError::Json(_))));
    }
}

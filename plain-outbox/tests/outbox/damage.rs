//! Changes of stored events that this version cannot read.

/// Change of a stored event.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Damage {
    /// Another event.
    Event(&'static str),
    /// The second half of the event is missing.
    Cut,
    /// Another kind.
    Kind(&'static str),
    /// Another format.
    Format(i64),
}

//! What the mutations do.

mod create_event;
mod upsert_customer;

pub(crate) use create_event::create_event;
pub(crate) use upsert_customer::upsert_customer;

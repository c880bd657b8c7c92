//! The queries that return lists.

mod customers;
mod filter;
mod threads;
mod timeline_entries;

pub(crate) use customers::customers;
pub(crate) use threads::threads;
pub(crate) use timeline_entries::{entries_of_customer, entries_of_thread};

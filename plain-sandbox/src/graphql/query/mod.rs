//! What the queries of lists find.

mod customers;
mod filter;
mod threads;
mod timeline_entries;

pub(crate) use customers::customers;
pub(crate) use threads::threads;
pub(crate) use timeline_entries::{of_customer, of_thread};

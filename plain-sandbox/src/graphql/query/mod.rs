//! The queries that return lists.

mod customers;
mod filter;
mod tenants;
mod threads;
mod timeline_entries;

pub(crate) use customers::customers;
pub(crate) use tenants::{memberships, tenants};
pub(crate) use threads::{label_types, thread_field_schemas, threads};
pub(crate) use timeline_entries::{entries_of_customer, entries_of_thread};

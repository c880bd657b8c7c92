//! Objects that Plain returns: created events and customers.

mod created_event;
mod customer;

pub use created_event::{Actor, CreatedCustomerEvent, CreatedThreadEvent, DateTime};
pub use customer::{Customer, EmailAddress, UpsertResult, UpsertedCustomer};

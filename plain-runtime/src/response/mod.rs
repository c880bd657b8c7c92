//! What Plain answers: the events that are created, the customers.

mod created_event;
mod customer;

pub use created_event::{Actor, CreatedCustomerEvent, CreatedThreadEvent, DateTime};
pub use customer::{Customer, EmailAddress, UpsertResult, UpsertedCustomer};

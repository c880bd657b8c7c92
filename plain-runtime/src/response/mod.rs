//! Objects that Plain returns: created events, customers, tenants and threads.

mod created_event;
mod customer;
mod tenant;
mod thread;

pub use created_event::{Actor, CreatedCustomerEvent, CreatedThreadEvent, DateTime};
pub use customer::{Customer, EmailAddress, UpsertResult, UpsertedCustomer};
pub use tenant::{Tenant, UpsertedTenant};
pub use thread::{
    CreatedThread, ExistingThread, ExistingThreadField, Label, LabelType, Note, ThreadAssignee,
    ThreadFieldType, ThreadStatus, UnknownReference, UpsertedThreadField,
};

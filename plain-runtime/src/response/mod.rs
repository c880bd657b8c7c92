//! Objects that Plain returns: created events, customers, tenants and threads.

mod created_event;
mod customer;
mod thread;

pub use created_event::{Actor, CreatedCustomerEvent, CreatedThreadEvent, DateTime};
pub use customer::{
    Customer, EmailAddress, Tenant, UpsertResult, UpsertedCustomer, UpsertedTenant,
};
pub use thread::{
    CreatedThread, ExistingThread, ExistingThreadField, Label, LabelType, Note, ThreadAssignee,
    ThreadFieldType, ThreadStatus, UnknownReference, UpsertedThreadField,
};

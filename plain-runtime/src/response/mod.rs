//! Objects that Plain returns: created events, customers, tenants and threads.

mod actor;
mod created_event;
mod customer;
mod thread;

pub use actor::Actor;
pub use created_event::{CreatedCustomerEvent, CreatedThreadEvent, DateTime};
pub use customer::{
    Customer, EmailAddress, Tenant, UpsertResult, UpsertedCustomer, UpsertedTenant,
};
pub use thread::{
    CreatedThread, ExistingThread, ExistingThreadField, Label, LabelType, Note, ThreadAssignee,
    ThreadFieldType, ThreadStatus, UnknownReference, UpsertedThreadField,
};

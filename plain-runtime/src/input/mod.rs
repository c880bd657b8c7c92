//! Inputs of the API (events, threads, their components, customers), customer cards, and their
//! validation.

pub(crate) mod card;
pub mod component;
mod containment;
mod customer;
mod deserialize;
mod enumeration;
pub(crate) mod event;
pub(crate) mod identifier;
mod iso8601;
mod message;
mod number;
pub(crate) mod object;
mod pointer;
mod record;
mod splice;
mod tenant;
pub(crate) mod thread;
pub mod thread_field;
mod upsert;
pub(crate) mod validate;
mod validation_error;

pub use card::{Card, CustomerCard};
pub use component::{ContainerContent, EventComponent, RowContent};
pub use customer::{
    EmailAddressInput, OptionalStringInput, StringInput, UpsertCustomerInput,
    UpsertCustomerOnCreateInput, UpsertCustomerOnUpdateInput,
};
pub use enumeration::{BadgeColor, SpacingSize, TextColor, TextSize, ThreadPriority};
pub use event::{CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent, ThreadEvent};
pub use identifier::{
    AssigneeIdentifier, CustomerIdentifier, TenantIdentifier, UserIdentifier, WorkflowIdentifier,
};
pub use iso8601::{Iso8601, ToIso8601};
#[cfg(feature = "client")]
pub(crate) use message::check_id;
pub use message::{CreateNoteInput, ReplyToThreadInput};
pub use number::NumberValue;
pub use tenant::UpsertTenantInput;
pub use thread::{CreateThreadInput, Thread};
pub use thread_field::ThreadField;
pub use validation_error::{FieldViolation, ValidationError};

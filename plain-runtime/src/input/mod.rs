//! Inputs of the API (events, their components, customers) and their validation.

pub mod component;
mod containment;
mod customer;
mod deserialize;
mod enumeration;
pub(crate) mod event;
pub(crate) mod identifier;
mod iso8601;
pub(crate) mod object;
mod pointer;
mod splice;
mod upsert;
pub(crate) mod validate;
mod validation_error;

pub use component::{ContainerContent, EventComponent, RowContent};
pub use customer::{
    EmailAddressInput, OptionalStringInput, StringInput, UpsertCustomerInput,
    UpsertCustomerOnCreateInput, UpsertCustomerOnUpdateInput,
};
pub use enumeration::{BadgeColor, SpacingSize, TextColor, TextSize};
pub use event::{CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent, ThreadEvent};
pub use identifier::{CustomerIdentifier, UserIdentifier, WorkflowIdentifier};
pub use iso8601::{Iso8601, ToIso8601};
pub use validation_error::{FieldViolation, ValidationError};

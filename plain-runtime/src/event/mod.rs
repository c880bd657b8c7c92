//! Events, their components and their checks before sending.

pub mod component;
mod enumeration;
pub(crate) mod identifier;
pub(crate) mod input;
mod iso8601;
mod object;
mod validate;

pub use component::{ContainerContent, EventComponent, RowContent};
pub use enumeration::{BadgeColor, SpacingSize, TextColor, TextSize};
pub use identifier::{CustomerIdentifier, UserIdentifier, WorkflowIdentifier};
pub use input::{CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent, ThreadEvent};
pub use iso8601::{Iso8601, ToIso8601};
pub use validate::{InvalidInput, InvalidValue};
pub(crate) use validate::{Path, Violations};

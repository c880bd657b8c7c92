//! Values of identifiers.

use crate::input::{
    AssigneeIdentifier, CustomerIdentifier, TenantIdentifier, UserIdentifier, WorkflowIdentifier,
};

/// A customer identifier, or a reference to one.
#[diagnostic::on_unimplemented(
    message = "expected a `CustomerIdentifier`, found `{Self}`",
    label = "expected `email_address(..)`, `external_id(..)` or `customer_id(..)`",
    note = "write the kind of the identifier: `customer_identifier = email_address(..)`, `external_id(..)` or `customer_id(..)`",
    note = "on a field, write `customer_identifier = email_address`, `customer_identifier = external_id` or `customer_identifier = customer_id`"
)]
pub trait CustomerIdentifierValue {
    /// Converts the value.
    fn into_identifier(self) -> CustomerIdentifier;
}

impl CustomerIdentifierValue for CustomerIdentifier {
    fn into_identifier(self) -> CustomerIdentifier {
        self
    }
}

#[diagnostic::do_not_recommend]
impl CustomerIdentifierValue for &CustomerIdentifier {
    fn into_identifier(self) -> CustomerIdentifier {
        self.clone()
    }
}

/// Converts a value to a customer identifier.
pub fn customer_identifier(value: impl CustomerIdentifierValue) -> CustomerIdentifier {
    value.into_identifier()
}

/// A user identifier, or a reference to one.
#[diagnostic::on_unimplemented(
    message = "expected a `UserIdentifier`, found `{Self}`",
    label = "expected `user_id(..)`, `email_address(..)` or `machine_user_id(..)`",
    note = "write the kind of the identifier: `user(user_id(..))`, `email_address(..)` or `machine_user_id(..)`"
)]
pub trait UserIdentifierValue {
    /// Converts the value.
    fn into_identifier(self) -> UserIdentifier;
}

impl UserIdentifierValue for UserIdentifier {
    fn into_identifier(self) -> UserIdentifier {
        self
    }
}

#[diagnostic::do_not_recommend]
impl UserIdentifierValue for &UserIdentifier {
    fn into_identifier(self) -> UserIdentifier {
        self.clone()
    }
}

/// Converts a value to a user identifier.
pub fn user_identifier(value: impl UserIdentifierValue) -> UserIdentifier {
    value.into_identifier()
}

/// A workflow identifier, or a reference to one.
#[diagnostic::on_unimplemented(
    message = "expected a `WorkflowIdentifier`, found `{Self}`",
    label = "expected `workflow_id(..)` or `workflow_key(..)`",
    note = "write the kind of the identifier: `workflow_id(..)` or `workflow_key(..)`"
)]
pub trait WorkflowIdentifierValue {
    /// Converts the value.
    fn into_identifier(self) -> WorkflowIdentifier;
}

impl WorkflowIdentifierValue for WorkflowIdentifier {
    fn into_identifier(self) -> WorkflowIdentifier {
        self
    }
}

#[diagnostic::do_not_recommend]
impl WorkflowIdentifierValue for &WorkflowIdentifier {
    fn into_identifier(self) -> WorkflowIdentifier {
        self.clone()
    }
}

/// Converts a value to a workflow identifier.
pub fn workflow_identifier(value: impl WorkflowIdentifierValue) -> WorkflowIdentifier {
    value.into_identifier()
}

/// A tenant identifier, an `Option` of one, or a reference to either.
#[diagnostic::on_unimplemented(
    message = "expected a `TenantIdentifier` or an `Option` of one, found `{Self}`",
    label = "expected `tenant_id(..)` or `external_id(..)`",
    note = "write the kind of the identifier: `tenant_identifier = tenant_id(..)` or `external_id(..)`",
    note = "on a field, write `tenant_identifier = tenant_id` or `tenant_identifier = external_id`"
)]
pub trait TenantIdentifierValue {
    /// Converts the value.
    fn into_identifier(self) -> Option<TenantIdentifier>;
}

impl TenantIdentifierValue for TenantIdentifier {
    fn into_identifier(self) -> Option<TenantIdentifier> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl TenantIdentifierValue for &TenantIdentifier {
    fn into_identifier(self) -> Option<TenantIdentifier> {
        Some(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl TenantIdentifierValue for Option<TenantIdentifier> {
    fn into_identifier(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl TenantIdentifierValue for &Option<TenantIdentifier> {
    fn into_identifier(self) -> Option<TenantIdentifier> {
        self.clone()
    }
}

/// Converts a value to a tenant identifier.
pub fn tenant_identifier(value: impl TenantIdentifierValue) -> Option<TenantIdentifier> {
    value.into_identifier()
}

/// An assignee identifier, an `Option` of one, or a reference to either.
#[diagnostic::on_unimplemented(
    message = "expected an `AssigneeIdentifier` or an `Option` of one, found `{Self}`",
    label = "expected `user_id(..)` or `machine_user_id(..)`",
    note = "write the kind of the identifier: `assigned_to = user_id(..)` or `machine_user_id(..)`",
    note = "on a field, write `assigned_to = user_id` or `assigned_to = machine_user_id`"
)]
pub trait AssigneeIdentifierValue {
    /// Converts the value.
    fn into_identifier(self) -> Option<AssigneeIdentifier>;
}

impl AssigneeIdentifierValue for AssigneeIdentifier {
    fn into_identifier(self) -> Option<AssigneeIdentifier> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl AssigneeIdentifierValue for &AssigneeIdentifier {
    fn into_identifier(self) -> Option<AssigneeIdentifier> {
        Some(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl AssigneeIdentifierValue for Option<AssigneeIdentifier> {
    fn into_identifier(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl AssigneeIdentifierValue for &Option<AssigneeIdentifier> {
    fn into_identifier(self) -> Option<AssigneeIdentifier> {
        self.clone()
    }
}

/// Converts a value to an assignee identifier.
pub fn assigned_to(value: impl AssigneeIdentifierValue) -> Option<AssigneeIdentifier> {
    value.into_identifier()
}

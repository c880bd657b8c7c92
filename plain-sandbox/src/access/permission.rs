//! What an API key may do.

use std::fmt;
use std::str::FromStr;

/// A permission of an API key, by the name that Plain gives it.
///
/// ```
/// use plain_sandbox::Permission;
///
/// assert_eq!(Permission::CustomerEventCreate.to_string(), "customerEvent:create");
/// assert_eq!("customer:read".parse(), Ok(Permission::CustomerRead));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Permission {
    /// `customerEvent:create`: `createCustomerEvent`.
    CustomerEventCreate,
    /// `threadEvent:create`: `createThreadEvent`.
    ThreadEventCreate,
    /// `customer:create`: `upsertCustomer`, which needs `customer:edit` as well.
    CustomerCreate,
    /// `customer:edit`: `upsertCustomer`, which needs `customer:create` as well.
    CustomerEdit,
    /// `customer:read`: the queries for customers.
    CustomerRead,
    /// `thread:create`: `createThread`.
    ThreadCreate,
    /// `thread:read`: the queries for threads.
    ThreadRead,
}

impl Permission {
    /// Every permission, which is what the sandbox's own key has.
    pub const ALL: [Self; 7] = [
        Self::CustomerEventCreate,
        Self::ThreadEventCreate,
        Self::CustomerCreate,
        Self::CustomerEdit,
        Self::CustomerRead,
        Self::ThreadCreate,
        Self::ThreadRead,
    ];

    /// Plain's name, such as `customerEvent:create`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CustomerEventCreate => "customerEvent:create",
            Self::ThreadEventCreate => "threadEvent:create",
            Self::CustomerCreate => "customer:create",
            Self::CustomerEdit => "customer:edit",
            Self::CustomerRead => "customer:read",
            Self::ThreadCreate => "thread:create",
            Self::ThreadRead => "thread:read",
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(name: &str) -> Result<Self, UnknownPermission> {
        Self::ALL
            .into_iter()
            .find(|permission| permission.name() == name)
            .ok_or_else(|| UnknownPermission(name.to_owned()))
    }
}

/// A name that is not one of a permission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no permission; write one of {names}", names = Permission::ALL.map(Permission::name).join(", "))]
pub struct UnknownPermission(String);

/// What a field of `Query` or `Mutation` needs: nothing, where Plain's permission is not known.
pub(crate) fn needed(field: &str) -> &'static [Permission] {
    match field {
        "createCustomerEvent" => &[Permission::CustomerEventCreate],
        "createThreadEvent" => &[Permission::ThreadEventCreate],
        "upsertCustomer" => &[Permission::CustomerCreate, Permission::CustomerEdit],
        "customer" | "customerByEmail" | "customerByExternalId" | "customers" => {
            &[Permission::CustomerRead]
        }
        "createThread" => &[Permission::ThreadCreate],
        "thread" | "threadByRef" | "threadByExternalId" | "threads" => &[Permission::ThreadRead],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::{Permission, needed};
    use crate::graphql::SCHEMA;

    /// The fields whose permission is not known.
    const UNKNOWN: [&str; 5] = [
        "machineUser",
        "timelineEntries",
        "timelineEntry",
        "user",
        "userByEmail",
    ];

    #[test]
    fn every_field_needs_a_permission_if_that_is_known() {
        for root in ["Query", "Mutation"] {
            let fields = &SCHEMA.get_object(root).unwrap().fields;
            for field in fields.keys() {
                let is_known = !UNKNOWN.contains(&field.as_str());
                assert_eq!(!needed(field).is_empty(), is_known, "{root}.{field}");
            }
        }
    }

    #[test]
    fn an_unknown_permission_is_told_the_known_ones() {
        let error = "customer:delete".parse::<Permission>().unwrap_err();
        let message = error.to_string();
        assert!(message.contains("customer:delete"), "{message}");
        assert!(message.contains("customerEvent:create, "), "{message}");
    }
}

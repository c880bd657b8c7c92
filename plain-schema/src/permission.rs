//! Permissions of API keys, and the operations that need them.

use core::fmt;
use core::str::FromStr;

use crate::EVENTS;
use crate::property::same;

/// A permission of an API key.
///
/// ```
/// use plain_schema::Permission;
///
/// assert_eq!(Permission::CustomerEventCreate.to_string(), "customerEvent:create");
/// assert_eq!("customer:read".parse(), Ok(Permission::CustomerRead));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// Every permission.
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

    /// Permissions that a field of `Query` or `Mutation` needs; none if Plain does not document them.
    ///
    /// ```
    /// use plain_schema::Permission;
    ///
    /// assert_eq!(Permission::needed_for("createThread"), [Permission::ThreadCreate]);
    /// assert!(Permission::needed_for("timelineEntries").is_empty());
    /// ```
    pub const fn needed_for(operation: &str) -> &'static [Self] {
        let mut index = 0;
        while index < EVENTS.len() {
            if same(EVENTS[index].mutation, operation) {
                return EVENTS[index].permissions;
            }
            index += 1;
        }
        index = 0;
        while index < OPERATIONS.len() {
            if same(OPERATIONS[index].0, operation) {
                return OPERATIONS[index].1;
            }
            index += 1;
        }
        &[]
    }
}

/// Permissions by operation, except for the mutations in [`EVENTS`].
static OPERATIONS: &[(&str, &[Permission])] = &[
    (
        "upsertCustomer",
        &[Permission::CustomerCreate, Permission::CustomerEdit],
    ),
    ("customer", &[Permission::CustomerRead]),
    ("customerByEmail", &[Permission::CustomerRead]),
    ("customerByExternalId", &[Permission::CustomerRead]),
    ("customers", &[Permission::CustomerRead]),
    ("createThread", &[Permission::ThreadCreate]),
    ("thread", &[Permission::ThreadRead]),
    ("threadByRef", &[Permission::ThreadRead]),
    ("threadByExternalId", &[Permission::ThreadRead]),
    ("threads", &[Permission::ThreadRead]),
];

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
            .ok_or(UnknownPermission(()))
    }
}

/// Error for a text that is not the name of a [`Permission`].
///
/// Its message lists the known names. It does not quote the text, which may be an API key.
///
/// ```
/// use plain_schema::Permission;
///
/// let error = "customer:delete".parse::<Permission>().unwrap_err();
/// let message = "unknown permission; expected one of customerEvent:create, threadEvent:create";
/// assert!(error.to_string().starts_with(message));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownPermission(());

impl fmt::Display for UnknownPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown permission; expected one of ")?;
        for (index, permission) in Permission::ALL.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{permission}")?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownPermission {}

//! Permissions of API keys.

use core::fmt;
use core::str::FromStr;

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
    /// `timeline:read`: the queries for timeline entries.
    TimelineRead,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 8] = [
        Self::CustomerEventCreate,
        Self::ThreadEventCreate,
        Self::CustomerCreate,
        Self::CustomerEdit,
        Self::CustomerRead,
        Self::ThreadCreate,
        Self::ThreadRead,
        Self::TimelineRead,
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
            Self::TimelineRead => "timeline:read",
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

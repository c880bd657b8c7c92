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
    /// `threadEvent:create`: `createThreadEvent`, which needs `threadEvent:read` as well.
    ThreadEventCreate,
    /// `threadEvent:read`: `createThreadEvent`, which needs `threadEvent:create` as well.
    ThreadEventRead,
    /// `customer:create`: `upsertCustomer`, which needs `customer:edit` as well.
    CustomerCreate,
    /// `customer:edit`: `upsertCustomer` and the mutations that change the tenants of a customer, all of
    /// which need others as well.
    CustomerEdit,
    /// `customer:read`: the queries for customers.
    CustomerRead,
    /// `customerTenantMembership:create`: `addCustomerToTenants` and `setCustomerTenants`, which need
    /// `customer:edit` as well.
    CustomerTenantMembershipCreate,
    /// `customerTenantMembership:delete`: `removeCustomerFromTenants` and `setCustomerTenants`, which need
    /// `customer:edit` as well.
    CustomerTenantMembershipDelete,
    /// `tenant:create`: `upsertTenant`, which needs `tenant:read` as well.
    TenantCreate,
    /// `tenant:read`: the queries for tenants, and `upsertTenant`.
    TenantRead,
    /// `thread:create`: `createThread`, which needs `thread:read` as well.
    ThreadCreate,
    /// `thread:read`: the queries for threads, and the mutations that return one and document it.
    ThreadRead,
    /// `thread:edit`: the mutations that change the priority and the status of a thread.
    ThreadEdit,
    /// `thread:assign`: `assignThread`, which needs `thread:read` as well.
    ThreadAssign,
    /// `thread:reply`: `replyToThread`.
    ThreadReply,
    /// `threadField:create`: `upsertThreadField`, which needs `threadField:update` as well.
    ThreadFieldCreate,
    /// `threadField:update`: `upsertThreadField`, which needs `threadField:create` as well.
    ThreadFieldUpdate,
    /// `threadFieldSchema:create`: `createThreadFieldSchema`.
    ThreadFieldSchemaCreate,
    /// `label:create`: `addLabels`.
    LabelCreate,
    /// `label:delete`: `removeLabels`.
    LabelDelete,
    /// `labelType:create`: `createLabelType`.
    LabelTypeCreate,
    /// `labelType:read`: the queries for label types.
    LabelTypeRead,
    /// `note:create`: `createNote`.
    NoteCreate,
    /// `timeline:read`: the queries for timeline entries.
    TimelineRead,
}

impl Permission {
    /// Every permission.
    ///
    /// ```
    /// use plain_schema::Permission;
    ///
    /// assert!(Permission::ALL.contains(&Permission::TimelineRead));
    /// ```
    pub const ALL: [Self; 24] = [
        Self::CustomerEventCreate,
        Self::ThreadEventCreate,
        Self::ThreadEventRead,
        Self::CustomerCreate,
        Self::CustomerEdit,
        Self::CustomerRead,
        Self::CustomerTenantMembershipCreate,
        Self::CustomerTenantMembershipDelete,
        Self::TenantCreate,
        Self::TenantRead,
        Self::ThreadCreate,
        Self::ThreadRead,
        Self::ThreadEdit,
        Self::ThreadAssign,
        Self::ThreadReply,
        Self::ThreadFieldCreate,
        Self::ThreadFieldUpdate,
        Self::ThreadFieldSchemaCreate,
        Self::LabelCreate,
        Self::LabelDelete,
        Self::LabelTypeCreate,
        Self::LabelTypeRead,
        Self::NoteCreate,
        Self::TimelineRead,
    ];

    /// Plain's name, such as `customerEvent:create`.
    ///
    /// ```
    /// use plain_schema::Permission;
    ///
    /// assert_eq!(Permission::ThreadEventCreate.name(), "threadEvent:create");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::CustomerEventCreate => "customerEvent:create",
            Self::ThreadEventCreate => "threadEvent:create",
            Self::ThreadEventRead => "threadEvent:read",
            Self::CustomerCreate => "customer:create",
            Self::CustomerEdit => "customer:edit",
            Self::CustomerRead => "customer:read",
            Self::CustomerTenantMembershipCreate => "customerTenantMembership:create",
            Self::CustomerTenantMembershipDelete => "customerTenantMembership:delete",
            Self::TenantCreate => "tenant:create",
            Self::TenantRead => "tenant:read",
            Self::ThreadCreate => "thread:create",
            Self::ThreadRead => "thread:read",
            Self::ThreadEdit => "thread:edit",
            Self::ThreadAssign => "thread:assign",
            Self::ThreadReply => "thread:reply",
            Self::ThreadFieldCreate => "threadField:create",
            Self::ThreadFieldUpdate => "threadField:update",
            Self::ThreadFieldSchemaCreate => "threadFieldSchema:create",
            Self::LabelCreate => "label:create",
            Self::LabelDelete => "label:delete",
            Self::LabelTypeCreate => "labelType:create",
            Self::LabelTypeRead => "labelType:read",
            Self::NoteCreate => "note:create",
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

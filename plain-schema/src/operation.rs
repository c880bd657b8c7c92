//! Queries and mutations, and the permissions that they need.

use crate::rules::same;
use crate::{ENTITIES, Permission};

impl Permission {
    /// Permissions that a field of `Query` or `Mutation` needs; none if Plain does not document them.
    ///
    /// ```
    /// use plain_schema::Permission;
    ///
    /// let needed = [Permission::ThreadCreate, Permission::ThreadRead];
    /// assert_eq!(Permission::needed_for("createThread"), needed);
    /// assert!(Permission::needed_for("userByEmail").is_empty());
    /// ```
    pub const fn needed_for(operation: &str) -> &'static [Self] {
        let mut index = 0;
        while index < ENTITIES.len() {
            if let Some(mutation) = ENTITIES[index].mutation()
                && same(mutation.name, operation)
            {
                return mutation.permissions;
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

/// Permissions by operation, except for the mutations of [`ENTITIES`].
static OPERATIONS: &[(&str, &[Permission])] = &[
    (
        "upsertCustomer",
        &[Permission::CustomerCreate, Permission::CustomerEdit],
    ),
    ("customer", &[Permission::CustomerRead]),
    ("customerByEmail", &[Permission::CustomerRead]),
    ("customerByExternalId", &[Permission::CustomerRead]),
    ("customers", &[Permission::CustomerRead]),
    (
        "addCustomerToTenants",
        &[
            Permission::CustomerEdit,
            Permission::CustomerTenantMembershipCreate,
        ],
    ),
    (
        "removeCustomerFromTenants",
        &[
            Permission::CustomerEdit,
            Permission::CustomerTenantMembershipDelete,
        ],
    ),
    (
        "setCustomerTenants",
        &[
            Permission::CustomerEdit,
            Permission::CustomerTenantMembershipCreate,
            Permission::CustomerTenantMembershipDelete,
        ],
    ),
    (
        "upsertTenant",
        &[Permission::TenantRead, Permission::TenantCreate],
    ),
    ("tenant", &[Permission::TenantRead]),
    ("changeThreadPriority", &[Permission::ThreadEdit]),
    (
        "markThreadAsDone",
        &[Permission::ThreadEdit, Permission::ThreadRead],
    ),
    (
        "markThreadAsTodo",
        &[Permission::ThreadEdit, Permission::ThreadRead],
    ),
    (
        "assignThread",
        &[Permission::ThreadAssign, Permission::ThreadRead],
    ),
    ("replyToThread", &[Permission::ThreadReply]),
    (
        "upsertThreadField",
        &[Permission::ThreadFieldCreate, Permission::ThreadFieldUpdate],
    ),
    (
        "createThreadFieldSchema",
        &[Permission::ThreadFieldSchemaCreate],
    ),
    ("addLabels", &[Permission::LabelCreate]),
    ("removeLabels", &[Permission::LabelDelete]),
    ("createLabelType", &[Permission::LabelTypeCreate]),
    ("labelType", &[Permission::LabelTypeRead]),
    ("labelTypeByExternalId", &[Permission::LabelTypeRead]),
    ("labelTypes", &[Permission::LabelTypeRead]),
    ("createNote", &[Permission::NoteCreate]),
    ("thread", &[Permission::ThreadRead]),
    ("threadByRef", &[Permission::ThreadRead]),
    ("threadByExternalId", &[Permission::ThreadRead]),
    ("threads", &[Permission::ThreadRead]),
    ("timelineEntries", &[Permission::TimelineRead]),
    ("timelineEntry", &[Permission::TimelineRead]),
];

//! Queries and mutations, and the permissions that they need.

use crate::rules::same;
use crate::{EVENTS, Permission};

impl Permission {
    /// Permissions that a field of `Query` or `Mutation` needs; none if Plain does not document them.
    ///
    /// ```
    /// use plain_schema::Permission;
    ///
    /// assert_eq!(Permission::needed_for("createThread"), [Permission::ThreadCreate]);
    /// assert!(Permission::needed_for("userByEmail").is_empty());
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
    ("timelineEntries", &[Permission::TimelineRead]),
    ("timelineEntry", &[Permission::TimelineRead]),
];

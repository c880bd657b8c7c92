//! Identifiers of customers, users, workflows, tenants and assignees. Each has several kinds, of which
//! exactly one is given.
//!
//! ```
//! use plain_schema::identifier::{
//!     ASSIGNEE_IDENTIFIER, CUSTOMER_IDENTIFIER, IDENTIFIERS, TENANT_IDENTIFIER, USER_IDENTIFIER, WORKFLOW_IDENTIFIER,
//! };
//!
//! let external = IDENTIFIERS.iter().filter(|it| it.kind("external_id").is_some());
//! assert!(external.map(|it| it.name).eq([CUSTOMER_IDENTIFIER.name, TENANT_IDENTIFIER.name]));
//! for identifier in [&USER_IDENTIFIER, &ASSIGNEE_IDENTIFIER] {
//!     assert!(identifier.kind("machine_user_id").is_some());
//! }
//! assert!(WORKFLOW_IDENTIFIER.kind("workflow_key").is_some());
//! ```

use crate::StringRule;
use crate::rules::same;

/// Identifier with several kinds, of which exactly one is given.
///
/// ```
/// use plain_schema::identifier::CUSTOMER_IDENTIFIER;
///
/// let kind = CUSTOMER_IDENTIFIER.kind("email_address").unwrap();
/// assert_eq!(kind.graphql_name, "emailAddress");
/// assert!(kind.rule.check("jane").is_err());
/// ```
#[derive(Debug)]
pub struct Identifier {
    /// Rust type.
    pub name: &'static str,
    /// Input object in Plain's schema.
    pub graphql_name: &'static str,
    /// Kinds of the identifier.
    pub kinds: &'static [IdentifierKind],
}

impl Identifier {
    /// Finds a kind by its name in the macros.
    ///
    /// ```
    /// use plain_schema::identifier::WORKFLOW_IDENTIFIER;
    ///
    /// assert_eq!(WORKFLOW_IDENTIFIER.kind("workflow_key").unwrap().graphql_name, "workflowKey");
    /// assert!(WORKFLOW_IDENTIFIER.kind("workflow_name").is_none());
    /// ```
    pub const fn kind(&self, name: &str) -> Option<&'static IdentifierKind> {
        let mut index = 0;
        while index < self.kinds.len() {
            if same(self.kinds[index].name, name) {
                return Some(&self.kinds[index]);
            }
            index += 1;
        }
        None
    }

    /// Finds a kind by its Rust variant.
    ///
    /// ```
    /// use plain_schema::identifier::TENANT_IDENTIFIER;
    ///
    /// assert_eq!(TENANT_IDENTIFIER.variant("ExternalId").unwrap().name, "external_id");
    /// ```
    pub const fn variant(&self, variant: &str) -> Option<&'static IdentifierKind> {
        let mut index = 0;
        while index < self.kinds.len() {
            if same(self.kinds[index].variant, variant) {
                return Some(&self.kinds[index]);
            }
            index += 1;
        }
        None
    }
}

/// Kind of an [`Identifier`].
///
/// ```
/// use plain_schema::identifier::CUSTOMER_IDENTIFIER;
///
/// let id = CUSTOMER_IDENTIFIER.kind("customer_id").unwrap();
/// assert_eq!(id.variant, "CustomerId");
/// assert!(id.rule.check("").is_err());
/// ```
#[derive(Debug)]
pub struct IdentifierKind {
    /// Name in the macros.
    pub name: &'static str,
    /// Rust variant.
    pub variant: &'static str,
    /// Name in Plain's schema.
    pub graphql_name: &'static str,
    /// Rule that its text must obey.
    pub rule: StringRule,
}

const fn kind(
    name: &'static str,
    variant: &'static str,
    graphql_name: &'static str,
    rule: StringRule,
) -> IdentifierKind {
    IdentifierKind {
        name,
        variant,
        graphql_name,
        rule,
    }
}

/// Customer of an event or a thread: rules E2 and T1.
pub static CUSTOMER_IDENTIFIER: Identifier = Identifier {
    name: "CustomerIdentifier",
    graphql_name: "CustomerIdentifierInput",
    kinds: &[
        kind(
            "email_address",
            "EmailAddress",
            "emailAddress",
            StringRule::EmailAddress,
        ),
        kind(
            "external_id",
            "ExternalId",
            "externalId",
            StringRule::ExternalId,
        ),
        kind(
            "customer_id",
            "CustomerId",
            "customerId",
            StringRule::Id { prefix: "c_" },
        ),
    ],
};

/// User that a `user` component shows: rule C7.
pub static USER_IDENTIFIER: Identifier = Identifier {
    name: "UserIdentifier",
    graphql_name: "UserIdentifierInput",
    kinds: &[
        kind(
            "user_id",
            "UserId",
            "userId",
            StringRule::Id { prefix: "u_" },
        ),
        kind(
            "email_address",
            "EmailAddress",
            "emailAddress",
            StringRule::EmailAddress,
        ),
        kind(
            "machine_user_id",
            "MachineUserId",
            "machineUserId",
            StringRule::Id { prefix: "mu_" },
        ),
    ],
};

/// Workflow that a `workflow_button` starts: rule C6.
pub static WORKFLOW_IDENTIFIER: Identifier = Identifier {
    name: "WorkflowIdentifier",
    graphql_name: "ComponentWorkflowButtonWorkflowIdentifierInput",
    kinds: &[
        kind(
            "workflow_id",
            "WorkflowId",
            "workflowId",
            StringRule::ExternalId,
        ),
        kind(
            "workflow_key",
            "WorkflowKey",
            "workflowKey",
            StringRule::ExternalId,
        ),
    ],
};

/// Tenant of a thread: rule T1.
pub static TENANT_IDENTIFIER: Identifier = Identifier {
    name: "TenantIdentifier",
    graphql_name: "TenantIdentifierInput",
    kinds: &[
        kind(
            "tenant_id",
            "TenantId",
            "tenantId",
            StringRule::Id { prefix: "te_" },
        ),
        kind(
            "external_id",
            "ExternalId",
            "externalId",
            StringRule::ExternalId,
        ),
    ],
};

/// User or machine user that a thread is assigned to: rule T1.
pub static ASSIGNEE_IDENTIFIER: Identifier = Identifier {
    name: "AssigneeIdentifier",
    graphql_name: "CreateThreadAssignedToInput",
    kinds: &[
        kind(
            "user_id",
            "UserId",
            "userId",
            StringRule::Id { prefix: "u_" },
        ),
        kind(
            "machine_user_id",
            "MachineUserId",
            "machineUserId",
            StringRule::Id { prefix: "mu_" },
        ),
    ],
};

/// All identifiers.
pub static IDENTIFIERS: &[&Identifier] = &[
    &CUSTOMER_IDENTIFIER,
    &USER_IDENTIFIER,
    &WORKFLOW_IDENTIFIER,
    &TENANT_IDENTIFIER,
    &ASSIGNEE_IDENTIFIER,
];

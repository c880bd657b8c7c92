//! The values of which exactly one of several kinds is given: whom an event is for, which user or
//! workflow a component shows.

use crate::StringRule;
use crate::property::same;

/// A value given in exactly one of several ways.
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
    /// The Rust type.
    pub name: &'static str,
    /// The input object of Plain's schema.
    pub graphql_name: &'static str,
    /// The ways to give it.
    pub kinds: &'static [IdentifierKind],
}

impl Identifier {
    /// The kind of that name.
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

    /// The kind of that Rust variant.
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

/// One way to give an [`Identifier`].
#[derive(Debug)]
pub struct IdentifierKind {
    /// The name in the macros.
    pub name: &'static str,
    /// The Rust variant.
    pub variant: &'static str,
    /// The name in Plain's schema.
    pub graphql_name: &'static str,
    /// The rule its text must obey.
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

/// The customer of an event: rule E2.
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
            StringRule::NotBlank,
        ),
        kind(
            "customer_id",
            "CustomerId",
            "customerId",
            StringRule::Id { prefix: "c_" },
        ),
    ],
};

/// The user that a `user` component shows: rule C7.
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

/// The workflow that a `workflow_button` starts: rule C6.
pub static WORKFLOW_IDENTIFIER: Identifier = Identifier {
    name: "WorkflowIdentifier",
    graphql_name: "ComponentWorkflowButtonWorkflowIdentifierInput",
    kinds: &[
        kind(
            "workflow_id",
            "WorkflowId",
            "workflowId",
            StringRule::NotBlank,
        ),
        kind(
            "workflow_key",
            "WorkflowKey",
            "workflowKey",
            StringRule::NotBlank,
        ),
    ],
};

/// Every identifier.
pub static IDENTIFIERS: &[&Identifier] =
    &[&CUSTOMER_IDENTIFIER, &USER_IDENTIFIER, &WORKFLOW_IDENTIFIER];

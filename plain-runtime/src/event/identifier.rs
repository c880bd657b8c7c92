//! Values given in exactly one of several ways: an enum holds one, never two or none.

use std::borrow::Cow;

use plain_schema::{Identifier, IdentifierKind, Property, identifier};
use serde::{Serialize, Serializer};

use super::object::PropertyValue;
use super::validate::{Path, Violations};

const fn kind(identifier: &'static Identifier, variant: &str) -> &'static IdentifierKind {
    match identifier.variant(variant) {
        Some(kind) => kind,
        None => panic!("no such kind in plain-schema"),
    }
}

/// Declares an enum whose variants are the kinds of a row of `plain_schema`.
macro_rules! identifier {
    (
        $(#[$meta:meta])*
        $name:ident = $row:path {
            $($(#[$variant_meta:meta])* $variant:ident,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant(Cow<'static, str>),)*
        }

        impl $name {
            fn kind_and_text(&self) -> (&'static IdentifierKind, &str) {
                match self {
                    $(Self::$variant(text) => {
                        (const { kind(&$row, stringify!($variant)) }, text)
                    })*
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let (kind, text) = self.kind_and_text();
                serializer.serialize_newtype_variant(stringify!($name), 0, kind.graphql_name, text)
            }
        }

        impl $name {
            pub(crate) fn check(&self, path: &Path<'_>, violations: &mut Violations) {
                let (kind, text) = self.kind_and_text();
                if let Err(violation) = kind.rule.check(text) {
                    violations.add(&path.property(kind.name), violation);
                }
            }
        }

        impl PropertyValue for $name {
            fn validate(&self, _: &'static Property, path: &Path<'_>, violations: &mut Violations) {
                self.check(path, violations);
            }
        }
    };
}

identifier! {
    /// Whom a customer event is for. The customer must exist in Plain.
    ///
    /// ```
    /// let jane = plain_runtime::CustomerIdentifier::EmailAddress("jane@acme.com".into());
    /// assert_eq!(serde_json::to_string(&jane).unwrap(), r#"{"emailAddress":"jane@acme.com"}"#);
    /// ```
    CustomerIdentifier = identifier::CUSTOMER_IDENTIFIER {
        /// By e-mail address.
        EmailAddress,
        /// By your own id of the customer.
        ExternalId,
        /// By Plain's id of the customer, `c_…`.
        CustomerId,
    }
}

identifier! {
    /// The user of your workspace that a `user` component shows. Plain looks it up when the event
    /// is shown, and shows nobody if there is no such user.
    ///
    /// ```
    /// let grace = plain_runtime::UserIdentifier::UserId("u_01".into());
    /// assert_eq!(serde_json::to_string(&grace).unwrap(), r#"{"userId":"u_01"}"#);
    /// ```
    UserIdentifier = identifier::USER_IDENTIFIER {
        /// By Plain's id of the user, `u_…`.
        UserId,
        /// By e-mail address.
        EmailAddress,
        /// By Plain's id of the machine user, `mu_…`.
        MachineUserId,
    }
}

identifier! {
    /// The workflow that a `workflow_button` starts.
    ///
    /// ```
    /// let refund = plain_runtime::WorkflowIdentifier::WorkflowKey("refund".into());
    /// assert_eq!(serde_json::to_string(&refund).unwrap(), r#"{"workflowKey":"refund"}"#);
    /// ```
    WorkflowIdentifier = identifier::WORKFLOW_IDENTIFIER {
        /// By Plain's id of the workflow.
        WorkflowId,
        /// By the key you gave the workflow.
        WorkflowKey,
    }
}

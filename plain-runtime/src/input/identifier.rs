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

/// Declares an enum whose variants are the kinds of a row of `plain_schema`, and the
/// `names` of the kinds in a module. The page is that of Plain's
/// documentation.
macro_rules! identifier {
    (
        $(#[$meta:meta])*
        $name:ident = $row:path, $page:literal, $module:ident {
            $($(#[$variant_meta:meta])* $variant:ident, $kind:ident;)*
        }
    ) => {
        /// The names of its kinds.
        #[allow(non_upper_case_globals)]
        pub(crate) mod $module {
            /// Each with its text.
            pub mod with_text {
                use super::super::{Cow, $name};

                $(
                    $(#[$variant_meta])*
                    #[doc = ""]
                    #[doc = concat!("See <", $page, ">.")]
                    pub fn $kind($kind: Cow<'static, str>) -> $name {
                        $name::$variant($kind)
                    }
                )*
            }

            /// Each alone.
            pub mod alone {
                use super::super::$name;
                use $crate::input::object::PropertyName;

                $(
                    $(#[$variant_meta])*
                    #[doc = ""]
                    #[doc = concat!("See <", $page, ">.")]
                    pub const $kind: PropertyName<$name> = PropertyName::NAME;
                )*
            }
        }

        $(#[$meta])*
        #[doc = ""]
        #[doc = concat!("See <", $page, ">.")]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[doc = ""]
                #[doc = concat!("See <", $page, ">.")]
                $variant(Cow<'static, str>),
            )*
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
    CustomerIdentifier = identifier::CUSTOMER_IDENTIFIER,
    "https://www.plain.com/docs/api-reference/graphql/events/create-customer-event", customer_identifier {
        /// The customer of that e-mail address, which must have the shape of one.
        EmailAddress, email_address;
        /// The customer that you know by that id, not blank.
        ExternalId, external_id;
        /// The customer of that id of Plain's, `c_…`, not blank.
        CustomerId, customer_id;
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
    UserIdentifier = identifier::USER_IDENTIFIER,
    "https://www.plain.com/docs/api-reference/ui-components", user_identifier {
        /// The user of that id of Plain's, `u_…`, not blank.
        UserId, user_id;
        /// The user of that e-mail address, which must have the shape of one.
        EmailAddress, email_address;
        /// The machine user of that id of Plain's, `mu_…`, not blank.
        MachineUserId, machine_user_id;
    }
}

identifier! {
    /// The workflow that a `workflow_button` starts.
    ///
    /// ```
    /// let refund = plain_runtime::WorkflowIdentifier::WorkflowKey("refund".into());
    /// assert_eq!(serde_json::to_string(&refund).unwrap(), r#"{"workflowKey":"refund"}"#);
    /// ```
    WorkflowIdentifier = identifier::WORKFLOW_IDENTIFIER,
    "https://www.plain.com/docs/api-reference/ui-components/workflow-button", workflow_identifier {
        /// The workflow of that id of Plain's, not blank.
        WorkflowId, workflow_id;
        /// The workflow of that key, which you gave it; not blank.
        WorkflowKey, workflow_key;
    }
}

//! Identifiers: each is an enum, so that exactly one of its kinds is given.

use std::borrow::Cow;
use std::fmt::Display;

use plain_schema::{Identifier, IdentifierKind, Property, identifier};
use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::deserialize::{self, OneOf};
use super::object::{PropertyValue, serialize_one_of};
use super::validate::{PropertyPath, Violations};

const fn kind(identifier: &'static Identifier, variant: &str) -> &'static IdentifierKind {
    match identifier.variant(variant) {
        Some(kind) => kind,
        None => panic!("no such kind in plain-schema"),
    }
}

/// Declares an enum whose variants are the kinds of an identifier of `plain_schema`, and a module with
/// the names of the kinds. `$page` is a page of Plain's documentation.
macro_rules! identifier {
    (
        $(#[$meta:meta])*
        $name:ident = $row:path, $page:literal, $module:ident {
            $($(#[$variant_meta:meta])* $variant:ident, $kind:ident;)*
        }
    ) => {
        /// Names of the kinds.
        #[allow(non_upper_case_globals)]
        pub(crate) mod $module {
            /// Constructors of the kinds, with their text.
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

            /// Names of the kinds, without a text.
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
            $(
                $(#[$variant_meta])*
                #[doc = ""]
                #[doc = concat!("See <", $page, ">.")]
                pub fn $kind($kind: impl Display) -> Self {
                    Self::$variant(Cow::Owned($kind.to_string()))
                }
            )*

            fn kind_and_text(&self) -> (&'static IdentifierKind, &str) {
                match self {
                    $(Self::$variant(text) => {
                        (const { kind(&$row, stringify!($variant)) }, text)
                    })*
                }
            }
        }

        impl Serialize for $name {
            #[inline]
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let (kind, text) = self.kind_and_text();
                serialize_one_of(serializer, stringify!($name), kind.graphql_name, text)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize::one_of(deserializer)
            }
        }

        impl OneOf for $name {
            const NAME: &'static str = stringify!($name);
            const FIELDS: &'static [&'static str] =
                &[$(kind(&$row, stringify!($variant)).graphql_name,)*];

            fn from_field<'de, A: MapAccess<'de>>(
                index: usize,
                map: &mut A,
            ) -> Result<Option<Self>, A::Error> {
                let kinds = [$(Self::$variant,)*];
                Ok(map.next_value::<Option<_>>()?.map(kinds[index]))
            }
        }

        impl $name {
            pub(crate) fn check(&self, path: &PropertyPath<'_>, violations: &mut Violations) {
                let (kind, text) = self.kind_and_text();
                if let Err(violation) = kind.rule.check(text) {
                    violations.add(&path.property(kind.name), violation);
                }
            }
        }

        impl PropertyValue for $name {
            fn validate(&self, _: &'static Property, path: &PropertyPath<'_>, violations: &mut Violations) {
                self.check(path, violations);
            }
        }
    };
}

identifier! {
    /// The customer that an event or a thread is for. The customer must exist in Plain.
    ///
    /// ```
    /// let jane = plain_runtime::CustomerIdentifier::email_address("jane@acme.com");
    /// assert_eq!(serde_json::to_string(&jane).unwrap(), r#"{"emailAddress":"jane@acme.com"}"#);
    /// ```
    CustomerIdentifier = identifier::CUSTOMER_IDENTIFIER,
    "https://www.plain.com/docs/api-reference/graphql/events/create-customer-event", customer_identifier {
        /// Email address of the customer, such as `jane@acme.com`.
        EmailAddress, email_address;
        /// Your own ID of the customer, not blank.
        ExternalId, external_id;
        /// Plain's ID of the customer, `c_…`, not blank.
        CustomerId, customer_id;
    }
}

identifier! {
    /// The user of your workspace that a `user` component shows.
    ///
    /// Plain looks up the user when the event is shown, and shows nothing if there is no such user.
    ///
    /// ```
    /// let grace = plain_runtime::UserIdentifier::user_id("u_01");
    /// assert_eq!(serde_json::to_string(&grace).unwrap(), r#"{"userId":"u_01"}"#);
    /// ```
    UserIdentifier = identifier::USER_IDENTIFIER,
    "https://www.plain.com/docs/api-reference/ui-components", user_identifier {
        /// Plain's ID of the user, `u_…`, not blank.
        UserId, user_id;
        /// Email address of the user, such as `grace@acme.com`.
        EmailAddress, email_address;
        /// Plain's ID of the machine user, `mu_…`, not blank.
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
        /// Plain's ID of the workflow, not blank.
        WorkflowId, workflow_id;
        /// The key that you gave the workflow, not blank.
        WorkflowKey, workflow_key;
    }
}

identifier! {
    /// The tenant of a thread.
    ///
    /// ```
    /// let acme = plain_runtime::TenantIdentifier::external_id("acme");
    /// assert_eq!(serde_json::to_string(&acme).unwrap(), r#"{"externalId":"acme"}"#);
    /// ```
    TenantIdentifier = identifier::TENANT_IDENTIFIER,
    "https://www.plain.com/docs/api-reference/graphql/threads/create", tenant_identifier {
        /// Plain's ID of the tenant, `te_…`, not blank.
        TenantId, tenant_id;
        /// Your own ID of the tenant, not blank.
        ExternalId, external_id;
    }
}

identifier! {
    /// The user or machine user that a thread is assigned to.
    ///
    /// ```
    /// let grace = plain_runtime::AssigneeIdentifier::user_id("u_01");
    /// assert_eq!(serde_json::to_string(&grace).unwrap(), r#"{"userId":"u_01"}"#);
    /// ```
    AssigneeIdentifier = identifier::ASSIGNEE_IDENTIFIER,
    "https://www.plain.com/docs/api-reference/graphql/threads/create", assigned_to {
        /// Plain's ID of the user, `u_…`, not blank.
        UserId, user_id;
        /// Plain's ID of the machine user, `mu_…`, not blank.
        MachineUserId, machine_user_id;
    }
}

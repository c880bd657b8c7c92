//! Vocabulary and validation rules of Plain's customer events, thread events, threads and customer
//! cards.
//!
//! Facts about Plain's API are defined here only: the [`COMPONENTS`] and their properties, the
//! components that a [`Context`] admits, the fields of each [`Entity`] that the macros write, the
//! identifiers, the enums and the permissions. Each of the [`RULES`] is implemented by one `const fn`, reached through
//! [`StringRule::check`] or [`Context::admits`]: the macros call it at expansion, `const` evaluation
//! calls it for constants, and the client calls it before it sends anything.
//!
//! Applications depend on [`plain-runtime`](https://docs.rs/plain-runtime), which has the macros and the client.
//!
//! The crate is `no_std`, has no dependencies and allocates nothing.
//!
//! ```
//! use plain_schema::{Context, component};
//!
//! let url = component::LINK_BUTTON.property("url").unwrap();
//! assert_eq!(url.graphql_name, "linkButtonUrl");
//! assert!(url.value.string_rule().unwrap().check("not a url").is_err());
//! assert!(!Context::Row.admits(component::CONTAINER.kind));
//! ```
//!
//! Sources: Plain's GraphQL schema and
//! <https://www.plain.com/docs/api-reference/ui-components>.
#![no_std]

#[cfg(test)]
extern crate alloc;

pub mod card_request;
pub mod component;
mod constructor;
mod context;
pub mod entity;
pub mod enumeration;
pub mod event;
pub mod identifier;
mod list;
pub mod markdown;
mod operation;
mod permission;
mod property;
mod rules;
pub mod thread_field;
mod violation;

pub use component::{COMPONENTS, Component};
pub use constructor::Constructor;
pub use context::{ComponentKind, Context};
pub use entity::{Delivery, ENTITIES, Entity, EntityKind, Mutation};
pub use enumeration::{ENUMERATIONS, EnumEncoding, EnumValue, Enumeration};
pub use event::{EVENTS, Event, EventKind};
pub use identifier::{IDENTIFIERS, Identifier, IdentifierKind};
pub use list::{ListContent, ListRule};
pub use permission::{Permission, UnknownPermission};
pub use property::{Presence, Property, ValueType};
pub use rules::{
    EMPTY_CAPTURE, RULES, Rule, RuleSource, RuleStage, StringRule, assert_valid,
    check_distinct_key, check_integer, check_number, utf16_length,
};
pub use thread_field::{THREAD_FIELD_INPUT, THREAD_FIELDS, ThreadFieldKind, ThreadFieldType};
pub use violation::{Message, Violation};

/// Subset of Plain's GraphQL schema that these crates use, in the schema definition language.
///
/// A document that is valid against it is valid against Plain's whole schema.
///
/// ```
/// assert!(plain_schema::SDL.contains("createCustomerEvent("));
/// ```
pub const SDL: &str = concat!(
    include_str!("../schema.graphql"),
    include_str!("../threads.graphql"),
    include_str!("../thread_changes.graphql"),
    include_str!("../tenants.graphql"),
    include_str!("../absent.graphql"),
);

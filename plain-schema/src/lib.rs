//! Plain's vocabulary for customer and thread events, and the rules an event must obey.
//!
//! Everything the other crates know about Plain's API stands here, once: the [`COMPONENTS`] and
//! their properties, which [`Context`] admits which component, the fields of an [`Event`], the
//! identifiers and the enums. Each rule of the [`RULES`] is one `const fn` reached through
//! [`StringRule::check`] or [`Context::admits`], so that the macros run it at expansion, `const`
//! evaluation runs it on constants, and the client runs it before an event is sent.
//!
//! The crate has no dependencies and allocates nothing.
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
//! The facts are those of Plain's schema and of
//! <https://www.plain.com/docs/api-reference/ui-components>.
#![no_std]

pub mod component;
pub mod enumeration;
pub mod event;
pub mod identifier;
pub mod markdown;
mod permission;
mod property;
mod rules;
mod violation;

pub use component::{COMPONENTS, Component, ComponentKind, Context};
pub use enumeration::{ENUMERATIONS, EnumValue, Enumeration};
pub use event::{EVENTS, Event, EventKind};
pub use identifier::{IDENTIFIERS, Identifier, IdentifierKind};
pub use permission::{Permission, UnknownPermission};
pub use property::{ListRule, Presence, Property, Value};
pub use rules::{RULES, Rule, StringRule, utf16_length};
pub use violation::{Message, Violation};

/// The part of Plain's GraphQL schema that these crates use, in the schema definition language.
///
/// It is contained in Plain's own schema: whatever is valid here is valid there.
///
/// ```
/// assert!(plain_schema::SDL.contains("createCustomerEvent("));
/// ```
pub const SDL: &str = concat!(
    include_str!("../schema.graphql"),
    include_str!("../threads.graphql"),
    include_str!("../absent.graphql"),
);

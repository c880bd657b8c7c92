//! The raw tree to the checked tree. The rules are in `plain_schema`. Here they are applied to the
//! tokens, and every error is collected.

mod argument;
mod argument_form;
mod arrangement;
mod branches;
mod component;
mod email_address;
mod entity;
mod enum_form;
mod enumeration;
mod foreign;
mod identifier;
mod list;
mod mismatch;
mod number;
mod owner;
mod resolve;
mod source;
mod statement;
mod text;
mod text_list;
mod unexpanded;
mod unknown_name;
mod value;

pub(crate) use component::ConstructorProperties;
pub(crate) use entity::{EntityFields, derive, entity, fragment};
pub(crate) use owner::PropertyOwner;
pub(crate) use resolve::{Resolved, resolve, unset};

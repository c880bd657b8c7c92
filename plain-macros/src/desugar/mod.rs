//! The raw tree of a derive to raw arguments: one call for each variant, in which the roles of
//! fields are written as they would be in a macro. From there on the rules are those of the macros.

mod attribute;
mod capture;
mod card_key;
mod default;
mod derive;
mod external_id;
mod field;
mod field_list;
mod iteration;
mod role;
mod scope;
mod template;

pub(crate) use derive::derive;

//! The checked tree to the tokens that rustc compiles. An expansion is data: struct literals,
//! constants wherever nothing is computed, and few calls.

mod constant;
mod control_flow;
mod derive;
mod emitter;
mod entity;
mod interpolation;
mod list;
mod position;
mod temporary;
mod text;
mod tokens;
mod value;

pub(crate) use control_flow::{branches, statements};
pub(crate) use derive::{derive, implementation};
pub(crate) use emitter::ident;
pub(crate) use entity::{entity, fragment};
pub(crate) use list::constructor_module;
pub(crate) use text::reference;

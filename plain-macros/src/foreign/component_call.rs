//! Calls of components, as opposed to those of a user's functions.

use plain_schema::enumeration::SPACING_SIZE;
use plain_schema::{Component, IDENTIFIERS};
use proc_macro2::{Delimiter, TokenTree};

use super::names;
use super::tokens::{group_of, is_sign, tokens_of};

/// Whether tokens are the call of a component, and not of a user's function of the same name. Such a
/// function is likely for the shorter names, so these need an argument that only a component takes.
pub(crate) fn is_component_call(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Ident(name), arguments] = tokens else {
        return false;
    };
    let (name, Some(group)) = (
        name.to_string(),
        group_of(arguments, Delimiter::Parenthesis),
    ) else {
        return false;
    };
    let Some(component) = Component::named(&name) else {
        return false;
    };
    let arguments = tokens_of(group.stream());
    let takes_any = name.contains("text") || name.contains("button") || name == "badge";
    let is_named = |first: &TokenTree, sign: &TokenTree| {
        is_sign(sign, '=')
            && matches!(first, TokenTree::Ident(key) if component.property(&key.to_string()).is_some())
    };
    match arguments.as_slice() {
        [] => name == "divider" || name == "spacer",
        [TokenTree::Literal(_), ..] => true,
        [first, sign, ..] if is_named(first, sign) => true,
        [TokenTree::Ident(kind), TokenTree::Group(_), ..] if is_kind(&kind.to_string()) => true,
        [TokenTree::Ident(value)] if name == "spacer" => {
            names::enum_value(&SPACING_SIZE, &value.to_string()).is_some()
        }
        _ => takes_any,
    }
}

/// Whether a name is a kind of any identifier.
pub(super) fn is_kind(name: &str) -> bool {
    let mut identifiers = IDENTIFIERS.iter();
    identifiers.any(|identifier| identifier.kind(name).is_some())
}

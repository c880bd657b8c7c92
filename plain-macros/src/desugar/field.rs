//! Fields of a type, and whether they may be an `Option` or a collection.

use proc_macro2::TokenStream;
use syn::{Expr, GenericArgument, Generics, PathArguments, Type, TypePath, parse_quote};

use crate::model::{DeriveField, FieldBound, RawField, RequiredTrait};

pub(super) fn field(raw: &RawField, generics: &Generics) -> DeriveField {
    DeriveField {
        member: raw.member.clone(),
        binding: raw.binding.clone(),
        ty: raw.ty.clone(),
        // Most fields have no roles, and to parse a type takes long.
        may_be_several: !raw.roles.is_empty() && may_be_several(raw.ty.parsed(), generics),
        is_generic: !generics.params.is_empty(),
        bounds: Vec::new(),
    }
}

impl DeriveField {
    /// Type of the field, or of the content of an `Option`.
    pub(super) fn value_type(&self) -> &Type {
        let ty = ungrouped(self.ty.parsed());
        option_content(ty).unwrap_or(ty)
    }

    /// Type of the values of an `Option` or of a collection, if the type is written as one.
    pub(super) fn element_type(&self) -> Option<&Type> {
        let ty = ungrouped(self.ty.parsed());
        let content = option_content(ty);
        element(content.unwrap_or(ty)).or(content)
    }

    /// Adds the bound that a use of the value needs.
    pub(super) fn require(&mut self, required: RequiredTrait) {
        if self.is_generic {
            let ty = self.value_type().clone();
            self.bounds.push(FieldBound { ty, required });
        }
    }

    /// Adds the bound that a use of each value needs.
    pub(super) fn require_of_elements(&mut self, required: RequiredTrait) {
        if self.is_generic {
            let ty = self.element_type().unwrap_or_else(|| self.value_type());
            let ty = ty.clone();
            self.bounds.push(FieldBound { ty, required });
        }
    }

    /// Adds the bound that a use of a part of the value needs, below so many elements and contents. The type of
    /// a named part is known only to rustc.
    pub(super) fn require_in(&mut self, path: &[String], depth: usize, required: RequiredTrait) {
        if !self.is_generic {
            return;
        }
        let element_type = self.element_type().filter(|_| depth > 0);
        if depth > 0 && element_type.is_none() {
            return;
        }
        let mut ty = element_type.unwrap_or_else(|| self.value_type());
        for _ in 1..depth {
            ty = element(ty).or(option_content(ty)).unwrap_or(ty);
        }
        for part in path {
            let element = match ungrouped(referent(ty)) {
                Type::Tuple(tuple) => part
                    .parse()
                    .ok()
                    .and_then(|index: usize| tuple.elems.get(index)),
                _ => None,
            };
            let Some(element) = element else {
                return;
            };
            ty = element;
        }
        let ty = ty.clone();
        self.bounds.push(FieldBound { ty, required });
    }
}

/// Type without parentheses and the invisible groups around a fragment of a `macro_rules!`.
fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        ty => ty,
    }
}

fn referent(ty: &Type) -> &Type {
    match ungrouped(ty) {
        Type::Reference(reference) => referent(&reference.elem),
        ty => ty,
    }
}

/// Content of a type that is written as an `Option`, for the bounds of its type parameters.
fn option_content(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    if last.ident != "Option" {
        return None;
    }
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(content) => Some(ungrouped(content)),
            _ => None,
        },
        _ => None,
    }
}

/// Type of the elements of a type that is written as a collection, for the bounds of its type
/// parameters.
fn element(ty: &Type) -> Option<&Type> {
    match ungrouped(ty) {
        Type::Array(array) => Some(ungrouped(&array.elem)),
        Type::Slice(slice) => Some(ungrouped(&slice.elem)),
        Type::Reference(reference) => element(&reference.elem),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return None;
            };
            let mut types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ungrouped(ty)),
                _ => None,
            });
            let content = types.next()?;
            let is_any_of = |names: &[&str]| names.iter().any(|name| last.ident == name);
            if is_any_of(&COLLECTIONS) {
                Some(content)
            } else if is_any_of(&POINTERS) {
                element(content)
            } else {
                None
            }
        }
        _ => None,
    }
}

const COLLECTIONS: [&str; 6] = [
    "BTreeSet",
    "BinaryHeap",
    "HashSet",
    "LinkedList",
    "Vec",
    "VecDeque",
];
const POINTERS: [&str; 4] = ["Arc", "Box", "Cow", "Rc"];

/// Whether a type may be an `Option` or a collection. Any path may be an alias of one, except type
/// parameters and the names that nobody gives to an alias.
fn may_be_several(ty: &Type, generics: &Generics) -> bool {
    let name = match ungrouped(ty) {
        Type::Path(TypePath {
            qself: None, path, ..
        }) => path.get_ident(),
        Type::Path(_) | Type::Macro(_) | Type::Array(_) | Type::Slice(_) => return true,
        Type::Reference(reference) => return may_be_several(&reference.elem, generics),
        _ => return false,
    };
    name.is_none_or(|name| {
        let mut parameters = generics.type_params();
        !PLAIN_TYPES.contains(&&*name.to_string())
            && !parameters.any(|parameter| parameter.ident == *name)
    })
}

const PLAIN_TYPES: [&str; 18] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize", "String",
];

/// Whether a type is text or a number by its name, and not an identifier.
pub(super) fn is_text(ty: &Type) -> bool {
    let Type::Path(path) = referent(ty) else {
        return false;
    };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let content = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.last(),
        _ => None,
    };
    match content {
        None => last.ident == "Uuid" || PLAIN_TYPES.iter().any(|plain| last.ident == plain),
        Some(GenericArgument::Type(content)) => {
            let is_pointer = POINTERS.iter().any(|it| last.ident == it);
            is_pointer && is_text(content)
        }
        Some(_) => false,
    }
}

/// Writes the values of a field: its elements, the content of an `Option`, or the field itself.
pub(super) fn values(krate: &TokenStream, field: &DeriveField) -> Expr {
    let binding = &field.binding;
    parse_quote!(#krate::expansion::field(#binding).field_values())
}

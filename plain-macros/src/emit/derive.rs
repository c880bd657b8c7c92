//! Implementations that the derives write.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Generics, Member, parse_quote};

use super::emitter::{Emitter, IMPORT, ident};
use super::tokens::Tokens;
use crate::diagnostic::Diagnostics;
use crate::model::{
    CheckedDerive, CheckedProperty, DeriveField, FieldBound, RequiredTrait, Variant, VariantValue,
};

/// Writes the implementation.
pub(crate) fn derive(derive: &CheckedDerive, diagnostics: &Diagnostics) -> TokenStream {
    let emitter = Emitter::of_import();
    let fields = |fields: &[CheckedProperty]| emitter.properties(fields);
    implementation(derive, Tokens::default(), &fields, diagnostics)
}

/// Writes the implementation with other tokens at the start of its method, and with fields as
/// another function writes them.
pub(crate) fn implementation(
    derive: &CheckedDerive,
    prelude: Tokens,
    fields: &dyn Fn(&[CheckedProperty]) -> Tokens,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let emitter = Emitter::new(&derive.krate);
    let entity_trait = ident(derive.entity.trait_name);
    let generics = with_bounds(derive, &entity_trait);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (_, type_generics, _) = derive.generics.split_for_impl();

    let mut header = attributes(derive);
    header.name(ident("impl"));
    header.append(of_syntax(impl_generics));
    header.append(emitter.item(&[derive.entity.trait_name]));
    header.name(ident("for"));
    header.name(derive.name.clone());
    header.append(of_syntax(type_generics));
    header.append(of_syntax(where_clause));

    let mut items = Tokens::default();
    if let Some(key) = &derive.key {
        items.append(emitter.key(key).into());
    }
    let mut body = imports(derive, &emitter);
    body.append(prelude);
    body.append(value(derive, &emitter, fields));
    items.append(method(derive, &emitter, body));
    let item = header.group(Delimiter::Brace, items, Span::call_site());

    let mut expansion = TokenStream::from(item);
    let key = derive.key.as_ref();
    expansion.extend(key.and_then(|key| emitter.key_assertion(key)));
    expansion.extend(diagnostics.compile_errors());
    expansion
}

/// Attributes of the implementation. rustc compares the name of each of clippy's lints with those of all others, so
/// only clippy reads these.
fn attributes(derive: &CheckedDerive) -> Tokens {
    let mut lints = Tokens::default();
    for name in LINTS {
        lints.name(ident(name));
        lints.sign(',');
    }
    // A type may have the bounds that the uses of its fields need.
    let parameter = derive.generics.type_params().next();
    let of_bounds = parameter.map(|_| "trait_duplication_in_bounds");
    let mut of_clippy = Tokens::default();
    for name in LINTS_OF_CLIPPY.into_iter().chain(of_bounds) {
        of_clippy.append(Tokens::from(ident("clippy")).segment(ident(name)));
        of_clippy.sign(',');
    }
    let mut in_clippy = Tokens::from(ident("clippy"));
    in_clippy.sign(',');
    in_clippy.append(call("allow", of_clippy));
    let mut attributes = attribute(ident("automatically_derived").into());
    attributes.append(attribute(call("allow", lints)));
    attributes.append(attribute(call("cfg_attr", in_clippy)));
    attributes
}

const LINTS: [&str; 3] = ["deprecated", "unused_imports", "unused_variables"];
const LINTS_OF_CLIPPY: [&str; 3] = ["pattern_type_mismatch", "shadow_reuse", "shadow_unrelated"];

/// `name(content)`
fn call(name: &str, content: Tokens) -> Tokens {
    Tokens::from(ident(name)).call(content)
}

/// `#[content]`
fn attribute(content: Tokens) -> Tokens {
    let mut attribute = Tokens::default();
    attribute.sign('#');
    attribute.group(Delimiter::Bracket, content, Span::call_site())
}

/// Tokens of a part of the syntax tree.
fn of_syntax(syntax: impl ToTokens) -> Tokens {
    syntax.into_token_stream().into()
}

/// `fn method(&self) -> Input { body }`
fn method(derive: &CheckedDerive, emitter: &Emitter, body: Tokens) -> Tokens {
    let mut receiver = Tokens::default();
    receiver.sign('&');
    receiver.name(derive.receiver.clone());
    let mut method = Tokens::default();
    method.name(ident("fn"));
    method.name(ident(derive.entity.name));
    let mut method = method.call(receiver);
    method.joint_sign('-');
    method.sign('>');
    method.append(emitter.item(&[derive.entity.type_name]));
    method.group(Delimiter::Brace, body, Span::call_site())
}

/// `match self { arms }`
fn value(
    derive: &CheckedDerive,
    emitter: &Emitter,
    fields: &dyn Fn(&[CheckedProperty]) -> Tokens,
) -> Tokens {
    if derive.variants.is_empty() && !derive.is_enum {
        return emitter.placeholder().into();
    }
    let mut arms = Tokens::default();
    for variant in &derive.variants {
        arms.append(arm(derive, emitter, fields, variant));
    }
    let mut value = Tokens::default();
    value.name(ident("match"));
    if derive.variants.is_empty() || derive.is_packed {
        value.sign('*');
    }
    value.name(derive.receiver.clone());
    value.group(Delimiter::Brace, arms, Span::call_site())
}

/// Imports the module that the values are written with, and a function by the name of each field, so that
/// no item of the user has the name. A pattern cannot bind that of a static or a constant, but it can bind
/// that of a function.
fn imports(derive: &CheckedDerive, emitter: &Emitter) -> Tokens {
    let fields = derive.variants.iter().flat_map(|variant| &variant.fields);
    let names = fields
        .filter(|field| matches!(field.member, Member::Named(_)))
        .map(|field| &field.binding);
    // Variants may have fields of the same name.
    let names: Vec<&Ident> = if derive.is_enum {
        names.collect::<BTreeSet<_>>().into_iter().collect()
    } else {
        names.collect()
    };
    let mut imports = Tokens::default();
    let mut add = |name: &str, import: Ident| {
        imports.name(ident(name));
        imports.name(ident("as"));
        imports.name(import);
        imports.sign(',');
    };
    add("self", ident(IMPORT));
    for name in names {
        add("field", name.clone());
    }
    let mut item = Tokens::default();
    item.name(ident("use"));
    item.append(emitter.item(&["expansion"]));
    item.joint_sign(':');
    item.sign(':');
    let mut item = item.group(Delimiter::Brace, imports, Span::call_site());
    item.sign(';');
    item
}

/// `Self::Paid { number, .. } => entity,`
fn arm(
    derive: &CheckedDerive,
    emitter: &Emitter,
    fields: &dyn Fn(&[CheckedProperty]) -> Tokens,
    variant: &Variant<Vec<CheckedProperty>>,
) -> Tokens {
    let mut path = Tokens::default();
    path.name(ident("Self"));
    if let Some(name) = &variant.name {
        path = path.segment(name.clone());
    }
    let mut bindings = Tokens::default();
    for DeriveField {
        member, binding, ..
    } in &variant.fields
    {
        if let Member::Unnamed(index) = member {
            bindings.append(of_syntax(index));
            bindings.sign(':');
        }
        bindings.name(binding.clone());
        bindings.sign(',');
    }
    let mut arm = path.group(Delimiter::Brace, bindings, Span::call_site());
    arm.joint_sign('=');
    arm.sign('>');
    let value = match &variant.value {
        VariantValue::Entity(properties) => {
            let input = emitter.item(&[derive.entity.type_name]);
            input.group(Delimiter::Brace, fields(properties), Span::call_site())
        }
        VariantValue::Transparent(field) => {
            let mut argument = Tokens::default();
            argument.name(field.clone());
            let method = emitter.item(&[derive.entity.trait_name, derive.entity.name]);
            method.call(argument)
        }
        VariantValue::Placeholder => emitter.placeholder().into(),
    };
    if derive.is_packed {
        // The fields are copied. The value refers to the copies, as it would to the fields.
        let names = variant.fields.iter().map(|field| &field.binding);
        let value = TokenStream::from(value);
        arm.append(quote!({ #(let #names = &#names;)* #value }).into());
    } else {
        arm.append(value);
        arm.sign(',');
    }
    arm
}

/// Generics of the type, with the bounds that the uses of its fields need. rustc checks every type
/// that has no type parameter itself.
fn with_bounds(derive: &CheckedDerive, entity_trait: &Ident) -> Generics {
    if derive.generics.params.is_empty() {
        return derive.generics.clone();
    }
    let krate = &derive.krate;
    let mut generics = derive.generics.clone();
    let parameters: Vec<String> = derive
        .generics
        .type_params()
        .map(|parameter| parameter.ident.to_string())
        .collect();
    let own_names = ["Self".to_owned(), derive.name.to_string()];
    let mut known = BTreeSet::new();
    let fields = derive.variants.iter().flat_map(|variant| &variant.fields);
    for FieldBound { ty, required } in fields.flat_map(|field| &field.bounds) {
        let tokens = quote!(#ty);
        // The bound of a type that contains itself would need itself.
        let is_recursive =
            *required == RequiredTrait::Entity && mentions(tokens.clone(), &own_names);
        if is_recursive || !mentions(tokens, &parameters) {
            continue;
        }
        let predicate = match required {
            RequiredTrait::Format(name) => {
                let name = ident(name);
                quote!(#ty: ::core::fmt::#name)
            }
            RequiredTrait::Date => quote!(#ty: #krate::ToIso8601),
            // A field is borrowed.
            RequiredTrait::Number => quote!(for<'value> &'value #ty: #krate::expansion::ToNumber),
            RequiredTrait::Entity => quote!(#ty: #krate::#entity_trait),
        };
        if known.insert(predicate.to_string()) {
            let where_clause = generics.make_where_clause();
            where_clause.predicates.push(parse_quote!(#predicate));
        }
    }
    generics
}

fn mentions(tokens: TokenStream, names: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.iter().any(|name| ident == name),
        TokenTree::Group(group) => mentions(group.stream(), names),
        _ => false,
    })
}

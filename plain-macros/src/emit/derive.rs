//! Implementations that the derives write.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Generics, Member, parse_quote};

use super::emitter::{Emitter, IMPORT, ident};
use crate::diagnostic::Diagnostics;
use crate::model::{
    CheckedDerive, CheckedProperty, DeriveField, FieldBound, RequiredTrait, Variant, VariantValue,
};

/// Writes the implementation.
pub(crate) fn derive(derive: &CheckedDerive, diagnostics: &Diagnostics) -> TokenStream {
    let emitter = Emitter::of_import();
    let fields = |fields: &[CheckedProperty]| emitter.properties(fields).into();
    implementation(derive, &TokenStream::new(), &fields, diagnostics)
}

/// Writes the implementation with other tokens at the start of its method, and with fields as
/// another function writes them.
pub(crate) fn implementation(
    derive: &CheckedDerive,
    prelude: &TokenStream,
    fields: &dyn Fn(&[CheckedProperty]) -> TokenStream,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let krate = &derive.krate;
    let errors = diagnostics.compile_errors();
    let (entity_trait, method) = (ident(derive.entity.trait_name), ident(derive.entity.name));
    let input = ident(derive.entity.type_name);
    let (name, receiver) = (&derive.name, &derive.receiver);
    let generics = with_bounds(derive, &entity_trait);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (_, type_generics, _) = derive.generics.split_for_impl();

    let arms = derive
        .variants
        .iter()
        .map(|variant| arm(derive, &entity_trait, fields, variant));
    let body = match (derive.variants.is_empty(), derive.is_enum) {
        (true, true) => quote!(match *#receiver {}),
        (true, false) => quote!(#krate::expansion::placeholder()),
        (false, _) if derive.is_packed => quote!(match *#receiver { #(#arms)* }),
        (false, _) => quote!(match #receiver { #(#arms)* }),
    };
    let imports = imports(derive);
    let emitter = Emitter::new(krate);
    let key = derive.key.as_ref().map(|key| emitter.key(key));
    let assertion = derive
        .key
        .as_ref()
        .and_then(|key| emitter.key_assertion(key));
    // A type may have the bounds that the uses of its fields need.
    let mut parameters = derive.generics.type_params();
    let repeats_bounds = parameters
        .next()
        .map(|_| quote!(, clippy::trait_duplication_in_bounds));
    quote! {
        #[automatically_derived]
        #[allow(
            deprecated,
            unused_imports,
            unused_variables,
            clippy::pattern_type_mismatch,
            clippy::shadow_reuse,
            clippy::shadow_unrelated
            #repeats_bounds
        )]
        impl #impl_generics #krate::#entity_trait for #name #type_generics #where_clause {
            #key
            fn #method(&#receiver) -> #krate::#input {
                #imports
                #prelude
                #body
            }
        }
        #assertion
        #errors
    }
}

/// Imports the module that the values are written with, and a function by the name of each field, so that
/// no item of the user has the name. A pattern cannot bind that of a static or a constant, but it can bind
/// that of a function.
fn imports(derive: &CheckedDerive) -> TokenStream {
    let (krate, import) = (&derive.krate, ident(IMPORT));
    let fields = derive.variants.iter().flat_map(|variant| &variant.fields);
    let names: BTreeSet<&Ident> = fields
        .filter(|field| matches!(field.member, Member::Named(_)))
        .map(|field| &field.binding)
        .collect();
    let names = names.into_iter();
    quote!(use #krate::expansion::{self as #import #(, field as #names)*};)
}

/// `Self::Paid { number, .. } => entity,`
fn arm(
    derive: &CheckedDerive,
    entity_trait: &Ident,
    fields: &dyn Fn(&[CheckedProperty]) -> TokenStream,
    variant: &Variant<Vec<CheckedProperty>>,
) -> TokenStream {
    let krate = &derive.krate;
    let path = match &variant.name {
        Some(name) => quote!(Self::#name),
        None => quote!(Self),
    };
    let bindings = variant.fields.iter().map(
        |DeriveField {
             member, binding, ..
         }| match member {
            Member::Named(_) => quote!(#binding,),
            Member::Unnamed(index) => quote!(#index: #binding,),
        },
    );
    let value = match &variant.value {
        VariantValue::Entity(properties) => {
            let input = ident(derive.entity.type_name);
            let fields = fields(properties);
            quote!(#krate::#input { #fields })
        }
        VariantValue::Transparent(field) => {
            let method = ident(derive.entity.name);
            quote!(#krate::#entity_trait::#method(#field))
        }
        VariantValue::Placeholder => quote!(#krate::expansion::placeholder()),
    };
    if derive.is_packed {
        // The fields are copied. The value refers to the copies, as it would to the fields.
        let names = variant.fields.iter().map(|field| &field.binding);
        return quote!(#path { #(#bindings)* } => { #(let #names = &#names;)* #value });
    }
    quote!(#path { #(#bindings)* } => #value,)
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

//! The implementation that a derive writes.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Generics, Member, parse_quote};

use super::properties;
use crate::desugar::option_of;
use crate::diagnostic::{Diagnostics, Reader};
use crate::editor;
use crate::model::{CheckedDerive, CheckedField, CheckedVariant, Use, VariantValue};

/// Writes the implementation. It is there with every error, so that what uses the type adds none.
pub(crate) fn derive(derive: &CheckedDerive, diagnostics: &Diagnostics) -> TokenStream {
    let krate = &derive.krate;
    let reader = diagnostics.reader();
    let names = (reader == Reader::Editor).then(|| {
        let names = editor::names(krate, diagnostics.places());
        quote!({ #names })
    });
    let errors = diagnostics.errors();
    let event_trait = Ident::new(derive.event.trait_name, Span::call_site());
    let method = Ident::new(derive.event.name, Span::call_site());
    let input = Ident::new(derive.event.input, Span::call_site());
    let name = &derive.name;
    let bounded = bounded(derive, &event_trait);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = derive.generics.split_for_impl();

    let arms = derive
        .variants
        .iter()
        .map(|variant| arm(derive, reader, &event_trait, &method, variant));
    let body = match (derive.variants.is_empty(), derive.is_enum) {
        (true, true) => quote!(match *self {}),
        (true, false) => quote!(#krate::__private::placeholder()),
        (false, _) => quote!(match self { #(#arms)* }),
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::#event_trait for #name #type_generics #where_clause {
            #[allow(unused_variables)]
            fn #method(&self) -> #krate::#input {
                #names
                #body
            }
        }
        #errors
    }
}

/// `Self::Paid { number: number, .. } => event,`
fn arm(
    derive: &CheckedDerive,
    reader: Reader,
    event_trait: &Ident,
    method: &Ident,
    variant: &CheckedVariant,
) -> TokenStream {
    let krate = &derive.krate;
    let path = match &variant.name {
        Some(name) => quote!(Self::#name),
        None => quote!(Self),
    };
    let bindings = variant.fields.iter().map(
        |CheckedField {
             member, binding, ..
         }| match member {
            Member::Named(name) => quote!(#name,),
            Member::Unnamed(index) => quote!(#index: #binding,),
        },
    );
    let value = match &variant.value {
        VariantValue::Event(fields) => {
            let input = Ident::new(derive.event.input, Span::call_site());
            let fields = match reader {
                Reader::Compiler => properties(krate, fields),
                Reader::Editor => editor::properties(krate, fields),
            };
            quote!(#krate::#input { #fields })
        }
        VariantValue::Transparent(field) => quote!(#krate::#event_trait::#method(#field)),
        VariantValue::Slot => quote!(#krate::__private::placeholder()),
    };
    quote!(#path { #(#bindings)* .. } => #value,)
}

/// The type's generics, and what its fields must be able to do. Only what depends on a parameter
/// needs a bound: of the rest rustc knows.
fn bounded(derive: &CheckedDerive, event_trait: &Ident) -> Generics {
    let krate = &derive.krate;
    let mut generics = derive.generics.clone();
    let parameters: Vec<String> = derive
        .generics
        .type_params()
        .map(|parameter| parameter.ident.to_string())
        .collect();
    for field in derive.variants.iter().flat_map(|variant| &variant.fields) {
        let ty = option_of(&field.ty).unwrap_or(&field.ty);
        if !mentions(quote!(#ty), &parameters) {
            continue;
        }
        for used in &field.uses {
            let bound = match used {
                Use::Text => quote!(::core::fmt::Display),
                Use::Date => quote!(#krate::ToIso8601),
                Use::Event => quote!(#krate::#event_trait),
                Use::Other => continue,
            };
            generics
                .make_where_clause()
                .predicates
                .push(parse_quote!(#ty: #bound));
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

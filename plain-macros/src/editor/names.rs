//! The names of the language, for an editor: paths into `plain_runtime`'s modules of names, which it
//! completes. rustc never sees them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{Names, Place, ident};

/// Writes a path to each name that is half typed, and in each place one that leads nowhere, where a
/// name may be typed.
pub(crate) fn emit(krate: &TokenStream, places: &[Place]) -> TokenStream {
    let mut paths = TokenStream::new();
    let mut modules = TokenStream::new();
    for (index, Place { names, half_typed }) in places.iter().enumerate() {
        let names = match names {
            Names::Properties { owner, left } => {
                // A module of those that are left: a name that is given cannot stand there again.
                let module = format_ident!("names_{index:04}");
                let owner = ident(owner);
                let left = left.iter().map(|name| ident(name));
                modules.extend(quote! {
                    mod #module { pub use #krate::__private::names::properties::#owner::{#(#left),*}; }
                });
                quote!(#module)
            }
            Names::Components(context) => {
                let context = ident(context.name());
                quote!(#krate::__private::names::components::#context)
            }
            Names::Roles(event) => {
                let event = ident(event.name);
                quote!(#krate::__private::names::roles::#event)
            }
            Names::Values(enumeration) => {
                let enumeration = ident(enumeration.name);
                quote!(#krate::__private::names::values::#enumeration)
            }
            Names::Kinds(identifier) => {
                let identifier = ident(identifier.name);
                quote!(#krate::__private::names::kinds::#identifier)
            }
            Names::KindsAlone(identifier) => {
                let identifier = ident(identifier.name);
                quote!(#krate::__private::names::kinds_alone::#identifier)
            }
        };
        // A keyword is a name to the tokens, but to no path.
        let is_name = |name: &&Ident| syn::parse2::<Ident>(quote!(#name)).is_ok();
        for name in half_typed
            .iter()
            .filter(is_name)
            .chain([&ident("__placeholder")])
        {
            paths.extend(quote!(let _ = #names::#name;));
        }
    }
    // The modules come last: how long they are differs with what is typed.
    quote!(#paths #modules)
}

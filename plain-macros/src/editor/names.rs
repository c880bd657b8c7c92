//! Paths to the names of the language, which are items in modules of `plain-runtime`. rust-analyzer
//! completes a name as the last segment of such a path.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::collect::Sites;
use super::emitter::EditorEmitter;
use super::site::{CompletionSite, NameSet};
use crate::emit::ident;

impl EditorEmitter {
    /// Writes for each site the path to every incomplete name, and one to no item, where a name may
    /// be typed.
    pub(super) fn names(&self, sites: &Sites) -> TokenStream {
        let mut paths = TokenStream::new();
        // Sites of the same properties share a module.
        let mut modules: Vec<(&str, &[&str])> = Vec::new();
        for CompletionSite { names, incomplete } in sites.iter() {
            let names = match names {
                NameSet::Properties { table_name, unset } => {
                    let module = (*table_name, unset.as_slice());
                    let same = modules.iter().position(|other| *other == module);
                    let index = same.unwrap_or_else(|| {
                        modules.push(module);
                        modules.len() - 1
                    });
                    let name = module_name(index);
                    quote!(#name)
                }
                NameSet::Items(content) => self.names_module("components", content.name()),
                NameSet::Roles(entity) => self.names_module("roles", entity.name),
                NameSet::Values(enumeration) => self.names_module("values", enumeration.name),
                NameSet::Kinds(identifier) => self.names_module("kinds", identifier.name),
                NameSet::BareKinds(identifier) => self.names_module("bare_kinds", identifier.name),
            };
            // A keyword is an identifier to proc_macro2, but not to the parser of paths.
            let is_name = |name: &&Ident| syn::parse2::<Ident>(quote!(#name)).is_ok();
            let placeholder = ident("__placeholder");
            for name in incomplete.iter().filter(is_name).chain([&placeholder]) {
                paths.extend(quote!(let _ = #names::#name;));
            }
        }
        // The modules come last, since their length depends on the name that is typed.
        let modules = modules
            .iter()
            .enumerate()
            .map(|(index, (table_name, unset))| {
                self.properties_module(&module_name(index), table_name, unset)
            });
        quote!(#paths #(#modules)*)
    }

    fn names_module(&self, kind: &str, name: &str) -> TokenStream {
        let krate = &self.krate;
        let (kind, name) = (ident(kind), ident(name));
        quote!(#krate::expansion::names::#kind::#name)
    }

    /// Writes a module of the properties that are not set, since the others are not allowed again.
    fn properties_module(&self, module: &Ident, table_name: &str, unset: &[&str]) -> TokenStream {
        if unset.is_empty() {
            return quote!(mod #module {});
        }
        let properties = self.names_module("properties", table_name);
        let unset = unset.iter().map(|name| ident(name));
        quote!(mod #module { pub use #properties::{#(#unset),*}; })
    }
}

/// Name of a module. All have the same length, since the position of a path must not depend on it.
fn module_name(index: usize) -> Ident {
    format_ident!("names_{index:04}")
}

//! Calls and derives in an editor.

use proc_macro2::TokenStream;
use quote::quote;

use super::collect::Sites;
use super::emitter::EditorEmitter;
use crate::diagnostic::Diagnostics;
use crate::emit::{self, ident};
use crate::model::{CheckedDerive, CheckedEntity, CheckedFragment, CheckedProperty};

/// Writes an entity, or the future that submits it.
pub(crate) fn entity(
    entity: &CheckedEntity,
    sites: &Sites,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let emitter = EditorEmitter::new(&entity.krate);
    let krate = &emitter.krate;
    let input = ident(entity.entity.type_name);
    let fields = emitter.fields(&entity.fields);
    let mut value = quote!(#krate::#input { #fields });
    if let Some(client) = &entity.client {
        let method = ident(client.method);
        let client = emit::reference(&client.expression);
        value = quote!(#krate::expansion::client(#client).#method(#value));
    }
    emitter.with_sites(&value, sites, diagnostics)
}

/// Writes the components of a fragment.
pub(crate) fn fragment(
    fragment: &CheckedFragment,
    sites: &Sites,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let emitter = EditorEmitter::new(&fragment.krate);
    let krate = &emitter.krate;
    let list = emitter.list(&fragment.list);
    let function = ident(fragment.context.macro_name());
    let value = quote!(#krate::component::#function(#list));
    emitter.with_sites(&value, sites, diagnostics)
}

/// Writes the implementation of a derive.
pub(crate) fn derive(
    derive: &CheckedDerive,
    sites: &Sites,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let emitter = EditorEmitter::new(&derive.krate);
    let names = emitter.names(sites);
    let fields = |fields: &[CheckedProperty]| emitter.fields(fields).into();
    emit::implementation(derive, quote!({ #names }).into(), &fields, diagnostics)
}

impl EditorEmitter {
    /// Writes the names before the value, since rust-analyzer completes the first match, and the
    /// errors after it, so that the position of the value does not depend on them.
    fn with_sites(
        &self,
        value: &TokenStream,
        sites: &Sites,
        diagnostics: &Diagnostics,
    ) -> TokenStream {
        let names = self.names(sites);
        let errors = diagnostics.compile_errors();
        quote!({ { #names } let value = #value; #errors value })
    }
}

//! Calls of the macros.

use proc_macro2::{Delimiter, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::emitter::{Emitter, ident, variable};
use super::temporary::{self, isolated};
use super::text;
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedClient, CheckedEntity, CheckedFragment};

/// Writes an entity, or the future that submits it.
pub(crate) fn entity(entity: &CheckedEntity, diagnostics: &Diagnostics) -> TokenStream {
    let emitter = Emitter::new(&entity.krate);
    let fields = emitter.properties(&entity.fields);
    let value = emitter.item(&[entity.entity.type_name]);
    let value = value.group(Delimiter::Brace, fields, Span::call_site());
    let value = with_errors(value.into(), diagnostics);
    let Some(CheckedClient {
        expression: client,
        method,
    }) = &entity.client
    else {
        return value;
    };
    let method = ident(method);
    let span = client.span();
    let krate = emitter.at(span).krate();
    let reference = text::reference(client);
    let mut used = quote_spanned!(span=> #krate::expansion::client(#reference));
    if temporary::may_exist(client) {
        let clone = isolated(&quote_spanned!(span=> #used.clone()));
        used = quote_spanned!(span=> #krate::expansion::client(&#clone));
    }
    quote_spanned!(span=> #used.#method(#value))
}

/// Writes the components of a fragment as a `Vec`.
pub(crate) fn fragment(fragment: &CheckedFragment, diagnostics: &Diagnostics) -> TokenStream {
    let emitter = Emitter::new(&fragment.krate);
    let krate = emitter.krate();
    let list = with_errors(emitter.vec(&fragment.list).into(), diagnostics);
    // The function is `#[must_use]`, which a block cannot be.
    let function = ident(fragment.context.macro_name());
    quote!(#krate::component::#function(#list))
}

/// Writes the value and its errors. Without one, the value needs no variable, since each of its
/// expressions drops its own temporaries.
fn with_errors(value: TokenStream, diagnostics: &Diagnostics) -> TokenStream {
    if diagnostics.is_empty() {
        return value;
    }
    let errors = diagnostics.compile_errors();
    let name = variable("value");
    quote!({
        let #name = #value;
        #errors
        #name
    })
}

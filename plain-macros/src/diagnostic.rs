//! The errors of one call: all are collected, each at the token that is wrong.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// The errors found so far.
#[derive(Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
}

impl Diagnostics {
    /// An error at one token.
    pub(crate) fn at(&mut self, span: Span, message: &str, help: &str) {
        self.errors.push(syn::Error::new(span, text(message, help)));
    }

    /// An error that spans all of the tokens.
    pub(crate) fn over(&mut self, tokens: impl ToTokens, message: &str, help: &str) {
        self.errors
            .push(syn::Error::new_spanned(tokens, text(message, help)));
    }

    /// What rustc reports: one `compile_error!` for each error, and nothing if there are none.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let errors = self.errors.iter().map(syn::Error::to_compile_error);
        quote!(#(#errors)*)
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.errors.iter().map(ToString::to_string).collect()
    }
}

fn text(message: &str, help: &str) -> String {
    if help.is_empty() {
        message.to_owned()
    } else {
        format!("{message}\nhelp: {help}")
    }
}

/// Names as a sentence lists them: `` `a`, `b` or `c` ``.
pub(crate) fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} or {last}", names.join(", ")),
        None => String::new(),
    }
}

//! Errors of a call, each at the token that is wrong.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// Errors that have been found so far.
#[derive(Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
}

impl Diagnostics {
    /// Adds an error at one token.
    pub(crate) fn error(&mut self, span: Span, message: &str, help: &str) {
        self.errors
            .push(syn::Error::new(span, with_help(message, help)));
    }

    /// Adds an error that spans all of the tokens.
    pub(crate) fn error_spanned(&mut self, tokens: impl ToTokens, message: &str, help: &str) {
        self.errors
            .push(syn::Error::new_spanned(tokens, with_help(message, help)));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// Writes one `compile_error!` for each error.
    pub(crate) fn compile_errors(&self) -> TokenStream {
        let errors = self.errors.iter().map(syn::Error::to_compile_error);
        quote!(#(#errors)*)
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.errors.iter().map(ToString::to_string).collect()
    }
}

fn with_help(message: &str, help: &str) -> String {
    if help.is_empty() {
        message.to_owned()
    } else {
        format!("{message}\nhelp: {help}")
    }
}

/// Names in a sentence: `` `a`, `b` or `c` ``.
pub(crate) fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join(names, "or")
}

/// Names in a sentence: `` `a`, `b` and `c` ``.
pub(crate) fn all_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join(names, "and")
}

fn join<'a>(names: impl IntoIterator<Item = &'a str>, conjunction: &str) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} {conjunction} {last}", names.join(", ")),
        None => String::new(),
    }
}

//! What is found on the way through a call: its errors, each at the token that is wrong, and for an
//! editor the places of its names.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use crate::editor::Place;

/// Who reads an expansion.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// rustc, to which less is more.
    Compiler,
    /// rust-analyzer, which knows of a call what it finds in the expansion.
    Editor,
}

/// What has been found so far.
pub(crate) struct Diagnostics {
    reader: Reader,
    errors: Vec<syn::Error>,
    places: Vec<Place>,
}

impl Diagnostics {
    pub(crate) fn new(reader: Reader) -> Self {
        Self {
            reader,
            errors: Vec::new(),
            places: Vec::new(),
        }
    }

    pub(crate) fn reader(&self) -> Reader {
        self.reader
    }

    /// Where the next place goes, for [`insert_places`](Self::insert_places).
    pub(crate) fn next_place(&self) -> usize {
        self.places.len()
    }

    /// Notes where names may stand, before what has been noted since `at`. A list's own places come
    /// before those within its entries, whatever their order in the source: to complete a name,
    /// rust-analyzer expands the call once without it and once with it, and looks into both
    /// expansions at the same place.
    pub(crate) fn insert_places(&mut self, at: usize, places: impl IntoIterator<Item = Place>) {
        if self.reader == Reader::Editor {
            self.places.splice(at..at, places);
        }
    }

    /// The places of names, and none for the compiler.
    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }

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
    pub(crate) fn errors(&self) -> TokenStream {
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

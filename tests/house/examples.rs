//! Examples in the documentation of public items.
//!
//! A type, a trait, a macro, a function and a method have an example of their own. A constant and a method
//! without arguments may instead be used in an example of their type or module.

use std::collections::BTreeMap;

use syn::{Attribute, Expr, ImplItem, Item, Lit, Meta, Signature, TraitItem, Type, Visibility};

use crate::names::{is_test, is_test_file};
use crate::source::{CRATES, Sources, rust_files};

/// Its macros are documented where they are used from, in `plain-runtime`.
const WITHOUT_EXAMPLES: &str = "plain-macros";

/// Files of items that only expansions name, which rustdoc does not show.
const HIDDEN: [&str; 14] = [
    "plain-runtime/src/client/client_argument.rs",
    "plain-runtime/src/input/object.rs",
    "plain-runtime/src/interpolate/identifier.rs",
    "plain-runtime/src/interpolate/text_value.rs",
    "plain-runtime/src/interpolate/url.rs",
    "plain-runtime/src/macros/address.rs",
    "plain-runtime/src/macros/capture.rs",
    "plain-runtime/src/macros/constant.rs",
    "plain-runtime/src/macros/expansion.rs",
    "plain-runtime/src/macros/field.rs",
    "plain-runtime/src/macros/identifier.rs",
    "plain-runtime/src/macros/names.rs",
    "plain-runtime/src/macros/number.rs",
    "plain-runtime/src/macros/without_client.rs",
];

/// A public item of a crate.
#[derive(Debug)]
struct PublicItem {
    file: String,
    /// The type or trait of a method or an associated constant.
    owner: Option<String>,
    name: String,
    /// Code of the examples in its documentation.
    examples: String,
    /// Whether an example of its type or module may show it.
    is_minor: bool,
}

/// Public items of a crate, and the examples of its modules.
#[derive(Debug, Default)]
struct PublicItems {
    items: Vec<PublicItem>,
    /// Examples in the documentation of each file.
    modules: BTreeMap<String, String>,
}

impl PublicItems {
    fn parse(sources: &Sources) -> Self {
        let mut found = Self::default();
        for (path, text) in sources {
            if is_test_file(path) {
                continue;
            }
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            found.modules.insert(path.clone(), examples(&file.attrs));
            found.add_items(path, &file.items);
        }
        found
    }

    fn add_items(&mut self, file: &str, items: &[Item]) {
        for item in items {
            match item {
                Item::Struct(it) => self.add(file, &it.vis, &it.attrs, None, &it.ident, false),
                Item::Enum(it) => self.add(file, &it.vis, &it.attrs, None, &it.ident, false),
                Item::Type(it) => self.add(file, &it.vis, &it.attrs, None, &it.ident, false),
                Item::Fn(it) => self.add(file, &it.vis, &it.attrs, None, &it.sig.ident, false),
                Item::Const(it) => self.add(file, &it.vis, &it.attrs, None, &it.ident, true),
                Item::Static(it) => self.add(file, &it.vis, &it.attrs, None, &it.ident, true),
                Item::Trait(it) if is_documented(&it.attrs) => {
                    self.add(file, &it.vis, &it.attrs, None, &it.ident, false);
                    self.add_trait_items(file, &it.vis, &it.ident.to_string(), &it.items);
                }
                Item::Impl(it) if it.trait_.is_none() && is_documented(&it.attrs) => {
                    if let Some(owner) = type_name(&it.self_ty) {
                        self.add_methods(file, &owner, &it.items);
                    }
                }
                Item::Macro(it) if has_attribute(&it.attrs, "macro_export") => {
                    if let Some(ident) = &it.ident {
                        let vis = syn::parse_quote!(pub);
                        self.add(file, &vis, &it.attrs, None, ident, false);
                    }
                }
                // The items of a private module are not public, those of a private file are re-exported.
                Item::Mod(it) if is_public(&it.vis) && is_documented(&it.attrs) => {
                    if let Some((_, items)) = &it.content {
                        self.add_items(file, items);
                    }
                }
                _ => {}
            }
        }
    }

    fn add_methods(&mut self, file: &str, owner: &str, items: &[ImplItem]) {
        for item in items {
            let (vis, attrs, ident, is_minor) = match item {
                ImplItem::Fn(it) => (
                    &it.vis,
                    &it.attrs,
                    &it.sig.ident,
                    is_without_arguments(&it.sig),
                ),
                ImplItem::Const(it) => (&it.vis, &it.attrs, &it.ident, true),
                _ => continue,
            };
            self.add(file, vis, attrs, Some(owner), ident, is_minor);
        }
    }

    fn add_trait_items(&mut self, file: &str, vis: &Visibility, owner: &str, items: &[TraitItem]) {
        for item in items {
            let (attrs, ident, is_minor) = match item {
                TraitItem::Fn(it) => (&it.attrs, &it.sig.ident, is_without_arguments(&it.sig)),
                TraitItem::Const(it) => (&it.attrs, &it.ident, true),
                _ => continue,
            };
            self.add(file, vis, attrs, Some(owner), ident, is_minor);
        }
    }

    fn add(
        &mut self,
        file: &str,
        vis: &Visibility,
        attributes: &[Attribute],
        owner: Option<&str>,
        ident: &syn::Ident,
        is_minor: bool,
    ) {
        if is_public(vis) && is_documented(attributes) {
            self.items.push(PublicItem {
                file: file.to_owned(),
                owner: owner.map(str::to_owned),
                name: ident.to_string(),
                examples: examples(attributes),
                is_minor,
            });
        }
    }

    /// Items that no example shows.
    fn without_example(&self) -> Vec<String> {
        let lacking = self.items.iter().filter(|item| !self.has_example(item));
        lacking
            .map(|item| {
                let owner = item.owner.as_deref().map(|it| format!("{it}::"));
                format!(
                    "{}: `{}{}`",
                    item.file,
                    owner.unwrap_or_default(),
                    item.name
                )
            })
            .collect()
    }

    fn has_example(&self, item: &PublicItem) -> bool {
        let owner = self
            .items
            .iter()
            .filter(|it| it.owner.is_none() && Some(&it.name) == item.owner.as_ref());
        let shown = owner.map(|it| it.examples.as_str());
        let mut shown = shown.chain([self.modules[&item.file].as_str()]);
        !item.examples.is_empty() || (item.is_minor && shown.any(|code| has_word(code, &item.name)))
    }
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

fn is_without_arguments(signature: &Signature) -> bool {
    let inputs = signature.inputs.iter();
    inputs
        .filter(|it| matches!(it, syn::FnArg::Typed(_)))
        .count()
        == 0
}

/// Whether rustdoc shows an item with these attributes.
fn is_documented(attributes: &[Attribute]) -> bool {
    let is_hidden = |attribute: &Attribute| {
        attribute.path().is_ident("doc")
            && matches!(&attribute.meta, Meta::List(list) if list.tokens.to_string() == "hidden")
    };
    !is_test(attributes) && !attributes.iter().any(is_hidden)
}

fn has_attribute(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|it| it.path().is_ident(name))
}

fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// Code blocks of a documentation, joined.
fn examples(attributes: &[Attribute]) -> String {
    let mut code = String::new();
    let mut is_code = false;
    for line in documentation(attributes).lines() {
        let line = line.trim_start();
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

fn documentation(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes {
        if let Meta::NameValue(meta) = &attribute.meta
            && meta.path.is_ident("doc")
            && let Expr::Lit(value) = &meta.value
            && let Lit::Str(value) = &value.lit
        {
            text.push_str(&value.value());
            text.push('\n');
        }
    }
    text
}

fn has_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.split(|character| !is_part(character))
        .any(|it| it == word)
}

#[test]
fn public_items_have_an_example() {
    let mut lacking = Vec::new();
    for package in CRATES.into_iter().filter(|it| *it != WITHOUT_EXAMPLES) {
        let folder = format!("{package}/src");
        let mut sources = rust_files(&folder);
        sources.retain(|path, _| !HIDDEN.contains(&format!("{folder}/{path}").as_str()));
        let items = PublicItems::parse(&sources);
        let names = items.without_example().into_iter();
        lacking.extend(names.map(|name| format!("{package}/src/{name}")));
    }
    assert!(
        lacking.is_empty(),
        "{} public items without an example:\n{}",
        lacking.len(),
        lacking.join("\n")
    );
}

#[cfg(test)]
mod tests {
    use super::{PublicItems, Sources};

    fn without_example(text: &str) -> Vec<String> {
        let sources = Sources::from([("a.rs".to_owned(), text.to_owned())]);
        let names = PublicItems::parse(&sources).without_example().into_iter();
        names.map(|name| name.replace("a.rs: ", "")).collect()
    }

    #[test]
    fn items_without_an_example_are_found() {
        let text = "/// No code.\npub struct A; pub enum B {} pub trait C { fn d(&self); }
            impl A { pub fn e(&self) {} fn private(&self) {} } impl C for A { fn d(&self) {} }
            pub fn f() {} pub const G: u8 = 1; #[macro_export] macro_rules! h { () => {} }
            pub(crate) struct Hidden; #[doc(hidden)] pub struct Inner; #[cfg(test)] pub fn t() {}";
        let expected = ["`A`", "`B`", "`C`", "`C::d`", "`A::e`", "`f`", "`G`", "`h`"];
        assert_eq!(without_example(text), expected);
    }

    #[test]
    fn type_shows_its_methods_without_arguments() {
        let text = "/// ```\n/// A::new().get(); A::new().with(1);\n/// ```\npub struct A;
            impl A { pub fn new() {} pub async fn get(self) {} pub fn with(self, x: u8) {} pub fn go(&self) {} }";
        assert_eq!(without_example(text), ["`A::with`", "`A::go`"]);
    }

    #[test]
    fn module_shows_its_constants_as_whole_words() {
        let text = "//! ```text\n//! MAX_SIZE\n//! ```\npub const MAX: u8 = 1; pub static MAX_SIZE: u8 = 1;";
        assert_eq!(without_example(text), ["`MAX`"]);
    }
}

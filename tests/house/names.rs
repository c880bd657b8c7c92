//! Type names that are declared once in a crate, and words that no name has.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::Item;

use crate::scan::is_test_only;
use crate::source::{CRATES, folders, rust_files};

/// Words that say nothing to a reader, each with its inflections.
const WORDS: [&[&str]; 5] = [
    &["most"],
    &["stand", "stands", "standing", "stood"],
    &["slot", "slots", "slotted"],
    &["patience"],
    &["excused", "excuse", "excuses", "excusing"],
];

/// Names of the types that items declare, tests left out.
fn declared_types(items: &[Item], names: &mut Vec<String>) {
    for item in items {
        let (attributes, ident) = match item {
            Item::Enum(item) => (&item.attrs, &item.ident),
            Item::Struct(item) => (&item.attrs, &item.ident),
            Item::Trait(item) => (&item.attrs, &item.ident),
            Item::Type(item) => (&item.attrs, &item.ident),
            Item::Union(item) => (&item.attrs, &item.ident),
            Item::Mod(module) => {
                if let Some((_, items)) = &module.content
                    && !is_test(&module.attrs)
                {
                    declared_types(items, names);
                }
                continue;
            }
            _ => continue,
        };
        if !is_test(attributes) {
            names.push(ident.to_string());
        }
    }
}

pub(crate) fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .meta
                .require_list()
                .is_ok_and(|list| is_test_only(&list.tokens))
    })
}

/// Files by each type name that more than one declaration has.
fn repeated_types<'a>(
    sources: impl Iterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, Vec<&'a str>> {
    let mut declarations: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, text) in sources {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut names = Vec::new();
        declared_types(&file.items, &mut names);
        for name in names {
            declarations.entry(name).or_default().push(path);
        }
    }
    declarations.retain(|_, files| files.len() > 1);
    declarations
}

/// Identifiers of a token stream that have one of the words.
fn idents_with_words(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => idents_with_words(group.stream(), found),
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                let has_word = words(&ident)
                    .iter()
                    .any(|word| WORDS.iter().any(|forms| forms.contains(&word.as_str())));
                if has_word && !found.contains(&ident) {
                    found.push(ident);
                }
            }
            _ => {}
        }
    }
}

/// Words of an identifier in `snake_case`, `CamelCase` or `UPPER_CASE`, in lower case.
fn words(ident: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut follows_lower = false;
    for character in ident.chars() {
        if character == '_' || (character.is_uppercase() && follows_lower) {
            words.push(String::new());
        }
        follows_lower = character.is_lowercase();
        if character != '_'
            && let Some(word) = words.last_mut()
        {
            word.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a file below `src` has tests only.
pub(crate) fn is_test_file(path: &str) -> bool {
    path.split(['/', '.']).any(|part| part == "tests")
}

#[test]
fn type_names_are_unique_in_their_crate() {
    let mut repeated = Vec::new();
    for package in CRATES {
        let sources = rust_files(&format!("{package}/src"));
        let sources = sources
            .iter()
            .filter(|(path, _)| !is_test_file(path))
            .map(|(path, text)| (path.as_str(), text.as_str()));
        for (name, files) in repeated_types(sources) {
            repeated.push(format!("{package}: `{name}` in {}", files.join(", ")));
        }
    }
    assert!(
        repeated.is_empty(),
        "type names with several declarations:\n{}",
        repeated.join("\n")
    );
}

#[test]
fn identifiers_have_no_vague_words() {
    let mut vague = Vec::new();
    for folder in folders() {
        for (path, text) in rust_files(folder) {
            let mut found = Vec::new();
            let tokens = text.parse().expect("a Rust file is a token stream");
            idents_with_words(tokens, &mut found);
            for ident in found {
                vague.push(format!("{folder}/{path}: `{ident}`"));
            }
        }
    }
    assert!(
        vague.is_empty(),
        "identifiers with one of the words {WORDS:?}:\n{}",
        vague.join("\n")
    );
}

#[cfg(test)]
mod tests {
    use super::{idents_with_words, repeated_types, words};

    #[test]
    fn repeated_type_is_found_and_tests_are_left_out() {
        let sources = [
            ("a.rs", "struct Place; enum Once {}"),
            ("b.rs", "mod inner { type Place = u8; }"),
            (
                "c.rs",
                "#[cfg(test)] mod tests { struct Once; } #[cfg(test)] struct Once;",
            ),
            (
                "d.rs",
                "impl Iterator for Once { type Item = u8; } trait Item {}",
            ),
        ];
        let repeated = repeated_types(sources.into_iter());
        let repeated: Vec<_> = repeated.into_iter().collect();
        assert_eq!(repeated, [("Place".to_owned(), vec!["a.rs", "b.rs"])]);
    }

    #[test]
    fn identifiers_are_split_into_words() {
        assert_eq!(words("stands_for"), ["stands", "for"]);
        assert_eq!(words("HttpResponse2"), ["http", "response2"]);
        assert_eq!(words("MAX_SLOTS"), ["max", "slots"]);
        assert_eq!(words("r#most"), ["r#most"]);
    }

    #[test]
    fn vague_words_are_found_in_every_position() {
        let mut found = Vec::new();
        let source = "fn at_most(SlotMap { slots }: X) { m!(Patience, 'standing) } // most
            fn understand() { standard(\"stands\"); almost() }";
        idents_with_words(source.parse().unwrap(), &mut found);
        assert_eq!(
            found,
            ["at_most", "SlotMap", "slots", "Patience", "standing"]
        );
    }
}

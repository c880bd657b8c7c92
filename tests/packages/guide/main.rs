//! The guide is complete: its summary, and its pages about components.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

mod broken;
mod claims;
mod links;
mod markdown;
mod rules;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use plain_schema::{COMPONENTS, ValueType};

use markdown::links;

const SUMMARY: &str = "docs/SUMMARY.md";
const TESTED: &str = include_str!("lib.rs");

/// Documents whose links and commands are checked, too. The corpus and the results of benchmarks quote others.
const BESIDE_THE_GUIDE: [&str; 12] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "RELEASING.md",
    "SECURITY.md",
    "examples/README.md",
    "plain-endpoints/README.md",
    "plain-macros/README.md",
    "plain-outbox/README.md",
    "plain-runtime/README.md",
    "plain-sandbox/README.md",
    "plain-schema/README.md",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The pages of the guide by their path from the root of the repository.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for folder in ["docs", "docs/guide", "docs/components"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name();
            if Path::new(&name).extension().is_some_and(|it| it == "md") {
                let path = format!("{folder}/{}", name.to_str().unwrap());
                let text = read(&path).unwrap();
                pages.insert(path, text);
            }
        }
    }
    pages
}

/// The pages of the guide and the documents beside it.
fn documents() -> impl Iterator<Item = (String, String)> {
    let beside = BESIDE_THE_GUIDE.map(|path| (path.to_owned(), read(path).unwrap()));
    pages().into_iter().chain(beside)
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// Path of a linked file from the root of the repository.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            Component::Normal(part) => parts.push(part.to_str().unwrap()),
            _ => {}
        }
    }
    parts.join("/")
}

#[test]
fn summary_lists_every_page_once() {
    let mut listed: Vec<String> = links(&read(SUMMARY).unwrap())
        .iter()
        .map(|link| resolve(SUMMARY, link))
        .collect();
    listed.sort_unstable();
    let mut pages: Vec<String> = pages().into_keys().filter(|path| path != SUMMARY).collect();
    pages.sort_unstable();
    assert_eq!(listed, pages);
}

#[test]
fn every_page_of_the_guide_is_a_doctest() {
    for path in pages().keys() {
        let path = path.strip_prefix("docs/").unwrap();
        // The pages beside the guide are tests of their crates.
        if path.contains('/') {
            assert!(TESTED.contains(&format!("{path:?}")), "{path}");
        }
    }
}

#[test]
fn component_pages_list_every_property_and_its_values() {
    for component in COMPONENTS {
        let path = format!("docs/components/{}.md", component.name);
        let page = read(&path).unwrap_or_else(|| panic!("{path} is missing"));
        assert!(
            page.starts_with(&format!("# `{}`\n", component.name)),
            "{path}"
        );
        for property in component.properties {
            let start = format!("| `{}` |", property.name);
            let row = page.lines().find(|line| line.starts_with(&start));
            let row = row.unwrap_or_else(|| panic!("{path}: {}", property.name));
            assert!(
                row.ends_with(&format!("| `{}` |", property.graphql_name)),
                "{row}"
            );
            assert_eq!(row.contains("| yes"), property.is_required(), "{row}");
            assert_eq!(
                row.contains("without its name"),
                property.positional,
                "{row}"
            );
            if let ValueType::Enumeration(enumeration) = property.value {
                for value in enumeration.values {
                    assert!(row.contains(&format!("`{}`", value.name)), "{row}");
                }
            }
        }
    }
}

//! The guide is complete: its summary, its links, and its pages about components.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

mod broken;
mod markdown;
mod rules;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use plain_schema::{COMPONENTS, ValueType};

use markdown::{fragments, links};

const SUMMARY: &str = "docs/SUMMARY.md";
const TESTED: &str = include_str!("lib.rs");

/// Documents whose links are checked, too.
const BESIDE_THE_GUIDE: [&str; 11] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "RELEASING.md",
    "SECURITY.md",
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
fn every_link_leads_to_a_file_and_a_heading() {
    let mut broken = Vec::new();
    let beside = BESIDE_THE_GUIDE.map(|path| (path.to_owned(), read(path).unwrap()));
    for (path, page) in pages().into_iter().chain(beside) {
        for link in links(&page) {
            if link.contains("://") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                resolve(&path, file)
            };
            let is_found = root().join(&target).exists()
                && (heading.is_empty()
                    || read(&target).is_some_and(|text| {
                        // Renderers number headings that are there twice.
                        fragments(&text).iter().filter(|it| *it == heading).count() == 1
                    }));
            if !is_found {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn relative_links_stay_in_the_book() {
    let mut leaving = Vec::new();
    for (path, page) in pages() {
        for link in links(&page) {
            let is_relative = !link.contains("://") && !link.starts_with('#');
            if is_relative && !resolve(&path, &link).starts_with("docs/") {
                leaving.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(leaving.is_empty(), "{}", leaving.join("\n"));
}

/// The component of a call, as a table has it, and the names of its properties: `text("..", size = S)`.
fn call(cell: &str) -> Option<(&'static plain_schema::Component, Vec<&str>)> {
    let (name, values) = cell.split_once('(')?;
    let component = COMPONENTS.iter().find(|it| it.name == name)?;
    // The last word before each ` = `.
    let mut names: Vec<&str> = values.split(" = ").collect();
    names.pop();
    let names = names.iter().map(|it| it.rsplit(' ').next().unwrap());
    Some((component, names.collect()))
}

#[test]
fn typescript_page_has_every_component_with_properties_that_exist() {
    let page = read("docs/guide/typescript.md").unwrap();
    let rows = page.lines().filter_map(|line| line.strip_suffix("` |"));
    let cells = rows.filter_map(|row| row.rsplit_once("| `"));
    let mut found = Vec::new();
    for (component, names) in cells.filter_map(|(_, cell)| call(cell)) {
        for name in names {
            assert!(
                component.property(name).is_some(),
                "{}: {name}",
                component.name
            );
        }
        found.push(component.name);
    }
    found.sort_unstable();
    let mut components: Vec<&str> = COMPONENTS.iter().map(|it| it.name).collect();
    components.sort_unstable();
    assert_eq!(found, components);
}

/// The words after an option in the commands of a page.
fn arguments<'a>(page: &'a str, option: &str) -> Vec<&'a str> {
    let words = page.split_whitespace().map(|word| word.trim_matches('`'));
    let words: Vec<&str> = words.collect();
    let pairs = words.windows(2).filter(|pair| pair[0] == option);
    pairs
        .map(|pair| pair[1].trim_end_matches(['`', ',', '.', ':']))
        .collect()
}

#[test]
fn commands_name_examples_and_packages_that_exist() {
    // One that the reader saves, and a placeholder.
    const OTHERS: [&str; 2] = ["first_event", "NAME"];
    let folders = fs::read_dir(root()).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let folders: Vec<PathBuf> = folders.chain([root()]).collect();
    let mut found = 0;
    let beside = BESIDE_THE_GUIDE.map(|path| (path.to_owned(), read(path).unwrap()));
    for (path, page) in pages().into_iter().chain(beside) {
        for name in arguments(&page, "--example") {
            let files = ["", "/main"].map(|end| format!("examples/{name}{end}.rs"));
            let mut paths = folders
                .iter()
                .flat_map(|it| files.iter().map(|file| it.join(file)));
            let exists = paths.any(|path| path.exists());
            assert!(exists || OTHERS.contains(&name), "{path}: {name}");
            found += 1;
        }
        for package in arguments(&page, "--path") {
            let folder = package.replace("../plain/", "");
            let manifest = root().join(folder).join("Cargo.toml");
            assert!(manifest.exists(), "{path}: {package}");
            found += 1;
        }
    }
    assert!(found > 10);
}

#[test]
fn quick_start_has_the_rust_version_of_the_packages() {
    let manifest = read("Cargo.toml").unwrap();
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = \""));
    let version = version.unwrap().trim_end_matches('"');
    for page in ["README.md", "docs/guide/quick-start.md"] {
        let words = format!("Rust {version} or newer");
        assert!(read(page).unwrap().contains(&words), "{page}: {words}");
    }
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
        let page = read(&path).unwrap();
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

//! Names in tables and commands exist.

use std::fs;
use std::path::PathBuf;

use plain_schema::{COMPONENTS, Component};

use crate::{documents, read, root};

/// The component of a call, as a table has it, and the names of its properties: `text("..", size = S)`.
fn call(cell: &str) -> Option<(&'static Component, Vec<&str>)> {
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
    for (path, page) in documents() {
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
fn every_error_of_the_client_has_a_cause_and_a_cure() {
    let source = read("plain-runtime/src/error/mod.rs").unwrap();
    let (_, variants) = source.split_once("\npub enum Error {\n").unwrap();
    let (variants, _) = variants.split_once("\n}\n").unwrap();
    let lines = variants
        .lines()
        .filter_map(|line| line.strip_prefix("    "));
    let mut names: Vec<&str> = lines
        .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
        .filter_map(|line| line.split([' ', '(', ',']).next())
        .collect();
    let page = read("docs/guide/run-time-errors.md").unwrap();
    let (_, table) = page.split_once("| variant | cause | cure |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let rows = table.lines().filter_map(|row| row.strip_prefix("| `"));
    let mut listed: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    names.sort_unstable();
    listed.sort_unstable();
    assert_eq!(names, listed);
}

#[test]
fn quick_start_has_the_rust_version_of_the_packages() {
    let manifest = read("Cargo.toml").unwrap();
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = \""));
    let version = version.unwrap().trim_end_matches('"');
    let words = format!("Rust {version} or newer");
    assert!(
        read("docs/guide/quick-start.md").unwrap().contains(&words),
        "{words}"
    );
}

//! Source files of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates that are published.
pub(crate) const CRATES: [&str; 6] = [
    "plain-schema",
    "plain-macros",
    "plain-runtime",
    "plain-endpoints",
    "plain-outbox",
    "plain-sandbox",
];

/// Folders that have our Rust files.
pub(crate) fn folders() -> impl Iterator<Item = &'static str> {
    CRATES.into_iter().chain(["benches", "examples", "tests"])
}

/// Texts of Rust files by their path, with `/` as the separator.
pub(crate) type Sources = BTreeMap<String, String>;

/// Rust files below a folder of the repository, by their path within that folder.
pub(crate) fn rust_files(folder: &str) -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut sources = Sources::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !is_generated(&path) {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                sources.insert(relative(&root, path), text);
            }
        }
    }
    assert!(!sources.is_empty(), "no Rust file in `{folder}`");
    sources
}

fn is_generated(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    matches!(name, Some("target" | "node_modules"))
        || name.is_some_and(|name| name.starts_with('.'))
}

fn relative(root: &Path, path: PathBuf) -> String {
    let path = path.strip_prefix(root).map(Path::to_owned).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[test]
fn crates_are_those_of_the_workspace() {
    let manifest = include_str!("../../Cargo.toml");
    let mut lines = manifest.lines();
    let members = lines.find(|line| line.starts_with("members = ")).unwrap();
    let members = members.split('"').filter(|it| it.starts_with("plain-"));
    assert_eq!(members.collect::<BTreeSet<_>>(), CRATES.into());
}

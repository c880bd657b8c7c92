//! Features of a crate, and the table of them on its front page.

use crate::source::{CRATES, rust_files};

/// Names in the section `[features]` of a manifest, without `default`.
fn declared(manifest: &str) -> Vec<&str> {
    let lines = manifest.lines().skip_while(|line| *line != "[features]");
    let lines = lines.skip(1).take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| Some(line.split_once(" = [")?.0));
    let mut names: Vec<&str> = names.filter(|name| *name != "default").collect();
    names.sort_unstable();
    names
}

/// Names in the first column of the table below the heading `# Features`.
fn documented(root: &str) -> Vec<&str> {
    let lines = root.lines().skip_while(|line| *line != "//! # Features");
    let lines = lines
        .skip(1)
        .take_while(|line| line.starts_with("//!") && !line.starts_with("//! # "));
    let rows = lines.filter_map(|line| line.strip_prefix("//! | `")?.split_once(" | "));
    let names = rows.flat_map(|(names, _)| names.split(", "));
    let mut names: Vec<&str> = names
        .map(|name| name.trim_end_matches(" (default)").trim_matches('`'))
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn front_pages_have_the_features_of_the_manifests() {
    for package in CRATES {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(package);
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let sources = rust_files(&format!("{package}/src"));
        assert_eq!(
            documented(&sources["lib.rs"]),
            declared(&manifest),
            "{package}"
        );
    }
}

#[test]
fn lists_of_features_are_read() {
    let manifest =
        "[features]\ndefault = [\"a\"]\n# A.\na = []\nb = [\n    \"a\",\n]\n\n[lib]\nc = []";
    assert_eq!(declared(manifest), ["a", "b"]);
    let root = "//! # Features\n//!\n//! | feature | adds |\n//! |---|---|\n//! | `b`, `c` | x |\n\
        //! | `a` (default) | y |\n//!\n//! # Others\n//! | `d` | z |";
    assert_eq!(documented(root), ["a", "b", "c"]);
}

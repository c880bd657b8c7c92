//! Sizes of files, and the style of modules.

use syn::Item;

use crate::source::{CRATES, Sources, rust_files};

/// Below this, a file is part of its neighbour, unless it only names the parts of a folder.
const MIN_LINES: usize = 40;

/// Above this, a file has more than one idea.
const MAX_LINES: usize = 400;

/// A file that is shorter or longer than others may be.
struct Exception {
    path: &'static str,
    #[expect(dead_code, reason = "it is for the reader")]
    reason: &'static str,
}

const SHORT: [Exception; 0] = [];

const LONG: [Exception; 0] = [];

fn violations(package: &str, sources: &Sources) -> Vec<String> {
    let mut violations = Vec::new();
    for (path, text) in sources {
        let lines = text.lines().count();
        let full_path = format!("{package}/src/{path}");
        let is_in = |list: &[Exception]| list.iter().any(|exception| exception.path == full_path);
        if lines < MIN_LINES && !is_in(&SHORT) && !is_facade(path, text) {
            violations.push(format!(
                "{full_path} has {lines} lines: merge it into its neighbour (at least {MIN_LINES})"
            ));
        }
        if lines > MAX_LINES && !is_in(&LONG) {
            violations.push(format!(
                "{full_path} has {lines} lines: split it (at most {MAX_LINES})"
            ));
        }
        let folder = path.strip_suffix(".rs").unwrap_or(path);
        if sources
            .keys()
            .any(|other| other.starts_with(&format!("{folder}/")))
        {
            violations.push(format!(
                "{full_path} is beside a folder: move it to `{folder}/mod.rs`"
            ));
        }
    }
    violations
}

/// Whether a file is a `mod.rs` of modules and re-exports only.
fn is_facade(path: &str, text: &str) -> bool {
    let items = || syn::parse_file(text).expect("a Rust file").items;
    path.ends_with("mod.rs")
        && items().iter().all(|item| {
            matches!(item, Item::Mod(item) if item.content.is_none())
                || matches!(item, Item::Use(_))
        })
}

#[test]
fn files_have_a_readable_size_and_one_module_style() {
    let mut violations = Vec::new();
    for package in CRATES {
        let sources = rust_files(&format!("{package}/src"));
        violations.extend(self::violations(package, &sources));
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn exceptions_are_needed() {
    let lines = |path: &str| {
        let (package, path) = path.split_once("/src/").expect("a file in a package");
        rust_files(&format!("{package}/src"))
            .get(path)
            .map(|text| text.lines().count())
    };
    for exception in &SHORT {
        let lines = lines(exception.path);
        assert!(
            lines.is_some_and(|lines| lines < MIN_LINES),
            "{} has {lines:?} lines: remove it from the list",
            exception.path
        );
    }
    for exception in &LONG {
        let lines = lines(exception.path);
        assert!(
            lines.is_some_and(|lines| lines > MAX_LINES),
            "{} has {lines:?} lines: remove it from the list",
            exception.path
        );
    }
}

#[test]
fn short_long_and_misplaced_files_are_found() {
    let sources = Sources::from([
        ("short.rs".to_owned(), "\n".repeat(39)),
        ("least.rs".to_owned(), "\n".repeat(40)),
        ("greatest.rs".to_owned(), "\n".repeat(400)),
        ("long.rs".to_owned(), "\n".repeat(401)),
        ("x.rs".to_owned(), "\n".repeat(100)),
        ("x/y.rs".to_owned(), "\n".repeat(100)),
        ("xy/mod.rs".to_owned(), "\n".repeat(100)),
        (
            "facade/mod.rs".to_owned(),
            "mod a;\npub use a::A;".to_owned(),
        ),
        ("code/mod.rs".to_owned(), "mod a;\nfn f() {}".to_owned()),
    ]);
    assert_eq!(
        violations("fixture", &sources),
        [
            "fixture/src/code/mod.rs has 2 lines: merge it into its neighbour (at least 40)",
            "fixture/src/long.rs has 401 lines: split it (at most 400)",
            "fixture/src/short.rs has 39 lines: merge it into its neighbour (at least 40)",
            "fixture/src/x.rs is beside a folder: move it to `x/mod.rs`",
        ]
    );
}

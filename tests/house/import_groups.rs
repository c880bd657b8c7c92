//! Imports in three groups: the standard library, other crates, the crate itself. rustfmt has this
//! only on nightly.

use std::collections::BTreeSet;

use crate::source::{folders, rust_files};

/// Group of an import, in the order in which groups are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Std,
    OtherCrate,
    ThisCrate,
}

impl Group {
    fn of(import: &str, modules: &BTreeSet<&str>) -> Self {
        let end = import.find([':', ';', '{', ' ']).unwrap_or(import.len());
        match &import[..end] {
            "std" | "core" | "alloc" => Self::Std,
            "crate" | "self" | "super" => Self::ThisCrate,
            name if modules.contains(name) => Self::ThisCrate,
            _ => Self::OtherCrate,
        }
    }
}

/// Line of the first import that is not in its group.
fn misplaced_import(text: &str) -> Option<&str> {
    let modules: BTreeSet<&str> = text.lines().filter_map(declared_module).collect();
    let mut previous = None;
    let mut follows_blank = false;
    let mut is_open = false;
    for line in text.lines() {
        if is_open {
            is_open = !line.ends_with(';');
        } else if let Some(import) = line.strip_prefix("use ") {
            let group = Group::of(import, &modules);
            let is_placed = previous.is_none_or(|previous| {
                if follows_blank {
                    previous < group
                } else {
                    previous == group
                }
            });
            if !is_placed {
                return Some(line);
            }
            previous = Some(group);
            follows_blank = false;
            is_open = !line.ends_with(';');
        } else if line.is_empty() {
            follows_blank = true;
        } else if !line.starts_with("#[") {
            previous = None;
        }
    }
    None
}

/// Name of the module that a line declares.
fn declared_module(line: &str) -> Option<&str> {
    let (visibility, rest) = line.split_once("mod ")?;
    let is_item = visibility.is_empty() || visibility.starts_with("pub");
    rest.strip_suffix(';').filter(|_| is_item)
}

#[test]
fn imports_are_grouped() {
    let mut misplaced = Vec::new();
    for folder in folders() {
        for (path, text) in rust_files(folder) {
            if let Some(import) = misplaced_import(&text) {
                misplaced.push(format!("{folder}/{path}: `{import}`"));
            }
        }
    }
    assert!(
        misplaced.is_empty(),
        "imports come in three groups with a blank line between them: std, other crates, crate:\n{}",
        misplaced.join("\n")
    );
}

#[test]
fn misplaced_imports_are_found() {
    for (text, expected) in [
        (
            "use std::fmt;\n\nuse a::B;\nuse c::{\n    D,\n};\n\nuse crate::E;",
            None,
        ),
        ("mod own;\n\nuse a::B;\n\nuse own::C;", None),
        (
            "use a::B;\n#[cfg(test)]\nuse c::D;\n\nfn f() {}\n\nuse std::fmt;",
            None,
        ),
        ("use a::B;\nuse crate::C;", Some("use crate::C;")),
        ("use a::B;\n\nuse c::D;", Some("use c::D;")),
        ("use crate::A;\n\nuse std::fmt;", Some("use std::fmt;")),
        ("mod own;\nuse own::A;\nuse b::C;", Some("use b::C;")),
    ] {
        assert_eq!(misplaced_import(text), expected, "{text}");
    }
}

//! The places that a difference concerns: the schema, a row, a type, the sandbox and the tests.

mod home;
mod table;

use std::fmt;

use crate::compare::Difference;
use crate::subject::{ROOTS, Subject, named};
use home::{HOMES, Home, OPERATION};
use table::Row;

/// Role of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Schema,
    Row,
    Type,
    Sandbox,
    /// A test that fails until the schema, the rows and the sandbox agree.
    Fails,
    /// A test that gets a new case.
    Test,
}

impl Role {
    pub(crate) const ALL: [Self; 6] = [
        Self::Schema,
        Self::Row,
        Self::Type,
        Self::Sandbox,
        Self::Fails,
        Self::Test,
    ];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Row => "row",
            Self::Type => "type",
            Self::Sandbox => "sandbox",
            Self::Fails => "fails",
            Self::Test => "new test",
        }
    }
}

/// File or folder, and the item in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) role: Role,
    pub(crate) item: Option<String>,
    /// Relative to the workspace.
    pub(crate) path: &'static str,
}

impl Place {
    pub(crate) fn new(role: Role, path: &'static str) -> Self {
        Self {
            role,
            item: None,
            path,
        }
    }

    pub(crate) fn item(role: Role, item: impl Into<String>, path: &'static str) -> Self {
        Self {
            item: Some(item.into()),
            ..Self::new(role, path)
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.item {
            Some(item) => write!(f, "`{item}` in {}", self.path),
            None => f.write_str(self.path),
        }
    }
}

/// Files of our schema.
const SCHEMA_FILES: [(&str, &str); 6] = [
    (
        "plain-schema/schema.graphql",
        include_str!("../../../schema.graphql"),
    ),
    (
        "plain-schema/threads.graphql",
        include_str!("../../../threads.graphql"),
    ),
    (
        "plain-schema/thread_changes.graphql",
        include_str!("../../../thread_changes.graphql"),
    ),
    (
        "plain-schema/tenants.graphql",
        include_str!("../../../tenants.graphql"),
    ),
    (
        "plain-schema/absent.graphql",
        include_str!("../../../absent.graphql"),
    ),
    ("plain-schema/examples/drift/cards.graphql", crate::CARDS),
];

/// Places that a difference concerns, ordered by role.
pub(crate) fn needs(difference: &Difference) -> Vec<Place> {
    let path = &difference.path;
    let mut places = vec![Place::new(Role::Schema, schema_file(path))];
    match Row::of(path) {
        Some(row) => places.extend(row.places()),
        None => {
            let home = |home: &&Home| home.words.iter().any(|word| named(path).contains(word));
            if path.starts_with("Query.") || path.starts_with("Mutation.") {
                places.extend(OPERATION.places());
            }
            places.extend(HOMES.iter().find(home).into_iter().flat_map(Home::places));
        }
    }
    places.sort_by_key(|place| place.role);
    places
}

/// File that defines the type or the operation of a path, or to which a new one belongs.
fn schema_file(path: &str) -> &'static str {
    let name = path.split('.').next().unwrap_or_default();
    if !ROOTS.contains(&name) {
        for (file, text) in SCHEMA_FILES {
            let defines = |line: &str| {
                let mut words = line.split([' ', '{']);
                words.next().is_some_and(|it| KEYWORDS.contains(&it)) && words.next() == Some(name)
            };
            if text.lines().any(defines) {
                return file;
            }
        }
    }
    match Subject::of(path) {
        Subject::Cards => "plain-schema/examples/drift/cards.graphql",
        _ if ROOTS.contains(&name) => "plain-schema/schema.graphql",
        Subject::Threads => "plain-schema/threads.graphql",
        Subject::Tenants => "plain-schema/tenants.graphql",
        _ => "plain-schema/schema.graphql",
    }
}

/// Keywords of type definitions.
const KEYWORDS: [&str; 6] = ["type", "input", "enum", "union", "interface", "scalar"];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Every place that can be printed: that of each row and home, and the files of the schema.
    fn all() -> Vec<Place> {
        let homes = HOMES.iter().chain([&OPERATION]).flat_map(Home::places);
        let rows = Row::all().into_iter().flat_map(Row::places);
        let files = SCHEMA_FILES.map(|(path, _)| Place::new(Role::Schema, path));
        homes.chain(rows).chain(files).collect()
    }

    #[test]
    fn every_place_exists_and_has_its_item() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut missing = Vec::new();
        for place in all() {
            let path = root.join(place.path);
            let has_item = place.item.as_ref().is_none_or(|item| {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let name = item.rsplit("::").next().unwrap_or(item);
                text.split(|char: char| !char.is_alphanumeric() && char != '_')
                    .any(|word| word == name)
            });
            if !path.exists() || !has_item {
                missing.push(place.to_string());
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn every_row_names_a_type_and_a_test() {
        for row in Row::all() {
            let places = row.places();
            for role in [
                Role::Row,
                Role::Type,
                Role::Sandbox,
                Role::Fails,
                Role::Test,
            ] {
                assert!(places.iter().any(|place| place.role == role), "{row:?}");
            }
        }
    }
}

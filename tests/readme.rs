//! The README and the tables of the documentation are true.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

use std::fs;
use std::path::Path;

use plain_schema::{COMPONENTS, ValueType};

const README: &str = include_str!("../README.md");
const COMPONENTS_PAGE: &str = include_str!("../docs/components/index.md");
const RESULTS: &str = include_str!("../benches/results/2026-11-25.md");
const MACROS: &str = include_str!("../plain-runtime/src/macros/mod.rs");

#[test]
fn both_references_list_every_component_and_its_values() {
    for (text, prefix) in [(COMPONENTS_PAGE, "| "), (MACROS, "/// | ")] {
        for component in COMPONENTS {
            let start = format!("{prefix}`{}` |", component.name);
            let row = text.lines().find(|line| line.starts_with(&start));
            let row = row.unwrap_or_else(|| panic!("expected a row that begins with {start}"));
            for property in component.properties {
                assert!(
                    row.contains(&format!("`{}`", property.name))
                        || row.contains(&format!("`{} = [..]`", property.name)),
                    "{row}: {}",
                    property.name
                );
                if let ValueType::Enumeration(enumeration) = property.value
                    // `plain_text` refers to the values of `text`, in the row above.
                    && component.name != "plain_text"
                {
                    let values: Vec<&str> =
                        enumeration.values.iter().map(|value| value.name).collect();
                    assert!(
                        row.contains(&format!("`{}` {}", property.name, values.join(" "))),
                        "{row}"
                    );
                }
            }
        }
    }
}

/// The lines of the first code block of a language below a heading of the README.
fn block(heading: &str, language: &str) -> Vec<&'static str> {
    let mut lines = README.lines().skip_while(|line| *line != heading);
    let fence = format!("```{language}");
    assert!(lines.any(|line| line == fence), "{heading}");
    lines.take_while(|line| *line != "```").collect()
}

#[test]
fn compile_errors_of_the_readme_are_those_of_rustc() {
    // A case of `tests/packages/ui`, which compares it with the compiler.
    let errors = include_str!("packages/ui/messages/readme.stderr");
    let errors = errors.replace("messages/readme.rs", "src/main.rs");
    assert_eq!(
        block("## Compile errors", "text").join("\n"),
        errors.trim_end()
    );
}

#[test]
fn commands_of_the_readme_name_packages_and_their_features() {
    let mut packages = 0;
    for command in block("## Install", "sh") {
        let mut words = command.split(' ');
        let Some(path) = words.by_ref().skip_while(|word| *word != "--path").nth(1) else {
            continue;
        };
        let folder = Path::new(path.strip_prefix("../plain/").unwrap());
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        if let Some(features) = words.skip_while(|word| *word != "--features").nth(1) {
            for feature in features.split(',') {
                assert!(manifest.contains(&format!("\n{feature} = [")), "{command}");
            }
        }
        packages += 1;
    }
    assert!(packages > 0);
}

/// Cells of the first row that begins with these words, below a heading or a row of the results.
fn result(table: &str, row: &str) -> Vec<&'static str> {
    let mut lines = RESULTS.lines().skip_while(|line| !line.starts_with(table));
    let row = lines.find(|line| line.starts_with(row)).unwrap();
    row.split('|').map(str::trim).collect()
}

/// A number with commas between its thousands.
fn with_commas(number: &str) -> String {
    let mut text = String::new();
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && (number.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn figures_of_the_readme_are_those_of_the_stored_results() {
    let bytes = ["| typescript-sdk", "| graphql", "| plain-runtime"]
        .map(|row| with_commas(result("## Body of a request", row)[2]));
    let throughput = [
        "| @team-plain/typescript-sdk",
        "| @team-plain/graphql",
        "| `plain_runtime::Client`",
    ]
    .map(|row| result("| HTTP/1.1, 16 in flight", row));
    let events = throughput.each_ref().map(|row| with_commas(row[2]));
    let time = throughput.each_ref().map(|row| format!("{} µs", row[3]));
    for (name, figures) in [
        ("bytes of a request for an event with one text", bytes),
        ("events per second, 16 in flight", events),
        ("CPU time per event, 16 in flight", time),
    ] {
        let row = format!("| {name} | {} |", figures.join(" | "));
        assert!(README.lines().any(|line| line == row), "{row}");
    }
}

#[test]
fn rust_version_of_the_readme_is_that_of_the_crates() {
    let words = concat!("Rust ", env!("CARGO_PKG_RUST_VERSION"), " or newer");
    assert!(README.contains(words), "{words}");
}

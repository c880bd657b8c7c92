//! The tables of the README and of the macros' documentation match those of `plain_schema`.

use plain_schema::{COMPONENTS, RULES, ValueType};

const README: &str = include_str!("../README.md");
const MACROS: &str = include_str!("../plain-runtime/src/macros/mod.rs");

#[test]
fn readme_lists_every_rule() {
    let rows: Vec<&str> = README
        .lines()
        .filter(|line| {
            let digit = |character: char| character.is_ascii_digit();
            let mut kinds = ["| E", "| C", "| T", "| K"].iter();
            kinds.any(|kind| {
                line.strip_prefix(kind)
                    .is_some_and(|id| id.starts_with(digit))
            })
        })
        .collect();
    let rules: Vec<String> = RULES
        .iter()
        .map(|rule| {
            let mark = if rule.compile_time_only { " †" } else { "" };
            format!("| {}{mark} | {} |", rule.id, rule.text)
        })
        .collect();
    assert_eq!(rows, rules);
}

#[test]
fn both_references_list_every_component_and_its_values() {
    for (text, prefix) in [(README, "| "), (MACROS, "/// | ")] {
        for component in COMPONENTS {
            let start = format!("{prefix}`{}` |", component.name);
            let row = text.lines().find(|line| line.starts_with(&start)).unwrap();
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

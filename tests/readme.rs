//! What the README says of the rules and of the language is what the tables say.

use plain_schema::{COMPONENTS, RULES, Value};

const README: &str = include_str!("../README.md");
const MACROS: &str = include_str!("../plain-runtime/src/macros/mod.rs");

#[test]
fn every_rule_stands_in_the_readme_as_it_is() {
    let rows: Vec<&str> = README
        .lines()
        .filter(|line| {
            let digit = |character: char| character.is_ascii_digit();
            line.starts_with("| E") && line[3..].starts_with(digit)
                || line.starts_with("| C") && line[3..].starts_with(digit)
        })
        .collect();
    let rules: Vec<String> = RULES
        .iter()
        .map(|rule| {
            let mark = if rule.is_left_to_plain_at_run_time {
                " †"
            } else {
                ""
            };
            format!("| {}{mark} | {} |", rule.id, rule.text)
        })
        .collect();
    assert_eq!(rows, rules);
}

#[test]
fn every_component_and_its_values_stand_in_both_references() {
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
                if let Value::Enumeration(enumeration) = property.value
                    // The values of `plain_text` are those of `text`, in the row above.
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

//! `docs/errors.md` lists every error of the macros with its fix.
//!
//! The page is generated from the cases in `tests/packages/ui/messages` by
//! `INSTA_UPDATE=always cargo test --test errors`.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

#[path = "../packages/ui/case.rs"]
mod case;
mod diff;
mod message;
mod mistake;
mod page;
mod section;

use plain_schema::RULES;

use mistake::Mistake;

#[test]
fn the_page_of_errors_is_current() {
    let page = page::render(&Mistake::all());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/errors.md");
    // insta cannot write Markdown files; its variable updates this one too.
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(path, &page).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).unwrap() == page,
        "to update docs/errors.md, run `INSTA_UPDATE=always cargo test --test errors`"
    );
}

#[test]
fn every_error_of_every_case_is_on_the_page() {
    let page = page::render(&Mistake::all());
    for mistake in Mistake::all() {
        let message = message::shorten(&mistake.message);
        let is_listed = page.lines().any(|line| {
            line.strip_prefix("### ") == Some(&message)
                || line
                    .strip_prefix("* ")
                    .is_some_and(|line| line.starts_with(&message))
        });
        assert!(is_listed, "{}: {message}", mistake.case);
    }
}

#[test]
fn every_rule_has_one_section() {
    for rule in RULES {
        let sections = section::SECTIONS
            .iter()
            .filter(|section| section.rules.contains(&rule.id));
        assert_eq!(
            sections.count(),
            1,
            "{}: add it to a section in section.rs",
            rule.id
        );
    }
}

#[test]
fn the_linked_section_of_the_readme_exists() {
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&format!("\n## {}\n", page::RULES_HEADING)));
}

//! `docs/errors.md` lists every error of the macros with its fix, and `docs/rules.md` every rule with its errors.
//!
//! The pages are generated from the cases in `tests/packages/ui/messages` and from `plain_schema::RULES` by
//! `INSTA_UPDATE=always cargo test --test errors`.

#![expect(clippy::unwrap_used, reason = "an unexpected failure fails the test")]

#[path = "../packages/ui/case.rs"]
mod case;
mod diff;
#[path = "../packages/guide/markdown.rs"]
mod markdown;
mod message;
mod mistake;
mod page;
mod rules;
mod section;

use plain_schema::RULES;

use mistake::Mistake;

#[test]
fn the_page_of_errors_is_current() {
    assert_current("errors.md", &page::render(&Mistake::all()));
}

#[test]
fn the_page_of_rules_is_current() {
    assert_current("rules.md", &rules::render(&Mistake::all()));
}

fn assert_current(name: &str, page: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/").to_owned() + name;
    // insta cannot write Markdown files; its variable updates these too.
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&path, page).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == page,
        "to update docs/{name}, run `INSTA_UPDATE=always cargo test --test errors`"
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

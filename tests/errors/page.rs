//! The page as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use plain_schema::RULES;

use crate::markdown::fragment;
use crate::message::{shape, shorten};
use crate::mistake::Mistake;
use crate::section::{SECTIONS, Section, section_of};

const INTRODUCTION: &str = "\
# Compile errors

Every error of the macros and derives, with an example and its fix. In an example, `-` marks the wrong code and `+` the
corrected code, which is compiled by a test. Long lists of names are cut (…).

Most errors are violations of [a rule](rules.md). A value that is known only at run time is checked by the same rule before the
event is sent, and `Error::Invalid` has the same words.

";

/// An error: the mistakes whose messages have one shape, the best example first.
pub(crate) struct Entry<'a> {
    mistakes: Vec<&'a Mistake>,
}

/// Renders the page.
pub(crate) fn render(mistakes: &[Mistake]) -> String {
    let entries = entries(mistakes);
    let mut page = INTRODUCTION.to_owned();
    for section in SECTIONS {
        writeln!(page, "* [{}](#{})", section.title, fragment(section.title)).unwrap();
    }
    for section in SECTIONS {
        page.push_str(&section.heading());
        let is_here = |entry: &&Entry<'_>| section_of(entry.mistakes[0]) == section.title;
        for entry in entries.iter().filter(is_here) {
            page.push_str(&entry.render());
        }
    }
    page.push('\n');
    for rule in RULES {
        writeln!(page, "[{}]: rules.md#{}", rule.id, fragment(rule.id)).unwrap();
    }
    page
}

impl Section {
    /// The heading, the introduction and the section's rules.
    fn heading(&self) -> String {
        let mut text = format!("\n## {}\n\n{}\n", self.title, wrap(self.introduction));
        let rules = RULES.iter().filter(|rule| self.rules.contains(&rule.id));
        for (index, rule) in rules.enumerate() {
            let start = if index == 0 { "\n" } else { "" };
            writeln!(text, "{start}* [{}]: {}", rule.id, rule.text).unwrap();
        }
        text
    }
}

/// The errors in the order of their messages.
pub(crate) fn entries(mistakes: &[Mistake]) -> Vec<Entry<'_>> {
    let mut by_shape: BTreeMap<String, Vec<&Mistake>> = BTreeMap::new();
    for mistake in mistakes {
        by_shape
            .entry(shape(&mistake.message))
            .or_default()
            .push(mistake);
    }
    let entries = by_shape.into_values().map(|mut mistakes| {
        mistakes.sort_by_cached_key(|mistake| mistake.rank());
        Entry { mistakes }
    });
    entries.collect()
}

impl Entry<'_> {
    fn render(&self) -> String {
        let example = self.mistakes[0];
        let mut text = format!(
            "\n### {}\n\n```diff\n{}\n```\n",
            self.heading(),
            example.diff.join("\n")
        );
        if let Some(help) = &example.help {
            writeln!(text, "\nHelp: {}", shorten(help)).unwrap();
        }
        let rules = self.rules();
        if !rules.is_empty() {
            writeln!(text, "\nRules: {}", rules.join(", ")).unwrap();
        }
        let others = self.others();
        if !others.is_empty() {
            write!(text, "\nAlso:\n\n{others}").unwrap();
        }
        text
    }

    pub(crate) fn heading(&self) -> String {
        shorten(&self.mistakes[0].message)
    }

    /// The mistakes that are known to break a rule, the best example first.
    pub(crate) fn mistakes_of(&self, id: &str) -> impl Iterator<Item = &Mistake> {
        let mistakes = self.mistakes.iter().copied();
        mistakes.filter(move |mistake| mistake.rules().any(|rule| rule == id))
    }

    /// Links to the rules, in their order.
    fn rules(&self) -> Vec<String> {
        let rules = RULES
            .iter()
            .filter(|rule| self.mistakes_of(rule.id).next().is_some());
        rules.map(|rule| format!("[{}]", rule.id)).collect()
    }

    /// The other messages and helps, each once. A message that is listed already is replaced by its
    /// wrong code; a help that all have is omitted.
    fn others(&self) -> String {
        let example = self.mistakes[0];
        let mut mistakes = self.mistakes.iter();
        let has_one_help = mistakes.all(|mistake| mistake.help == example.help);
        let mut listed = vec![(&example.message, &example.help)];
        let mut lines = String::new();
        for mistake in &self.mistakes {
            if listed.contains(&(&mistake.message, &mistake.help)) {
                continue;
            }
            let mut messages = listed.iter().map(|(message, _)| *message);
            let is_listed = messages.any(|message| *message == mistake.message);
            let code = mistake.diff.iter().find_map(|line| line.strip_prefix('-'));
            let subject = match code {
                Some(code) if is_listed => format!("`{code}`"),
                _ => shorten(&mistake.message),
            };
            listed.push((&mistake.message, &mistake.help));
            match &mistake.help {
                Some(help) if !has_one_help => {
                    writeln!(lines, "* {subject}: {}", shorten(help)).unwrap();
                }
                _ => writeln!(lines, "* {subject}").unwrap(),
            }
        }
        lines
    }
}

/// The text in lines of the width of the other documents.
pub(crate) fn wrap(text: &str) -> String {
    const WIDTH: usize = 120;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(word);
        } else if line.len() + 1 + word.len() <= WIDTH {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

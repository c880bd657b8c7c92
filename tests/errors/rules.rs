//! The page of rules as Markdown.

use std::fmt::Write;

use plain_schema::{RULES, Rule, RuleSource, RuleStage};

use crate::markdown::fragment;
use crate::message::shorten;
use crate::mistake::Mistake;
use crate::page::{Entry, entries, wrap};
use crate::section::SECTIONS;

const INTRODUCTION: &str = "\
# The rules

Events, threads and cards obey these rules, and each is checked as early as possible. Where Plain's documentation and schema
disagree (†), the rule is checked at compile time only: at run time Plain decides. \"Blank\" means empty or only white space and
invisible characters. Lengths are counted in UTF-16 code units, as JavaScript does.

| checked | when |
|---|---|
| at expansion | a macro or derive is expanded: the structure of the call, and literals in it |
| in constants | the compiler evaluates a constant, as in `badge(LABEL)`: the error is rustc's and has the rule's words |
| by types | always: no value in Rust breaks the rule, and JSON that does is not deserialised |
| before sending | a value is sent, a card is answered, an endpoint of cards is built, or `validate()` is called |
| by the sandbox | [a sandbox](guide/sandbox.md) receives a request or a card, from a program in any language |

At run time, `Error::Invalid` lists every violation with its path, such as
`components[2].row.main_content[0].text: longer than 10000 characters (it has 10023)`, and nothing is sent.

| source | |
|---|---|
| schema | a type in Plain's GraphQL schema |
| description | a description in Plain's GraphQL schema |
| documentation | a page of Plain's documentation |
| webhooks | Plain's schema of webhooks |
| these crates | not Plain: a mistake that nobody makes on purpose |
";

/// Upper bound on the errors of a rule, besides its section.
const MAX_EXAMPLES: usize = 3;

/// Headings with the letter of their rules, and Plain's documentation.
const GROUPS: [(&str, char, &str); 4] = [
    (
        "Events",
        'E',
        "https://www.plain.com/docs/api-reference/graphql/events/create-customer-event",
    ),
    (
        "Components",
        'C',
        "https://www.plain.com/docs/api-reference/ui-components",
    ),
    (
        "Threads",
        'T',
        "https://www.plain.com/docs/api-reference/graphql/threads/create",
    ),
    (
        "Customer cards",
        'K',
        "https://www.plain.com/docs/customer-cards",
    ),
];

/// Rules that hold outside their group, too.
const SCOPE: &str =
    "C1 to C14 hold in events, threads and cards; E5 and E7 to E9 hold for threads, too.";

/// Renders the page.
pub(crate) fn render(mistakes: &[Mistake]) -> String {
    let entries = entries(mistakes);
    let mut page = INTRODUCTION.to_owned();
    writeln!(page, "\n{SCOPE}").unwrap();
    for (title, letter, url) in GROUPS {
        writeln!(page, "\n## {title}\n\nSee [Plain's documentation]({url}).").unwrap();
        for rule in RULES.iter().filter(|rule| rule.id.starts_with(letter)) {
            page.push_str(&section(rule, &entries));
        }
    }
    page
}

fn section(rule: &Rule, entries: &[Entry<'_>]) -> String {
    let mark = if rule.compile_time_only() { " †" } else { "" };
    let stages: Vec<&str> = rule.stages.iter().copied().map(stage).collect();
    let sources: Vec<&str> = rule.sources.iter().copied().map(source).collect();
    format!(
        "\n### {}\n\n{}\n\n* Checked{mark}: {}\n* Source: {}\n* Errors: {}\n",
        rule.id,
        wrap(&sentence(rule.text)),
        stages.join(", "),
        sources.join(", "),
        errors(rule, entries)
    )
}

fn stage(stage: RuleStage) -> &'static str {
    match stage {
        RuleStage::Expansion => "at expansion",
        RuleStage::ConstEvaluation => "in constants",
        RuleStage::Types => "by types",
        RuleStage::Validation => "before sending",
        RuleStage::Sandbox => "by the sandbox",
    }
}

fn source(source: RuleSource) -> &'static str {
    match source {
        RuleSource::Schema => "schema",
        RuleSource::SchemaDescription => "description",
        RuleSource::Documentation => "documentation",
        RuleSource::WebhookSchema => "webhooks",
        RuleSource::Crates => "these crates",
    }
}

/// The requirement with an upper-case letter and a full stop.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().unwrap().to_uppercase();
    format!("{first}{}.", characters.as_str())
}

/// Links to the errors that show a rule best, and to the section with the others.
fn errors(rule: &Rule, entries: &[Entry<'_>]) -> String {
    let of_rule = entries.iter().filter_map(|entry| {
        let mistake = entry
            .mistakes_of(rule.id)
            .min_by_key(|it| preference(it, rule))?;
        Some((mistake, entry.heading()))
    });
    let mut examples: Vec<(&Mistake, String)> = of_rule.collect();
    examples.sort_by_cached_key(|(mistake, _)| preference(mistake, rule));
    examples.truncate(MAX_EXAMPLES);
    let mut sections = SECTIONS.iter();
    let section = sections.find(|section| section.rules.contains(&rule.id));
    let section = section.unwrap().title;
    let mut links: Vec<String> = examples
        .iter()
        .map(|(mistake, heading)| link(&shorten(&mistake.message), heading))
        .collect();
    links.push(format!("more under {}", link(section, section)));
    links.join("; ")
}

/// Order of examples: those of cases about this rule alone are first.
fn preference(mistake: &Mistake, rule: &Rule) -> impl Ord {
    let is_first = mistake.subjects.first().is_some_and(|id| id == rule.id);
    (mistake.subjects.len(), !is_first, mistake.rank())
}

fn link(text: &str, heading: &str) -> String {
    format!("[{text}](errors.md#{})", fragment(heading))
}

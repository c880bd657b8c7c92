//! Values in `text`.

use plain_runtime::{EventComponent, components};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::values::hostile;
use crate::{runner, text_of};

const CASES: u32 = 300;

/// What a reader of Markdown sees.
#[derive(Debug, Default)]
struct Seen {
    /// Its text, each line break as one.
    text: String,
    /// All but text, line breaks and paragraphs, each kind at its beginning.
    markup: Vec<String>,
}

/// `CommonMark`, and with GitHub's extensions.
fn dialects() -> [Options; 2] {
    [
        Options::empty(),
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM,
    ]
}

fn see(markdown: &str, dialect: Options) -> Seen {
    let mut seen = Seen::default();
    for event in Parser::new_ext(markdown, dialect) {
        match event {
            Event::Text(text) => seen.text.push_str(&text),
            Event::Code(text) => {
                seen.markup.push("Code".to_owned());
                seen.text.push_str(&text);
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                seen.text.push('\n');
            }
            Event::Start(Tag::Paragraph) | Event::End(_) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                seen.markup.push(format!("Link {dest_url}"));
            }
            markup => seen.markup.push(format!("{markup:?}")),
        }
    }
    seen
}

/// The words: white space at the edges of lines is not shown.
fn words(text: &str) -> Vec<&str> {
    text.split([' ', '\t', '\n', '\r', '\u{b}', '\u{c}'])
        .filter(|word| !word.is_empty())
        .collect()
}

/// Holds what the macro makes of a value against what a reader sees in place of it. The author's
/// own markup may be there or, if a line break broke it, may not, but for code, which nothing
/// breaks; `?` is before what only a line break brings about.
fn check(markdown: &str, shown: &str, markup: &[&str]) -> Result<(), TestCaseError> {
    prop_assert!(!markdown.contains("{{"), "{markdown:?}");
    for dialect in dialects() {
        let seen = see(markdown, dialect);
        let mut expected: Vec<&str> = markup.to_vec();
        for found in &seen.markup {
            let known = expected
                .iter()
                .position(|expected| expected.trim_start_matches('?') == found);
            let Some(known) = known else {
                return Err(TestCaseError::fail(format!("{found} in {markdown:?}")));
            };
            expected.remove(known);
        }
        let is_whole = expected.iter().all(|left| left.starts_with('?'));
        prop_assert!(is_whole || !markup.contains(&CODE), "{markdown:?}");
        prop_assert!(
            !is_whole || words(&seen.text) == words(shown),
            "{:?} in {markdown:?}",
            seen.text
        );
    }
    Ok(())
}

/// A value as it is shown in code, where nothing can be escaped.
fn in_code(value: &str) -> String {
    let value = value.replace('`', "'");
    // Twice, for three braces in a row.
    value.replace("{{", "{ {").replace("{{", "{ {")
}

/// Tries templates: the values, the text, what is to be seen, and the author's own markup.
macro_rules! stays_text {
    ($($name:ident($a:ident, $b:ident): $template:literal, $shown:expr, [$($markup:expr),*];)*) => {
        $(
            #[test]
            fn $name() {
                let values = (hostile(), hostile());
                runner(CASES)
                    .run(&values, |($a, $b)| {
                        let markdown = text_of(&components![text($template)]);
                        let _ = &$b;
                        check(&markdown, &$shown, &[$($markup),*])
                    })
                    .unwrap();
            }
        )*
    };
}

const BOLD: &str = "Start(Strong)";
const LIST: &str = "Start(List(None))";
const ITEM: &str = "Start(Item)";
const CODE: &str = "Code";
const LINK: &str = "Link https://x.example";

stays_text! {
    alone(a, b): "{a}", a, [];
    behind_text(a, b): "Hello {a}, bye", format!("Hello {a}, bye"), [];
    before_text(a, b): "{a}, bye", format!("{a}, bye"), [];
    in_bold(a, b): "**{a}**", a, [BOLD];
    within_bold(a, b): "**Name: {a}.** {b}", format!("Name: {a}. {b}"), [BOLD];
    behind_a_line(a, b): "Title\n{a}", format!("Title\n{a}"), [];
    before_a_line(a, b): "{a}\nfoot", format!("{a}\nfoot"), [];
    behind_an_empty_line(a, b): "Title\n\n{a}\n\n{b}", format!("Title\n{a}\n{b}"), [];
    behind_spaces(a, b): "   {a}{b}", format!("{a}{b}"), [];
    in_a_list(a, b): "- {a}\n- {b}", format!("{a}\n{b}"), [LIST, ITEM, ITEM, "?Start(List(None))"];
    in_a_numbered_list(a, b): "1. {a}", a, ["Start(List(Some(1)))", ITEM];
    in_a_heading(a, b): "# {a}", a, ["Start(Heading { level: H1, id: None, classes: [], attrs: [] })"];
    adjacent(a, b): "{a}{b}", format!("{a}{b}"), [];
    adjacent_in_a_line(a, b): "See {a}{b}!", format!("See {a}{b}!"), [];
    apart(a, b): "{a} {b}", format!("{a} {b}"), [];
    in_parentheses(a, b): "Now ({a}) {b}.", format!("Now ({a}) {b}."), [];
    in_brackets(a, b): "Now [{a}] {b}.", format!("Now [{a}] {b}."), [];
    behind_a_number_sign(a, b): "#{a}. {b}", format!("#{a}. {b}"), [];
    behind_a_digit(a, b): "1{a} {b}", format!("1{a} {b}"), [];
    before_a_dash(a, b): "{a} - {b}", format!("{a} - {b}"), [];
    before_a_full_stop(a, b): "{a}. {b}", format!("{a}. {b}"), [];
    behind_a_backslash(a, b): "C:\\{a}\\{b}", format!("C:\\{a}\\{b}"), [];
    behind_an_ampersand(a, b): "A&{a}; {b}amp;", format!("A&{a}; {b}amp;"), [];
    in_angle_brackets(a, b): "From {a} <{b}>.", format!("From {a} <{b}>."), [];
    behind_a_less_than(a, b): "If a <b{a} {b}", format!("If a <b{a} {b}"), [];
    next_to_braces(a, b): "x {{{a} {b}{{ y", format!("x {{{a} {b}{{ y"), [];
    in_a_code_span(a, b): "`{a}`", in_code(&a), [CODE];
    within_code(a, b): "See `a {a} {b}` now", format!("See {} now", in_code(&format!("a {a} {b}"))), [CODE];
    in_longer_code(a, b): "See ``{a}``", in_code(&format!("See {a}")), [CODE];
    in_text_of_a_link(a, b): "[{a}](https://x.example) {b}", format!("{a} {b}"), [LINK];
    before_a_link(a, b): "See {a}[x](https://x.example){b}", format!("See {a}x{b}"), [LINK];
    behind_underscores(a, b): "See _{a} and {b}", format!("See _{a} and {b}"), [];
}

/// The link that the template draws, and nothing else.
fn link_of(markdown: &str) -> Result<String, TestCaseError> {
    prop_assert!(!markdown.contains("{{"), "{markdown:?}");
    let mut destinations = dialects().map(|dialect| {
        let Seen { text, mut markup } = see(markdown, dialect);
        if text == "x now\n" && markup.len() == 1 {
            markup.remove(0)
        } else {
            format!("{text:?} and {markup:?}")
        }
    });
    prop_assert_eq!(&destinations[0], &destinations[1]);
    let link = std::mem::take(&mut destinations[0]);
    match link.strip_prefix("Link ") {
        Some(link) => Ok(link.to_owned()),
        None => Err(TestCaseError::fail(format!("{link} from {markdown:?}"))),
    }
}

#[test]
fn in_the_destination_of_a_link() {
    runner(CASES)
        .run(&(hostile(), hostile()), |(a, b)| {
            let markdown = text_of(&components![text("[x](https://x.example/{a}?b={b}) now")]);
            let link = ::url::Url::parse(&link_of(&markdown)?).unwrap();
            prop_assert_eq!(link.host_str(), Some("x.example"));
            prop_assert_eq!(link.path_segments().unwrap().count(), 1);
            let queries: Vec<_> = link.query_pairs().into_owned().collect();
            prop_assert_eq!(queries, [("b".to_owned(), b)]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn as_the_destination_of_a_link() {
    runner(CASES)
        .run(&hostile(), |a| {
            let markdown = text_of(&components![text("[x]({a}) now")]);
            let link = link_of(&markdown)?;
            let decoded = percent_decoded(&link);
            prop_assert_eq!(decoded, percent_decoded(&a));
            Ok(())
        })
        .unwrap();
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

#[test]
fn a_destination_is_a_url_but_never_one_that_runs_code() {
    for (a, markdown) in [
        (
            "https://a.example/b_(c)?d=e&f#g",
            r"[x](https://a.example/b_%28c%29?d=e\&f#g)",
        ),
        ("https://a.example/%20", "[x](https://a.example/%20)"),
        ("javascript:alert(1)", "[x](javascript%3Aalert%281%29)"),
        ("java\nscript:alert(1)", "[x](java%0Ascript:alert%281%29)"),
    ] {
        assert_eq!(text_of(&components![text("[x]({a})")]), markdown);
    }
}

/// Holds a text against what is seen of it in either dialect: its text and its markup.
#[track_caller]
fn is_seen_as(components: &[EventComponent], shown: &str, markup: &[&str]) {
    let markdown = text_of(components);
    assert!(!markdown.contains("{{"), "{markdown:?}");
    let seen = see(&markdown, dialects()[1]);
    assert_eq!(words(&seen.text), words(shown), "{markdown:?}");
    assert_eq!(seen.markup, markup, "{markdown:?}");
}

#[test]
fn what_chance_seldom_finds() {
    let (a, b) = ("&", "amp;");
    is_seen_as(&components![text("{a}{b} {b}")], "&amp; amp;", &[]);
    let (a, b) = ("{", "{x");
    is_seen_as(&components![text("`{a}{b}`")], "{ {x", &[CODE]);
    is_seen_as(&components![text("{a}{b}")], "{{x", &[]);
    let a = "^1";
    is_seen_as(
        &components![text("See [{a}]\n\n[^1]: x")],
        "See [^1]\nx",
        &["Start(FootnoteDefinition(Borrowed(\"1\")))"],
    );
    let a = "~~~\n*b*";
    is_seen_as(
        &components![text("~~~\n{a}\n~~~")],
        "~ ~ ~\n*b*",
        &["Start(CodeBlock(Fenced(Borrowed(\"\"))))"],
    );
    let a = "x\">";
    is_seen_as(&components![text("<b title=\"{a}")], "<b title=\"x\">", &[]);
}

#[test]
fn a_value_stays_in_its_cell() {
    let a = "x | y";
    let markdown = text_of(&components![text("a | b\n--|--\n{a} | z\n")]);
    let seen = see(&markdown, dialects()[1]);
    assert_eq!(seen.text, "abx | yz");
}

#[test]
fn in_a_block_of_code() {
    runner(CASES)
        .run(&hostile(), |a| {
            for markdown in [
                text_of(&components![text("```\n{a}\n```\n\nDone")]),
                text_of(&components![text("~~~\n{a}\n~~~\n\nDone")]),
            ] {
                prop_assert!(!markdown.contains("{{"), "{markdown:?}");
                for dialect in dialects() {
                    let seen = see(&markdown, dialect);
                    prop_assert_eq!(seen.markup.len(), 1, "{:?} in {:?}", seen, markdown);
                    prop_assert!(
                        seen.text.ends_with("\nDone\n"),
                        "{:?} in {:?}",
                        seen,
                        markdown
                    );
                }
            }
            Ok(())
        })
        .unwrap();
}

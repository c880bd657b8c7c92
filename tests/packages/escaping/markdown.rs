//! Values in `text`, checked with a Markdown parser.

use plain_runtime::{EventComponent, components};
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::values::hostile;
use crate::{runner, text_of};

const CASES: u32 = 300;

/// Parsed Markdown.
#[derive(Debug, Default)]
struct Parsed {
    /// Text, with one `\n` for each line break and at the end of each block.
    text: String,
    /// Markup except for line breaks and paragraphs.
    markup: Vec<Markup>,
}

#[derive(Debug, Clone, PartialEq)]
enum Markup {
    /// Code span.
    Code,
    /// Link to a destination.
    Link(String),
    Other(Event<'static>),
}

/// `CommonMark` without and with GitHub's extensions.
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

fn parse(markdown: &str, dialect: Options) -> Parsed {
    let mut parsed = Parsed::default();
    for event in Parser::new_ext(markdown, dialect) {
        match event {
            Event::Text(text) => parsed.text.push_str(&text),
            Event::Code(text) => {
                parsed.markup.push(Markup::Code);
                parsed.text.push_str(&text);
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                parsed.text.push('\n');
            }
            Event::Start(Tag::Paragraph) | Event::End(_) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                parsed.markup.push(Markup::Link(dest_url.into_string()));
            }
            markup => parsed.markup.push(Markup::Other(markup.into_static())),
        }
    }
    parsed
}

/// Words of a text. White space at the edges of lines is not displayed.
fn words(text: &str) -> Vec<&str> {
    text.split([' ', '\t', '\n', '\r', '\u{b}', '\u{c}'])
        .filter(|word| !word.is_empty())
        .collect()
}

/// Markup of a template.
#[derive(Debug, Clone, PartialEq)]
enum Expected {
    /// Markup of the author. A line break in a value may break it, unless it is code.
    Always(Markup),
    /// Markup that appears only if a value contains a line break.
    WithLineBreak(Markup),
}

/// Checks that a value adds no markup, and that the text is displayed if the author's markup is intact.
fn check(markdown: &str, displayed: &str, markup: &[Expected]) -> Result<(), TestCaseError> {
    prop_assert!(!markdown.contains("{{"), "{markdown:?}");
    for dialect in dialects() {
        let parsed = parse(markdown, dialect);
        let mut missing = markup.to_vec();
        for found in parsed.markup {
            let index = missing.iter().position(|expected| match expected {
                Expected::Always(markup) | Expected::WithLineBreak(markup) => *markup == found,
            });
            let Some(index) = index else {
                return Err(TestCaseError::fail(format!("{found:?} in {markdown:?}")));
            };
            missing.remove(index);
        }
        let is_intact = missing
            .iter()
            .all(|missing| matches!(missing, Expected::WithLineBreak(_)));
        let has_code = markup.contains(&Expected::Always(Markup::Code));
        prop_assert!(is_intact || !has_code, "{markdown:?}");
        prop_assert!(
            !is_intact || words(&parsed.text) == words(displayed),
            "{:?} in {markdown:?}",
            parsed.text
        );
    }
    Ok(())
}

/// A value as it is displayed in code, where it cannot be escaped.
fn in_code(value: &str) -> String {
    let value = value.replace('`', "'");
    // Twice, for three braces in a row.
    value.replace("{{", "{ {").replace("{{", "{ {")
}

/// Tests templates: the values, the template, the displayed text and the author's markup.
macro_rules! stays_text {
    ($($name:ident($a:ident, $b:ident): $template:literal, $displayed:expr, [$($markup:expr),*];)*) => {
        $(
            #[test]
            fn $name() {
                let values = (hostile(), hostile());
                runner(CASES)
                    .run(&values, |($a, $b)| {
                        let markdown = text_of(&components![text($template)]);
                        let _ = &$b;
                        check(&markdown, &$displayed, &[$($markup),*])
                    })
                    .unwrap();
            }
        )*
    };
}

const BOLD: Expected = start(Tag::Strong);
const LIST: Expected = start(Tag::List(None));
const NUMBERED_LIST: Expected = start(Tag::List(Some(1)));
const SECOND_LIST: Expected = Expected::WithLineBreak(Markup::Other(Event::Start(Tag::List(None))));
const ITEM: Expected = start(Tag::Item);
const HEADING: Expected = start(Tag::Heading {
    level: HeadingLevel::H1,
    id: None,
    classes: Vec::new(),
    attrs: Vec::new(),
});
const CODE: Expected = Expected::Always(Markup::Code);

const fn start(tag: Tag<'static>) -> Expected {
    Expected::Always(Markup::Other(Event::Start(tag)))
}

fn link() -> Expected {
    Expected::Always(Markup::Link("https://x.example".to_owned()))
}

stays_text! {
    alone(a, b): "{a}", a, [];
    after_text(a, b): "Hello {a}, bye", format!("Hello {a}, bye"), [];
    before_text(a, b): "{a}, bye", format!("{a}, bye"), [];
    in_bold(a, b): "**{a}**", a, [BOLD];
    inside_bold(a, b): "**Name: {a}.** {b}", format!("Name: {a}. {b}"), [BOLD];
    after_a_line(a, b): "Title\n{a}", format!("Title\n{a}"), [];
    before_a_line(a, b): "{a}\nfoot", format!("{a}\nfoot"), [];
    after_an_empty_line(a, b): "Title\n\n{a}\n\n{b}", format!("Title\n{a}\n{b}"), [];
    after_spaces(a, b): "   {a}{b}", format!("{a}{b}"), [];
    in_a_list(a, b): "- {a}\n- {b}", format!("{a}\n{b}"), [LIST, ITEM, ITEM, SECOND_LIST];
    in_a_numbered_list(a, b): "1. {a}", a, [NUMBERED_LIST, ITEM];
    in_a_heading(a, b): "# {a}", a, [HEADING];
    adjacent(a, b): "{a}{b}", format!("{a}{b}"), [];
    adjacent_in_a_line(a, b): "See {a}{b}!", format!("See {a}{b}!"), [];
    separated_by_a_space(a, b): "{a} {b}", format!("{a} {b}"), [];
    in_parentheses(a, b): "Now ({a}) {b}.", format!("Now ({a}) {b}."), [];
    in_brackets(a, b): "Now [{a}] {b}.", format!("Now [{a}] {b}."), [];
    after_a_number_sign(a, b): "#{a}. {b}", format!("#{a}. {b}"), [];
    after_a_digit(a, b): "1{a} {b}", format!("1{a} {b}"), [];
    before_a_dash(a, b): "{a} - {b}", format!("{a} - {b}"), [];
    before_a_full_stop(a, b): "{a}. {b}", format!("{a}. {b}"), [];
    after_a_backslash(a, b): "C:\\{a}\\{b}", format!("C:\\{a}\\{b}"), [];
    after_an_ampersand(a, b): "A&{a}; {b}amp;", format!("A&{a}; {b}amp;"), [];
    in_angle_brackets(a, b): "From {a} <{b}>.", format!("From {a} <{b}>."), [];
    after_a_less_than_sign(a, b): "If a <b{a} {b}", format!("If a <b{a} {b}"), [];
    next_to_braces(a, b): "x {{{a} {b}{{ y", format!("x {{{a} {b}{{ y"), [];
    in_a_code_span(a, b): "`{a}`", in_code(&a), [CODE];
    inside_code(a, b): "See `a {a} {b}` now", format!("See {} now", in_code(&format!("a {a} {b}"))), [CODE];
    in_code_with_two_backticks(a, b): "See ``{a}``", in_code(&format!("See {a}")), [CODE];
    in_link_text(a, b): "[{a}](https://x.example) {b}", format!("{a} {b}"), [link()];
    before_a_link(a, b): "See {a}[x](https://x.example){b}", format!("See {a}x{b}"), [link()];
    after_an_underscore(a, b): "See _{a} and {b}", format!("See _{a} and {b}"), [];
}

/// Destination of the link in the template, if there is no other markup.
fn link_of(markdown: &str) -> Result<String, TestCaseError> {
    prop_assert!(!markdown.contains("{{"), "{markdown:?}");
    let [(text, markup), other] = dialects().map(|dialect| {
        let Parsed { text, markup } = parse(markdown, dialect);
        (text, markup)
    });
    prop_assert_eq!((&text, &markup), (&other.0, &other.1));
    match markup.as_slice() {
        [Markup::Link(destination)] if text == "x now\n" => Ok(destination.clone()),
        _ => Err(TestCaseError::fail(format!(
            "{text:?} and {markup:?} from {markdown:?}"
        ))),
    }
}

#[test]
fn in_a_link_destination() {
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
fn as_a_link_destination() {
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
fn a_link_destination_cannot_run_code() {
    for (a, markdown) in [
        (
            "https://a.example/b_(c)?d=e&f#g",
            r"[x](https://a.example/b_%28c%29?d=e\&f#g)",
        ),
        ("https://a.example/%20", "[x](https://a.example/%20)"),
        ("javascript:alert(1)", "[x](javascript%3Aalert%281%29)"),
        ("java\nscript:alert(1)", "[x](java%0Ascript%3Aalert%281%29)"),
    ] {
        assert_eq!(text_of(&components![text("[x]({a})")]), markdown);
    }
}

/// Checks the displayed text and the markup of a `text`.
#[track_caller]
fn assert_displayed(components: &[EventComponent], displayed: &str, markup: &[Markup]) {
    let markdown = text_of(components);
    assert!(!markdown.contains("{{"), "{markdown:?}");
    let parsed = parse(&markdown, dialects()[1]);
    assert_eq!(words(&parsed.text), words(displayed), "{markdown:?}");
    assert_eq!(parsed.markup, markup, "{markdown:?}");
}

#[test]
fn cases_that_random_values_rarely_contain() {
    let (a, b) = ("&", "amp;");
    assert_displayed(&components![text("{a}{b} {b}")], "&amp; amp;", &[]);
    let (a, b) = ("{", "{x");
    assert_displayed(&components![text("`{a}{b}`")], "{ {x", &[Markup::Code]);
    assert_displayed(&components![text("{a}{b}")], "{{x", &[]);
    let a = "^1";
    let footnote = Event::Start(Tag::FootnoteDefinition("1".into()));
    assert_displayed(
        &components![text("See [{a}]\n\n[^1]: x")],
        "See [^1]\nx",
        &[Markup::Other(footnote)],
    );
    let a = "~~~\n*b*";
    let code_block = Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced("".into())));
    assert_displayed(
        &components![text("~~~\n{a}\n~~~")],
        "~ ~ ~\n*b*",
        &[Markup::Other(code_block)],
    );
    let a = "x\">";
    assert_displayed(&components![text("<b title=\"{a}")], "<b title=\"x\">", &[]);
}

#[test]
fn a_value_stays_in_its_table_cell() {
    let a = "x | y";
    let markdown = text_of(&components![text("a | b\n--|--\n{a} | z\n")]);
    let parsed = parse(&markdown, dialects()[1]);
    assert_eq!(parsed.text, "abx | yz");
}

#[test]
fn in_a_code_block() {
    runner(CASES)
        .run(&hostile(), |a| {
            for markdown in [
                text_of(&components![text("```\n{a}\n```\n\nDone")]),
                text_of(&components![text("~~~\n{a}\n~~~\n\nDone")]),
            ] {
                prop_assert!(!markdown.contains("{{"), "{markdown:?}");
                for dialect in dialects() {
                    let parsed = parse(&markdown, dialect);
                    prop_assert_eq!(parsed.markup.len(), 1, "{:?} in {:?}", parsed, markdown);
                    prop_assert!(
                        parsed.text.ends_with("\nDone\n"),
                        "{:?} in {:?}",
                        parsed,
                        markdown
                    );
                }
            }
            Ok(())
        })
        .unwrap();
}

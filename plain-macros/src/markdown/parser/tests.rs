//! Positions in texts, written with `{}` for a value.

use plain_schema::markdown::MarkdownContext::{
    self, CellCode, CodeBlock, CodeSpan, Destination, DestinationHost, DestinationQuery,
    DestinationStart, Html, Inline, LineStart, Unclosed,
};
use plain_schema::markdown::{After, Before, Lines, Position};

use super::{positions, unused_definition};

fn pieces(text: &str) -> Vec<Option<&str>> {
    let mut pieces = Vec::new();
    for part in text.split("{}") {
        if !pieces.is_empty() {
            pieces.push(None);
        }
        pieces.push(Some(part));
    }
    pieces
}

fn positions_in(text: &str) -> Vec<Position> {
    positions(pieces(text))
}

fn contexts(text: &str) -> Vec<MarkdownContext> {
    positions_in(text)
        .iter()
        .map(|position| position.context)
        .collect()
}

#[test]
fn text_before_a_capture_decides_its_context() {
    for (text, expected) in [
        ("{}", &[LineStart][..]),
        ("Hello {}", &[Inline]),
        ("Hello\n{}", &[LineStart]),
        ("Hello\n- {}: {}", &[LineStart, LineStart]),
        ("{}{}", &[LineStart, LineStart]),
        ("**{}**, {}", &[LineStart, Inline]),
        ("`{}` {}", &[CodeSpan, Inline]),
        ("`{} {}", &[Inline, Inline]),
        ("\\`{}`", &[Inline]),
        ("``{}` {}``", &[CodeSpan, CodeSpan]),
        ("`{}\n\n{}`", &[Inline, LineStart]),
        ("```{}\n{}\n```\n{}", &[Unclosed, CodeBlock, LineStart]),
        ("~~~\n{}", &[CodeBlock]),
        ("- ```\n  {}\n  ```", &[CodeSpan]),
        ("www.x.example/`a {}`", &[Unclosed]),
        ("jane@x.example `{}`", &[CodeSpan]),
        ("https://x.example/\\<!-- {}", &[Unclosed]),
        ("\u{feff}    {}", &[Unclosed]),
        ("- \n  \n      {}", &[Unclosed]),
        ("<?>\n{}", &[LineStart]),
        ("x <!y {}>", &[Unclosed]),
        (
            "[{}](https://x.example/{}) {}",
            &[Inline, Destination, Inline],
        ),
        ("[x]({}/{})", &[DestinationStart, Destination]),
        ("[x](<{}>)", &[DestinationStart]),
        ("[x](<{})", &[Unclosed]),
        ("[x](<{}\\>)", &[Unclosed]),
        ("[x](<https://x.example/{} \"y\")", &[Destination]),
        ("[x]: <{}>", &[DestinationStart]),
        ("[x]: <{}", &[Unclosed]),
        ("x <+@{}>", &[Unclosed]),
        ("x < +@{}>", &[Inline]),
        (
            "[x](https://x.example/{}?{}#{})",
            &[Destination, DestinationQuery, DestinationQuery],
        ),
        ("[x](y(z){} \"{}\")", &[Destination, Unclosed]),
        ("[x]({}", &[Unclosed]),
        ("[x](y {})", &[Unclosed]),
        ("x <b {}", &[Unclosed]),
        ("<div>\n{}\n\n{}", &[Html, LineStart]),
        ("<!-- {} --> {}", &[Html, Html]),
        (
            "https://{}.example/{}?{} {}",
            &[DestinationHost, Destination, DestinationQuery, Inline],
        ),
        ("a | b\n-|-\n`{}` | {}", &[CellCode, Inline]),
        (
            "    {}\n\n> ```\n> {}\n> ```\n> {}",
            &[CodeSpan, CodeSpan, LineStart],
        ),
        ("<https://x.example/{}> {}", &[Destination, Inline]),
    ] {
        assert_eq!(contexts(text), expected, "{text}");
    }
}

#[test]
fn text_that_parsers_may_read_as_a_link_is_found() {
    for (text, expected) in [
        ("[x](y\\){}", &[Unclosed][..]),
        ("[x](y\\) {}) {}", &[Unclosed, Inline]),
        ("[x](<y)/{}>) {}", &[Destination, Inline]),
        ("[x](y \"z) {}\") {}", &[Unclosed, Inline]),
        ("[x](y \"z) {}", &[Unclosed]),
        ("<a www.{}>", &[Unclosed]),
        ("<www.{}mailto:>", &[Unclosed]),
        ("x (www.{})", &[DestinationHost]),
        ("éhttps://{}/{} {}", &[Unclosed, Unclosed, Inline]),
        ("https://x.example/\u{a0}{} {}", &[Unclosed, Inline]),
        ("- x\n<y>\n\n    {}", &[Unclosed]),
        ("x <!-- `{}`", &[Unclosed]),
        ("x <b `{}`", &[CodeSpan]),
        ("<![CDATA[](]]>{}", &[Html]),
        ("# <![CDATA[](]]>{}", &[Unclosed]),
        ("<pre>\n</style>\n{}\n</pre>\n{}", &[Unclosed, LineStart]),
        ("<b c={}>\n{}\n\n{}", &[Unclosed, Unclosed, LineStart]),
        ("x <b\na|b\n-|-\n{}", &[Unclosed]),
        ("x\na|b\n-|-\n{}", &[LineStart]),
    ] {
        assert_eq!(contexts(text), expected, "{text}");
    }
}

#[test]
fn neighbours_of_a_capture_are_found() {
    for (text, before, after) in [
        ("x {}, y", Before::Nothing, After::Nothing),
        ("x {}[y](z)", Before::Nothing, After::Character('[')),
        ("x {}{}", Before::Nothing, After::Value),
        ("x\\{}", Before::Backslash, After::Nothing),
        ("x\\\\{}", Before::Nothing, After::Nothing),
        ("x &{};", Before::Markup, After::Character(';')),
        ("x &am{}", Before::Markup, After::Nothing),
        ("x <{}>", Before::Markup, After::Character('>')),
        ("x <b {}", Before::Nothing, After::Nothing),
        ("x <b {}>", Before::Markup, After::Character('>')),
        ("x <b c='>' {}>", Before::Markup, After::Character('>')),
        ("<!-- <b {}>", Before::Markup, After::Nothing),
        ("x <a.{}:>", Before::Markup, After::Nothing),
        ("x <jane_{}@x.example>", Before::Markup, After::Nothing),
        ("https://x.example/&{};", Before::Markup, After::Nothing),
        ("https://x.example?a&#x{};", Before::Markup, After::Nothing),
        ("[x](y&am{};)", Before::Markup, After::Nothing),
        ("[x](y&z={};)", Before::Nothing, After::Nothing),
        ("x\n[^{}: y", Before::Nothing, After::Character(':')),
        ("x\n[{}: y", Before::Nothing, After::Nothing),
        ("x < {}", Before::Nothing, After::Nothing),
        ("{}", Before::Nothing, After::Nothing),
        ("{} - {}", Before::Nothing, After::Nothing),
        ("{} and - b", Before::Nothing, After::Nothing),
        ("- {}\n", Before::Markup, After::Nothing),
        ("x **{}** y", Before::Mark, After::Mark),
        ("x**{}**y", Before::MarkInWord, After::MarkInWord),
        ("**x**{}**y**", Before::OuterMark, After::OuterMark),
        ("[x]{}", Before::Character(']'), After::Nothing),
        ("ht{}", Before::Markup, After::Nothing),
        ("a@{}", Before::Character('@'), After::Nothing),
        ("x {}www{}", Before::Nothing, After::Character('w')),
        ("a@b@{}", Before::Character('@'), After::Nothing),
        ("a@www{}", Before::Character('@'), After::Nothing),
        ("a@_{}", Before::Character('@'), After::Nothing),
        ("a@[x]{}", Before::Character(']'), After::Nothing),
        ("- [{}", Before::Nothing, After::Nothing),
        ("#{}. ", Before::Markup, After::Character('.')),
        ("see //{}", Before::Markup, After::Nothing),
        ("a //{}.b", Before::Markup, After::Character('.')),
        ("app://{}", Before::Character('/'), After::Nothing),
        ("a/{}", Before::Character('/'), After::Nothing),
        (
            "https://x.example/@{}",
            Before::Character('@'),
            After::Nothing,
        ),
        (
            "[a](https://x.example/@{})",
            Before::Nothing,
            After::Nothing,
        ),
        ("`{{{}`", Before::Markup, After::Character('`')),
    ] {
        let position = positions_in(text)[0];
        assert_eq!((position.before, position.after), (before, after), "{text}");
    }
}

#[test]
fn values_keep_the_block_that_contains_them() {
    for (text, lines) in [
        ("x {} y", Lines::Paragraphs),
        ("**Log**: {}", Lines::Paragraphs),
        ("**x {}**", Lines::Paragraph),
        ("[x {}](https://x.example)", Lines::Paragraph),
        ("***x* {}", Lines::Paragraph),
        ("*x** {}", Lines::Paragraph),
        ("**x** {} **y**", Lines::Paragraphs),
        ("- x {}", Lines::Paragraph),
        ("> x {}", Lines::Paragraph),
        ("x {}\n===", Lines::Paragraph),
        ("x | {}\n---", Lines::Single),
        ("# x {}", Lines::Single),
        ("~~~\n{}~~~", Lines::Single),
        ("~~~\n{}", Lines::Paragraphs),
        ("\u{feff}x | {}\n-|-|-", Lines::Single),
        ("x | {}\n-|-", Lines::Single),
        ("x | y\n-|-\n[ {}", Lines::Single),
        ("x | {}\n-  |", Lines::Single),
        ("x {}\n``` a `", Lines::Single),
        ("[^1]: a\n\nx {}", Lines::Paragraph),
    ] {
        assert_eq!(positions_in(text)[0].lines, lines, "{text}");
    }
}

#[test]
fn only_the_last_slashes_start_a_host() {
    for (text, expected) in [
        ("x //{}{}", &[Before::Markup, Before::Markup][..]),
        ("x /{}/{}", &[Before::Character('/'); 2]),
        ("x //{} a {}", &[Before::Markup, Before::Nothing]),
    ] {
        let positions = positions_in(text);
        let before: Vec<Before> = positions.iter().map(|it| it.before).collect();
        assert_eq!(before, expected, "{text}");
    }
}

#[test]
fn blank_values_are_filled_where_the_text_would_change() {
    for (text, is_filled) in [
        ("{}", false),
        ("{}{}", false),
        ("Hello {}, bye", false),
        ("{}, bye", false),
        ("{} - x", true),
        ("{}1. x", true),
        ("    {}", true),
        ("> <p>\n\t{}> x", true),
        ("    {}x", false),
        ("- x\n\n{}  y", true),
        ("{} y", false),
        ("<b>{}  \nx", true),
        ("*     ***{}", true),
        ("[x]: {}", true),
        ("    x {}>", false),
        ("//{}.example", true),
        ("{}\n---", true),
        ("x\n{}\ny", true),
        ("[x]{}(y)", true),
        ("x!{}[y](z)", true),
        ("x {{}{", true),
        ("# x {}", true),
        ("<b>{}", true),
        ("<div>\n<{}b>", true),
        ("x &amp{};", true),
        ("[x](y&am{}p;)", true),
        ("[x](y&z={}p;)", false),
        ("x | {}\ny", true),
        ("<a href=\"x\n{}\ny\">", true),
        ("__a https://x.example/__\"{}", true),
        ("**a www.x.example/**.{}!) b", true),
        ("~~a https://x.example/?b~~&lt;{}", true),
        ("__a https://x.example/__\"{}/c", false),
        ("https://x.example/__a.{}", false),
        ("https://x.example/&lt;{}", true),
        ("https://x.example/&lt;{}a", false),
        ("[x](https://x.example/__\"{})", false),
    ] {
        assert_eq!(positions_in(text)[0].is_filled, is_filled, "{text}");
    }
}

#[test]
fn definitions_need_a_link_of_the_same_text() {
    for (text, expected) in [
        ("[{}]: {}", Some(1)),
        ("x\n\n[error]: {}", Some(4)),
        ("[error]: https://x.example", Some(1)),
        ("[error]: disk full", None),
        ("[error]: {} {}", None),
        ("[error]:\n{} {}", None),
        ("[error]:\n{}", Some(1)),
        ("[error]: ({}", None),
        ("[error]: {} \"{}\"", Some(1)),
        ("[error]: {} \"full\" {}", None),
        ("[error]: {} ({}\nx)", Some(1)),
        ("[error] {}: x", None),
        ("\\[error]: {}", None),
        ("x\n[error]: {}", None),
        ("See [docs].\n\n[docs]: https://x.example/{}", None),
        (
            "See [the docs][Docs].\n\n[docs]: https://x.example/{}",
            None,
        ),
        ("```\n[error]: {}\n```", None),
    ] {
        assert_eq!(unused_definition(pieces(text)), expected, "{text}");
    }
}

#[test]
fn time_is_linear() {
    // With quadratic time, each of them would take minutes: the number of captures is not limited.
    for unit in [
        "{}", "{} ", "{}\n", "x {} ", "[{}] ", "- {}\n", "> {}\n\n", "`{}` ", "_{}_ ",
    ] {
        let text = unit.repeat(100_000) + "{}";
        assert_eq!(positions_in(&text).len(), text.matches("{}").count());
    }
    // The length of a literal is.
    for unit in [
        "`", "[", "](", "<a ", "**", "<!", "- ", "> ", "&", "[x]{}", "x_ ", "](x) ",
    ] {
        let text = unit.repeat(10_000) + "x {}";
        assert_eq!(positions_in(&text).len(), text.matches("{}").count());
    }
}

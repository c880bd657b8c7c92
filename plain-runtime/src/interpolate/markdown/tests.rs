//! Tables of values and their escaped forms.

use super::{Position, escape};

fn within_line(text: &str) -> String {
    escape(text, Position::INLINE).into_owned()
}

#[test]
fn plain_text_is_unchanged() {
    for text in [
        "",
        "my_org",
        "a-b.c",
        "ID: #84HBFU4SAF",
        "#84HBFU4SAF",
        "$1,200.50",
        "-5.00",
        "+49 123",
        "1.50",
        "AT&T",
        "a < b, b > a",
        "C:\\Users",
        "a { \"b\": { \"c\": 1 } }",
        "Welcome!",
        "née 🤖",
        "2026-11-21 10:04",
        "O'Neil (Acme)",
    ] {
        assert_eq!(within_line(text), text, "{text}");
    }
}

#[test]
fn inline_markup_is_escaped() {
    for (text, escaped) in [
        ("**bold**", r"\*\*bold\*\*"),
        ("_x_", r"\_x\_"),
        ("a_", r"a\_"),
        ("[a](b)", r"\[a\](b)"),
        ("`a`", "&#96;a&#96;"),
        ("~~a~~", r"\~\~a\~\~"),
        ("<b>", r"\<b>"),
        ("&amp;", r"\&amp;"),
        (r"\*", r"\\\*"),
        ("{{x}}", r"\{\{x}}"),
        ("a|b", r"a\|b"),
        ("^1", r"\^1"),
        ("__x", r"\_\_x"),
        ("a #", r"a \#"),
    ] {
        assert_eq!(within_line(text), escaped, "{text}");
    }
}

#[test]
fn block_markup_is_escaped_at_the_start_of_a_line() {
    for (text, escaped) in [
        ("# a", r"\# a"),
        ("#a", "#a"),
        ("####### a", "####### a"),
        ("> a", r"\> a"),
        ("- a", r"\- a"),
        ("-a", "-a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("1.5", "1.5"),
        ("12) a", r"12\) a"),
        ("1234567890. a", "1234567890. a"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("|-|-|", r"\|-\|-\|"),
        ("   a", "a"),
        ("    a", "a"),
        ("\ta", "a"),
    ] {
        assert_eq!(escape(text, Position::LINE_START), escaped, "{text}");
    }
}

#[test]
fn each_line_of_a_value_is_escaped() {
    assert_eq!(within_line("# a  \n# b"), "# a\n\\# b");
    assert_eq!(within_line("a\\\nb"), "a&#92;\nb");
    assert_eq!(within_line("a\r\n1. b"), "a\n1\\. b");
}

#[test]
fn neighbours_of_a_value_are_considered() {
    let text = Position::INLINE;
    let line = Position::LINE_START;
    for (position, value, escaped) in [
        (text, "Hi!", "Hi!"),
        (text, "<=@a>", r"\<=@a>"),
        (text, "a <5", r"a \<5"),
        (text, "a <5 b", "a <5 b"),
        (text, "1]: a", "1&#93;: a"),
        (text.before(':'), "1]", "1&#93;"),
        (Position::UNCLOSED.before(':'), "1]", "1&#93;"),
        (Position::UNCLOSED.before('>'), "1]", "1&#93;"),
        (Position::UNCLOSED, "1]", r"1\]"),
        (Position::DESTINATION.after_markup(), "amp", "%61mp"),
        (Position::DESTINATION_QUERY.after_markup(), "1", "%31"),
        (Position::DESTINATION.after_markup().filled(), "", "%20"),
        (Position::DESTINATION_QUERY.filled(), "..", "%2E%2E"),
        (Position::DESTINATION_QUERY.filled(), "a.", "a."),
        (Position::DESTINATION_HOST.after_mark(), "éa", "%C3%A9a"),
        (text.before('['), "Hi!", r"Hi\!"),
        (text.before_value(), "Hi!", r"Hi\!"),
        (text, "AT&T", "AT&T"),
        (text.before(';'), "AT&T", r"AT\&T"),
        (text.before_value(), "AT&T", r"AT\&T"),
        (text.after_markup(), "amp;", "&#97;mp;"),
        (text.after_markup(), "b>", "&#98;>"),
        (text.before('j'), "<^", r"\<^"),
        (text.before('j'), "<5 ", "<5 "),
        (text.after_backslash(), "*a", r"\\*a"),
        (text.after_backslash(), "", r"\"),
        (text.before('{'), "{", "&#123;"),
        (text, "a\n", "a "),
        (line, "17", "17"),
        (line.before('.'), "17", r"17\"),
        (line.before('1'), "0", "&#48;"),
        (line.before('9'), "a\n2", "a\n&#50;"),
        (line.before('1'), "a0", "a0"),
        (line.after_value(), "\u{feff}\ta", "&#65279;\ta"),
        (text.before('1'), "0", "0"),
        (text.after_markup(), "localhost", "&#108;ocalhost"),
        (text.after_markup(), "a_b_c", r"&#97;\_b_c"),
        (Position::DESTINATION.after('@'), "w.x/y", "w%2Ex%2Fy"),
        (Position::DESTINATION, "w.x", "w.x"),
    ] {
        assert_eq!(escape(value, position), escaped, "{value} at {position:?}");
    }
}

#[test]
fn edges_of_a_value_depend_on_its_neighbours() {
    let text = Position::INLINE;
    let line = Position::LINE_START;
    for (position, value, escaped) in [
        (line, " a", "a"),
        (line.after_markup(), " a", "&#32;a"),
        (line.after_markup(), ". a", r"\. a"),
        (line.filled(), "", "&#32;"),
        (line.filled(), "a", "a"),
        (line.filled(), "\u{a0}", "&#160;"),
        (text.after_mark().before_mark(), " Jane ", "&#32;Jane&#32;"),
        (
            text.after_mark_in_word().before_mark_in_word(),
            " Jane ",
            "Jane",
        ),
        (text.after_outer_mark(), "a", "&#97;"),
        (text.before_outer_mark(), "ab", "a&#98;"),
        (
            text.after(']'),
            "(https://a.example)",
            r"\(https\://a.example)",
        ),
        (text.after(']'), ": a", r"\: a"),
        (text.in_paragraph(), "a\n\nb", "a\nb"),
        (text.in_paragraph(), "a|b", "a&#124;b"),
        (text.after(']'), "[a", "&#91;a"),
        (text.in_line(), "a\n\nb", "a b"),
        (text.before_value(), "http", "htt&#112;"),
        (text.after('/'), "/a.example", r"\/a.example"),
    ] {
        assert_eq!(escape(value, position), escaped, "{value} at {position:?}");
    }
}

#[test]
fn only_characters_that_end_code_are_replaced() {
    let code = Position::CODE_SPAN;
    let block = Position::CODE_BLOCK;
    let cell = Position::CELL_CODE;
    for (position, value, written) in [
        (code, "a*b_ <c> &amp; \\", "a*b_ <c> &amp; \\"),
        (code, r#"{"a":{}}"#, r#"{"a":{}}"#),
        (code, "a`b\nc", "a'b c"),
        (code, "{{{a", "{ { {a"),
        (code.after_markup(), "{a", " {a"),
        (code.before('{'), "a{", "a{ "),
        (code.before('`'), "", " "),
        (cell, r"a|\|b\\|", r"a\|\ \|b\\ \|"),
        (cell.after_backslash().before('\\'), r"|\", r" \|\ "),
        (block, "a\n`b`\n", "a\n`b`\n"),
        (block, "```\n~~~", "'''\n~ ~ ~"),
        (block, "{{a}}", "{ {a}}"),
        (block.after_markup().in_line(), "a\nb", "a b"),
        (block.after_markup().in_line(), "\n", "\u{a0}"),
    ] {
        assert_eq!(escape(value, position), written, "{value} at {position:?}");
    }
}

#[test]
fn bare_addresses_are_escaped() {
    for (text, escaped) in [
        ("see https://evil.example", r"see https\://evil.example"),
        ("//evil.example", r"\//evil.example"),
        ("www.evil.example", r"www\.evil.example"),
        ("WWW.evil.example", r"WWW\.evil.example"),
        ("eve@evil.example", r"eve\@evil.example"),
        ("awww.b", "awww.b"),
        ("a/b", "a/b"),
        ("10:04", "10:04"),
        ("a @ b", "a @ b"),
    ] {
        assert_eq!(within_line(text), escaped, "{text}");
    }
}

#[test]
fn html_and_unclosed_text_have_character_references() {
    for (position, value, escaped) in [
        (Position::HTML, "Jane Doe, 17", "Jane Doe, 17"),
        (Position::HTML, "<b>x</b>", "&#60;b&#62;x&#60;&#47;b&#62;"),
        (Position::HTML, "", "&#32;"),
        (Position::HTML, "a\n\nb", "a b"),
        (Position::UNCLOSED, ") a@b.c", r"&#41;&#32;a\@b&#46;c"),
        (Position::UNCLOSED.after_markup(), "b", "&#98;"),
    ] {
        assert_eq!(escape(value, position), escaped, "{value} at {position:?}");
    }
}

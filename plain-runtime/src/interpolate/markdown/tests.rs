//! Tables of values and their escaped forms.

use super::{Position, escape};

fn within_line(text: &str) -> String {
    escape(text, Position::INLINE).into_owned()
}

#[test]
fn plain_text_is_unchanged() {
    for text in [
        "",
        "jane.doe@acme.com",
        "jane_doe@my-mail.example",
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
        ("`a`", r"\`a\`"),
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
    assert_eq!(within_line("a\\\nb"), "a\\\\\nb");
    assert_eq!(within_line("a\r\n1. b"), "a\n1\\. b");
}

#[test]
fn neighbours_of_a_value_are_considered() {
    let text = Position::INLINE;
    let line = Position::LINE_START;
    for (position, value, escaped) in [
        (text, "Hi!", "Hi!"),
        (text.before('['), "Hi!", r"Hi\!"),
        (text.before_value(), "Hi!", r"Hi\!"),
        (text, "AT&T", "AT&T"),
        (text.before(';'), "AT&T", r"AT\&T"),
        (text.before_value(), "AT&T", r"AT\&T"),
        (text.after_markup(), "amp;", "&#97;mp;"),
        (text.after_markup(), "b>", r"&#98;\>"),
        (text.after_backslash(), "*a", r"\\*a"),
        (text.after_backslash(), "", r"\"),
        (text.before('{'), "{", "&#123;"),
        (text, "a\n", "a "),
        (line, "17", "17"),
        (line.before('.'), "17", r"17\"),
        (line, " a", "a"),
        (line.after_markup(), " a", "&#32;a"),
        (line.after_markup(), ". a", r"\. a"),
        (line.before('-'), "", "&#32;"),
        (line.before('-'), "a", "a"),
    ] {
        assert_eq!(escape(value, position), escaped, "{value} at {position:?}");
    }
}

#[test]
fn only_characters_that_end_code_are_replaced() {
    let code = Position::CODE_SPAN;
    let block = Position::CODE_BLOCK;
    for (position, value, written) in [
        (code, "a*b_ <c> &amp; \\", "a*b_ <c> &amp; \\"),
        (code, r#"{"a":{}}"#, r#"{"a":{}}"#),
        (code, "a`b\nc", "a'b c"),
        (code, "{{{a", "{ { {a"),
        (code.after_markup(), "{a", " {a"),
        (code.before('{'), "a{", "a{ "),
        (code.before('`'), "", " "),
        (block, "a\n`b`\n", "a\n`b`\n"),
        (block, "```\n~~~", "'''\n~ ~ ~"),
        (block, "{{a}}", "{ {a}}"),
    ] {
        assert_eq!(escape(value, position), written, "{value} at {position:?}");
    }
}

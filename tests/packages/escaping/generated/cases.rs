//! Kinds of texts that generated ones rarely contain.

use super::part::Part;
use super::rendered;

/// Checks a text, written with `{}` for a value, with lists of its values.
#[track_caller]
fn check(template: &'static str, values: &[&[&str]]) {
    for values in values {
        let mut parts = Vec::new();
        let mut values = values.iter();
        for text in template.split("{}") {
            parts.push(Part::Author(text));
            if let Some(value) = values.next() {
                parts.push(Part::Value((*value).to_owned()));
            }
        }
        if let Err(error) = rendered::check(&parts) {
            panic!("{template:?} with {parts:?}: {error}");
        }
    }
}

#[test]
fn addresses_of_two_values_stay_text() {
    check(
        "{}{} ",
        &[
            &["a@f", "evil.example"],
            &["a.b@ht", "tps.example"],
            &["eve@ww", "w.evil.example"],
            &["eve@", "ftp.example"],
            &["x//ftp", "://evil.example"],
            &["https:/", "/evil.example"],
            &["a@b.w", "ww"],
        ],
    );
    check("say {}{}.example", &[&["eve@h", "t"], &["eve@www", ""]]);
}

#[test]
fn code_of_a_cell_keeps_separators_after_backslashes() {
    for template in [
        "a | b\n-|-\nx | `{}{}`",
        "a | b\n-|-\nx | `y\\{}\\| {}`",
        "a | b\n-|-\n``{}\\{}`` | z",
    ] {
        check(
            template,
            &[
                &["\\|", ""],
                &["\\\\|", "|"],
                &["\\", "|"],
                &["|", "\\"],
                &["a\\", "\\|b"],
            ],
        );
    }
}

#[test]
fn code_after_an_unclosed_tag_does_not_end_it() {
    let ends: &[&[&str]] = &[&["-->"], &["?>"], &["]]>"], &[">"], &["\">"], &["'>x"]];
    for template in [
        "*<!-- `{}`code`",
        "<a <!-- `{}`code`",
        "x <?y `{}` z",
        "x <![CDATA[ `{}` z",
        "x <!y `{}` z",
        "x <a b=\"`{}` c",
        "x <a b='`{}` c",
        "x <a:`{}` c",
    ] {
        check(template, ends);
    }
}

#[test]
fn values_after_disputed_data_stay_text() {
    for template in [
        "# <![CDATA[](]]>{}",
        "x <![CDATA[ `]` ]]> {}",
        "<![CDATA[](] ]]>{}",
    ] {
        check(
            template,
            &[&[")"], &["https://evil.example)"], &["`x`"], &["]]>"]],
        );
    }
}

#[test]
fn empty_values_keep_tags_and_rows_within_text() {
    for template in [
        "<a href=\"https://x.example/\">{}  \n | ",
        "<i>{} \t\nx",
        "<i> {}   ",
        "x |{} \n-|-",
        "x | {}\t \n-|-",
    ] {
        check(template, &[&[""], &[" "], &["\n"]]);
    }
}

#[test]
fn empty_values_do_not_make_code_a_rule() {
    for template in [
        "\n*     ***{}",
        "-     {}**{}",
        "-     {}{}",
        "1. x\n\n       {}---",
        "*     - -{}",
        "- \t\t{}__",
    ] {
        check(
            template,
            &[
                &["", ""],
                &["*", "-"],
                &["***", ""],
                &["", "---"],
                &["_", "_"],
            ],
        );
    }
}

#[test]
fn empty_values_do_not_indent_a_line() {
    for template in [
        "\n- <div>\n{}  \"",
        "- x\n\n{}  y",
        "1. x\n\n{}\ty",
        "- x\n\n{}   ",
    ] {
        check(template, &[&[""], &[" "], &["\t"]]);
    }
}

#[test]
fn paragraphs_before_disputed_rows_keep_their_lines() {
    for template in [" | {}\n-  | ", "{} | x\n- |", "a | {}\n+ | -"] {
        check(template, &[&["one\n\ntwo"], &["x\n# y"], &["x\ny"]]);
    }
}

#[test]
fn line_breaks_do_not_open_a_fence() {
    for template in ["'>\n````{}`", "x\n``` {} `y`", "x\n   ```{}```"] {
        check(template, &[&["0\r&"], &["a\nb"], &["\n\n"]]);
    }
}

#[test]
fn blocks_of_html_end_at_disputed_tags() {
    for template in [
        "\n<style></pre>\n{}",
        "<pre>\n</script>\n{}\n\n    {}",
        "\n<script>\n</textarea>\n`{}`\n</script>\n{}",
        "<textarea>\n</PRE> {}",
    ] {
        check(
            template,
            &[&["", " "], &["*x*", "# y"], &["eve@evil.example", "<b>"]],
        );
    }
}

#[test]
fn empty_destinations_of_definitions_are_filled() {
    for template in [
        "[ref]\n\n[ref]:\n{}",
        "[ref]\n\n[ref]: {}",
        "[ref]\n\n[ref]: {}{} \"x\"",
    ] {
        check(template, &[&["", ""], &["https://x.example/", ""]]);
    }
}

#[test]
fn destinations_of_definitions_have_balanced_parentheses() {
    for template in [
        "\n\n[ref]:\n](https://x.example/\\<{}-->\n[ref]",
        "[ref]\n\n[ref]: (https://x.example/{}\nx",
        "[ref]\n\n[ref]:\na b{} c",
    ] {
        check(template, &[&[""], &["*x*"], &[")"], &["\n\n"]]);
    }
}

#[test]
fn empty_values_after_entities_of_an_address_are_filled() {
    for template in [
        " ftp://x.example/&copy;{}",
        "https://x.example/&lt;&gt;{}\n1. ",
        "www.x.example/?a&amp;{}! x",
    ] {
        check(template, &[&[""], &["."], &["a"]]);
    }
}

#[test]
fn blank_lines_do_not_end_a_footnote() {
    for template in [
        "\n\n[^1]: note\n\n     | \n=={}",
        "\n\n[^1]: note\n\n    -->\n{}",
        "x[^1]\n\n[^1]: note\n\n    a\n  {}",
        "\n\n[^1]: note\n\n    ![alt](https://x.example/<div>\n{}",
    ] {
        check(template, &[&["-\n\n&"], &["one\n\n# two"], &[")"], &[""]]);
    }
}

#[test]
fn rows_that_may_continue_a_paragraph_close_no_markup() {
    for template in [
        "\n<x-y a='\na|b\n:-:|-\n{}",
        "x<![CDATA[\na|b\n:-:|-\n{}<div>\n]]>",
        "[x](https://x.example/\na|b\n-|-\nc|{}",
        "x\n<b '|b\n-|-\n{}",
    ] {
        check(template, &[&["'>"], &[")"], &[""], &["]]>"]]);
    }
}

#[test]
fn lines_after_a_tag_with_a_value_are_disputed() {
    for template in [
        "<b class={}-->\n<!-- x -->\n{}",
        "<b {}>\n{}\n\n{}",
        "</b{}>\n- {}",
    ] {
        check(
            template,
            &[&["", "-\r&", "x"], &["a", "*x*", ""], &["x", "# y", " "]],
        );
    }
}

#[test]
fn items_with_an_empty_quotation_continue() {
    for template in ["\n- > \n\n    - {}", "1. > \n\n       {}", "- >\n\n  {}"] {
        check(template, &[&["***"], &["**********"], &["- x"], &[""]]);
    }
}

#[test]
fn destinations_at_line_starts_are_not_blocks() {
    for template in [
        "[ref]\n\n[ref]:\n{}",
        "[ref]\n\n[ref]:\n{} \"title\"",
        "> [ref]\n\n[ref]:\n{}\n\nnext",
        "[ref]\n\n[ref]:\n{}. \"title\"",
        "[ref]\n\n[ref]:\n1{} \"title\"",
        "[ref]\n\n[ref]:\n-{}",
        "[ref]\n\n[ref]:\n={}",
        "[ref]\n\n[ref]:\n{}-",
        "- [ref]\n\n- [ref]:\n  {}",
    ] {
        for mark in [
            "-", "---", "=", "==", "+", "#", "##", "1", "1.", "12.", ".", "~~~", "-1", "",
        ] {
            check(template, &[&[mark]]);
        }
    }
    for values in [["", "-"], ["-", "-"], ["", "="], ["1", "."], ["+", ""]] {
        check("[ref]\n\n[ref]:\n{}{}", &[&values]);
    }
}

#[test]
fn code_that_a_disputed_table_ends_is_disputed() {
    for template in [
        "`{}\na|b\n:-:|-\n`code` ",
        "x ``{}\na | b\n-|-\n{}`` y",
        "x `y\n{}\na | b\n-|-\n1 | `z`",
    ] {
        check(
            template,
            &[&["", "x"], &["&", ""], &["a|b", "`"], &["<b>", "*x*"]],
        );
    }
}

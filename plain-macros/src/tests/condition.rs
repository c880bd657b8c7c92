//! Errors of attributes in calls.

use super::{component_errors, component_help, errors};

#[test]
fn cfg_is_allowed_and_its_content_is_checked() {
    for items in [
        "#[cfg(a)] text(\"b\")",
        "text(\"a\"), #[cfg(a)] #[cfg(b)] ..c",
        "{ #[cfg(a)] let b = 1; #[cfg(c)] badge(\"{b}\") }",
        "if a { text(\"b\") #[cfg(c)] badge(\"d\") }",
    ] {
        let has_separator = !items.contains("text(\"b\") #");
        let expected: &[&str] = if has_separator {
            &[]
        } else {
            &["expected `;`"]
        };
        assert_eq!(component_errors(items), expected, "{items}");
    }
    for (items, error) in [
        ("#[cfg(a)] spacer()", "missing property `size` of `spacer`"),
        (
            "#[cfg(a)] if b { spacer() }",
            "missing property `size` of `spacer`",
        ),
        (
            "match a { #[cfg(b)] c => spacer(), _ => {} }",
            "missing property `size` of `spacer`",
        ),
        (
            "badge(\"a\", #[cfg(b)] color = Pink)",
            "`Pink` is not a value of `color`",
        ),
        ("text(\"a\") #[cfg(b)] badge(\"c\")", "expected `,`"),
    ] {
        assert_eq!(component_errors(items), [error], "{items}");
    }
}

#[test]
fn other_attribute_is_one_error_that_names_it() {
    for (items, error) in [
        (
            "#[allow(unused)] text(\"a\")",
            "the attribute `allow` is not allowed here",
        ),
        (
            "#[cfg_attr(a, b)] text(\"a\")",
            "the attribute `cfg_attr` is not allowed here",
        ),
        (
            "#[rustfmt::skip] text(\"a\")",
            "the attribute `skip` is not allowed here",
        ),
        (
            "/// Note.\ntext(\"a\")",
            "a doc comment is not allowed here",
        ),
        (
            "text(\"a\"), /// Note.\n",
            "a doc comment is not allowed here",
        ),
        (
            "text(\"a\", #[inline] size = M)",
            "the attribute `inline` is not allowed here",
        ),
        (
            "match a { /// Note.\n b => text(\"c\"), _ => {} }",
            "a doc comment is not allowed here",
        ),
        (
            "if a { #[expect(b)] let c = 1; text(\"{c}\") }",
            "the attribute `expect` is not allowed here",
        ),
    ] {
        assert_eq!(component_errors(items), [error], "{items}");
    }
    assert_eq!(
        component_help("/** Note. */ text(\"a\")"),
        ["write a comment with `//`"]
    );
}

#[test]
fn cfg_on_a_required_value_is_one_error() {
    let rest = "customer_identifier = external_id(\"b\"), components = [text(\"c\")]";
    assert_eq!(
        errors(&format!("#[cfg(a)] title = \"a\", {rest}")),
        ["`#[cfg(..)]` is not allowed on `title`, which is required"]
    );
    assert_eq!(
        component_help("badge(#[cfg(a)] \"b\")"),
        ["write `label = if cfg!(..) { .. } else { .. }`"]
    );
}

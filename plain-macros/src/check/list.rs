//! Lists of components.

use plain_schema::{Context, Property, Violation};
use quote::ToTokens;
use syn::{BinOp, Expr, ExprAssign, ExprBinary, ExprLit, ExprStruct, Lit};

use super::component::{check_component, is_component};
use crate::diagnostic::Diagnostics;
use crate::model::{CheckedItem, CheckedList, RawItem, RawList, single_name};

/// Checks the list of a property.
pub(super) fn check_list(
    property: &Property,
    context: Context,
    raw: RawList,
    diagnostics: &mut Diagnostics,
) -> CheckedList {
    if !can_hold_components(&raw.items) {
        diagnostics.error(
            raw.span,
            &format!(
                "`{}` has {}",
                property.name,
                Violation::NoComponents.message().as_str()
            ),
            Violation::NoComponents.help(),
        );
    }
    CheckedList {
        context,
        items: check_items(context, raw.items, diagnostics),
    }
}

/// Whether a branch of the list has a component. An invalid item counts as one.
fn can_hold_components(items: &[RawItem]) -> bool {
    items.iter().any(|item| match item {
        RawItem::Component(_)
        | RawItem::Splice(_)
        | RawItem::Rest(_)
        | RawItem::Other(_)
        | RawItem::Invalid => true,
        RawItem::Statement(_) => false,
        RawItem::ControlFlow(control_flow) => {
            control_flow.blocks().into_iter().any(can_hold_components)
        }
    })
}

/// Checks the items of a list, or of a block in one.
pub(super) fn check_items(
    context: Context,
    items: Vec<RawItem>,
    diagnostics: &mut Diagnostics,
) -> Vec<CheckedItem> {
    items
        .into_iter()
        .filter_map(|item| match item {
            RawItem::Component(raw) => {
                check_component(context, raw, diagnostics).map(CheckedItem::Component)
            }
            RawItem::Splice(expression) => Some(CheckedItem::Splice(expression)),
            RawItem::ControlFlow(control_flow) => {
                Some(CheckedItem::ControlFlow(control_flow.map_blocks(|items| {
                    check_items(context, items, diagnostics)
                })))
            }
            RawItem::Statement(statement) => Some(CheckedItem::Statement(statement)),
            RawItem::Other(expression) => {
                report_expression(&expression, diagnostics);
                None
            }
            RawItem::Rest(span) => {
                diagnostics.error(
                    span,
                    "`..` splices nothing",
                    "write what has the components: `..expr`",
                );
                None
            }
            RawItem::Invalid => None,
        })
        .collect()
}

/// Reports an expression that is not a component, and suggests the probable meaning.
fn report_expression(expression: &Expr, diagnostics: &mut Diagnostics) {
    let source = expression.to_token_stream().to_string();
    let help = match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(_), ..
        }) => format!("write `text({source})`"),
        Expr::Lit(_) => format!("write `text(\"{source}\")`"),
        Expr::Array(_) => "a list stands in no other: remove the inner brackets".to_owned(),
        Expr::Struct(ExprStruct { path, .. }) => match path.get_ident() {
            Some(name) if is_component(name) => {
                format!("write its values in parentheses: `{name}(..)`")
            }
            _ => "to insert a component of its Rust type, write `..[component.into()]`".to_owned(),
        },
        Expr::Assign(ExprAssign { left, right, .. }) => match single_name(left) {
            Some(name) if is_component(name) => {
                format!("write `{name}({})`", right.to_token_stream())
            }
            _ => "a list holds components: write `component(..)`".to_owned(),
        },
        Expr::Binary(ExprBinary {
            op: BinOp::And(_), ..
        }) => "write `if condition { component(..) }`".to_owned(),
        _ => match single_name(expression) {
            Some(name) if is_component(name) => format!("write `{name}(..)`"),
            Some(name) if name == "None" => {
                "leave it out; for a component that may be there, write `if condition { .. }`"
                    .to_owned()
            }
            Some(name) => format!("to insert the components it has, write `..{name}`"),
            None => "to insert components, write `..` before what has them".to_owned(),
        },
    };
    diagnostics.error_spanned(expression, "not a component", &help);
}

#[cfg(test)]
mod tests {
    use crate::tests::{component_errors, component_help};

    #[test]
    fn list_takes_control_flow_and_splices() {
        for items in [
            r#"if a { text("b") }"#,
            r#"if let Some(b) = a && c { text("{b}") } else if d { spacer(M) } else {}"#,
            r#"if match a { B => true, _ => false } { text("c") }"#,
            r#"for a in b { text("{a}"); badge("c") }"#,
            r#"for (a, b) in c.iter().zip::<D, E>(f) { if a { divider() } let g = b.h(); badge("{g}"); }"#,
            r#"match a { Some(b) if b > 1 => text("{b}"), Some(_) | None => {} }"#,
            r#"match a { 1 => { text("b"); text("c") } 2 => if d { text("e") } else { text("f") } _ => ..g }"#,
            r#"{ text("a"); text("b") }"#,
            "..a",
            "..a.b()?",
            "..[a, b].map(c::<D, E>)",
            r#"row(main_content = [for a in b { badge("{a}") }], aside_content = [..c])"#,
            r#"if a { text("b") }, ..c, text("d")"#,
        ] {
            assert_eq!(component_errors(items), [""; 0], "{items}");
        }
    }

    #[test]
    fn rules_apply_in_every_branch() {
        for items in [
            "if a { spacer() }",
            r#"if a { text("b") } else if c { spacer() }"#,
            r#"if a { text("b") } else { spacer() }"#,
            r#"match a { 1 => text("b"), _ => spacer() }"#,
            "match a { 1 => { spacer() } _ => {} }",
            "for a in b { { spacer() } }",
            "if a { let b = c; spacer() }",
            r#"row(main_content = [if a { spacer() }], aside_content = [text("b")])"#,
        ] {
            let errors = component_errors(items);
            assert_eq!(errors, ["`spacer` needs its property `size`"], "{items}");
        }
        assert_eq!(
            component_errors(
                "row(main_content = [for a in b { container(content = [..c]) }], aside_content = [..d])"
            ),
            ["`container` cannot stand inside `row`"],
        );
    }

    #[test]
    fn list_without_any_component_is_empty() {
        for items in [
            "",
            "if a {}",
            "{}",
            "match a { _ => {} }",
            "for a in b { let c = a; }",
        ] {
            assert_eq!(
                component_errors(items),
                ["`components` has no components"],
                "{items}"
            );
        }
    }

    #[test]
    fn every_mistake_in_control_flow_is_one_error() {
        for (items, error) in [
            ("if { text(\"a\") }", "a condition must follow"),
            ("if a", "`if` needs a condition and a block"),
            ("if a { text(\"b\") } else", "`else` needs a block"),
            (
                "for a { text(\"b\") }",
                "`for` needs a pattern, `in`, what to go through, and a block",
            ),
            ("for in a { text(\"b\") }", "a pattern is missing"),
            ("match a", "`match` needs a value and its arms"),
            ("match a { b }", "an arm needs `=>` and what it shows"),
            (
                "text(\"a\"), match a { b => , c => text(\"d\") }",
                "nothing follows this arrow",
            ),
            ("if a { text(\"b\"), text(\"c\") }", "expected `;`"),
            ("{ text(\"a\") text(\"b\") }", "expected `;`"),
            ("text(\"a\"); text(\"b\")", "expected `,`"),
            ("if a { text(\"b\") } text(\"c\")", "expected `,`"),
            ("text(\"a\") ..b", "expected `,`"),
            (
                "text(\"a\"), let b = c",
                "`let` stands in a block of a list, not in the list itself",
            ),
            ("..", "`..` splices nothing"),
            ("[text(\"a\")]", "not a component"),
            ("text = \"a\"", "not a component"),
            ("a && text(\"b\")", "not a component"),
        ] {
            assert_eq!(component_errors(items), [error], "{items}");
        }
    }

    #[test]
    fn help_shows_the_probable_meaning() {
        for (item, help) in [
            (r#""a""#, r#"write `text("a")`"#),
            ("3", r#"write `text("3")`"#),
            (
                "[a]",
                "a list stands in no other: remove the inner brackets",
            ),
            ("row { a: b }", "write its values in parentheses: `row(..)`"),
            (
                "Row { a: b }",
                "to insert a component of its Rust type, write `..[component.into()]`",
            ),
            ("text = a", "write `text(a)`"),
            (
                "title = a",
                "a list holds components: write `component(..)`",
            ),
            ("a && b", "write `if condition { component(..) }`"),
            (
                "a || b",
                "to insert components, write `..` before what has them",
            ),
            ("divider", "write `divider(..)`"),
            (
                "None",
                "leave it out; for a component that may be there, write `if condition { .. }`",
            ),
            (
                "footer",
                "to insert the components it has, write `..footer`",
            ),
            (
                "a.b()",
                "to insert components, write `..` before what has them",
            ),
            (
                "spacer(M, label = a)",
                "`label` belongs to `badge`, `link_button` or `workflow_button`",
            ),
            (
                r#"badge("a", color = "Red")"#,
                "did you mean `Red`? `color` takes `Grey`, `Green`, `Yellow`, `Red` or `Blue`",
            ),
            ("divider(image = a)", "`divider` takes `spacing_size`"),
            (
                "row(main_content = [container(content = [text(a)])], aside_content = [text(a)])",
                "a row holds text, plain_text, spacer, divider, badge, link_button, copy_button, workflow_button, date_time, user; close the outer row first",
            ),
        ] {
            assert_eq!(component_help(item), [help], "{item}");
        }
    }
}

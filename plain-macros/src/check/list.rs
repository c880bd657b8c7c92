//! Lists: components, thread fields, texts.

use plain_schema::{ListContent, ListRule, Property};
use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::{BinOp, Expr, ExprAssign, ExprBinary, ExprLit, ExprStruct, Lit};

use super::component::{Parent, check_component};
use super::statement::{is_call, is_mistaken};
use super::text_list::{TextList, check_texts, report_rest};
use crate::describe::describe_expression;
use crate::diagnostic::Diagnostics;
use crate::foreign;
use crate::keyword::is_absent;
use crate::model::{CheckedItem, CheckedList, Enclosing, RawItem, RawList, Statement, single_name};

/// Checks the list of a property.
pub(super) fn check_list(
    property: &Property,
    content: ListContent,
    rule: ListRule,
    raw: RawList,
    diagnostics: &mut Diagnostics,
) -> CheckedList {
    let has_item = can_hold_items(content, &raw.items) || raw.items.iter().any(is_reported);
    if let Err(violation) = rule.check_at_compile_time(usize::from(has_item)) {
        diagnostics.error(
            raw.span,
            &format!("`{}` has {}", property.name, violation.message().as_str()),
            violation.help(),
        );
    }
    let items = match content {
        ListContent::Texts(rule) => {
            check_texts(TextList { property, rule }, raw.items, diagnostics)
        }
        content => check_items(Parent::List(content), raw.items, diagnostics),
    };
    CheckedList { content, items }
}

/// Whether a branch of the list has an item. An invalid item counts as one.
fn can_hold_items(content: ListContent, items: &[RawItem]) -> bool {
    items.iter().any(|item| match item {
        RawItem::Component(_)
        | RawItem::Splice(_)
        | RawItem::Rest(_)
        | RawItem::Other(_)
        | RawItem::Invalid => true,
        RawItem::Statement(statement) => is_mistaken(content, statement),
        RawItem::ControlFlow(control_flow) => control_flow
            .blocks()
            .into_iter()
            .any(|items| can_hold_items(content, items)),
        RawItem::Conditional(_, item) => can_hold_items(content, std::slice::from_ref(item)),
    })
}

/// Whether an item is a `let`, which is not allowed directly in a list.
fn is_reported(item: &RawItem) -> bool {
    matches!(item, RawItem::Statement(Statement::Let(_)))
}

/// Checks the items of a list.
pub(super) fn check_items(
    parent: Parent,
    items: Vec<RawItem>,
    diagnostics: &mut Diagnostics,
) -> Vec<CheckedItem> {
    items_of(Enclosing::List, parent, items, diagnostics)
}

fn items_of(
    enclosing: Enclosing,
    parent: Parent,
    items: Vec<RawItem>,
    diagnostics: &mut Diagnostics,
) -> Vec<CheckedItem> {
    let content = parent.content();
    items
        .into_iter()
        .filter_map(|item| match item {
            RawItem::Component(raw) => {
                check_component(enclosing, parent, raw, diagnostics).map(CheckedItem::Component)
            }
            RawItem::Splice(expression) => Some(CheckedItem::Splice(expression)),
            RawItem::ControlFlow(control_flow) => {
                Some(CheckedItem::ControlFlow(control_flow.map_blocks(|items| {
                    items_of(Enclosing::Block, parent, items, diagnostics)
                })))
            }
            RawItem::Statement(Statement::Expression(expression))
                if is_mistaken(content, &Statement::Expression(expression.clone())) =>
            {
                report_expression(content, &expression, enclosing, diagnostics);
                None
            }
            RawItem::Statement(statement) => Some(CheckedItem::Statement(statement)),
            RawItem::Conditional(condition, item) => {
                let items = items_of(enclosing, parent, vec![*item], diagnostics);
                Some(CheckedItem::Conditional(condition, items))
            }
            RawItem::Other(expression) => {
                report_expression(content, &expression, enclosing, diagnostics);
                None
            }
            RawItem::Rest(span) => {
                report_rest(content, span, diagnostics);
                None
            }
            RawItem::Invalid => None,
        })
        .collect()
}

/// Whether the value of an expression may be an iterator of items.
fn yields_items(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::Await(_)
            | Expr::Call(_)
            | Expr::Field(_)
            | Expr::Index(_)
            | Expr::Macro(_)
            | Expr::MethodCall(_)
            | Expr::Paren(_)
            | Expr::Path(_)
            | Expr::Reference(_)
            | Expr::Try(_)
            | Expr::Unsafe(_)
    )
}

/// Reports an expression that is not an item, and suggests the probable meaning.
fn report_expression(
    content: ListContent,
    expression: &Expr,
    enclosing: Enclosing,
    diagnostics: &mut Diagnostics,
) {
    let message = format!(
        "expected {}, found {}",
        content.item_with_article(),
        describe_expression(expression)
    );
    let text = match content {
        ListContent::Components(_) => foreign::text_component(expression),
        _ => None,
    };
    let help = text.unwrap_or_else(|| item_help(content, expression, enclosing));
    diagnostics.error_spanned(expression, &message, &help);
}

fn tokens_of(expression: &Expr) -> Vec<TokenTree> {
    expression.to_token_stream().into_iter().collect()
}

/// Help for an expression that is not an item.
fn item_help(content: ListContent, expression: &Expr, enclosing: Enclosing) -> String {
    let is_item = |name: &Ident| content.constructor(&name.to_string()).is_some();
    let is_component = matches!(content, ListContent::Components(_));
    let (item, items) = (content.item(), content.items());
    let remove = || format!("remove it; for an optional {item}, write `if condition {{ .. }}`");
    let example = || match content {
        ListContent::Components(_) => "write a component, such as `text(\"..\")`".to_owned(),
        _ => "write a thread field, such as `string_field(\"plan\", \"Pro\")`".to_owned(),
    };
    let source = expression.to_token_stream().to_string();
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(_), ..
        }) if is_component => format!("write `text({source})`"),
        Expr::Lit(ExprLit {
            lit: Lit::Bool(_), ..
        })
        | Expr::Return(_)
        | Expr::Break(_)
        | Expr::Continue(_)
        | Expr::Infer(_) => remove(),
        Expr::Lit(_) if is_component => format!("write `text(\"{source}\")`"),
        Expr::Tuple(tuple) if tuple.elems.is_empty() => remove(),
        Expr::Array(_) => "remove the inner brackets, since lists cannot be nested".to_owned(),
        Expr::Struct(ExprStruct { path, .. }) => match path.get_ident() {
            Some(name) if is_item(name) => {
                format!("write its values in parentheses: `{name}(..)`")
            }
            _ => format!(
                "to insert a value of a {item}'s Rust type, write `..[{}.into()]`",
                item.replace(' ', "_")
            ),
        },
        Expr::Assign(ExprAssign { left, right, .. }) => match single_name(left) {
            Some(name) if is_item(name) => {
                format!("write `{name}({})`", right.to_token_stream())
            }
            _ if is_component && foreign::is_component_call(&tokens_of(right)) => {
                format!("write `{}`", foreign::quote_tokens(right))
            }
            _ => example(),
        },
        Expr::Binary(ExprBinary {
            op: BinOp::And(_), ..
        }) => format!("write `if condition {{ {}(..) }}`", item.replace(' ', "_")),
        _ => match single_name(expression) {
            Some(name) if is_item(name) => format!("write `{name}(..)`"),
            Some(name) if is_absent(name) => remove(),
            Some(name) => format!("to insert its {items}, write `..{name}`"),
            None if enclosing == Enclosing::Block && is_call(expression) => format!(
                "to insert the {items} that a call returns, write `..{0}`; to run it, write `let _ = {0};`",
                foreign::quote_tokens(expression)
            ),
            None if yields_items(expression) => format!(
                "to insert the {items} of an expression, write `..{}`",
                foreign::quote_tokens(expression)
            ),
            None => example(),
        },
    }
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
            assert_eq!(errors, ["missing property `size` of `spacer`"], "{items}");
        }
        assert_eq!(
            component_errors(
                "row(main_content = [for a in b { container(content = [..c]) }], aside_content = [..d])"
            ),
            ["`container` is not allowed inside `row`"],
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
            ("if { text(\"a\") }", "expected a condition after `if`"),
            ("if a", "expected a condition and a block after `if`"),
            ("if a { text(\"b\") } else", "expected a block after `else`"),
            (
                "for a { text(\"b\") }",
                "expected a pattern, `in`, an iterator and a block after `for`",
            ),
            ("for in a { text(\"b\") }", "expected a pattern"),
            ("match a", "expected a value and arms after `match`"),
            ("match a { b }", "expected `=>` and a component in an arm"),
            (
                "text(\"a\"), match a { b => , c => text(\"d\") }",
                "expected a component after `=>`",
            ),
            ("if a { text(\"b\"), text(\"c\") }", "expected `;`"),
            ("{ text(\"a\") text(\"b\") }", "expected `;`"),
            ("text(\"a\"); text(\"b\")", "expected `,`"),
            ("if a { text(\"b\") } text(\"c\")", "expected `,`"),
            ("text(\"a\") ..b", "expected `,`"),
            (
                "text(\"a\"), let b = c",
                "`let` is not allowed directly in a list",
            ),
            ("..", "expected an expression after `..`"),
            ("[text(\"a\")]", "expected a component, found a list"),
            ("text = \"a\"", "expected a component, found an assignment"),
            (
                "a && text(\"b\")",
                "expected a component, found a condition before `&&`",
            ),
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
                "remove the inner brackets, since lists cannot be nested",
            ),
            ("row { a: b }", "write its values in parentheses: `row(..)`"),
            (
                "Row { a: b }",
                "to insert a value of a component's Rust type, write `..[component.into()]`",
            ),
            ("text = a", "write `text(a)`"),
            ("title = a", "write `title = a` after the list"),
            ("a && b", "write `if condition { component(..) }`"),
            ("a || b", "write a component, such as `text(\"..\")`"),
            ("divider", "write `divider(..)`"),
            (
                "None",
                "remove it; for an optional component, write `if condition { .. }`",
            ),
            ("footer", "to insert its components, write `..footer`"),
            (
                "a.b()",
                "to insert the components of an expression, write `..a.b()`",
            ),
            (
                "spacer(M, label = a)",
                "`label` is a property of `badge`, `link_button` or `workflow_button`",
            ),
            (
                r#"badge("a", color = "Red")"#,
                "did you mean `Red`? expected `Grey`, `Green`, `Yellow`, `Red` or `Blue`",
            ),
            ("divider(image = a)", "expected `spacing_size`"),
            (
                "row(main_content = [container(content = [text(a)])], aside_content = [text(a)])",
                "a row can contain `text`, `plain_text`, `spacer`, `divider`, `badge`, `link_button`, `copy_button`, `workflow_button`, `date_time` or `user`; close the outer `row` first",
            ),
        ] {
            assert_eq!(component_help(item), [help], "{item}");
        }
    }
}

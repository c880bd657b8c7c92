//! Lists of components.

use plain_schema::{Component, Property, ValueType};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::argument::arguments_of;
use super::attribute::{first_attribute, split_attributes, without_attributes};
use super::binding::check_bindings;
use super::expression::{Parser, Recovery};
use super::segment::{Grammar, Segment, Separator, flatten, segments};
use super::{control_flow, statement};
use crate::foreign;
use crate::keyword::is_keyword;
use crate::model::{RawArgument, RawComponent, RawItem, RawList, RawValue, Statement};

/// Parses `[..]`.
pub(super) fn list(group: &Group, parser: &mut Parser<'_>) -> RawList {
    RawList {
        span: group.span(),
        items: items(group.stream(), parser),
    }
}

/// Parses the items of a list.
pub(super) fn items(tokens: TokenStream, parser: &mut Parser<'_>) -> Vec<RawItem> {
    separated(tokens, Separator::Comma, parser)
}

/// Parses the items of a block in a list.
pub(super) fn block(group: &Group, parser: &mut Parser<'_>) -> Vec<RawItem> {
    separated(group.stream(), Separator::Semicolon, parser)
}

fn separated(tokens: TokenStream, separator: Separator, parser: &mut Parser<'_>) -> Vec<RawItem> {
    let grammar = Grammar {
        separator,
        starts_segment: match separator {
            Separator::Comma => starts_item,
            Separator::Semicolon => starts_block_item,
        },
        is_incomplete,
        recognise: foreign::template_tags,
    };
    let segments = joined(segments(&flatten(tokens), &grammar, parser.diagnostics));
    let mut items: Vec<RawItem> = segments
        .into_iter()
        .map(|segment| item(&segment.tokens, separator, parser))
        .collect();
    check_bindings(&mut items, separator, parser);
    items
}

/// Joins the segments that other languages write as one item: `text: "a", color: Muted`.
fn joined(segments: Vec<Segment>) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        match joined.last_mut() {
            Some(item) if foreign::belongs_to_item(&item.tokens, &segment.tokens) => {
                item.tokens.extend(segment.tokens);
            }
            _ => joined.push(segment),
        }
    }
    joined
}

/// Whether an item starts directly after a complete one, or after another sign than the separator.
fn starts_item(before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
    let before = without_attributes(before);
    if let Some(length) = foreign::item_separator(before, rest) {
        return Some(length);
    }
    let continues = match rest {
        [TokenTree::Ident(word), ..] => word == "as" || word == "else",
        [TokenTree::Punct(first), TokenTree::Punct(second), ..] => {
            first.as_char() != '.' || second.as_char() != '.'
        }
        _ => first_attribute(rest).is_none(),
    };
    let starts = !continues
        && (component_tokens(before).is_some() || control_flow::is_complete(before))
        || is_name(before) && starts_component(rest);
    let starts = starts && !foreign::continues_item(before, rest);
    starts.then_some(0)
}

/// Whether an item of a block starts directly after a complete one. After control flow, as in Rust,
/// anything but `else` starts a new item.
fn starts_block_item(before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
    let continues = matches!(rest, [TokenTree::Ident(word), ..] if word == "else");
    if !continues && control_flow::is_complete(without_attributes(before)) {
        return Some(0);
    }
    starts_item(before, rest)
}

/// Whether a component or control flow starts, which cannot continue an expression.
fn starts_component(rest: &[TokenTree]) -> bool {
    match rest {
        [TokenTree::Ident(_), TokenTree::Group(group), ..] => {
            group.delimiter() == Delimiter::Parenthesis
        }
        [TokenTree::Ident(word), ..] => control_flow::is_keyword(word),
        _ => false,
    }
}

/// Whether an item is a name without its parentheses.
fn is_incomplete(tokens: &[TokenTree], _is_first: bool) -> bool {
    is_name(tokens)
}

fn is_name(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(name)] => !is_keyword(&name.to_string()),
        _ => false,
    }
}

fn is_let(tokens: &[TokenTree]) -> bool {
    matches!(tokens.first(), Some(TokenTree::Ident(word)) if word == "let")
}

/// Parses one item. In a block and as an arm, where items are separated by `;`, it may be a statement.
pub(super) fn item(tokens: &[TokenTree], separator: Separator, parser: &mut Parser<'_>) -> RawItem {
    if let Some(component) = plain_component(tokens, parser) {
        return RawItem::Component(component);
    }
    // The attribute of a declaration needs no error of its own.
    let without = without_attributes(tokens);
    let (condition, tokens) = if foreign::is_declaration(without) && !is_let(without) {
        (None, without)
    } else {
        split_attributes(tokens, parser)
    };
    if let Some(condition) = condition {
        let item = item(tokens, separator, parser);
        return RawItem::Conditional(condition, Box::new(item));
    }
    let tokens = &flatten(tokens.iter().cloned().collect());
    if tokens.is_empty() {
        return RawItem::Invalid;
    }
    let in_block = separator == Separator::Semicolon;
    if let Some(form) = foreign::item(tokens, in_block, parser.expects_components) {
        form.report(tokens, parser.diagnostics);
        return RawItem::Invalid;
    }
    if let Some(component) = without_lists(tokens, parser) {
        return RawItem::Component(component);
    }
    if let Some((name, group)) = component_tokens(tokens) {
        return RawItem::Component(component(name, group, parser));
    }
    let stream = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>();
    let is_component = parser.expects_components;
    let item = match tokens.as_slice() {
        [TokenTree::Punct(first), TokenTree::Punct(second), rest @ ..]
            if first.as_char() == '.' && second.as_char() == '.' =>
        {
            if rest.is_empty() {
                return RawItem::Rest(first.span());
            }
            parser.expression(stream(rest)).map(RawItem::Splice)
        }
        [TokenTree::Ident(keyword), ..] if keyword == "let" => {
            statement::parse_let(tokens, parser).map(RawItem::Statement)
        }
        _ if control_flow::is_control_flow(tokens) => {
            control_flow::parse(tokens, parser).map(RawItem::ControlFlow)
        }
        _ => parser
            .expression_or(stream(tokens), |tokens| {
                let text = is_component.then(|| foreign::joined_component(tokens));
                text.flatten().or_else(|| foreign::unnamed_value(tokens))
            })
            .map(|expression| match separator {
                Separator::Semicolon if statement::is_statement(&expression) => {
                    RawItem::Statement(Statement::Expression(expression))
                }
                _ => RawItem::Other(expression),
            }),
    };
    item.unwrap_or(RawItem::Invalid)
}

/// Parses the call of a component in our own form, as most items are.
fn plain_component(tokens: &[TokenTree], parser: &mut Parser<'_>) -> Option<RawComponent> {
    let [TokenTree::Ident(name), TokenTree::Group(group)] = tokens else {
        return None;
    };
    if group.delimiter() != Delimiter::Parenthesis || !parser.expects_components {
        return None;
    }
    let known = Component::named(&name.to_string())?;
    let arguments: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_list = |property: &Property| matches!(property.value, ValueType::List(..));
    let is_plain = match arguments.as_slice() {
        // An object, or the fragment of a macro.
        [TokenTree::Group(_)] => false,
        [TokenTree::Ident(key), TokenTree::Punct(sign), ..] if sign.as_char() == '=' => {
            known.property(&key.to_string()).is_some()
        }
        // A row or a container may have its content without the names of the lists.
        _ => !known.properties.iter().all(is_list),
    };
    is_plain.then(|| component_with(name, group, &arguments, parser))
}

/// Parses the arguments of a component.
pub(super) fn component(name: &Ident, group: &Group, parser: &mut Parser<'_>) -> RawComponent {
    component_with(name, group, &flatten(group.stream()), parser)
}

fn component_with(
    name: &Ident,
    group: &Group,
    arguments: &[TokenTree],
    parser: &mut Parser<'_>,
) -> RawComponent {
    let outer = parser.component.replace(name.clone());
    let arguments = arguments_of(arguments, parser);
    parser.component = outer;
    RawComponent {
        name: name.clone(),
        open: group.span_open(),
        arguments,
        source: group.stream(),
    }
}

/// Parses a row or a container whose components are not in lists. An editor completes the names of
/// the lists there.
fn without_lists(tokens: &[TokenTree], parser: &mut Parser<'_>) -> Option<RawComponent> {
    let [TokenTree::Ident(name), TokenTree::Group(group)] = tokens else {
        return None;
    };
    if parser.recovery == Recovery::Complete {
        return None;
    }
    let content = foreign::unnamed_content(name, group)?;
    let help = format!("write `{}`", content.code);
    match group.delimiter() {
        Delimiter::Brace => {
            parser
                .diagnostics
                .error(group.span_open(), &content.message, &help);
        }
        _ => parser
            .diagnostics
            .error_spanned(group.stream(), &content.message, &help),
    }
    let open = group.span_open();
    let argument = |(property, list): (&str, Option<TokenStream>)| {
        let value = match list.map(|list| items(list, parser)) {
            Some(items) if !items.is_empty() => RawValue::List(RawList { span: open, items }),
            _ => RawValue::Missing(open),
        };
        RawArgument::generated(Some(Ident::new(property, open)), value)
    };
    Some(RawComponent {
        name: name.clone(),
        open,
        arguments: content.lists.into_iter().map(argument).collect(),
        source: group.stream(),
    })
}

/// Name and parentheses of `name(..)`, which is a component if the name is known.
pub(super) fn component_tokens(tokens: &[TokenTree]) -> Option<(&Ident, &Group)> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Parenthesis
                && !control_flow::is_keyword(name)
                && !statement::is_keyword(name) =>
        {
            Some((name, group))
        }
        _ => None,
    }
}

//! Rows and containers whose components are not in lists with names: `row(text("a"), badge("b"))`,
//! `container { text("a") }`.

use plain_schema::{Component, Property, ValueType};
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};

use super::separator::split_items;
use super::source::quote_source;
use super::tokens::{
    group_of, is_braces, is_operator, is_sign, is_word, split_at_commas, stream_of, string_of,
    tokens_of,
};

/// Content of a row or a container.
pub(crate) struct UnnamedContent {
    pub(crate) message: String,
    /// The component with its lists.
    pub(crate) code: String,
    /// Name of each property and the items of its list. One without any has to be written yet.
    pub(crate) lists: Vec<(&'static str, Option<TokenStream>)>,
}

/// Recognises a row or a container with values that have no names.
pub(crate) fn unnamed_content(name: &Ident, group: &Group) -> Option<UnnamedContent> {
    let component = Component::named(&name.to_string())?;
    let is_list = |property: &Property| matches!(property.value, ValueType::List(..));
    if component.properties.is_empty() || !component.properties.iter().all(is_list) {
        return None;
    }
    let tokens = tokens_of(group.stream());
    let values = split_at_commas(&tokens);
    let is_named = |value: &&[TokenTree]| match value {
        [TokenTree::Ident(key), ..] if component.property(&key.to_string()).is_some() => true,
        [TokenTree::Ident(_), sign, rest @ ..] => {
            is_sign(sign, '=') || is_sign(sign, ':') && !rest.first().is_some_and(is_colon)
        }
        _ => false,
    };
    if values.is_empty() || values.iter().any(is_named) {
        return None;
    }
    let values = split_items(&tokens);
    let message = match (group.delimiter(), values.len()) {
        (Delimiter::Parenthesis, 1) => format!("unexpected value without a name in `{name}`"),
        (Delimiter::Parenthesis, _) => format!("unexpected values without names in `{name}`"),
        (Delimiter::Brace, _) => format!("unexpected braces after `{name}`"),
        _ => return None,
    };
    let contents: Option<Vec<Content>> = values.into_iter().map(content).collect();
    let contents = distribute(component.properties.len(), contents?);
    let code: Vec<String> = component
        .properties
        .iter()
        .zip(&contents)
        .map(|(property, contents)| format!("{} = [{}]", property.name, code_of(contents)))
        .collect();
    let lists = component
        .properties
        .iter()
        .zip(contents)
        .map(|(property, contents)| {
            let items = (!contents.is_empty()).then(|| items_of(contents));
            (property.name, items)
        });
    Some(UnnamedContent {
        message,
        code: format!("{name}({})", code.join(", ")),
        lists: lists.collect(),
    })
}

fn is_colon(token: &TokenTree) -> bool {
    is_sign(token, ':')
}

/// Items of a list, as written and as our language writes them.
struct Content {
    code: String,
    /// Tokens of the items. A name alone has none, since it is an error already.
    items: TokenStream,
}

/// One value: a list, an item of a list, or an expression of components.
fn content(value: &[TokenTree]) -> Option<Content> {
    let as_is = |tokens: &[TokenTree]| Content {
        code: quote_source(tokens),
        items: stream_of(tokens),
    };
    Some(match value {
        [only] if group_of(only, Delimiter::Bracket).is_some() => {
            let list = group_of(only, Delimiter::Bracket)?;
            as_is(&tokens_of(list.stream()))
        }
        [literal] if string_of(literal).is_some() => {
            let mut text = Group::new(Delimiter::Parenthesis, literal.clone().into());
            text.set_span(literal.span());
            as_is(&[
                Ident::new("text", literal.span()).into(),
                TokenTree::Group(text),
            ])
        }
        [TokenTree::Ident(name)] if Component::named(&name.to_string()).is_some() => Content {
            code: format!("{name}(..)"),
            items: TokenStream::new(),
        },
        [TokenTree::Ident(name), TokenTree::Group(arguments)] if is_item(name, arguments) => {
            as_is(value)
        }
        [first, ..] if is_word(first, &["if", "for", "match"]) || is_braces(first) => as_is(value),
        [_, _, _, ..] if is_operator(value, 0, "..") => as_is(value),
        [first, ..] if !matches!(first, TokenTree::Literal(_)) => {
            syn::parse2::<syn::Expr>(stream_of(value)).ok()?;
            let dots = [Spacing::Joint, Spacing::Alone].map(|spacing| {
                let mut dot = Punct::new('.', spacing);
                dot.set_span(first.span());
                TokenTree::Punct(dot)
            });
            Content {
                code: format!("..{}", quote_source(value)),
                items: dots.into_iter().chain(value.iter().cloned()).collect(),
            }
        }
        _ => return None,
    })
}

/// Whether a call is probably that of a component, and not of a function of the user.
fn is_item(name: &Ident, arguments: &Group) -> bool {
    let arguments = tokens_of(arguments.stream());
    let is_literal = arguments.first().is_some_and(|it| string_of(it).is_some());
    Component::named(&name.to_string()).is_some() || is_literal
}

/// Assigns the values to the lists: the last ones to one list each, and the rest to the first.
fn distribute(lists: usize, mut contents: Vec<Content>) -> Vec<Vec<Content>> {
    let mut distributed = vec![Vec::new()];
    let first = contents.len().saturating_sub(lists - 1).max(1);
    let rest = contents.split_off(first.min(contents.len()));
    distributed[0] = contents;
    distributed.extend(rest.into_iter().map(|content| vec![content]));
    distributed.resize_with(lists, Vec::new);
    distributed
}

fn code_of(contents: &[Content]) -> String {
    let codes: Vec<&str> = contents
        .iter()
        .map(|content| content.code.as_str())
        .collect();
    if codes.is_empty() {
        "..".to_owned()
    } else {
        codes.join(", ")
    }
}

fn items_of(contents: Vec<Content>) -> TokenStream {
    let mut items = TokenStream::new();
    for content in contents {
        if !content.items.is_empty() {
            items.extend(content.items);
            items.extend([TokenTree::Punct(Punct::new(',', Spacing::Alone))]);
        }
    }
    items
}

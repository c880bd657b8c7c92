//! Arguments whose name is not written as `name = value`.

use plain_schema::ValueType;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};

use super::names::{self, any_property};
use super::object::object;
use super::source::quote_source;
use super::tokens::{colon, group_of, is_operator, is_sign, is_word, string_of, tokens_of};
use super::translate::argument_code;

/// An argument in another form.
pub(crate) struct ForeignArgument {
    /// Our name of the property, if it is known.
    pub(crate) name: Ident,
    /// Location of the wrong sign.
    pub(crate) sign: Span,
    pub(crate) value: Vec<TokenTree>,
    /// `name = value`
    pub(crate) code: String,
    /// Whether the value is in another form too, which the code translates.
    pub(crate) is_translated: bool,
    /// Whether the owner has the property. If the owner is not known, any owner counts.
    pub(crate) is_known: bool,
}

/// Recognises `name: value`, `name => value`, `"name": value`, `let name = value`, `name "value"`
/// and the like.
pub(crate) fn argument(tokens: &[TokenTree], component: Option<&Ident>) -> Option<ForeignArgument> {
    let (written, sign, value) = named(tokens).or_else(|| juxtaposed(tokens))?;
    let (name, span) = match written {
        TokenTree::Ident(name) => (name.to_string(), name.span()),
        literal => (string_of(literal)?, literal.span()),
    };
    let owner = component.and_then(names::properties_of);
    let property = match owner {
        Some(properties) => names::property(properties, &name),
        None => any_property(&name).next(),
    };
    let name = property.map_or(name, |property| property.name.to_owned());
    let mut name = syn::parse_str::<Ident>(&name).ok()?;
    name.set_span(span);
    let code = match property {
        Some(property) if !value.is_empty() => argument_code(property, &value),
        _ => format!("{name} = {}", quote_source(&value)),
    };
    let is_translated = code != format!("{name} = {}", quote_source(&value))
        && !matches!(
            property.map(|property| property.value),
            Some(ValueType::List(..))
        );
    Some(ForeignArgument {
        is_known: match owner {
            Some(_) => property.is_some(),
            None => names::is_property(&name.to_string()),
        },
        name,
        sign,
        is_translated: is_translated || object(&value).is_some(),
        value,
        code,
    })
}

type Parts<'a> = (&'a TokenTree, Span, Vec<TokenTree>);

fn named(tokens: &[TokenTree]) -> Option<Parts<'_>> {
    let (start, is_ours) = match tokens {
        [word, TokenTree::Ident(_), ..]
            if is_word(word, &["let", "const", "static", "var", "mut", "pub"]) =>
        {
            (1, false)
        }
        [dot, TokenTree::Ident(_), ..] if is_sign(dot, '.') => (1, false),
        [TokenTree::Ident(_), ..] => (0, true),
        [TokenTree::Literal(_), ..] => (0, false),
        _ => return None,
    };
    let (name, rest) = tokens[start..].split_first()?;
    let sign = rest.first()?;
    let is_known = || match name {
        TokenTree::Ident(name) => any_property(&name.to_string()).next().is_some(),
        literal => string_of(literal).is_some_and(|name| any_property(&name).next().is_some()),
    };
    let length = if is_operator(rest, 0, "=>") && !is_known() {
        return None;
    } else if ["=>", "->", ":="].iter().any(|it| is_operator(rest, 0, it)) {
        2
    } else if colon(rest) == Some(0) || !is_ours && is_sign(sign, '=') {
        1
    } else {
        return None;
    };
    Some((name, sign.span(), rest.get(length..)?.to_vec()))
}

/// `name "value"`, `name { components }`
fn juxtaposed(tokens: &[TokenTree]) -> Option<Parts<'_>> {
    let [name @ TokenTree::Ident(written), value] = tokens else {
        return None;
    };
    any_property(&written.to_string()).next()?;
    if let TokenTree::Literal(_) = value {
        return Some((name, value.span(), vec![value.clone()]));
    }
    let group = group_of(value, Delimiter::Brace)?;
    let is_list = any_property(&written.to_string())
        .any(|property| matches!(property.value, ValueType::List(..)));
    is_list.then(|| {
        let mut list = Group::new(
            Delimiter::Bracket,
            tokens_of(group.stream()).into_iter().collect(),
        );
        list.set_span(group.span());
        (name, value.span(), vec![TokenTree::Group(list)])
    })
}

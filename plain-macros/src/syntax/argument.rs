//! Arguments of a call: `name = value`, or a value alone.

use plain_schema::{ENTITIES, ListContent};
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};

use super::attribute::{split_attributes, without_attributes};
use super::expression::{Parser, ends_in_dot, plain_value};
use super::list::list;
use super::segment::{Grammar, Segment, Separator, flatten, segments};
use crate::diagnostic::Diagnostics;
use crate::foreign::{self, ForeignArgument};
use crate::keyword::is_keyword;
use crate::model::{RawArgument, RawValue};

/// Parses arguments that are separated by commas.
pub(super) fn arguments(tokens: TokenStream, parser: &mut Parser<'_>) -> Vec<RawArgument> {
    arguments_of(&flatten(tokens), parser)
}

/// Parses arguments of which the tokens are known.
pub(super) fn arguments_of(tokens: &[TokenTree], parser: &mut Parser<'_>) -> Vec<RawArgument> {
    let mut signs = WrongSigns::default();
    let arguments = segments(tokens, &GRAMMAR, parser.diagnostics)
        .into_iter()
        .map(|segment| match segment.tokens.as_slice() {
            // A comma without values has been reported.
            [] => RawArgument::generated(None, RawValue::Missing(segment.end)),
            _ => argument(&segment, &mut signs, parser),
        })
        .collect();
    signs.report(parser.diagnostics);
    arguments
}

const GRAMMAR: Grammar = Grammar {
    separator: Separator::Comma,
    starts_segment: starts_argument,
    is_incomplete,
    recognise: |_| None,
};

/// Whether an argument starts here, though no comma ends the one before it.
fn starts_argument(before: &[TokenTree], rest: &[TokenTree]) -> Option<usize> {
    let (before, rest) = (without_attributes(before), without_attributes(rest));
    if before.is_empty() {
        return None;
    }
    let starts = match name(rest) {
        Some(ArgumentName { sign: '=', .. }) => match before {
            // `title = external_id = ..`: the value of the first is missing.
            [TokenTree::Ident(name), TokenTree::Punct(sign)] if sign.as_char() == '=' => {
                !matches!(rest.first(), Some(TokenTree::Ident(kind)) if foreign::is_kind_of(&name.to_string(), &kind.to_string()))
            }
            // `title = user. external_id = ..`: the value ends in a dot, since no value is an assignment.
            [.., TokenTree::Punct(_)] if ends_in_dot(before) => true,
            [.., TokenTree::Punct(_)] => return foreign::argument_separator(before, rest),
            [.., TokenTree::Ident(keyword)] => {
                if let Some(length) = foreign::argument_separator(before, rest) {
                    return Some(length);
                }
                !["let", "mut", "ref", "const", "static", "var", "pub"]
                    .contains(&&*keyword.to_string())
            }
            _ => true,
        },
        Some(ArgumentName { ident, .. })
            if foreign::any_property(&ident.to_string()).next().is_some() =>
        {
            // `text: "a" color: Muted`: no value goes on with a name and a colon.
            match before {
                [.., TokenTree::Ident(last)] => before.len() > 2 && !is_keyword(&last.to_string()),
                [.., last] => !matches!(last, TokenTree::Punct(_)),
                [] => false,
            }
        }
        // `title = "a" external_id`: no name continues a literal.
        _ if matches!(before, [.., TokenTree::Literal(_)]) => is_name_alone(rest),
        _ => return foreign::value_separator(before, rest),
    };
    starts.then_some(0)
}

/// Whether a name without a value is at the start, such as one that is being typed.
fn is_name_alone(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(_)] => true,
        [TokenTree::Ident(_), TokenTree::Punct(sign), ..] => sign.as_char() == ',',
        [TokenTree::Ident(name), rest @ ..] => name != "as" && self::name(rest).is_some(),
        _ => false,
    }
}

/// Whether a name has no value or a wrong sign, a value is missing, or a value ends in a `.`. A name that comes first
/// may be complete: it is the client.
fn is_incomplete(tokens: &[TokenTree], is_first: bool) -> bool {
    match without_attributes(tokens) {
        [TokenTree::Ident(_)] => !is_first,
        [TokenTree::Ident(_), TokenTree::Punct(sign)] if sign.as_char() == '=' => true,
        // The error about the sign shows the commas too.
        tokens => ends_in_dot(tokens) || name(tokens).is_some_and(|name| name.sign == ':'),
    }
}

fn argument(segment: &Segment, signs: &mut WrongSigns, parser: &mut Parser<'_>) -> RawArgument {
    let (condition, tokens) = split_attributes(&segment.tokens, parser);
    let argument = |name, value| RawArgument {
        name,
        value,
        condition,
        comma: segment.separator,
        missing_comma: segment.missing_separator,
    };
    if let Some(form) = foreign::wrapped_arguments(tokens) {
        form.report(tokens, parser.diagnostics);
        return argument(None, RawValue::Missing(tokens[0].span()));
    }
    if let Some(foreign) = foreign::argument(tokens, parser.component.as_ref()) {
        let ForeignArgument {
            name, sign, code, ..
        } = foreign;
        // An unknown name is reported with the one to write, and the `=`.
        if foreign.is_known {
            signs.add(sign, &name, code);
        }
        let value = if foreign.is_translated || foreign.value.is_empty() {
            RawValue::Missing(sign)
        } else {
            value(Some(&name), &foreign.value, sign, parser)
        };
        return argument(Some(name), value);
    }
    match name(tokens) {
        Some(ArgumentName { ident, span, .. }) => {
            let value = value(Some(&ident), &tokens[2..], span, parser);
            argument(Some(ident), value)
        }
        None => argument(None, value(None, tokens, segment.end, parser)),
    }
}

/// Arguments of a call that have another sign in the place of `=`. All have one error.
#[derive(Default)]
struct WrongSigns {
    /// Place of the sign, and the name before it.
    found: Vec<(Span, String)>,
    /// Code of the first argument.
    code: String,
}

impl WrongSigns {
    fn add(&mut self, sign: Span, name: &Ident, code: String) {
        if self.found.is_empty() {
            self.code = code;
        }
        self.found.push((sign, name.to_string()));
    }

    fn report(&self, diagnostics: &mut Diagnostics) {
        let Some((sign, name)) = self.found.first() else {
            return;
        };
        let help = if self.found.len() == 1 {
            format!("write `{}`", self.code)
        } else {
            let names = self.found.iter().map(|(_, name)| format!("{name} = .."));
            let names: Vec<String> = names.collect();
            format!("write `=` after each name: `{}`", names.join(", "))
        };
        diagnostics.error(*sign, &format!("expected `=` after `{name}`"), &help);
    }
}

/// Name at the start of an argument, and the sign after it.
struct ArgumentName {
    ident: Ident,
    sign: char,
    span: Span,
}

/// Parses `name =`, and `name :`, which is a common mistake.
fn name(tokens: &[TokenTree]) -> Option<ArgumentName> {
    let [TokenTree::Ident(ident), TokenTree::Punct(sign), rest @ ..] = tokens else {
        return None;
    };
    let joined = match rest.first() {
        Some(TokenTree::Punct(next)) if sign.spacing() == Spacing::Joint => Some(next.as_char()),
        _ => None,
    };
    match (sign.as_char(), joined) {
        // `==` and `=>` are not `=`; `::` is not `:`.
        ('=', Some('=' | '>')) | (':', Some(':')) => None,
        (sign_char @ ('=' | ':'), _) => Some(ArgumentName {
            ident: ident.clone(),
            sign: sign_char,
            span: sign.span(),
        }),
        _ => None,
    }
}

/// Whether a field of an entity is a list of anything but components.
fn is_list_of_others(name: &Ident) -> bool {
    let name = name.to_string();
    let mut fields = ENTITIES.iter().flat_map(|entity| entity.fields);
    fields.any(|field| {
        name == field.name
            && matches!(
                field.list_content(),
                Some(ListContent::ThreadFields | ListContent::Texts(_))
            )
    })
}

/// Parses a value. One that is missing is reported at `before`.
fn value(
    name: Option<&Ident>,
    tokens: &[TokenTree],
    before: Span,
    parser: &mut Parser<'_>,
) -> RawValue {
    if tokens.is_empty() {
        parser.diagnostics.error(
            before,
            "expected a value after `=`",
            "write a value, such as `\"..\"`",
        );
        return RawValue::Missing(before);
    }
    if let Some(group) = brackets(tokens) {
        let is_other = name.is_some_and(is_list_of_others);
        let outer = std::mem::replace(&mut parser.expects_components, !is_other);
        let list = list(&group, parser);
        parser.expects_components = outer;
        return RawValue::List(list);
    }
    if let Some(expression) = plain_value(tokens) {
        return RawValue::Expression(expression);
    }
    let stream = tokens.iter().cloned().collect();
    let expression = parser.expression_or(stream, |tokens| match name {
        Some(name) => foreign::named_value(&name.to_string(), tokens),
        None => foreign::unnamed_value(tokens),
    });
    match expression {
        Some(expression) => RawValue::Expression(expression.into()),
        None => RawValue::Missing(before),
    }
}

/// `[..]`
fn brackets(tokens: &[TokenTree]) -> Option<Group> {
    let [TokenTree::Group(group)] = tokens else {
        return None;
    };
    match group.delimiter() {
        Delimiter::Bracket => Some(group.clone()),
        Delimiter::None => brackets(&flatten(group.stream())),
        _ => None,
    }
}

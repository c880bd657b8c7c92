//! Forms in the place of a component.

use plain_schema::component::TEXT;
use plain_schema::{COMPONENTS, Component, Context};
use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::closure::{closure, method_with_closure};
use super::component_call::is_component_call;
use super::control_flow::control_flow;
use super::misplaced::{beside_components, declaration, misplaced_value, several};
use super::names;
use super::object::{Entry, entries, object};
use super::source::quote_source;
use super::thread_field::thread_field;
use super::tokens::{
    group_of, is_braces, is_operator, is_sign, is_word, split_at_commas, string_of, tokens_of,
};
use super::translate::{component_code, component_list, from_entries};
use crate::suggest::nearest;

type Recogniser = fn(&[TokenTree]) -> Option<ForeignForm>;

/// Recognises a form of another language in the place of a component, or of another item of a list.
/// In a block, a macro call may be a statement.
pub(crate) fn item(
    tokens: &[TokenTree],
    in_block: bool,
    expects_component: bool,
) -> Option<ForeignForm> {
    const FORMS: [Recogniser; 12] = [
        declaration,
        component_form,
        markup,
        control_flow,
        method_with_closure,
        wrapped,
        prefixed,
        default_component,
        keyed,
        unknown_element,
        misplaced_value,
        beside_components,
    ];
    if !expects_component {
        return declaration(tokens)
            .or_else(|| thread_field(tokens))
            .or_else(|| control_flow(tokens));
    }
    // A component and the keyword of a complete control flow are the common cases.
    if is_plain_call(tokens) {
        return is_word(&tokens[0], &["Some", "Ok"])
            .then(|| wrapped(tokens))
            .flatten();
    }
    let is_formatting =
        matches!(tokens, [name, bang, _] if is_sign(bang, '!') && is_word(name, &FORMATTING));
    if in_block && is_formatting {
        return None;
    }
    FORMS.iter().find_map(|form| form(tokens))
}

/// `name(..)` whose arguments are not an object.
fn is_plain_call(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(_), arguments] => group_of(arguments, Delimiter::Parenthesis)
            .is_some_and(|group| object(&tokens_of(group.stream())).is_none()),
        _ => false,
    }
}

fn component_form(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let found = match tokens {
        [only] if is_braces(only) => "an object",
        [_, braces] if is_braces(braces) => "a struct",
        [TokenTree::Ident(_), TokenTree::Group(_)] => "an object",
        [_, sign, ..] if is_sign(sign, '!') => "a macro call",
        [TokenTree::Ident(name), ..] if names::component(&name.to_string()).is_none() => "a path",
        _ => "a method call",
    };
    let code = component_code(tokens)?;
    Some(ForeignForm::replace("a component", found, &code))
}

/// `<Text color="muted">..</Text>`
fn markup(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [open, TokenTree::Ident(name), rest @ ..] = tokens else {
        return None;
    };
    let end = rest.iter().position(|token| is_sign(token, '>'))?;
    if !is_sign(open, '<') || is_word(rest.first()?, &["as"]) {
        return None;
    }
    let (attributes, children) = (&rest[..end], &rest[end + 1..]);
    let is_closed = attributes.last().is_some_and(|sign| is_sign(sign, '/'));
    let close = (0..children.len())
        .find(|&index| is_operator(children, index, "</") || is_sign(&children[index], '<'));
    if !is_closed && close.is_none() {
        return None;
    }
    let mut all: Vec<Entry> = attributes
        .chunks(3)
        .filter_map(|attribute| match attribute {
            [TokenTree::Ident(key), _, value] => Some(Entry {
                key: Some(key.to_string()),
                value: content(value),
            }),
            _ => None,
        })
        .collect();
    let component = names::component(&name.to_string()).unwrap_or(&TEXT);
    let children = &children[..close.unwrap_or(0)];
    if !children.is_empty() {
        all.push(Entry {
            key: None,
            value: child(children),
        });
    }
    let code = from_entries(component, &all);
    Some(ForeignForm::replace("a component", "markup", &code))
}

/// Value of an attribute or a child, without its braces.
fn content(token: &TokenTree) -> Vec<TokenTree> {
    match group_of(token, Delimiter::Brace) {
        Some(group) => tokens_of(group.stream()),
        None => vec![token.clone()],
    }
}

/// Content of an element, as a string or as an expression.
fn child(tokens: &[TokenTree]) -> Vec<TokenTree> {
    match tokens {
        [only] if is_braces(only) || string_of(only).is_some() => content(only),
        tokens => {
            let literal = proc_macro2::Literal::string(&quote_source(tokens));
            vec![literal.into()]
        }
    }
}

const FORMATTING: [&str; 5] = ["format", "print", "println", "eprintln", "concat"];

/// Components in parentheses, brackets, a macro, an `Option` or a `Box`.
fn wrapped(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (tokens, is_splice) = match tokens {
        [first, second, rest @ ..]
            if is_operator(tokens, 0, "..") && !is_sign(rest.first()?, '.') =>
        {
            let _ = (first, second);
            (rest, true)
        }
        tokens => (tokens, false),
    };
    let (found, inner) = match tokens {
        [TokenTree::Ident(_), TokenTree::Group(_)] if is_splice && is_component_call(tokens) => {
            ("`..`", tokens.to_vec())
        }
        [TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Parenthesis
                || is_splice && group.delimiter() == Delimiter::Bracket =>
        {
            let found = if is_splice { "`..`" } else { "parentheses" };
            (found, tokens_of(group.stream()))
        }
        [name, bang, TokenTree::Group(group)]
            if is_sign(bang, '!')
                && !is_word(name, &Context::FRAGMENTS.map(Context::macro_name)) =>
        {
            let inner = tokens_of(group.stream());
            if is_word(name, &FORMATTING) && !inner.is_empty() {
                let arguments = quote_source(&inner);
                let code = format!("text({arguments})");
                return Some(ForeignForm::replace("a component", "a macro call", &code));
            }
            ("a macro call", inner)
        }
        [path @ .., TokenTree::Group(group)]
            if group.delimiter() == Delimiter::Parenthesis
                && path.first().is_some_and(|first| {
                    is_word(first, &["Some", "Ok", "Box", "Rc", "Arc", "Vec", "Cow"])
                }) =>
        {
            ("a call", tokens_of(group.stream()))
        }
        _ => return None,
    };
    if found == "parentheses" && inner.is_empty() {
        return None;
    }
    let code = component_list(&inner)?;
    Some(ForeignForm::replace("a component", found, &code))
}

/// A component, control flow or an expression after a word or a sign of another language.
fn prefixed(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let is_prefix = |token: &TokenTree| "*&@-+#$.".chars().any(|sign| is_sign(token, sign));
    let is_attribute = matches!(tokens, [sign, TokenTree::Group(_), ..] if is_sign(sign, '#'));
    let is_splice = is_operator(tokens, 0, "..") && !is_operator(tokens, 0, "...");
    if is_attribute || is_splice && !is_operator(tokens, 0, "..=") {
        return None;
    }
    let signs = tokens.iter().take_while(|token| is_prefix(token)).count();
    let mut rest = &tokens[signs..];
    let mut found = quote_source(&tokens[..signs]);
    if signs == 0 {
        let (word, after) = tokens.split_first()?;
        if let Some((_, body)) = closure(tokens).filter(|(parameters, _)| parameters.is_empty())
            && let Some(code) = component_code(body)
        {
            return Some(ForeignForm::replace("a component", "a closure", &code));
        }
        if let Some(form) = several(tokens) {
            return Some(form);
        }
        if !is_word(word, &["return", "yield", "await", "break", "new", "const"]) {
            return None;
        }
        found = word.to_string();
        rest = after;
        // A statement may return another value.
        let code = component_code(rest)?;
        return Some(ForeignForm::replace(
            "a component",
            &format!("`{found}`"),
            &code,
        ));
    }
    if rest.is_empty() {
        return None;
    }
    let rest = match rest {
        [sign, rest @ ..] if is_splice && is_sign(sign, '=') => {
            found.push('=');
            rest
        }
        rest => rest,
    };
    // `*count += 1` in a block
    if rest.is_empty() || rest.iter().any(|token| is_sign(token, '=')) {
        return None;
    }
    let starts_control_flow = is_word(&rest[0], &["if", "for", "match"]);
    let code = match component_code(rest) {
        Some(code) => code,
        None if is_plain_call(rest) && names::component(&rest[0].to_string()).is_some() => {
            quote_source(rest)
        }
        None if starts_control_flow => quote_source(rest),
        None if matches!(rest[0], TokenTree::Ident(_) | TokenTree::Group(_)) => {
            format!("..{}", quote_source(rest))
        }
        None => return None,
    };
    Some(
        ForeignForm::new(format!("unexpected `{found}`"), format!("write `{code}`")).at(&tokens[0]),
    )
}

/// `value ?? text("a")`, `value || text("a")`
fn default_component(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (index, operator) = (1..tokens.len()).find_map(|index| {
        let mut operators = ["??", "?:", "||"].into_iter();
        let operator = operators.find(|operator| is_operator(tokens, index, operator))?;
        Some((index, operator))
    })?;
    let default = component_code(tokens.get(index + 2..)?)?;
    let value = quote_source(&tokens[..index]);
    let code = match operator {
        "||" => format!("if !({value}) {{ {default} }}"),
        _ => format!("if let Some(value) = {value} {{ .. }} else {{ {default} }}"),
    };
    Some(ForeignForm::replace(
        "a component",
        &format!("`{operator}`"),
        &code,
    ))
}

/// `text: "a"`, `"text": "a"`, `text => "a"`, `text "a"`
fn keyed(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (key, value) = match entries(tokens)?.as_slice() {
        [
            Entry {
                key: Some(key),
                value,
            },
        ] if !is_operator(tokens, 1, "=") || is_operator(tokens, 1, "=>") => {
            (key.clone(), value.clone())
        }
        [
            Entry {
                key: Some(key),
                value,
            },
        ] if names::component(key).is_none() && matches!(value[0], TokenTree::Literal(_)) => {
            (key.clone(), value.clone())
        }
        [Entry { key: None, value }] => match value.as_slice() {
            [TokenTree::Ident(name), literal @ TokenTree::Literal(_)] => {
                (name.to_string(), vec![literal.clone()])
            }
            _ => return None,
        },
        _ => return None,
    };
    let component = names::component(&key).or_else(|| nearest_component(&key))?;
    let inner = object(&value).unwrap_or_else(|| vec![Entry { key: None, value }]);
    let code = from_entries(component, &inner);
    Some(ForeignForm::new(
        format!("expected parentheses after `{key}`"),
        format!("write `{code}`"),
    ))
}

/// `p { "a" }`: an element of another macro, with a text in it.
fn unknown_element(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [TokenTree::Ident(_), braces] = tokens else {
        return None;
    };
    let inner = tokens_of(group_of(braces, Delimiter::Brace)?.stream());
    let text = split_at_commas(&inner)
        .into_iter()
        .find_map(|part| match part {
            [only] => string_of(only).map(|_| quote_source(part)),
            _ => None,
        })?;
    Some(ForeignForm::replace(
        "a component",
        "an element of another language",
        &format!("text({text})"),
    ))
}

/// The component whose name resembles a word most.
fn nearest_component(written: &str) -> Option<&'static Component> {
    if names::any_property(written).next().is_some() {
        return None;
    }
    Component::named(nearest(written, COMPONENTS.map(|it| it.name))?)
}

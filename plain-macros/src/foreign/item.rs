//! Forms in the place of a component.

use plain_schema::{COMPONENTS, Component, Context};
use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::closure::{closure, function_with_closure, method_with_closure};
use super::component_call::is_component_call;
use super::control_flow::control_flow;
use super::element::{element_with_class, markup, unknown_element, with_methods};
use super::misplaced::{
    beside_components, declaration, is_assignment, misplaced_value, several, trailing_properties,
};
use super::names;
use super::object::{Entry, entries, is_named, object};
use super::source::quote_source;
use super::thread_field::thread_field;
use super::tokens::{group_of, is_braces, is_operator, is_sign, is_word, tokens_of};
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
    const FORMS: [Recogniser; 17] = [
        declaration,
        component_form,
        markup,
        control_flow,
        method_with_closure,
        comprehension,
        wrapped,
        prefixed,
        default_component,
        keyed,
        unknown_element,
        element_with_class,
        with_methods,
        misplaced_value,
        trailing_properties,
        without_parentheses,
        beside_components,
    ];
    if !expects_component {
        return declaration(tokens)
            .or_else(|| thread_field(tokens, in_block))
            .or_else(|| control_flow(tokens));
    }
    // A component and the keyword of a complete control flow are the common cases.
    if is_plain_call(tokens) {
        return if is_word(&tokens[0], &["Some", "Ok"]) {
            wrapped(tokens)
        } else {
            function_with_closure(tokens)
        };
    }
    let is_formatting =
        matches!(tokens, [name, bang, _] if is_sign(bang, '!') && is_word(name, &FORMATTING));
    if in_block && (is_formatting || is_assignment(tokens)) {
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
    let all = keyed_entries(tokens)?;
    if let [
        Entry {
            key: Some(key),
            value,
        },
        rest @ ..,
    ] = all.as_slice()
        && !rest.is_empty()
        && let Some(component) = names::component(key)
    {
        let mut properties = vec![Entry {
            key: None,
            value: value.clone(),
        }];
        properties.extend(all.into_iter().skip(1));
        let code = from_entries(component, &properties);
        return Some(
            ForeignForm::new(
                format!("expected parentheses after `{}`", tokens[0]),
                format!("write `{code}`"),
            )
            .at(&tokens[0]),
        );
    }
    let (key, value) = match all.as_slice() {
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

/// `divider!`, `text?`
fn without_parentheses(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [TokenTree::Ident(name), signs @ ..] = tokens else {
        return None;
    };
    let component = Component::named(&name.to_string())?;
    let are_signs = signs
        .iter()
        .all(|sign| is_sign(sign, '!') || is_sign(sign, '?'));
    let is_complete = component.properties.iter().all(|it| !it.is_required());
    let arguments = if is_complete { "" } else { ".." };
    (!signs.is_empty() && are_signs)
        .then(|| ForeignForm::replace("a component", "a name", &format!("{name}({arguments})")))
}

/// `[text(a) for a in b]`
fn comprehension(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let [only] = tokens else {
        return None;
    };
    let inner = tokens_of(group_of(only, Delimiter::Bracket)?.stream());
    let has_loop = inner.iter().any(|token| is_word(token, &["for"]));
    has_loop.then(|| control_flow(&inner)).flatten()
}

/// Entries, of which the first may be a text after a name: `text "a", color = Muted`.
fn keyed_entries(tokens: &[TokenTree]) -> Option<Vec<Entry>> {
    match tokens {
        [
            TokenTree::Ident(name),
            text @ TokenTree::Literal(_),
            rest @ ..,
        ] if is_named(rest) => {
            let mut all = vec![Entry {
                key: Some(name.to_string()),
                value: vec![text.clone()],
            }];
            all.extend(entries(rest)?);
            Some(all)
        }
        tokens => entries(tokens),
    }
}

/// The component whose name resembles a word most.
fn nearest_component(written: &str) -> Option<&'static Component> {
    if names::any_property(written).next().is_some() {
        return None;
    }
    Component::named(nearest(written, COMPONENTS.map(|it| it.name))?)
}

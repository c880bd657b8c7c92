//! Control flow of other languages in a list.

use proc_macro2::{Delimiter, TokenTree};

use super::ForeignForm;
use super::condition::conditional;
use super::source::quote_source;
use super::tokens::{colon, group_of, is_braces, is_operator, is_word, tokens_of};
use super::translate::component_code;

/// Recognises control flow in another form.
pub(super) fn control_flow(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (TokenTree::Ident(first), rest) = tokens.split_first()? else {
        return after_value(tokens);
    };
    let first = first.to_string();
    match first.as_str() {
        "if" => else_if(rest).or_else(|| one_line("if", rest)),
        "unless" => {
            let (block, condition) = rest.split_last().filter(|(last, _)| is_braces(last))?;
            let condition = match condition {
                [only] => format!("!{}", quote_source(std::slice::from_ref(only))),
                condition => format!("!({})", quote_source(condition)),
            };
            let block = quote_source(std::slice::from_ref(block));
            Some(ForeignForm::replace(
                "`if`",
                "`unless`",
                &format!("if {condition} {block}"),
            ))
        }
        "for" | "foreach" => iteration(&first, rest).or_else(|| one_line("for", rest)),
        "while" | "loop" if rest.last().is_some_and(is_braces) => Some(ForeignForm::new(
            format!("`{first}` is not allowed in a list"),
            "write `for item in items { .. }`",
        )),
        "switch" if rest.last().is_some_and(is_braces) => {
            let value = quote_source(&rest[..rest.len() - 1]);
            Some(ForeignForm::replace(
                "`match`",
                "`switch`",
                &format!("match {value} {{ pattern => text(\"..\"), _ => {{}} }}"),
            ))
        }
        _ => after_value(tokens),
    }
}

/// `if a { .. } elif b { .. }`
fn else_if(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let word = (1..tokens.len()).find(|&index| {
        is_braces(&tokens[index - 1]) && is_word(&tokens[index], &["elif", "elsif", "elseif"])
    })?;
    let rest = &tokens[word + 1..];
    let condition = rest.split(is_braces).next().unwrap_or_default();
    Some(
        ForeignForm::replace(
            "`else if`",
            &format!("`{}`", tokens[word]),
            &format!("else if {} {{ .. }}", quote_source(condition)),
        )
        .at(&tokens[word]),
    )
}

/// `if a: b`, `if a then b`, `if (a) b`, `for a in b: c`
fn one_line(keyword: &str, tokens: &[TokenTree]) -> Option<ForeignForm> {
    let split = match tokens {
        [TokenTree::Group(group), TokenTree::Ident(_), ..]
            if group.delimiter() == Delimiter::Parenthesis && keyword == "if" =>
        {
            1
        }
        tokens => tokens
            .iter()
            .position(|token| is_word(token, &["then"]))
            .or_else(|| colon(tokens))?,
    };
    let (head, body) = tokens.split_at(split);
    let body = match body {
        [sign, rest @ ..] if split != 1 || is_word(sign, &["then"]) || colon(body) == Some(0) => {
            rest
        }
        body => body,
    };
    let code = component_code(body)?;
    Some(ForeignForm::new(
        format!("expected a block after `{keyword}`"),
        format!("write `{keyword} {} {{ {code} }}`", quote_source(head)),
    ))
}

/// `for a of b { .. }`, `for (const a of b) { .. }`, `foreach a in b { .. }`
fn iteration(keyword: &str, tokens: &[TokenTree]) -> Option<ForeignForm> {
    let (_, head) = tokens.split_last().filter(|(last, _)| is_braces(last))?;
    let inner = match head {
        [only] => group_of(only, Delimiter::Parenthesis).map(|group| tokens_of(group.stream())),
        _ => None,
    };
    let head = inner.as_deref().unwrap_or(head);
    let head = match head {
        [word, rest @ ..] if is_word(word, &["const", "let", "var"]) => rest,
        head => head,
    };
    let split = head
        .iter()
        .position(|token| is_word(token, &["of", "in"]))?;
    let is_ours = keyword == "for" && inner.is_none() && is_word(&head[split], &["in"]);
    (!is_ours).then(|| {
        ForeignForm::new(
            "expected `for`, a pattern, `in` and an iterator",
            format!(
                "write `for {} in {} {{ .. }}`",
                quote_source(&head[..split]),
                quote_source(&head[split + 1..])
            ),
        )
    })
}

/// A component with a condition or a loop after it, or with another arm.
fn after_value(tokens: &[TokenTree]) -> Option<ForeignForm> {
    if let Some(form) = conditional(tokens)
        && let Some(code) = form.code(component_code)
    {
        return Some(ForeignForm::replace("a component", form.name, &code));
    }
    let is_call = |tokens: &[TokenTree]| component_code(tokens).is_some();
    let arrow = (1..tokens.len()).find(|&index| is_operator(tokens, index, "=>"));
    if arrow.is_some_and(|arrow| arrow > 2) && tokens.get(..2).is_some_and(is_call) {
        return Some(
            ForeignForm::new(
                "expected `,` after an arm",
                "separate the arms of a `match` with `,`",
            )
            .at(&tokens[2]),
        );
    }
    let word = tokens.iter().position(|token| is_word(token, &["for"]))?;
    let split = tokens.iter().position(|token| is_word(token, &["in"]))?;
    let code = component_code(&tokens[..word])?;
    let pattern = tokens.get(word + 1..split)?;
    Some(ForeignForm::new(
        "expected `for` before its component",
        format!(
            "write `for {} in {} {{ {code} }}`",
            quote_source(pattern),
            quote_source(&tokens[split + 1..])
        ),
    ))
}

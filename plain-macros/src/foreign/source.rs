//! Tokens as source text, to quote them in a help.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Longest source that a help quotes. Of a longer one, it shows only the beginning of the form.
const MAX_LENGTH: usize = 80;

/// Source of tokens, or `..` if it is too long for a help.
pub(crate) fn quote_source(tokens: &[TokenTree]) -> String {
    let source = source_of(tokens);
    if source.is_empty() || source.len() > MAX_LENGTH {
        "..".to_owned()
    } else {
        source
    }
}

/// [`quote_source`] of anything that has tokens.
pub(crate) fn quote_tokens(tokens: impl quote::ToTokens) -> String {
    let tokens: Vec<TokenTree> = tokens.to_token_stream().into_iter().collect();
    quote_source(&tokens)
}

/// Writes tokens as rustfmt would, on one line.
fn source_of(tokens: &[TokenTree]) -> String {
    let mut source = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &tokens[before]);
        if before.is_some_and(|before| is_spaced(tokens, index, before, token)) {
            source.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = TokenStream::into_iter(group.stream()).collect();
                let inner = source_of(&inner);
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace if inner.is_empty() => ("{", "}"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                source.extend([open, &inner, close]);
            }
            token => source.push_str(&token.to_string()),
        }
    }
    source
}

/// Whether a space is written between two tokens.
fn is_spaced(tokens: &[TokenTree], index: usize, before: &TokenTree, token: &TokenTree) -> bool {
    match (before, token) {
        (TokenTree::Punct(before), TokenTree::Punct(_))
            if before.spacing() == Spacing::Joint && before.as_char() != ',' =>
        {
            false
        }
        (_, TokenTree::Punct(sign)) if ",;.?:".contains(sign.as_char()) => false,
        (TokenTree::Punct(sign), _) if ".!$#@".contains(sign.as_char()) => false,
        (TokenTree::Punct(sign), _) if "&*-".contains(sign.as_char()) => {
            has_operand_before(&tokens[..index])
        }
        (TokenTree::Punct(sign), _) if sign.as_char() == ':' => {
            !matches!(index.checked_sub(2).map(|it| &tokens[it]), Some(TokenTree::Punct(first)) if first.as_char() == ':')
        }
        (TokenTree::Punct(sign), _) if sign.as_char() == '|' => {
            let bars = tokens[..index].iter();
            let bars = bars
                .filter(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '|'));
            bars.count() % 2 == 0
        }
        (TokenTree::Ident(word), TokenTree::Punct(sign)) => {
            !"|!".contains(sign.as_char()) || is_keyword(&word.to_string())
        }
        (TokenTree::Ident(word), TokenTree::Group(group)) => {
            group.delimiter() == Delimiter::Brace || is_keyword(&word.to_string())
        }
        (TokenTree::Group(_), TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        _ => true,
    }
}

/// Whether an operand is before the operator that ends the tokens.
fn has_operand_before(tokens: &[TokenTree]) -> bool {
    let mut before = tokens.len().saturating_sub(1);
    while before > 0
        && matches!(&tokens[before - 1], TokenTree::Punct(sign) if sign.spacing() == Spacing::Joint)
    {
        before -= 1;
    }
    match tokens[..before].last() {
        Some(TokenTree::Ident(word)) => !is_keyword(&word.to_string()),
        Some(TokenTree::Literal(_) | TokenTree::Group(_)) => true,
        Some(TokenTree::Punct(_)) | None => false,
    }
}

fn is_keyword(word: &str) -> bool {
    ["if", "in", "match", "return", "else", "as", "move"].contains(&word)
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::quote_tokens;

    #[test]
    fn source_is_written_like_rustfmt_does() {
        for source in [
            "text(\"a\", color = Muted)",
            "if paid { text(\"a\") } else { text(\"b\") }",
            "a.b()?.c[0]",
            "!a && b > 1",
            "a & b - *c * -d",
            "a::b(&c, *d)",
            "x.map(|y| z)",
            "-1",
            "f(1, -2)",
            "if !(a) {}",
            "x == 1",
        ] {
            let tokens: TokenStream = source.parse().unwrap();
            assert_eq!(quote_tokens(tokens), source);
        }
    }
}

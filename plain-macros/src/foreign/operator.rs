//! Operators of other languages in a condition: `a is b`, `a not in b`, `a <> b`, `not a`.

use proc_macro2::TokenTree;
use syn::{BinOp, Expr};

use super::ForeignForm;
use super::source::quote_source;
use super::tokens::{is_nothing, is_operator, is_sign, is_word};
use crate::keyword;
use crate::model::single_name;

/// Recognises a condition with an operator of another language.
pub(crate) fn condition(tokens: &[TokenTree]) -> Option<ForeignForm> {
    let mut reader = Reader::default();
    let code = reader.disjunction(tokens);
    let found = format!("`{}`", reader.found?);
    Some(ForeignForm::replace("a condition", &found, &code))
}

/// Code of a condition, with the operators of Rust.
pub(super) fn condition_code(tokens: &[TokenTree]) -> String {
    Reader::default().disjunction(tokens)
}

/// Whether an expression of Rust has an operator that is not meant so: an assignment, or a comparison
/// with the `null` of another language.
pub(crate) fn is_foreign_condition(expression: &Expr) -> bool {
    match expression {
        Expr::Assign(_) => true,
        Expr::Paren(paren) => is_foreign_condition(&paren.expr),
        Expr::Binary(binary) => match binary.op {
            BinOp::And(_) | BinOp::Or(_) => {
                is_foreign_condition(&binary.left) || is_foreign_condition(&binary.right)
            }
            BinOp::Eq(_) | BinOp::Ne(_) => single_name(&binary.right).is_some_and(keyword::is_null),
            _ => false,
        },
        _ => false,
    }
}

/// Operators, the longer ones first, and their meaning.
const OPERATORS: [(&[&str], Meaning); 19] = [
    (&["is", "not", "in"], Meaning::Contains(false)),
    (&["is", "not"], Meaning::Is(false)),
    (&["is", "in"], Meaning::Contains(true)),
    (&["not", "in"], Meaning::Contains(false)),
    (&["is"], Meaning::Is(true)),
    (&["in"], Meaning::Contains(true)),
    (&["instanceof"], Meaning::Matches),
    (&["eq"], Meaning::Infix("==")),
    (&["equals"], Meaning::Infix("==")),
    (&["ne"], Meaning::Infix("!=")),
    (&["neq"], Meaning::Infix("!=")),
    (&["gt"], Meaning::Infix(">")),
    (&["lt"], Meaning::Infix("<")),
    (&["==="], Meaning::Infix("==")),
    (&["!=="], Meaning::Infix("!=")),
    (&["=="], Meaning::Equality(true)),
    (&["!="], Meaning::Equality(false)),
    (&["<>"], Meaning::Infix("!=")),
    (&["="], Meaning::Infix("==")),
];

#[derive(Clone, Copy)]
enum Meaning {
    /// Another operator between the same values.
    Infix(&'static str),
    /// An operator of Rust, unless the value on its right is `null`.
    Equality(bool),
    /// A comparison with a value, a pattern or `null`.
    Is(bool),
    /// A search for the value on the left.
    Contains(bool),
    /// A comparison with a type.
    Matches,
}

/// Translates a condition, and keeps the first operator of another language.
#[derive(Default)]
struct Reader {
    found: Option<String>,
}

impl Reader {
    fn disjunction(&mut self, tokens: &[TokenTree]) -> String {
        match self.split(tokens, "or", "||") {
            Some((left, right)) => {
                format!("{} || {}", self.conjunction(left), self.disjunction(right))
            }
            None => self.conjunction(tokens),
        }
    }

    fn conjunction(&mut self, tokens: &[TokenTree]) -> String {
        match self.split(tokens, "and", "&&") {
            Some((left, right)) => {
                format!("{} && {}", self.comparison(left), self.conjunction(right))
            }
            None => self.comparison(tokens),
        }
    }

    /// Operands of a word, or of the operator of Rust with its meaning.
    fn split<'a>(
        &mut self,
        tokens: &'a [TokenTree],
        word: &str,
        operator: &str,
    ) -> Option<(&'a [TokenTree], &'a [TokenTree])> {
        let last = tokens.len().saturating_sub(1);
        let (index, length) = (1..last).find_map(|index| {
            if is_word(&tokens[index], &[word]) {
                Some((index, 1))
            } else {
                (is_operator(tokens, index, operator) && index + 2 <= last).then_some((index, 2))
            }
        })?;
        if length == 1 {
            self.found.get_or_insert_with(|| word.to_owned());
        }
        Some((&tokens[..index], &tokens[index + length..]))
    }

    fn comparison(&mut self, tokens: &[TokenTree]) -> String {
        if let [word, rest @ ..] = tokens
            && is_word(word, &["not"])
            && !rest.is_empty()
        {
            self.found.get_or_insert_with(|| "not".to_owned());
            let has_operator = rest.iter().any(|token| match token {
                TokenTree::Punct(sign) => sign.as_char() != '.',
                _ => false,
            });
            let operand = self.comparison(rest);
            return if has_operator || rest.len() > 1 && operand.contains(' ') {
                format!("!({operand})")
            } else {
                format!("!{operand}")
            };
        }
        for index in 1..tokens.len() {
            let operator = OPERATORS.iter().find_map(|(parts, meaning)| {
                let length = length_at(tokens, index, parts)?;
                let right = &tokens[index + length..];
                let is_kept = matches!(meaning, Meaning::Equality(_)) && !is_null(right);
                (!right.is_empty() && !is_kept).then_some((*parts, *meaning, right))
            });
            if let Some((parts, meaning, right)) = operator {
                self.found.get_or_insert_with(|| parts.join(" "));
                return meaning.code(&tokens[..index], right);
            }
        }
        quote_source(tokens)
    }
}

/// Number of tokens of an operator, if it is at an index.
fn length_at(tokens: &[TokenTree], index: usize, parts: &[&str]) -> Option<usize> {
    let sign = parts[0];
    if sign.starts_with(char::is_alphabetic) {
        let mut words = parts.iter().enumerate();
        let is_at = words.all(|(offset, word)| {
            tokens
                .get(index + offset)
                .is_some_and(|token| is_word(token, &[word]))
        });
        return is_at.then_some(parts.len());
    }
    // A longer operator may begin in the same way, or end here.
    let is_sign_of_operator = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(sign)) if "=<>!+-*/%^&|".contains(sign.as_char()));
    let is_whole = !is_sign_of_operator(tokens.get(index + sign.len()))
        && !is_sign_of_operator(tokens.get(index - 1));
    (is_operator(tokens, index, sign) && is_whole).then_some(sign.len())
}

fn is_null(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(name)] if keyword::is_null(name))
}

impl Meaning {
    fn code(self, left: &[TokenTree], right: &[TokenTree]) -> String {
        let (value, other) = (quote_source(left), quote_source(right));
        let negation = |is_positive: bool| if is_positive { "" } else { "!" };
        match self {
            Self::Infix(sign) if is_null(right) => Self::nothing(&value, sign == "=="),
            Self::Infix(sign) => format!("{value} {sign} {other}"),
            Self::Equality(is_equal) => Self::nothing(&value, is_equal),
            Self::Is(is_equal) if is_nothing(right) => Self::nothing(&value, is_equal),
            Self::Is(is_equal) => match right {
                [.., TokenTree::Group(_)] if is_type(right) && is_equal => {
                    format!("let {other} = {value}")
                }
                _ if is_type(right) => {
                    format!("{}matches!({value}, {other})", negation(is_equal))
                }
                _ => format!("{value} {} {other}", if is_equal { "==" } else { "!=" }),
            },
            Self::Contains(is_in) => {
                let is_range = right.windows(2).any(|pair| is_operator(pair, 0, ".."));
                let other = if is_range {
                    format!("({other})")
                } else {
                    other
                };
                format!("{}{other}.contains(&{value})", negation(is_in))
            }
            Self::Matches => format!("matches!({value}, {other})"),
        }
    }

    fn nothing(value: &str, is_nothing: bool) -> String {
        let method = if is_nothing { "is_none" } else { "is_some" };
        format!("{value}.{method}()")
    }
}

/// Whether tokens begin with the name of a type or of a variant.
fn is_type(tokens: &[TokenTree]) -> bool {
    let is_name = |token: &TokenTree| token.to_string().starts_with(char::is_uppercase);
    match tokens {
        [TokenTree::Ident(_), colon, ..] if is_sign(colon, ':') => tokens
            .iter()
            .rev()
            .any(|token| matches!(token, TokenTree::Ident(_)) && is_name(token)),
        [name @ TokenTree::Ident(_), ..] => is_name(name),
        _ => false,
    }
}

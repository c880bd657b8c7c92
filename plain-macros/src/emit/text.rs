//! Text: borrowed if it is a literal, else written by `format!` or `Display`, escaped for where it
//! stands.

use plain_schema::StringRule;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprReference, LitInt, LitStr, Token};

use super::located;
use crate::markdown;
use crate::model::{CheckedText, Constant};
use crate::template::{Capture, Piece, Template};

/// Writes a text of type `Cow<'static, str>`.
pub(super) fn emit(krate: &TokenStream, rule: StringRule, text: &CheckedText) -> TokenStream {
    match text {
        CheckedText::Wrong(_) | CheckedText::Slot => quote!(#krate::__private::placeholder()),
        CheckedText::Literal(literal) => quote!(::std::borrow::Cow::Borrowed(#literal)),
        CheckedText::Template(template) => self::template(krate, rule, template),
        CheckedText::Expression(expression) => display(krate, rule, expression),
        CheckedText::Constant(constant) => {
            let assertion = assertion(krate, constant);
            let text = display(krate, rule, &constant.expression);
            quote!({ #assertion #text })
        }
    }
}

/// Writes a text of type `Option<Cow<'static, str>>`, from an expression that may be either.
pub(super) fn emit_optional(
    krate: &TokenStream,
    rule: StringRule,
    text: &CheckedText,
) -> TokenStream {
    let optional = |expression: &Expr| {
        let span = expression.span();
        let krate = located(krate, span);
        let reference = reference(expression);
        quote_spanned!(span=> #krate::__private::optional_text(#reference))
    };
    match text {
        CheckedText::Expression(expression) => optional(expression),
        CheckedText::Constant(constant) => {
            let assertion = assertion(krate, constant);
            let text = optional(&constant.expression);
            quote!({ #assertion #text })
        }
        text => {
            let text = emit(krate, rule, text);
            quote!(::core::option::Option::Some(#text))
        }
    }
}

fn display(krate: &TokenStream, rule: StringRule, expression: &Expr) -> TokenStream {
    let convert = match rule {
        StringRule::Markdown { .. } => quote!(markdown_text),
        _ => quote!(text),
    };
    let span = expression.span();
    let krate = located(krate, span);
    let reference = reference(expression);
    quote_spanned!(span=> #krate::__private::#convert(#reference))
}

/// Writes the check of a constant, which fails at its own place in the source.
fn assertion(krate: &TokenStream, constant: &Constant) -> TokenStream {
    let Constant {
        expression,
        rule,
        name,
    } = constant;
    let span = expression.span();
    let krate = &located(krate, span);
    let rule = rule_literal(krate, *rule);
    let assert = quote_spanned! {span=>
        #krate::__private::Constant(#expression).assert(#rule, #name)
    };
    // A constant of its own is checked by `cargo check` already, but cannot name generics.
    if may_be_generic(expression) {
        quote_spanned!(span=> const { #assert };)
    } else {
        quote_spanned!(span=> const _: () = #assert;)
    }
}

/// `Self::NAME`, or `T::NAME`.
fn may_be_generic(expression: &Expr) -> bool {
    let Expr::Path(path) = expression else {
        return false;
    };
    path.path.segments.len() > 1
        && path.path.segments.first().is_some_and(|first| {
            let name = first.ident.to_string();
            name == "Self" || name.len() == 1
        })
}

fn rule_literal(krate: &TokenStream, rule: StringRule) -> TokenStream {
    let rule = match rule {
        StringRule::Markdown { max } => quote!(Markdown { max: #max }),
        StringRule::PlainText { max } => quote!(PlainText { max: #max }),
        StringRule::Length { max } => quote!(Length { max: #max }),
        StringRule::NotBlank => quote!(NotBlank),
        StringRule::Url => quote!(Url),
        StringRule::DateTime => quote!(DateTime),
        StringRule::EmailAddress => quote!(EmailAddress),
        StringRule::Id { prefix } => quote!(Id { prefix: #prefix }),
    };
    quote!(#krate::__private::StringRule::#rule)
}

/// `&expression`, in parentheses where the `&` would take only a part of it, as in `a + b`.
pub(crate) fn reference(expression: &Expr) -> ExprReference {
    let span = expression.span();
    ExprReference {
        attrs: Vec::new(),
        and_token: Token![&](span),
        mutability: None,
        expr: Box::new(expression.clone()),
    }
}

fn template(krate: &TokenStream, rule: StringRule, template: &Template) -> TokenStream {
    let inserts: Vec<Insert<'_>> = inserts(krate, rule, template);
    let formatted = if can_shadow(&inserts) {
        untouched(template, &inserts)
    } else {
        rewritten(template, &inserts)
    };
    quote!(::std::borrow::Cow::Owned(#formatted))
}

/// A capture, and the function that escapes its value for where it stands.
struct Insert<'a> {
    capture: &'a Capture,
    escape: Option<Escape>,
}

/// A call of a function, but for the value.
struct Escape {
    function: TokenStream,
    /// A comma and the other argument, if there is one.
    position: TokenStream,
}

impl Escape {
    fn of(&self, value: &TokenStream) -> TokenStream {
        let Self { function, position } = self;
        quote_spanned!(value.span()=> #function(&#value #position))
    }
}

fn inserts<'a>(krate: &TokenStream, rule: StringRule, template: &'a Template) -> Vec<Insert<'a>> {
    // What cannot be inserted is reported at the literal.
    let krate = &located(krate, template.span());
    let positions = match rule {
        StringRule::Markdown { .. } => markdown::positions(&template.pieces),
        _ => Vec::new(),
    };
    let mut positions = positions.into_iter();
    let mut inserts = Vec::new();
    for (index, piece) in template.pieces.iter().enumerate() {
        if let Piece::Capture(capture) = piece {
            let escape = match rule {
                StringRule::Markdown { .. } => positions.next().map(|position| {
                    let position = markdown::emit(krate, position);
                    Escape {
                        function: quote!(#krate::__private::in_markdown),
                        position: quote!(, #position),
                    }
                }),
                // What a URL opens with is a URL itself.
                StringRule::Url if index > 0 => Some(Escape {
                    function: if is_behind_path(&template.pieces[..index]) {
                        quote!(#krate::__private::in_url_query)
                    } else {
                        quote!(#krate::__private::in_url)
                    },
                    position: TokenStream::new(),
                }),
                _ => None,
            };
            inserts.push(Insert { capture, escape });
        }
    }
    inserts
}

/// Whether the path of a URL has ended: a `.` means nothing behind it.
fn is_behind_path(pieces: &[Piece]) -> bool {
    pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Text(text) if text.contains(['?', '#'])))
}

/// Whether each value can be escaped under its own name, so that `format!` takes the literal as it
/// is and rustc points into it. `self` cannot be shadowed; a name can, but once; and a format spec
/// must be applied before the escaping.
fn can_shadow(inserts: &[Insert<'_>]) -> bool {
    let mut names: Vec<&str> = Vec::new();
    inserts.iter().all(|Insert { capture, escape }| {
        let [name] = capture.path.as_slice() else {
            return false;
        };
        // `format!` knows no raw names.
        if name.starts_with("r#") {
            return false;
        }
        // As a pattern, the name of a constant would be that constant.
        let is_variable = name.contains(char::is_lowercase);
        let is_new = is_variable && !names.contains(&name.as_str());
        names.push(name);
        escape.is_none() || (is_new && name != "self" && capture.spec.is_none())
    })
}

/// `{ let name = escape(&name); format!("..{name}..") }`
fn untouched(template: &Template, inserts: &[Insert<'_>]) -> TokenStream {
    let literal = &template.literal;
    let shadows = inserts.iter().filter_map(|Insert { capture, escape }| {
        let escape = escape.as_ref()?;
        let name = path(capture, template.span());
        let escaped = escape.of(&name);
        Some(quote!(let #name = #escaped;))
    });
    quote!({ #(#shadows)* ::std::format!(#literal) })
}

/// `format!("..{__0}..", __0 = escape(&user.name))`
fn rewritten(template: &Template, inserts: &[Insert<'_>]) -> TokenStream {
    let span = template.span();
    let mut format = String::new();
    let mut arguments = Vec::new();
    let mut inserts = inserts.iter();
    for piece in &template.pieces {
        if let Piece::Text(text) = piece {
            format.push_str(&text.replace('{', "{{").replace('}', "}}"));
        } else if let Some(Insert { capture, escape }) = inserts.next() {
            let name = format_ident!("__{}", arguments.len(), span = span);
            let value = path(capture, span);
            let spec = match &capture.spec {
                Some(spec) => format!(":{spec}"),
                None => String::new(),
            };
            let formatted = format!("{{{name}{spec}}}");
            let value = match escape {
                None => {
                    format.push_str(&formatted);
                    value
                }
                Some(escape) => {
                    format.push('{');
                    format.push_str(&name.to_string());
                    format.push('}');
                    if capture.spec.is_none() {
                        // The value itself, since one that is Markdown must be seen to be it.
                        escape.of(&value)
                    } else {
                        // The spec is applied first, and what comes of it is escaped.
                        let formatted = LitStr::new(&formatted, span);
                        escape.of(&quote!(::std::format_args!(#formatted, #name = #value)))
                    }
                }
            };
            arguments.push(quote!(#name = #value));
        }
    }
    let literal = LitStr::new(&format, span);
    quote!(::std::format!(#literal, #(#arguments),*))
}

/// `user.name`, `pair.0`
fn path(capture: &Capture, span: Span) -> TokenStream {
    let parts = capture.path.iter().map(|part| {
        if part.starts_with(|first: char| first.is_ascii_digit()) {
            let index = LitInt::new(part, span);
            quote!(#index)
        } else {
            let name = match part.strip_prefix("r#") {
                Some(name) => Ident::new_raw(name, span),
                None => Ident::new(part, span),
            };
            quote!(#name)
        }
    });
    quote_spanned!(span=> #(#parts).*)
}

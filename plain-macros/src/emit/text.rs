//! Text: borrowed if it is a literal, else written by `format!` or `Display`, escaped for where it
//! stands.

use plain_schema::StringRule;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprReference, LitInt, LitStr, Token};

use crate::model::CheckedText;
use crate::template::{Capture, Piece, Template};

/// Writes a text of type `Cow<'static, str>`.
pub(super) fn emit(krate: &TokenStream, rule: StringRule, text: &CheckedText) -> TokenStream {
    match text {
        CheckedText::Slot => quote!(#krate::__private::slot()),
        CheckedText::Literal(literal) => quote!(::std::borrow::Cow::Borrowed(#literal)),
        CheckedText::Template(template) => self::template(krate, rule, template),
        CheckedText::Expression(expression) => {
            let convert = match rule {
                StringRule::Markdown { .. } => quote!(markdown_text),
                _ => quote!(text),
            };
            let reference = reference(expression);
            quote_spanned!(expression.span()=> #krate::__private::#convert(#reference))
        }
    }
}

/// `&expression`, in parentheses where the `&` would take only a part of it, as in `a + b`.
pub(super) fn reference(expression: &Expr) -> ExprReference {
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
    escape: Option<TokenStream>,
}

fn inserts<'a>(krate: &TokenStream, rule: StringRule, template: &'a Template) -> Vec<Insert<'a>> {
    let mut line = Line::Start;
    let mut inserts = Vec::new();
    for (index, piece) in template.pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => line = line.after(text),
            Piece::Capture(capture) => {
                let escape = match (rule, &line) {
                    (StringRule::Markdown { .. }, Line::Start) => {
                        Some(format_ident!("in_markdown"))
                    }
                    (StringRule::Markdown { .. }, Line::Text) => {
                        Some(format_ident!("in_markdown_line"))
                    }
                    // What a URL opens with is a URL itself.
                    (StringRule::Url, _) if index > 0 => Some(format_ident!("in_url")),
                    _ => None,
                };
                inserts.push(Insert {
                    capture,
                    escape: escape.map(|escape| quote!(#krate::__private::#escape)),
                });
            }
        }
    }
    inserts
}

/// What stands before a capture in its line.
enum Line {
    /// Nothing, or what may come before a block of Markdown. Other captures may be empty.
    Start,
    Text,
}

impl Line {
    fn after(self, text: &str) -> Self {
        let (is_new, line) = match text.rsplit_once(['\n', '\r']) {
            Some((_, line)) => (true, line),
            None => (false, text),
        };
        let may_come_before_block =
            |character: char| character.is_ascii_digit() || " \t>*+-#.)".contains(character);
        match self {
            Self::Text if !is_new => Self::Text,
            _ if line.chars().all(may_come_before_block) => Self::Start,
            _ => Self::Text,
        }
    }
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
        let is_new = !names.contains(&name.as_str());
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
        Some(quote!(let #name = #escape(&#name);))
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
                        quote_spanned!(span=> #escape(&#value))
                    } else {
                        // The spec is applied first, and what comes of it is escaped.
                        let formatted = LitStr::new(&formatted, span);
                        quote!(#escape(&::std::format_args!(#formatted, #name = #value)))
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

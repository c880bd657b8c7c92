//! Literals with captures, whose values are escaped for their position.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use plain_schema::StringRule;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{LitInt, LitStr};

use super::emitter::{Emitter, variable};
use crate::keyword::is_keyword;
use crate::markdown;
use crate::template::{Capture, Piece, Template};

impl Emitter {
    /// Writes a literal with captures as a call of `format!`.
    pub(super) fn template(&self, rule: StringRule, template: &Template) -> TokenStream {
        let interpolations = self.interpolations(rule, template);
        let formatted = if can_keep_literal(&interpolations) {
            format_original(template, &interpolations)
        } else {
            format_rewritten(template, &interpolations)
        };
        quote!(::std::borrow::Cow::Owned(#formatted))
    }

    fn interpolations<'a>(
        &self,
        rule: StringRule,
        template: &'a Template,
    ) -> Vec<Interpolation<'a>> {
        // A value that cannot be interpolated is reported at the literal.
        let emitter = self.at(template.span());
        let krate = &emitter.krate;
        let positions = match rule {
            StringRule::Markdown { .. } => markdown::positions(&template.pieces),
            _ => Vec::new(),
        };
        let mut positions = positions.into_iter();
        let mut interpolations = Vec::new();
        let url = LazyCell::new(|| UrlText::new(&template.pieces));
        let mut length = 0;
        for (index, piece) in template.pieces.iter().enumerate() {
            let capture = match piece {
                Piece::Capture(capture) => capture,
                Piece::Text(text) => {
                    length += text.len();
                    continue;
                }
            };
            let escape = match rule {
                StringRule::Markdown { .. } => positions.next().map(|position| {
                    let position = markdown::emit(krate, position);
                    Escape {
                        function: quote!(#krate::expansion::in_markdown),
                        position: quote!(, #position),
                    }
                }),
                // A capture at the start of a URL is a URL itself.
                StringRule::Url if index > 0 => Some(Escape {
                    function: url.function(krate, length),
                    position: TokenStream::new(),
                }),
                StringRule::ExternalId
                | StringRule::ShortExternalId { .. }
                | StringRule::FieldKey
                | StringRule::Id { .. }
                | StringRule::EmailAddress => Some(Escape {
                    function: quote!(#krate::expansion::in_identifier),
                    position: TokenStream::new(),
                }),
                _ => None,
            };
            interpolations.push(Interpolation {
                capture,
                check: has_option_format(capture).then(|| quote!(#krate::expansion::captured)),
                escape,
            });
        }
        interpolations
    }
}

/// A capture, and the function that escapes its value for its position.
struct Interpolation<'a> {
    capture: &'a Capture,
    /// Function that rejects an `Option`.
    check: Option<TokenStream>,
    escape: Option<Escape>,
}

/// Whether a format spec is one that an `Option`, or a reference to one, implements.
fn has_option_format(capture: &Capture) -> bool {
    let spec = capture.spec.as_deref();
    spec.is_some_and(|spec| spec.trim_end().ends_with(['?', 'p']))
}

/// Call of a function, without the value.
struct Escape {
    function: TokenStream,
    /// Second argument, with the comma before it.
    position: TokenStream,
}

impl Escape {
    fn call(&self, value: &TokenStream) -> TokenStream {
        let Self { function, position } = self;
        quote_spanned!(value.span()=> #function(&#value #position))
    }
}

/// Text of a URL without its captures. A capture is found by the length of the text before it.
struct UrlText {
    /// Index after `://`.
    scheme_end: Option<usize>,
    /// Host after `://`.
    host: HostText,
    /// Host at the start, if a capture is the start of the URL.
    captured_host: Option<HostText>,
    /// Index of the query or the fragment, after which a `.` has no meaning.
    path_end: Option<usize>,
}

/// Host of a URL, and its port.
struct HostText {
    end: Option<usize>,
    /// Last `@`, which ends a user name.
    at: Option<usize>,
}

impl UrlText {
    fn new(pieces: &[Piece]) -> Self {
        let texts = pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Capture(_) => None,
        });
        let text: String = texts.collect();
        let scheme_end = text.find("://").map(|index| index + "://".len());
        let opens_with_capture = matches!(pieces.first(), Some(Piece::Capture(_)));
        Self {
            scheme_end,
            host: HostText::new(&text, scheme_end.unwrap_or_default()),
            captured_host: opens_with_capture.then(|| HostText::new(&text, 0)),
            path_end: text.find(['?', '#']),
        }
    }

    /// The function that escapes a capture.
    fn function(&self, krate: &TokenStream, index: usize) -> TokenStream {
        if self.is_host(index) {
            quote!(#krate::expansion::in_url_host)
        } else if self.is_after_path(index) {
            quote!(#krate::expansion::in_url_query)
        } else {
            quote!(#krate::expansion::in_url)
        }
    }

    /// Whether a capture is in the host, or in its port.
    fn is_host(&self, index: usize) -> bool {
        let host = match self.scheme_end {
            Some(end) if end <= index => Some(&self.host),
            _ => self.captured_host.as_ref(),
        };
        host.is_some_and(|host| {
            host.end.is_none_or(|end| index <= end) && host.at.is_none_or(|at| at < index)
        })
    }

    fn is_after_path(&self, index: usize) -> bool {
        self.path_end.is_some_and(|end| end < index)
    }
}

impl HostText {
    fn new(text: &str, start: usize) -> Self {
        let text = &text[start..];
        let end = text.find(['/', '?', '#', '\\']);
        let host = &text[..end.unwrap_or(text.len())];
        Self {
            end: end.map(|end| start + end),
            at: host.rfind('@').map(|at| start + at),
        }
    }
}

/// Whether each escaped value can be an argument of its own name, so that `format!` takes the original
/// literal and rustc points into it. `self` cannot be a name, a name is given only once, and a format
/// spec must be applied before escaping.
fn can_keep_literal(interpolations: &[Interpolation<'_>]) -> bool {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    interpolations.iter().all(
        |Interpolation {
             capture,
             check,
             escape,
         }| {
            let [name] = capture.path.as_slice() else {
                return false;
            };
            // `format!` takes no raw identifiers.
            if name.starts_with("r#") || check.is_some() {
                return false;
            }
            let is_new = names.insert(name);
            escape.is_none() || (is_new && name != "self" && capture.spec.is_none())
        },
    )
}

/// `format!("..{name}..", name = escape(&name))`
fn format_original(template: &Template, interpolations: &[Interpolation<'_>]) -> TokenStream {
    let literal = &template.literal;
    let arguments = interpolations.iter().filter_map(
        |Interpolation {
             capture, escape, ..
         }| {
            let escape = escape.as_ref()?;
            let name = path(capture, template.span());
            let escaped = escape.call(&name);
            Some(quote!(, #name = #escaped))
        },
    );
    quote!(::std::format!(#literal #(#arguments)*))
}

/// `format!("..{__0}..", __0 = escape(&user.name))`
fn format_rewritten(template: &Template, interpolations: &[Interpolation<'_>]) -> TokenStream {
    let span = template.span();
    let mut format = String::new();
    let mut arguments = Vec::new();
    let mut interpolations = interpolations.iter();
    for piece in &template.pieces {
        if let Piece::Text(text) = piece {
            format.push_str(&text.replace('{', "{{").replace('}', "}}"));
        } else if let Some(Interpolation {
            capture,
            check,
            escape,
        }) = interpolations.next()
        {
            let name = format_ident!("__{}", arguments.len(), span = span);
            let mut value = path(capture, span);
            if let Some(check) = check {
                // A variable with the span of the literal, since rustc points to the receiver.
                let mut captured = variable("captured");
                captured.set_span(span);
                value = quote_spanned!(span=> *{
                    let #captured = #check(&#value);
                    #captured.value()
                });
            }
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
                        // The value itself, since its type decides whether it is Markdown already.
                        escape.call(&value)
                    } else {
                        // The formatted value is escaped.
                        let formatted = LitStr::new(&formatted, span);
                        escape.call(&quote!(::std::format_args!(#formatted, #name = #value)))
                    }
                }
            };
            arguments.push(quote!(#name = #value));
        }
    }
    let literal = LitStr::new(&format, span);
    quote!(::std::format!(#literal, #(#arguments),*))
}

/// Whether a name must be raw. `gen` is a keyword since edition 2024, and not to syn.
fn is_raw(name: &str) -> bool {
    name == "gen" || name != "self" && is_keyword(name)
}

/// `user.name`, `pair.0`
fn path(capture: &Capture, span: Span) -> TokenStream {
    // rustc suggests a similar name in place of a field at its span, which is that of the whole literal,
    // unless the field is from an expansion.
    let field_span = Span::call_site().located_at(span);
    let parts = capture.path.iter().enumerate().map(|(index, part)| {
        let span = if index == 0 { span } else { field_span };
        if part.starts_with(|first: char| first.is_ascii_digit()) {
            let index = LitInt::new(part, span);
            quote!(#index)
        } else {
            let name = match part.strip_prefix("r#") {
                Some(name) => Ident::new_raw(name, span),
                None if is_raw(part) => Ident::new_raw(part, span),
                None => Ident::new(part, span),
            };
            quote!(#name)
        }
    });
    quote_spanned!(span=> #(#parts).*)
}

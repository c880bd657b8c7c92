//! Literals with captures, whose values are escaped for their position.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use plain_schema::StringRule;
use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{LitInt, LitStr};

use super::emitter::{Emitter, variable};
use super::position::position;
use super::tokens::Tokens;
use crate::keyword::is_keyword;
use crate::markdown;
use crate::template::{Capture, Piece, Template};

impl Emitter {
    /// Writes a literal with captures as a call of `format!`.
    pub(super) fn template(&self, rule: StringRule, template: &Template) -> Tokens {
        let interpolations = self.interpolations(rule, template);
        if can_keep_literal(&interpolations) {
            format_original(template, interpolations)
        } else {
            format_rewritten(template, interpolations)
        }
    }

    /// Writes the text of a literal that is a capture alone, if its value is inserted verbatim.
    pub(super) fn captured_text(&self, rule: StringRule, template: &Template) -> Option<Tokens> {
        let [Piece::Capture(capture)] = template.pieces.as_slice() else {
            return None;
        };
        if capture.spec.is_some() || !is_verbatim(rule) {
            return None;
        }
        let span = template.span();
        let escape = Escape {
            function: self.at(span).own("text"),
            position: None,
        };
        Some(escape.call(path(capture, span), span))
    }

    fn interpolations<'a>(
        &self,
        rule: StringRule,
        template: &'a Template,
    ) -> Vec<Interpolation<'a>> {
        // A value that cannot be interpolated is reported at the literal.
        let emitter = self.at(template.span());
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
                StringRule::Markdown { .. } => positions.next().map(|position| Escape {
                    function: emitter.own("in_markdown"),
                    position: Some(self::position(emitter.own("Position"), position)),
                }),
                // A capture at the start of a URL is a URL itself.
                StringRule::Url if index > 0 => Some(Escape {
                    function: emitter.own(url.function(length)),
                    position: None,
                }),
                _ if !is_verbatim(rule) => Some(Escape {
                    function: emitter.own("in_identifier"),
                    position: None,
                }),
                _ if capture.spec.is_none() => Some(Escape {
                    function: emitter.own("in_text"),
                    position: None,
                }),
                _ => None,
            };
            let check = match capture.format_trait() {
                "Debug" | "Pointer" => Some(Check::Option(emitter.own("captured"))),
                "Display" if capture.spec.is_some() => Some(Check::Text(emitter.own("in_text"))),
                _ => None,
            };
            interpolations.push(Interpolation {
                capture,
                check,
                escape,
            });
        }
        interpolations
    }
}

/// Whether a value is inserted as it is. At the start of a URL, a capture is a URL itself.
const fn is_verbatim(rule: StringRule) -> bool {
    !matches!(
        rule,
        StringRule::Markdown { .. }
            | StringRule::ExternalId
            | StringRule::ShortExternalId { .. }
            | StringRule::FieldKey
            | StringRule::Id { .. }
            | StringRule::EmailAddress
    )
}

/// A capture, and the function that escapes its value for its position.
struct Interpolation<'a> {
    capture: &'a Capture,
    check: Option<Check>,
    escape: Option<Escape>,
}

/// Check of the value of a capture with a format spec, by a function.
enum Check {
    /// Rejects an `Option`, or a reference to one, which implements the format.
    Option(Tokens),
    /// Rejects a value that is not text.
    Text(Tokens),
}

/// Call of a function, without the value.
struct Escape {
    function: Tokens,
    /// Second argument.
    position: Option<Tokens>,
}

impl Escape {
    /// Writes the call, located at the value.
    fn call(self, value: Tokens, span: Span) -> Tokens {
        let mut arguments = Tokens::default();
        arguments.sign_at('&', span);
        arguments.append(value);
        if let Some(position) = self.position {
            arguments.sign(',');
            arguments.append(position);
        }
        self.function.group(Delimiter::Parenthesis, arguments, span)
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
            path_end: find_sign(&text, b"?#"),
        }
    }

    /// The function that escapes a capture.
    fn function(&self, index: usize) -> &'static str {
        if self.is_host(index) {
            "in_url_host"
        } else if self.is_after_path(index) {
            "in_url_query"
        } else {
            "in_url"
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
        let end = find_sign(text, b"/?#\\");
        let host = &text[..end.unwrap_or(text.len())];
        Self {
            end: end.map(|end| start + end),
            at: host.rfind('@').map(|at| start + at),
        }
    }
}

/// Index of the first of some signs.
fn find_sign(text: &str, signs: &[u8]) -> Option<usize> {
    let is_sign = |byte: &u8| signs.contains(byte);
    text.as_bytes().iter().position(is_sign)
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
fn format_original(template: &Template, interpolations: Vec<Interpolation<'_>>) -> Tokens {
    let span = template.span();
    let mut arguments = Tokens::literal(template.literal.token());
    for Interpolation {
        capture, escape, ..
    } in interpolations
    {
        if let Some(escape) = escape {
            arguments.sign(',');
            arguments.append(path(capture, span));
            arguments.sign('=');
            arguments.append(escape.call(path(capture, span), span));
        }
    }
    formatted("format", arguments)
}

/// `format!("..{__0}..", __0 = escape(&user.name))`
fn format_rewritten(template: &Template, interpolations: Vec<Interpolation<'_>>) -> Tokens {
    let span = template.span();
    let mut format = String::new();
    let mut arguments = Tokens::default();
    let mut interpolations = interpolations.into_iter().enumerate();
    for piece in &template.pieces {
        if let Piece::Text(text) = piece {
            format.push_str(&text.replace('{', "{{").replace('}', "}}"));
        } else if let Some((index, interpolation)) = interpolations.next() {
            let Interpolation {
                capture,
                check,
                escape,
            } = interpolation;
            let name = format_ident!("__{index}", span = span);
            let mut value = path(capture, span);
            if let Some(check) = check {
                value = checked(check, value, span);
            }
            let spec = match &capture.spec {
                Some(spec) => format!(":{spec}"),
                None => String::new(),
            };
            let placeholder = format!("{{{name}{spec}}}");
            arguments.sign(',');
            arguments.name(name.clone());
            arguments.sign('=');
            let value = match escape {
                None => {
                    format.push_str(&placeholder);
                    value
                }
                Some(escape) => {
                    format.push('{');
                    format.push_str(&name.to_string());
                    format.push('}');
                    if capture.spec.is_none() {
                        // The value itself, since its type decides whether it is Markdown already.
                        escape.call(value, span)
                    } else {
                        // The formatted value is escaped.
                        let mut inner = Tokens::literal(LitStr::new(&placeholder, span).token());
                        inner.sign(',');
                        inner.name(name);
                        inner.sign('=');
                        inner.append(value);
                        escape.call(formatted("format_args", inner), Span::call_site())
                    }
                }
            };
            arguments.append(value);
        }
    }
    let mut all = Tokens::literal(LitStr::new(&format, span).token());
    all.append(arguments);
    formatted("format", all)
}

/// `::std::format!(..)`, or another macro of the standard library.
fn formatted(name: &str, arguments: Tokens) -> Tokens {
    let mut call = Tokens::default().segments(&["std", name]);
    call.sign('!');
    call.call(arguments)
}

/// Writes the value, with its check.
fn checked(check: Check, value: Tokens, span: Span) -> Tokens {
    let check = match check {
        Check::Option(check) => check,
        Check::Text(function) => {
            let escape = Escape {
                function,
                position: None,
            };
            return escape.call(value, span);
        }
    };
    // A variable with the span of the literal, since rustc points to the receiver.
    let mut captured = variable("captured");
    captured.set_span(span);
    let (check, value) = (TokenStream::from(check), TokenStream::from(value));
    let value = quote_spanned!(span=> *{
        let #captured = #check(&#value);
        #captured.value()
    });
    value.into()
}

/// Whether a name must be raw. `gen` is a keyword since edition 2024, and not to syn.
fn is_raw(name: &str) -> bool {
    name == "gen" || name != "self" && is_keyword(name)
}

/// `user.name`, `pair.0`
fn path(capture: &Capture, template_span: Span) -> Tokens {
    // rustc suggests a similar name in place of a field at its span, which is that of the whole literal,
    // unless the field is from an expansion.
    let field_span = Span::call_site().located_at(template_span);
    let mut path = Tokens::default();
    for (index, part) in capture.path.iter().enumerate() {
        let span = if index == 0 {
            template_span
        } else {
            field_span
        };
        if index > 0 {
            path.sign_at('.', template_span);
        }
        if part.starts_with(|first: char| first.is_ascii_digit()) {
            path.append(Tokens::literal(LitInt::new(part, span).token()));
        } else {
            path.name(match part.strip_prefix("r#") {
                Some(name) => Ident::new_raw(name, span),
                None if is_raw(part) => Ident::new_raw(part, span),
                None => Ident::new(part, span),
            });
        }
    }
    path
}

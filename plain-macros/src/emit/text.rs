//! Texts: borrowed if they are literals, or else formatted at run time.

use plain_schema::StringRule;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprReference, Token};

use super::control_flow::branches;
use super::emitter::Emitter;
use super::temporary::{self, isolated};
use crate::model::{CheckedText, Constant};

impl Emitter {
    /// Writes a text of type `Cow<'static, str>`.
    pub(super) fn text(&self, rule: StringRule, text: &CheckedText) -> TokenStream {
        match text {
            CheckedText::Invalid(_) | CheckedText::Placeholder => self.placeholder(),
            CheckedText::Literal(literal) => quote!(::std::borrow::Cow::Borrowed(#literal)),
            CheckedText::Template(template) => self.template(rule, template),
            CheckedText::Expression(expression) => self.display(rule, expression),
            CheckedText::Constant(constant) => {
                let assertion = self.assertion(constant);
                let text = self.display(rule, &constant.expression);
                quote!({ #assertion #text })
            }
            CheckedText::Branches(texts) => {
                isolated(&branches(texts, &|text| self.text(rule, text)))
            }
        }
    }

    /// Writes a text of type `Option<Cow<'static, str>>`, from an expression of a text or an `Option`.
    pub(super) fn optional_text(&self, rule: StringRule, text: &CheckedText) -> TokenStream {
        let optional = |expression: &Expr| {
            let span = expression.span();
            let krate = self.at(span).krate;
            let reference = reference(expression);
            let converted = quote_spanned!(span=> #krate::__private::optional_text(#reference));
            temporary::dropped(expression, converted)
        };
        match text {
            CheckedText::Expression(expression) => optional(expression),
            CheckedText::Constant(constant) => {
                let assertion = self.assertion(constant);
                let text = optional(&constant.expression);
                quote!({ #assertion #text })
            }
            text => {
                let text = self.text(rule, text);
                quote!(::core::option::Option::Some(#text))
            }
        }
    }

    fn display(&self, rule: StringRule, expression: &Expr) -> TokenStream {
        let convert = match rule {
            StringRule::Markdown { .. } => quote!(markdown_text),
            _ => quote!(text),
        };
        let span = expression.span();
        let krate = self.at(span).krate;
        let reference = reference(expression);
        let converted = quote_spanned!(span=> #krate::__private::#convert(#reference));
        temporary::dropped(expression, converted)
    }

    /// Writes the check of a constant at compile time, which fails at the user's expression.
    fn assertion(&self, constant: &Constant) -> TokenStream {
        let Constant {
            expression,
            rule,
            name,
        } = constant;
        let span = expression.span();
        let emitter = self.at(span);
        let krate = &emitter.krate;
        let rule = emitter.rule(*rule);
        // rustc reports a constant of another type once if the call has the span of its argument, which
        // a path of another span would widen.
        let assert = quote_spanned! {span=>{
            use #krate::__private::constant as check_constant;
            check_constant(#expression).assert(#rule, #name)
        }};
        // `cargo check` evaluates a `const` item, but such an item cannot use generics.
        if may_be_generic(expression) {
            quote_spanned!(span=> const { #assert };)
        } else {
            quote_spanned!(span=> const _: () = #assert;)
        }
    }

    fn rule(&self, rule: StringRule) -> TokenStream {
        let krate = &self.krate;
        let rule = match rule {
            StringRule::Markdown { max } => quote!(Markdown { max: #max }),
            StringRule::PlainText { max } => quote!(PlainText { max: #max }),
            StringRule::Label { max } => quote!(Label { max: #max }),
            StringRule::Length { max } => quote!(Length { max: #max }),
            StringRule::NotBlank => quote!(NotBlank),
            StringRule::ExternalId => quote!(ExternalId),
            StringRule::Url => quote!(Url),
            StringRule::DateTime => quote!(DateTime),
            StringRule::EmailAddress => quote!(EmailAddress),
            StringRule::Id { prefix } => quote!(Id { prefix: #prefix }),
        };
        quote!(#krate::__private::StringRule::#rule)
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

/// `&expression`. syn adds parentheses where the `&` would take only a part of it, as in `a + b`.
pub(crate) fn reference(expression: &Expr) -> ExprReference {
    ExprReference {
        attrs: Vec::new(),
        and_token: Token![&](expression.span()),
        mutability: None,
        expr: Box::new(expression.clone()),
    }
}

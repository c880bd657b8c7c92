//! Texts: borrowed if they are literals, or else formatted at run time.

use plain_schema::StringRule;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprReference, Token};

use super::control_flow::branches;
use super::emitter::{Emitter, variable};
use super::temporary::{self, isolated};
use super::tokens::Tokens;
use crate::model::CheckedText;

impl Emitter {
    /// Writes a text of type `Cow<'static, str>`.
    pub(super) fn text(&self, rule: StringRule, text: &CheckedText) -> Tokens {
        match text {
            CheckedText::Invalid(_) | CheckedText::Placeholder => self.placeholder().into(),
            CheckedText::Literal(literal) => {
                self.own("Borrowed").call(Tokens::literal(literal.token()))
            }
            CheckedText::Template(template) => match self.captured_text(rule, template) {
                Some(text) => text,
                None => self.own("Owned").call(self.template(rule, template)),
            },
            // A number has no format.
            CheckedText::Expression(expression) if rule.format().is_some() => {
                self.address(expression).into()
            }
            CheckedText::Expression(expression) => self.display(rule, expression).into(),
            CheckedText::Constant(constant) => {
                let assertion = self.assertion(constant);
                let text = self.display(rule, &constant.expression);
                quote!({ #assertion #text }).into()
            }
            CheckedText::Branches(texts) => {
                isolated(&branches(texts, &|text| self.text(rule, text).into())).into()
            }
        }
    }

    /// Writes a text of type `Option<Cow<'static, str>>`, from an expression of a text or an `Option`.
    pub(super) fn optional_text(&self, rule: StringRule, text: &CheckedText) -> Tokens {
        let optional = |expression: &Expr| {
            let span = expression.span();
            let krate = self.at(span).krate();
            let reference = reference(expression);
            let converted = quote_spanned!(span=> #krate::expansion::optional_text(#reference));
            temporary::dropped(expression, converted)
        };
        match text {
            CheckedText::Expression(expression) => optional(expression).into(),
            CheckedText::Constant(constant) => {
                let assertion = self.assertion(constant);
                let text = optional(&constant.expression);
                quote!({ #assertion #text }).into()
            }
            text => self.some(self.text(rule, text)),
        }
    }

    fn display(&self, rule: StringRule, expression: &Expr) -> TokenStream {
        let span = expression.span();
        let krate = self.at(span).krate();
        let reference = reference(expression);
        let converted = match rule {
            StringRule::Markdown { .. } => {
                quote_spanned!(span=> #krate::expansion::markdown_text(#reference))
            }
            _ => quote_spanned!(span=> #krate::expansion::text(#reference)),
        };
        temporary::dropped(expression, converted)
    }

    /// Writes a text that is a URL, an e-mail address or an ID, and not a number.
    fn address(&self, expression: &Expr) -> TokenStream {
        let span = expression.span();
        let krate = self.at(span).krate();
        let reference = reference(expression);
        // A variable with the span of the expression, since rustc points to the receiver.
        let mut address = variable("address");
        address.set_span(span);
        let converted = quote_spanned! {span=>
            match #krate::expansion::address(#reference) { #address => #address.text() }
        };
        temporary::dropped(expression, converted)
    }
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

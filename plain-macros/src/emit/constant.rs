//! Constants, which rustc checks at compile time.

use plain_schema::StringRule;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use super::emitter::Emitter;
use crate::model::{CardKey, Constant, NumberConstant};

impl Emitter {
    /// Writes the check of a constant at compile time, which fails at the user's expression.
    pub(super) fn assertion(&self, constant: &Constant) -> TokenStream {
        let Constant {
            expression,
            rule,
            name,
        } = constant;
        let span = expression.span();
        let emitter = self.at(span);
        let krate = emitter.krate();
        let rule = emitter.rule(*rule);
        // rustc reports a constant of another type once if the call has the span of its argument, which
        // a path of another span would widen.
        let assert = quote_spanned! {span=>{
            use #krate::expansion::constant as check_constant;
            check_constant(#expression).assert(#rule, #name)
        }};
        const_item(expression, &assert)
    }

    /// Writes the check and the conversion of a constant that is a date by its type or its text.
    pub(super) fn date(&self, is_required: bool, constant: &Constant) -> TokenStream {
        let Constant {
            expression, name, ..
        } = constant;
        let span = expression.span();
        let krate = self.at(span).krate();
        let function = if is_required {
            "constant_date"
        } else {
            "optional_constant_date"
        };
        let function = Ident::new(function, span);
        // A constant with a destructor cannot be dropped at compile time, so it is referred to.
        let check = quote_spanned!(span=> check_constant(const { &#expression }).assert(#name));
        let assertion = const_item(expression, &check);
        quote_spanned! {span=>{
            use #krate::expansion::#function as check_constant;
            #assertion
            check_constant(&#expression).date()
        }}
    }

    /// Writes the check of a constant number at compile time.
    pub(super) fn number_assertion(&self, constant: &NumberConstant) -> TokenStream {
        let NumberConstant {
            expression,
            max,
            name,
        } = constant;
        let span = expression.span();
        let krate = self.at(span).krate();
        let check = match max {
            Some(max) => quote_spanned!(span=> assert_integer(#max, #name)),
            None => quote_spanned!(span=> assert_number(#name)),
        };
        let assert = quote_spanned! {span=>{
            use #krate::expansion::constant as check_constant;
            check_constant(#expression).#check
        }};
        const_item(expression, &assert)
    }

    /// Writes the key of a card.
    pub(super) fn key(&self, key: &CardKey) -> TokenStream {
        match key {
            CardKey::Literal(literal) => quote!(const KEY: &'static str = #literal;),
            CardKey::Constant(expression, rule) => {
                let span = expression.span();
                let emitter = self.at(span);
                let (krate, rule) = (emitter.krate(), emitter.rule(*rule));
                quote_spanned! {span=>
                    const KEY: &'static str = #krate::expansion::card_key(#expression, #rule);
                }
            }
            CardKey::Placeholder => quote!(
                const KEY: &'static str = "";
            ),
        }
    }

    /// Writes the check of a card's key outside the implementation, whose constant rustc evaluates only
    /// where it is used.
    pub(super) fn key_assertion(&self, key: &CardKey) -> Option<TokenStream> {
        let CardKey::Constant(expression, rule) = key else {
            return None;
        };
        if may_be_generic(expression) {
            return None;
        }
        let emitter = self.at(expression.span());
        let (krate, rule) = (emitter.krate(), emitter.rule(*rule));
        let check = quote_spanned! {expression.span()=>{
            #krate::expansion::card_key(#expression, #rule);
        }};
        Some(const_item(expression, &check))
    }

    fn rule(&self, rule: StringRule) -> TokenStream {
        let krate = self.krate();
        let rule = match rule {
            StringRule::Markdown { max } => quote!(Markdown { max: #max }),
            StringRule::PlainText { max } => quote!(PlainText { max: #max }),
            StringRule::Label { max } => quote!(Label { max: #max }),
            StringRule::Length { max } => quote!(Length { max: #max }),
            StringRule::NotBlank => quote!(NotBlank),
            StringRule::Title { max } => quote!(Title { max: #max }),
            StringRule::Any => quote!(Any),
            StringRule::ExternalId => quote!(ExternalId),
            StringRule::ShortExternalId { max } => quote!(ShortExternalId { max: #max }),
            StringRule::FieldKey => quote!(FieldKey),
            StringRule::CardKey { max } => quote!(CardKey { max: #max }),
            StringRule::Url => quote!(Url),
            StringRule::DateTime => quote!(DateTime),
            StringRule::EmailAddress => quote!(EmailAddress),
            StringRule::Id { prefix } => quote!(Id { prefix: #prefix }),
        };
        quote!(#krate::expansion::StringRule::#rule)
    }
}

/// Writes the evaluation of a check at compile time. `cargo check` evaluates a `const` item, but such an
/// item cannot use generics.
fn const_item(expression: &Expr, check: &TokenStream) -> TokenStream {
    let span = expression.span();
    if may_be_generic(expression) {
        quote_spanned!(span=> const { #check };)
    } else {
        quote_spanned!(span=> const _: () = #check;)
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

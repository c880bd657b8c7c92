//! Syntax of other languages and of other macros, recognised by its shape and translated into ours:
//! objects of JSON, GraphQL and TypeScript, markup, method chains, conditions and loops.

mod argument;
mod closure;
mod component_call;
mod condition;
mod content;
mod control_flow;
mod date;
mod element;
mod expression;
mod identifier;
mod item;
mod iteration;
mod misplaced;
mod names;
mod object;
mod operator;
mod pattern;
mod separator;
mod source;
mod synonym;
mod template;
mod text;
mod thread_field;
mod tokens;
mod translate;
mod value;
mod wrapped;

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::diagnostic::Diagnostics;

pub(crate) use argument::{ForeignArgument, argument};
pub(crate) use component_call::is_component_call;
pub(crate) use condition::continues_item;
pub(crate) use content::unnamed_content;
pub(crate) use control_flow::template_tags;
pub(crate) use date::unquoted_date;
pub(crate) use expression::explain;
pub(crate) use identifier::identifier_code;
pub(crate) use item::item;
pub(crate) use iteration::iterator;
pub(crate) use misplaced::belongs_to_item;
pub(crate) use names::{any_property, letters};
pub(crate) use operator::{condition, is_foreign_condition};
pub(crate) use pattern::{arm, is_rust_pattern, loop_pattern, pattern};
pub(crate) use separator::{
    argument_separator, is_declaration, is_in_head, is_reported_item, item_separator, separated,
    value_separator,
};
pub(crate) use source::{quote_source, quote_tokens};
pub(crate) use synonym::synonym;
pub(crate) use template::{placeholders, string_literal, with_arguments};
pub(crate) use text::{joined_component, text_code, text_component};
pub(crate) use thread_field::thread_field_name;
pub(crate) use translate::{argument_code, component_list, enum_name, value_in_call};
pub(crate) use value::{component_of_role, is_kind_of, named_value, unnamed_value};
pub(crate) use wrapped::wrapped_arguments;

/// Error for a form of another language.
pub(crate) struct ForeignForm {
    pub(crate) message: String,
    pub(crate) help: String,
    /// The token to change, if it is not the whole form.
    pub(crate) span: Option<Span>,
}

impl ForeignForm {
    /// A form in the place of `expected`, which is `code` in our language.
    fn replace(expected: &str, found: &str, code: &str) -> Self {
        Self {
            message: format!("expected {expected}, found {found}"),
            help: format!("write `{code}`"),
            span: None,
        }
    }

    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            span: None,
        }
    }

    /// The same error, at one token.
    fn at(self, token: &TokenTree) -> Self {
        Self {
            span: Some(token.span()),
            ..self
        }
    }

    /// Reports the error, at the tokens of the form or at one of them.
    pub(crate) fn report(&self, tokens: &[TokenTree], diagnostics: &mut Diagnostics) {
        match self.span {
            Some(span) => diagnostics.error(span, &self.message, &self.help),
            None => {
                let tokens: TokenStream = tokens.iter().cloned().collect();
                diagnostics.error_spanned(tokens, &self.message, &self.help);
            }
        }
    }
}

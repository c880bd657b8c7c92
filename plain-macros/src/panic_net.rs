//! The panic net: a panic of an expansion becomes an error that asks for a report, with the input
//! that led to it. rustc's own error for a panic has the message only.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use plain_schema::{Context, Entity};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::syntax::split_front;

/// Upper bound on the characters of the input that an error shows.
const MAX_INPUT: usize = 2_000;

/// Expands an input. If that panics, writes a `compile_error!` with the panic's message and the
/// input, in the expansion that `fallback` writes around the error.
pub(crate) fn catch(
    input: &TokenStream,
    fallback: impl FnOnce(&TokenStream, &TokenStream) -> TokenStream,
    expand: impl FnOnce(TokenStream) -> TokenStream,
) -> TokenStream {
    // The stages keep no state from one call to the next that a panic could leave half changed.
    let expansion = catch_unwind(AssertUnwindSafe(|| expand(input.clone())));
    expansion.unwrap_or_else(|payload| {
        let message = report(payload.as_ref(), input);
        let error = syn::Error::new(Span::call_site(), message).to_compile_error();
        fallback(&error, input)
    })
}

/// Fallback for the macro of an entity: the error, and a placeholder of the entity's type.
pub(crate) fn entity_fallback(
    entity: &'static Entity,
) -> impl FnOnce(&TokenStream, &TokenStream) -> TokenStream {
    |error, input| {
        let (krate, _) = split_front(input.clone());
        let entity = Ident::new(entity.type_name, Span::call_site());
        quote!({ #error #krate::expansion::placeholder::<#krate::#entity>() })
    }
}

/// Fallback for the macro of a fragment: the error, and a placeholder of the list's type.
pub(crate) fn fragment_fallback(
    context: Context,
) -> impl FnOnce(&TokenStream, &TokenStream) -> TokenStream {
    move |error, input| {
        let (krate, _) = split_front(input.clone());
        let content_type = Ident::new(context.type_name(), Span::call_site());
        quote!({
            #error
            #krate::expansion::placeholder::<::std::vec::Vec<#krate::#content_type>>()
        })
    }
}

/// Fallback for a derive: the error alone, since the input may not even be a type.
pub(crate) fn derive_fallback(error: &TokenStream, _: &TokenStream) -> TokenStream {
    error.clone()
}

fn report(payload: &(dyn Any + Send), input: &TokenStream) -> String {
    let message = panic_message(payload);
    let input = shortened(&input.to_string());
    format!(
        "plain-macros panicked: {message}\n\
         help: this is a bug in plain-macros; please report it with this input:\n{input}"
    )
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    if let Some(message) = payload.downcast_ref::<&'static str>() {
        message
    } else if let Some(message) = payload.downcast_ref::<String>() {
        message
    } else {
        "no message"
    }
}

fn shortened(input: &str) -> String {
    match input.char_indices().nth(MAX_INPUT) {
        Some((end, _)) => format!("{}..", &input[..end]),
        None => input.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::any::Any;
    use std::panic::resume_unwind;

    use plain_schema::{Context, EntityKind};
    use proc_macro2::TokenStream;

    use super::{MAX_INPUT, catch, derive_fallback, entity_fallback, fragment_fallback, shortened};

    /// Panics without calling the panic hook, so that the message can only be from the payload.
    fn panic_with(payload: impl Any + Send) -> TokenStream {
        resume_unwind(Box::new(payload))
    }

    fn input() -> TokenStream {
        "(krate) title = \"a\"".parse().unwrap()
    }

    #[test]
    fn panic_is_an_error_with_its_message_and_the_input() {
        for (expansion, message) in [
            (
                catch(&input(), derive_fallback, |_| panic_with("borrowed")),
                "borrowed",
            ),
            (
                catch(&input(), derive_fallback, |_| {
                    panic_with("owned".to_owned())
                }),
                "owned",
            ),
            (
                catch(&input(), derive_fallback, |_| panic_with(17)),
                "no message",
            ),
        ] {
            let expected = format!(
                "plain-macros panicked: {message}\nhelp: this is a bug in plain-macros; please report it with this input:\n{}",
                input()
            );
            let error: syn::ItemMacro = syn::parse2(expansion).unwrap();
            assert!(error.mac.path.segments.last().unwrap().ident == "compile_error");
            let literal: syn::LitStr = error.mac.parse_body().unwrap();
            assert_eq!(literal.value(), expected);
        }
    }

    #[test]
    fn fallback_of_a_macro_is_an_expression_of_its_type() {
        let entity = entity_fallback(EntityKind::ThreadEvent.entity());
        for (expansion, placeholder) in [
            (
                catch(&input(), entity, |_| panic_with("a")),
                "krate :: expansion :: placeholder :: < krate :: CreateThreadEventInput > ()",
            ),
            (
                catch(&input(), fragment_fallback(Context::Row), |_| {
                    panic_with("a")
                }),
                "krate :: expansion :: placeholder :: < :: std :: vec :: Vec < krate :: RowContent >> ()",
            ),
        ] {
            syn::parse2::<syn::ExprBlock>(expansion.clone()).unwrap();
            assert!(expansion.to_string().contains(placeholder), "{expansion}");
        }
    }

    #[test]
    fn expansion_without_a_panic_is_returned() {
        let expansion = catch(&input(), derive_fallback, |input| input);
        assert_eq!(expansion.to_string(), input().to_string());
    }

    #[test]
    fn long_input_is_shortened() {
        assert_eq!(shortened("é"), "é");
        let long = "é".repeat(MAX_INPUT);
        assert_eq!(shortened(&long), long);
        assert_eq!(shortened(&format!("{long}a")), format!("{long}.."));
    }
}

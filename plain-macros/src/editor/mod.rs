//! The checked tree to tokens, for an editor: rust-analyzer knows of a call what it finds in the
//! expansion. rustc never sees this.
//!
//! * Each token of the user's stands there once, with its place, and what is written around it has
//!   none. So a name leads to one thing: a name of the language to the item that documents it.
//! * What is made of a value is of no matter, so values are used and a placeholder takes their place:
//!   `{ let _ = user.name; placeholder() }`.
//! * While a name is typed, rust-analyzer expands the call without it and with it, and looks into both
//!   expansions at the same place. So their form does not depend on what is typed, and the paths that
//!   it completes, which do, come first: see [`names`].

mod literal;
mod names;
mod site;

use plain_schema::Context;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Token};

pub(crate) use names::emit as names;
pub(crate) use site::{Names, Place};

use crate::diagnostic::Diagnostics;
use crate::emit::flow::statements;
use crate::model::{
    CheckedComponent, CheckedEvent, CheckedFragment, CheckedList, CheckedProperty, CheckedText,
    CheckedValue,
};
use crate::template::Template;

/// Writes an event, or the future that submits it.
pub(crate) fn event(event: &CheckedEvent, diagnostics: &Diagnostics) -> TokenStream {
    let krate = &event.krate;
    let input = ident(event.event.input);
    let fields = properties(krate, &event.fields);
    let mut value = quote!(#krate::#input { #fields });
    if let Some(client) = &event.client {
        let submit = ident(event.event.client_method);
        let client = crate::emit::text::reference(client);
        value = quote!(#krate::__private::#submit(#client, #value));
    }
    with_findings(krate, &value, diagnostics)
}

/// Writes a list of its own.
pub(crate) fn fragment(fragment: &CheckedFragment, diagnostics: &Diagnostics) -> TokenStream {
    let krate = &fragment.krate;
    let list = list(krate, &fragment.list);
    with_findings(
        krate,
        &quote!(#krate::__private::fragment(#list)),
        diagnostics,
    )
}

/// The names first, since what is completed is what comes first, and the errors after the value, so
/// that it is in one place whatever is wrong.
fn with_findings(
    krate: &TokenStream,
    value: &TokenStream,
    diagnostics: &Diagnostics,
) -> TokenStream {
    let names = names(krate, diagnostics.places());
    let errors = diagnostics.errors();
    quote!({ { #names } let value = #value; #errors value })
}

/// The fields of a struct literal.
pub(crate) fn properties<'a>(
    krate: &TokenStream,
    properties: impl IntoIterator<Item = &'a CheckedProperty>,
) -> TokenStream {
    let properties = properties.into_iter().map(|property| {
        let span = property
            .name
            .as_ref()
            .map_or_else(Span::call_site, Ident::span);
        let name = Ident::new(property.property.name, span);
        let value = value(krate, &property.value);
        quote!(#name: #value,)
    });
    properties.collect()
}

fn value(krate: &TokenStream, value: &CheckedValue) -> TokenStream {
    match value {
        CheckedValue::Absent | CheckedValue::Slot | CheckedValue::Boolean(_) => missing(krate),
        CheckedValue::Text(text) => self::text(krate, text),
        CheckedValue::DateTimeLiteral(literal) => used(krate, literal),
        CheckedValue::EnumValue {
            enumeration, name, ..
        } => {
            let enumeration = ident(enumeration.name);
            used(krate, quote!(#krate::#enumeration::#name))
        }
        CheckedValue::Identifier {
            identifier,
            kind,
            name,
            open,
            text,
        } => {
            let identifier = ident(identifier.name);
            let name = Ident::new(kind.name, name.span());
            let text = parentheses(*open, self::text(krate, text));
            used(
                krate,
                quote!(#krate::__private::names::kinds::#identifier::#name #text),
            )
        }
        CheckedValue::Components(list) => self::list(krate, list),
        CheckedValue::Expression(expression) => used(krate, expression),
    }
}

fn text(krate: &TokenStream, text: &CheckedText) -> TokenStream {
    match text {
        CheckedText::Literal(literal) => used(krate, literal),
        CheckedText::Template(Template { literal, .. }) | CheckedText::Wrong(literal) => {
            let literal = literal::without_paths(literal);
            used(krate, quote!(::std::format!(#literal)))
        }
        CheckedText::Expression(expression) => used(krate, expression),
        CheckedText::Constant(constant) => used(krate, &constant.expression),
        CheckedText::Slot => missing(krate),
    }
}

/// A value that is used, and a placeholder of the type that is asked for.
fn used(krate: &TokenStream, value: impl ToTokens) -> TokenStream {
    quote!({ let _ = #value; #krate::__private::placeholder() })
}

/// Where there is no value, one may be typed.
fn missing(krate: &TokenStream) -> TokenStream {
    used(krate, quote!(#krate::__private::placeholder()))
}

fn list(krate: &TokenStream, list: &CheckedList) -> TokenStream {
    let component = |component: &CheckedComponent| {
        let component = self::component(krate, list.context, component);
        quote!(let _ = #component;)
    };
    let splice = |expression: &Expr| quote!(let _ = #expression;);
    let items = statements(&list.items, &component, &splice);
    quote!({ #items #krate::__private::placeholder() })
}

/// A component: what is given by name is the field of a struct literal, and the rest is the call, as
/// it was written, of the function that stands for the component.
fn component(krate: &TokenStream, context: Context, component: &CheckedComponent) -> TokenStream {
    let object = ident(component.component.type_name);
    let named = component
        .properties
        .iter()
        .filter(|property| property.name.is_some());
    let named = properties(krate, named);

    let context = ident(context.name());
    let name = Ident::new(component.component.name, component.name.span());
    let positional = component
        .properties
        .iter()
        .filter(|property| property.property.positional);
    let arguments = positional.map(|property| {
        let value = match property.name {
            Some(_) => missing(krate),
            None => value(krate, &property.value),
        };
        let comma = Token![,](property.comma.unwrap_or_else(Span::call_site));
        quote!(#value #comma)
    });
    let arguments = parentheses(component.open, arguments.collect());
    quote! {
        #krate::component::#object {
            #named
            ..#krate::__private::names::components::#context::#name #arguments
        }
    }
}

/// Arguments in parentheses that open where those of the user do, for the help with the signature.
fn parentheses(open: Span, arguments: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, arguments);
    group.set_span(open);
    group
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

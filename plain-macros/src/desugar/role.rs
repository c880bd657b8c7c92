//! Roles of a field: a field of the entity, or a component.

use plain_schema::{COMPONENTS, Constructor, Entity, ListContent, Property, ValueType};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, parse_quote_spanned};

use super::attribute::KEY_EXAMPLE;
use super::capture::{DISPLAY, required_trait};
use super::field::{is_text, values};
use crate::describe::example;
use crate::diagnostic::{Diagnostics, one_of};
use crate::foreign::{self, quote_tokens};
use crate::model::{
    ControlFlow, DeriveField, RawArgument, RawComponent, RawExpression, RawItem, RawRole, RawValue,
};
use crate::suggest::nearest;

/// Writes a role that is a field of the entity as an argument.
pub(super) fn field_argument(
    role: &RawRole,
    field: &mut DeriveField,
    entity: &'static Entity,
    diagnostics: &mut Diagnostics,
) -> Option<RawArgument> {
    let name = &role.name;
    let Some(property) = entity.field(&name.to_string()) else {
        if let Some(property) = property_of_kind(entity, name) {
            diagnostics.error(
                name.span(),
                &format!("`{name}` is a kind of `{}`", property.name),
                &format!("write `{} = {name}`", property.name),
            );
            let property = Ident::new(property.name, name.span());
            let value = RawValue::Missing(name.span());
            return Some(RawArgument::generated(Some(property), value));
        }
        report_unknown(role, entity, diagnostics);
        return None;
    };
    if let ValueType::List(content, _) = property.value {
        let example = match content {
            ListContent::ThreadFields => "string_field(\"plan\")",
            _ => "text",
        };
        diagnostics.error(
            name.span(),
            &format!("`{name}` is not allowed on a field"),
            &format!(
                "write {}, such as `{example}`, or insert the field in the attribute of the type: `{name} = [..field]`",
                content.item_with_article()
            ),
        );
        return None;
    }
    if let Some(component) = &role.component {
        report_extra_tokens(name, component.name.span(), diagnostics);
    }
    let value = match property.value {
        ValueType::Identifier(_) => identifier(property, role, field, diagnostics)?,
        _ => {
            if let Some(span) = role.missing_kind {
                report_extra_tokens(name, span, diagnostics);
            }
            if let Some(kind) = &role.kind {
                report_extra_tokens(name, kind.span(), diagnostics);
                return None;
            }
            RawValue::Expression(use_field(field, property))
        }
    };
    Some(RawArgument::generated(Some(name.clone()), value))
}

/// Writes `customer_identifier = kind` as `kind(field)`.
fn identifier(
    property: &Property,
    role: &RawRole,
    field: &mut DeriveField,
    diagnostics: &mut Diagnostics,
) -> Option<RawValue> {
    if let Some(span) = role.missing_kind {
        diagnostics.error(
            span,
            &format!("expected a kind of `{}` after `=`", property.name),
            &format!("write {}", role_example(property)),
        );
        return Some(RawValue::Missing(span));
    }
    let Some(kind) = &role.kind else {
        if is_text(field.value_type()) {
            diagnostics.error(
                role.name.span(),
                &format!(
                    "expected a kind of `{}` for the text of `{}`",
                    property.name, field.binding
                ),
                &format!("write {}", role_example(property)),
            );
            return Some(RawValue::Missing(role.name.span()));
        }
        return Some(RawValue::Expression(use_field(field, property)));
    };
    field.require(DISPLAY);
    let binding = &field.binding;
    // A keyword is an identifier to proc_macro2, but not to the parser of expressions.
    match syn::parse2::<Expr>(quote_spanned!(binding.span()=> #kind(#binding))) {
        Ok(call) => Some(RawValue::Expression(call.into())),
        Err(_) => {
            diagnostics.error(
                kind.span(),
                &format!("`{kind}` is not a kind of `{}`", role.name),
                &format!("write {}", example(property)),
            );
            None
        }
    }
}

/// Writes the variable of a field as the value of a property.
fn use_field(field: &mut DeriveField, property: &Property) -> RawExpression {
    if let Some(required) = required_trait(property) {
        field.require(required);
    }
    variable(field)
}

fn variable(field: &DeriveField) -> RawExpression {
    let binding = &field.binding;
    RawExpression::Other(parse_quote_spanned!(binding.span()=> #binding))
}

/// The field of the entity that takes an identifier of a kind.
fn property_of_kind(entity: &'static Entity, kind: &Ident) -> Option<&'static Property> {
    let kind = kind.to_string();
    entity.fields.iter().find(|field| match field.value {
        ValueType::Identifier(identifier) => identifier.kind(&kind).is_some(),
        _ => false,
    })
}

fn report_extra_tokens(name: &Ident, span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.error(
        span,
        &format!("`{name}` on a field takes the value of the field"),
        &format!("write only `{name}`"),
    );
}

fn report_unknown(role: &RawRole, entity: &'static Entity, diagnostics: &mut Diagnostics) {
    let written = role.name.to_string();
    let names = || {
        let takes_a_field =
            |field: &&Property| matches!(field.list_content(), None | Some(ListContent::Texts(_)));
        let fields = entity.fields.iter().filter(takes_a_field);
        let lists = entity.fields.iter().filter_map(Property::list_content);
        let items = lists.flat_map(ListContent::constructors);
        let items = items.filter(|item| item.field_property.is_some());
        fields
            .map(|field| field.name)
            .chain(items.map(|item| item.name))
    };
    let help = if let Some(code) = component_with_property(role) {
        format!("write it in the parentheses of the component: `{code}`")
    } else if entity.key_rule().is_some() && written == "key" {
        format!("write it in the attribute of the type: `{KEY_EXAMPLE}`")
    } else if let Some(field) = thread_field(entity, &written) {
        format!("did you mean `{field}`?")
    } else if let Some(nearest) = nearest(&written, names()) {
        format!("did you mean `{nearest}`?")
    } else {
        format!("expected {}", one_of(names()))
    };
    diagnostics.error(
        role.name.span(),
        &format!("unknown field or component `{written}`"),
        &help,
    );
}

/// `badge(color = Green)`, for `color = Green`.
fn component_with_property(role: &RawRole) -> Option<String> {
    let kind = role.kind.as_ref()?;
    COMPONENTS.iter().find_map(|component| {
        let mut properties = component.properties.iter();
        let property = properties.find(|property| role.name == property.name)?;
        let is_value = takes_value(property, kind);
        is_value.then(|| format!("{}({} = {kind})", component.name, property.name))
    })
}

fn takes_value(property: &Property, value: &Ident) -> bool {
    match property.value {
        ValueType::Enumeration(enumeration) => enumeration.value(&value.to_string()).is_some(),
        _ => false,
    }
}

/// Reports `badge = Green`.
fn report_value_of_component(
    constructor: Constructor,
    kind: &Ident,
    diagnostics: &mut Diagnostics,
) {
    let name = constructor.name;
    let mut properties = constructor.properties.iter();
    let help = match properties.find(|property| takes_value(property, kind)) {
        Some(property) => format!("write `{name}({} = {kind})`", property.name),
        None => format!("write `{name}`, or `{name}(..)` with other properties"),
    };
    diagnostics.error(
        kind.span(),
        &format!("`{name}` on a field takes the value of the field"),
        &help,
    );
}

/// An identifier with a valid kind, as it is written on a field.
fn role_example(property: &Property) -> String {
    let kind = match property.value {
        ValueType::Identifier(identifier) => identifier.kinds.first().map_or("", |kind| kind.name),
        _ => "",
    };
    format!("`{} = {kind}`", property.name)
}

/// Writes a role that is an item of a list, such as a component, one value of which is the field. An
/// `Option` and a collection have one for each value.
pub(super) fn field_item(
    krate: &TokenStream,
    list: &Property,
    constructor: Constructor,
    role: &RawRole,
    field: &mut DeriveField,
    diagnostics: &mut Diagnostics,
) -> RawItem {
    let name = &role.name;
    if let Some(span) = role.missing_kind {
        diagnostics.error(
            span,
            &format!("`{name}` on a field takes the value of the field"),
            &format!("write `{name}`, or `{name}(..)` with other properties"),
        );
    }
    if let Some(kind) = &role.kind {
        report_value_of_component(constructor, kind, diagnostics);
        return RawItem::Invalid;
    }
    let Some(property) = constructor.field_property else {
        diagnostics.error(
            name.span(),
            &format!("`{name}` is not allowed on a field, since it takes no single value"),
            &format!(
                "write it in the attribute of the type: `{} = [{name}(..)]`",
                list.name
            ),
        );
        return RawItem::Invalid;
    };
    if let Some(own) = own_value(role, constructor, property) {
        let code = with_own_value(constructor, property, &own, field);
        diagnostics.error(
            name.span(),
            &format!("the field is the `{}` of `{name}`", property.name),
            &format!(
                "write it in the attribute of the type: `{} = [{code}]`",
                list.name
            ),
        );
        return RawItem::Invalid;
    }
    if let Some(required) = required_trait(property) {
        field.require_of_elements(required);
    }
    let is_first = constructor.properties.first().map(|it| it.name) == Some(property.name);
    let value_name = (!is_first).then(|| Ident::new(property.name, field.binding.span()));
    let value = RawArgument::generated(value_name, RawValue::Expression(variable(field)));
    let mut arguments = vec![value];
    let open = match &role.component {
        Some(component) => {
            arguments.extend(component.arguments.iter().cloned());
            component.open
        }
        None => name.span(),
    };
    let item = RawItem::Component(RawComponent {
        name: name.clone(),
        open,
        arguments,
        source: TokenStream::new(),
    });
    several(krate, field, item)
}

/// Code of an item with its own value.
fn with_own_value(
    constructor: Constructor,
    property: &Property,
    own: &str,
    field: &DeriveField,
) -> String {
    let name = constructor.name;
    match constructor.properties {
        [first, second, ..] if first.name == property.name && second.positional => {
            format!("{name}({own}, {})", field.binding)
        }
        [first, _, ..] if first.name != property.name => format!("{name}(\"..\", {own})"),
        _ => format!("{name}({own})"),
    }
}

/// Writes a field as the items of a list of texts.
pub(super) fn field_text(
    krate: &TokenStream,
    role: &RawRole,
    field: &mut DeriveField,
    diagnostics: &mut Diagnostics,
) -> RawItem {
    let name = &role.name;
    let extra = role
        .component
        .as_ref()
        .map(|component| component.name.span());
    let extra = extra.or(role.kind.as_ref().map(Ident::span));
    if let Some(span) = extra.or(role.missing_kind) {
        report_extra_tokens(name, span, diagnostics);
    }
    field.require_of_elements(DISPLAY);
    let binding = &field.binding;
    let item = RawItem::Other(parse_quote_spanned!(binding.span()=> #binding));
    several(krate, field, item)
}

/// Writes `for field in .. { item }` if the field may have several values.
fn several(krate: &TokenStream, field: &DeriveField, item: RawItem) -> RawItem {
    if field.may_be_several {
        for_each(krate, field, item)
    } else {
        item
    }
}

/// A value that the attribute gives to the property of the field.
fn own_value(role: &RawRole, constructor: Constructor, property: &Property) -> Option<String> {
    let arguments = &role.component.as_ref()?.arguments;
    let mut before = constructor
        .properties
        .iter()
        .position(|it| it.name == property.name)?;
    let value = arguments.iter().find_map(|argument| {
        let is_own = match (&argument.name, &argument.value) {
            (Some(name), _) => name == property.name,
            (None, _) if before > 0 => {
                before -= 1;
                false
            }
            (None, value) => matches!(value, RawValue::Expression(RawExpression::Text(_))),
        };
        is_own.then_some(&argument.value)
    })?;
    match value {
        RawValue::Expression(value) => Some(quote_tokens(value)),
        _ => None,
    }
}

/// Writes `for field in .. { item }`.
fn for_each(krate: &TokenStream, field: &DeriveField, item: RawItem) -> RawItem {
    RawItem::ControlFlow(ControlFlow::For {
        label: None,
        pattern: field.binding.to_token_stream(),
        iterator: values(krate, field),
        items: vec![item],
    })
}

/// The thread field that a word for its type means.
fn thread_field(entity: &Entity, written: &str) -> Option<&'static str> {
    let name = foreign::thread_field_name(written)?;
    entity.list_of(name).map(|_| name)
}

//! A derive's raw tree to the calls it stands for: one for each variant, in which what the fields
//! are for is written as it would be in a macro. The rules are those of the macros from there on.

use plain_schema::{Component, Event, Presence, StringRule, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Expr, GenericArgument, PathArguments, Type, parse_quote_spanned};

use super::EventFields;
use super::argument;
use crate::diagnostic::{Diagnostics, one_of};
use crate::model::{
    Branch, CheckedDerive, CheckedField, CheckedVariant, Flow, RawArgument, RawAttribute,
    RawComponent, RawDerive, RawField, RawItem, RawList, RawRole, RawValue, RawVariant, Use,
    VariantValue,
};
use crate::suggest::nearest;

/// Checks a derive.
pub(crate) fn derive(
    raw: RawDerive,
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> CheckedDerive {
    let krate = match &raw.krate {
        Some(path) => quote!(#path),
        None => quote!(::plain_runtime),
    };
    let variants = raw
        .variants
        .into_iter()
        .map(|variant| self::variant(&raw.defaults, &raw.name, variant, event, diagnostics))
        .collect();
    CheckedDerive {
        krate,
        event,
        name: raw.name,
        generics: raw.generics,
        is_enum: raw.is_enum,
        variants,
    }
}

fn variant(
    defaults: &RawAttribute,
    type_name: &Ident,
    raw: RawVariant,
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> CheckedVariant {
    let is_struct = raw.name.is_none();
    // A variant that has its own event does not hand on to a field.
    let default = defaults
        .transparent
        .filter(|_| raw.attribute.arguments.is_empty());
    let transparent = raw.attribute.transparent.or(default);
    let name = raw.name.clone().unwrap_or_else(|| type_name.clone());
    let mut fields: Vec<CheckedField> = raw
        .fields
        .iter()
        .map(|field| CheckedField {
            member: field.member.clone(),
            binding: field.binding.clone(),
            ty: field.ty.clone(),
            uses: Vec::new(),
        })
        .collect();
    let value = match transparent {
        Some(span) => transparent_value(span, &raw, &mut fields, diagnostics),
        None => {
            let arguments = call(defaults, raw, &mut fields, event, diagnostics);
            for argument in &arguments {
                captures(argument, &mut fields, diagnostics);
            }
            let owner = EventFields {
                event,
                name: name.to_string(),
                span: name.span(),
            };
            VariantValue::Event(argument::check(&owner, arguments, diagnostics))
        }
    };
    CheckedVariant {
        name: (!is_struct).then_some(name),
        fields,
        value,
    }
}

/// A variant that hands on to its one field.
fn transparent_value(
    span: Span,
    raw: &RawVariant,
    fields: &mut [CheckedField],
    diagnostics: &mut Diagnostics,
) -> VariantValue {
    if !raw.attribute.arguments.is_empty() {
        diagnostics.at(
            span,
            "`transparent` stands alone: the event is that of the field",
            "remove the other fields of the attribute, or `transparent`",
        );
    }
    for role in raw.fields.iter().flat_map(|field| &field.roles) {
        diagnostics.at(
            role.name.span(),
            &format!(
                "`{}` has no effect: the event is that of the field",
                role.name
            ),
            "remove it, or `transparent`",
        );
    }
    match fields {
        [field] => {
            field.uses.push(Use::Event);
            VariantValue::Transparent(field.binding.clone())
        }
        _ => {
            diagnostics.at(
                span,
                "`transparent` needs exactly one field, whose event it is",
                "write the event's own fields in the attribute",
            );
            VariantValue::Slot
        }
    }
}

/// The arguments of the call that a variant stands for.
fn call(
    defaults: &RawAttribute,
    raw: RawVariant,
    fields: &mut [CheckedField],
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> Vec<RawArgument> {
    let mut arguments = raw.attribute.arguments;
    let is_own = |name: &Option<Ident>, arguments: &[RawArgument], roles: &[RawField]| {
        let Some(name) = name else {
            return false;
        };
        arguments.iter().any(|own| own.name.as_ref() == Some(name))
            || raw.name.is_some()
                && roles
                    .iter()
                    .flat_map(|field| &field.roles)
                    .any(|role| role.name == *name)
    };
    for default in &defaults.arguments {
        if !is_own(&default.name, &arguments, &raw.fields) {
            arguments.push(default.clone());
        }
    }

    let mut items = Vec::new();
    for (raw, checked) in raw.fields.into_iter().zip(fields) {
        for role in raw.roles {
            match Component::named(&role.name.to_string()) {
                Some(component) => {
                    items.push(field_component(component, role, checked, diagnostics));
                }
                None => arguments.extend(field_argument(role, checked, event, diagnostics)),
            }
        }
    }
    place(items, &mut arguments, raw.span, diagnostics);
    unique(&arguments, diagnostics);
    arguments
}

/// A field that is a field of the event.
fn field_argument(
    role: RawRole,
    field: &mut CheckedField,
    event: &'static Event,
    diagnostics: &mut Diagnostics,
) -> Option<RawArgument> {
    let RawRole {
        name,
        kind,
        component,
    } = role;
    let written = name.to_string();
    let Some(property) = event.field(&written) else {
        let names = || {
            let fields = event.fields.iter().map(|field| field.name);
            fields.chain(
                plain_schema::COMPONENTS
                    .iter()
                    .map(|component| component.name),
            )
        };
        let help = match nearest(&written, names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("a field is {}", one_of(names())),
        };
        diagnostics.at(
            name.span(),
            &format!("a field cannot be `{written}`"),
            &help,
        );
        return None;
    };
    if let Value::Components(..) = property.value {
        diagnostics.at(
            name.span(),
            "`components` belongs to the attribute of the type",
            "give the field a component of its own, such as `text`, or splice it there: `components = [..field]`",
        );
        return None;
    }
    if let Some(component) = component {
        diagnostics.at(
            component.name.span(),
            &format!("`{written}` takes the field itself"),
            &format!("write `{written}`"),
        );
    }
    let binding = &field.binding;
    let span = field.binding.span();
    let expression: Expr = match (property.value, kind) {
        (Value::Identifier(_), Some(kind)) => {
            field.uses.push(Use::Text);
            parse_quote_spanned!(span=> #kind(#binding))
        }
        (_, Some(kind)) => {
            diagnostics.at(
                kind.span(),
                &format!("`{written}` takes the field itself"),
                &format!("write `{written}`"),
            );
            return None;
        }
        (value, None) => {
            field.uses.push(match value {
                Value::String(StringRule::DateTime) => Use::Date,
                Value::String(_) if property.presence == Presence::Optional => Use::OptionalText,
                Value::String(_) => Use::Text,
                _ => Use::Other,
            });
            parse_quote_spanned!(span=> #binding)
        }
    };
    Some(RawArgument {
        name: Some(name),
        value: RawValue::Expression(expression),
    })
}

/// A field that is a component: the field is its first value, and if it is `None` there is none.
fn field_component(
    component: &'static Component,
    role: RawRole,
    field: &mut CheckedField,
    diagnostics: &mut Diagnostics,
) -> RawItem {
    let name = role.name;
    let mut arguments = role
        .component
        .map_or_else(Vec::new, |component| component.arguments);
    match component
        .properties
        .first()
        .filter(|property| property.positional)
    {
        Some(property) => {
            let binding = &field.binding;
            let span = binding.span();
            field.uses.push(match property.value {
                Value::String(StringRule::DateTime) => Use::Date,
                Value::String(_) => Use::Text,
                _ => Use::Other,
            });
            arguments.insert(
                0,
                RawArgument {
                    name: None,
                    value: RawValue::Expression(parse_quote_spanned!(span=> #binding)),
                },
            );
        }
        None => {
            diagnostics.at(
                name.span(),
                &format!("a field cannot be a `{name}`: it takes no single value"),
                &format!("write it in the attribute of the type: `components = [{name}(..)]`"),
            );
            return RawItem::Broken;
        }
    }
    let item = RawItem::Component(RawComponent { name, arguments });
    if option_of(&field.ty).is_none() {
        return item;
    }
    let binding = &field.binding;
    let span = binding.span();
    RawItem::Flow(Flow::If {
        branches: vec![Branch {
            condition: parse_quote_spanned!(span=> let ::core::option::Option::Some(#binding) = #binding),
            items: vec![item],
        }],
        otherwise: None,
    })
}

/// Puts the fields' components where `..` says, or makes them the list.
fn place(
    mut items: Vec<RawItem>,
    arguments: &mut Vec<RawArgument>,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let list =
        arguments
            .iter_mut()
            .find_map(|argument| match (&argument.name, &mut argument.value) {
                (Some(name), RawValue::List(list)) if name == "components" => Some(list),
                _ => None,
            });
    let Some(list) = list else {
        if !items.is_empty() {
            arguments.push(RawArgument {
                name: Some(Ident::new("components", span)),
                value: RawValue::List(RawList { span, items }),
            });
        }
        return;
    };
    let rest = list
        .items
        .iter()
        .position(|item| matches!(item, RawItem::Rest(_)));
    match rest {
        Some(index) => {
            if items.is_empty() {
                diagnostics.at(
                    list.span,
                    "no field has a component to stand at `..`",
                    "give a field one, as in `#[customer_event(badge)]`, or remove `..`",
                );
                items.push(RawItem::Broken);
            }
            list.items.splice(index..=index, items);
        }
        None if items.is_empty() => {}
        None => diagnostics.at(
            list.span,
            "where the components of the fields go is not said",
            "put a bare `..` into the list, at their place",
        ),
    }
}

/// Rule E10: an external id without a capture is the same for every value of the type.
fn unique(arguments: &[RawArgument], diagnostics: &mut Diagnostics) {
    for RawArgument { name, value } in arguments {
        if let (Some(name), RawValue::Expression(Expr::Lit(literal))) = (name, value)
            && name == "external_id"
            && captured(literal).is_empty()
        {
            diagnostics.over(
                literal,
                "this `external_id` is the same for every event, so Plain would refuse the second",
                "capture what tells the events apart, as in `\"api-key-{id}\"`",
            );
        }
    }
}

/// The names that a literal captures.
fn captured(literal: &syn::ExprLit) -> Vec<String> {
    let syn::Lit::Str(text) = &literal.lit else {
        return Vec::new();
    };
    let Ok(template) = crate::template::Template::parse(text) else {
        // It is reported where the text is checked; here it counts as having captured something.
        return vec![String::new()];
    };
    template
        .captures()
        .map(|capture| match capture.path.as_slice() {
            [name] => name.clone(),
            // What a path of fields leads to has a type that only rustc knows.
            _ => String::new(),
        })
        .collect()
}

/// Notes which fields the texts of an argument insert, so that the bounds of generics follow, and
/// reports names that are nearly those of a field.
fn captures(argument: &RawArgument, fields: &mut [CheckedField], diagnostics: &mut Diagnostics) {
    let mut seen = Seen::default();
    seen.value(&argument.value);
    for (name, literal_span) in seen.captures {
        if let Some(field) = fields.iter_mut().find(|field| field.binding == name) {
            field.uses.push(Use::Text);
            continue;
        }
        let names = fields
            .iter()
            .map(|field| field.binding.to_string())
            .collect::<Vec<_>>();
        let is_bound = seen.bound.contains(&name) || name.is_empty() || name == "self";
        let is_constant = !name.contains(char::is_lowercase);
        if !is_bound && !is_constant {
            let help = match nearest(&name, names.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{{{meant}}}`?"),
                None if names.is_empty() => "there are no fields to insert".to_owned(),
                None => format!(
                    "the fields are {}",
                    one_of(names.iter().map(String::as_str))
                ),
            };
            diagnostics.at(literal_span, &format!("`{{{name}}}` is not a field"), &help);
        }
    }
}

/// What the texts of a raw tree capture, and the names that its patterns bind.
#[derive(Default)]
struct Seen {
    captures: Vec<(String, Span)>,
    bound: Vec<String>,
}

impl Seen {
    fn value(&mut self, value: &RawValue) {
        match value {
            RawValue::List(list) => self.items(&list.items),
            RawValue::Expression(expression) => self.expression(expression),
            RawValue::Missing(_) => {}
        }
    }

    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Lit(literal) => {
                let names = captured(literal).into_iter();
                self.captures
                    .extend(names.map(|name| (name, literal.lit.span())));
            }
            Expr::Call(call) => call
                .args
                .iter()
                .for_each(|argument| self.expression(argument)),
            _ => {}
        }
    }

    fn items(&mut self, items: &[RawItem]) {
        for item in items {
            match item {
                RawItem::Component(component) => {
                    for argument in &component.arguments {
                        self.value(&argument.value);
                    }
                }
                RawItem::Statement(statement) => self.pattern(statement.clone()),
                RawItem::Flow(flow) => {
                    match flow {
                        Flow::If { branches, .. } => {
                            for branch in branches {
                                let condition = &branch.condition;
                                self.pattern(quote!(#condition));
                            }
                        }
                        Flow::Match { arms, .. } => {
                            arms.iter()
                                .for_each(|arm| self.pattern(arm.pattern.clone()));
                        }
                        Flow::For { pattern, .. } => self.pattern(pattern.clone()),
                        Flow::Block(_) => {}
                    }
                    flow.ways().into_iter().for_each(|items| self.items(items));
                }
                RawItem::Splice(_) | RawItem::Other(_) | RawItem::Rest(_) | RawItem::Broken => {}
            }
        }
    }

    /// Every name in a pattern may be one that it binds.
    fn pattern(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(name) => self.bound.push(name.to_string()),
                proc_macro2::TokenTree::Group(group) => self.pattern(group.stream()),
                _ => {}
            }
        }
    }
}

/// What an `Option` holds, as far as the tokens of its type tell.
pub(crate) fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    if last.ident != "Option" {
        return None;
    }
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

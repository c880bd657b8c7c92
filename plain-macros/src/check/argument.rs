//! Which property each argument is: known, once, in its place, and none missing.

use plain_schema::{Property, ValueType};
use proc_macro2::{Ident, Span};

use super::describe::example;
use super::value;
use crate::diagnostic::{Diagnostics, one_of};
use crate::editor::{Names, Place};
use crate::model::{CheckedProperty, CheckedValue, RawArgument, RawValue};
use crate::suggest::nearest;

/// What has properties: an event or a component.
pub(crate) trait Owner {
    fn properties(&self) -> &'static [Property];
    /// What its properties are called.
    fn noun(&self) -> &'static str;
    /// Its own name.
    fn name(&self) -> &str;
    /// The name of its row in `plain_schema`.
    fn row(&self) -> &'static str;
    /// What stands before its properties and may become the name of one.
    fn half_typed(&self) -> Option<Ident> {
        None
    }
    /// Where a missing property is reported.
    fn span(&self) -> Span;
    /// What to do about an unknown name, if there is more to say than which name is nearest.
    fn help_for(&self, unknown: &str) -> Option<Help>;
}

/// What to do about a name that the owner does not know.
pub(crate) struct Help {
    pub(crate) text: String,
    /// The property in whose place it stands: if that is not given besides, it is not reported as
    /// missing too.
    pub(crate) stands_for: Option<&'static str>,
    /// Whether the property was meant, so that the value is for it.
    pub(crate) is_misspelt: bool,
}

/// Finds the property of each argument and checks its value. Every property of the owner comes
/// back, in the table's order.
pub(crate) fn check(
    owner: &dyn Owner,
    arguments: Vec<RawArgument>,
    diagnostics: &mut Diagnostics,
) -> Vec<CheckedProperty> {
    let properties = owner.properties();
    let place = diagnostics.next_place();
    let mut half_typed = Vec::from_iter(owner.half_typed());
    let mut found: Vec<Option<CheckedProperty>> = properties.iter().map(|_| None).collect();
    let mut positions = properties
        .iter()
        .enumerate()
        .filter(|(_, property)| property.positional);

    // What was meant by an unknown name yields to what is given by its right name.
    let mut meant: Vec<(usize, RawValue)> = Vec::new();
    for RawArgument {
        name,
        value,
        comma,
        lacks_comma,
    } in arguments
    {
        let index_of = |name: &str| properties.iter().position(|property| property.name == name);
        let index = match &name {
            Some(name) => index_of(&name.to_string()),
            None => positions.next().map(|(index, _)| index),
        };
        let Some(index) = index else {
            match &name {
                Some(name) => {
                    half_typed.push(name.clone());
                    let help = unknown_name(owner, name, diagnostics);
                    let value = if help.is_misspelt {
                        value
                    } else {
                        RawValue::Missing(value.span())
                    };
                    let index = help.stands_for.and_then(index_of);
                    meant.extend(index.map(|index| (index, value)));
                }
                None => {
                    half_typed.extend(value.name().cloned());
                    if !lacks_comma || value.name().is_none() {
                        unnamed(owner, &value, diagnostics);
                    }
                    // It was probably meant for what is still missing.
                    let is_free = |index: &usize| {
                        properties[*index].is_required()
                            && !properties[*index].positional
                            && found[*index].is_none()
                            && !meant.iter().any(|(other, _)| other == index)
                    };
                    let index = (0..properties.len()).find(is_free);
                    let value = match value {
                        RawValue::List(list) => RawValue::List(list),
                        value => RawValue::Missing(value.span()),
                    };
                    meant.extend(index.map(|index| (index, value)));
                }
            }
            continue;
        };
        let property = &properties[index];
        let span = name.as_ref().map_or_else(|| value.span(), Ident::span);
        let value = value::check(property, value, diagnostics);
        if found[index].is_some() {
            diagnostics.at(
                span,
                &format!("`{}` is given twice", property.name),
                "keep one of the two",
            );
        } else {
            found[index] = Some(CheckedProperty {
                property,
                name,
                value,
                comma,
            });
        }
    }
    let left =
        |(property, found): (&Property, &Option<_>)| found.is_none().then_some(property.name);
    let left: Vec<&str> = properties.iter().zip(&found).filter_map(left).collect();
    for (index, value) in meant {
        let property = &properties[index];
        found[index].get_or_insert_with(|| CheckedProperty {
            property,
            name: None,
            value: match value {
                RawValue::Missing(_) => CheckedValue::Slot,
                value => value::check(property, value, diagnostics),
            },
            comma: None,
        });
    }

    let checked = properties
        .iter()
        .zip(found)
        .map(|(property, found)| found.unwrap_or_else(|| absent(owner, property, diagnostics)))
        .collect();
    let names = Names::Properties {
        owner: owner.row(),
        left,
    };
    diagnostics.insert_places(place, [Place { names, half_typed }]);
    checked
}

fn absent(
    owner: &dyn Owner,
    property: &'static Property,
    diagnostics: &mut Diagnostics,
) -> CheckedProperty {
    let value = if property.is_required() {
        diagnostics.at(
            owner.span(),
            &format!(
                "`{}` needs its {} `{}`",
                owner.name(),
                owner.noun(),
                property.name
            ),
            &format!("add {}", example(property)),
        );
        CheckedValue::Slot
    } else {
        CheckedValue::Absent
    };
    if property.positional {
        // Its value may stand there without its name.
        value::place(property, None, diagnostics);
    }
    CheckedProperty {
        property,
        name: None,
        value,
        comma: None,
    }
}

/// Reports an unknown name, and says what to do about it.
fn unknown_name(owner: &dyn Owner, name: &Ident, diagnostics: &mut Diagnostics) -> Help {
    let written = name.to_string();
    let names = || owner.properties().iter().map(|property| property.name);
    let help = owner
        .help_for(&written)
        .or_else(|| help_for_kind(owner, &written));
    let help = help.unwrap_or_else(|| {
        let meant = name_meant(&written, owner.properties()).or_else(|| nearest(&written, names()));
        Help {
            text: match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("`{}` takes {}", owner.name(), one_of(names())),
            },
            stands_for: meant,
            is_misspelt: true,
        }
    });
    diagnostics.at(
        name.span(),
        &format!("`{}` has no {} `{written}`", owner.name(), owner.noun()),
        &help.text,
    );
    help
}

/// What to do about `email_address = ..` in place of `customer_identifier = email_address(..)`.
fn help_for_kind(owner: &dyn Owner, written: &str) -> Option<Help> {
    let property = owner
        .properties()
        .iter()
        .find(|property| match property.value {
            ValueType::Identifier(identifier) => identifier.kind(written).is_some(),
            _ => false,
        })?;
    Some(Help {
        text: format!("write `{} = {written}(..)`", property.name),
        stands_for: Some(property.name),
        is_misspelt: false,
    })
}

fn unnamed(owner: &dyn Owner, value: &RawValue, diagnostics: &mut Diagnostics) {
    let names = || {
        let properties = owner.properties().iter();
        let named = properties.filter(|property| !property.positional);
        named.map(|property| property.name)
    };
    let meant = value.name().and_then(|written| {
        let written = written.to_string();
        let begun = names().find(|name| name.starts_with(&written));
        begun.or_else(|| nearest(&written, names()))
    });
    let help = match meant {
        Some(meant) => format!("did you mean `{meant} = ..`?"),
        None if names().next().is_some() => format!("name it: {}", one_of(names())),
        None => "remove it".to_owned(),
    };
    diagnostics.at(
        value.span(),
        &format!("`{}` takes no more values without a name", owner.name()),
        &help,
    );
}

/// The property that a name of Plain's schema stands for: `linkButtonUrl` is `url`.
fn name_meant(written: &str, properties: &'static [Property]) -> Option<&'static str> {
    properties
        .iter()
        .find(|property| property.graphql_name == written)
        .map(|property| property.name)
}

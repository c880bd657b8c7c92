//! Components of an event, as they were sent.

use plain_schema::{COMPONENTS, Component, Context, Property};
use serde_json::{Map, Value};

/// A component as it was sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ComponentInput<'a> {
    pub(crate) component: &'static Component,
    object: &'a Map<String, Value>,
}

impl<'a> ComponentInput<'a> {
    /// Value of the property with this name in the macros, if it was sent.
    pub(crate) fn property(&self, name: &str) -> Option<&'a Value> {
        let property = self.component.property(name)?;
        let (_, value) = property_value(property, self.object)?;
        Some(value)
    }
}

/// The components of a valid list.
pub(crate) fn component_inputs(
    context: Context,
    list: &Value,
) -> impl Iterator<Item = ComponentInput<'_>> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(move |object| {
        let object = object.as_object()?;
        COMPONENTS
            .iter()
            .filter(|component| context.admits(component.kind))
            .find_map(|component| {
                let object = object.get(component.graphql_field)?.as_object()?;
                Some(ComponentInput { component, object })
            })
    })
}

/// The value of a property and the name that it was sent under. The current name takes precedence over
/// the deprecated one.
pub(crate) fn property_value<'a>(
    property: &Property,
    object: &'a Map<String, Value>,
) -> Option<(&'static str, &'a Value)> {
    [Some(property.graphql_name), property.deprecated_name]
        .into_iter()
        .flatten()
        .find_map(|name| Some((name, object.get(name)?)))
}

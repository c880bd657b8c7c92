//! Compares our SDL with Plain's schema, which must contain it.

use std::fmt::Display;

use apollo_compiler::ast::{FieldDefinition, InputValueDefinition};
use apollo_compiler::collections::IndexMap;
use apollo_compiler::schema::{Component, ExtendedType};
use apollo_compiler::{Name, Schema};

use crate::table::{is_deprecated, values};

/// Differences of `ours` from the part of `plains` that it describes.
pub(crate) fn containment_differences(ours: &Schema, plains: &Schema) -> Vec<String> {
    let mut differences = Vec::new();
    for (name, our_type) in &ours.types {
        if our_type.is_built_in() {
            continue;
        }
        match plains.types.get(name) {
            None => differences.push(format!("{name}: Plain's schema has no such type")),
            Some(their_type) => compare_types(our_type, their_type, &mut differences),
        }
    }
    differences
}

fn compare_types(ours: &ExtendedType, plains: &ExtendedType, differences: &mut Vec<String>) {
    let name = ours.name();
    match (ours, plains) {
        (ExtendedType::Scalar(_), ExtendedType::Scalar(_)) => {}
        (ExtendedType::Object(our), ExtendedType::Object(their)) => {
            for interface in &our.implements_interfaces {
                if !their.implements_interfaces.contains(interface) {
                    differences.push(format!(
                        "{name}: does not implement {interface} in Plain's schema"
                    ));
                }
            }
            compare_field_lists(name, &our.fields, &their.fields, differences);
        }
        (ExtendedType::Interface(our), ExtendedType::Interface(their)) => {
            compare_field_lists(name, &our.fields, &their.fields, differences);
        }
        (ExtendedType::InputObject(our), ExtendedType::InputObject(their)) => {
            let ours = our.fields.values().map(AsRef::as_ref).collect();
            let theirs = their.fields.values().map(AsRef::as_ref).collect();
            compare_inputs(name, &ours, &theirs, differences);
        }
        (ExtendedType::Enum(our), ExtendedType::Enum(their)) => {
            for value in values(our).difference(&values(their)) {
                differences.push(format!("{name}.{value}: missing in Plain's schema"));
            }
        }
        (ExtendedType::Union(our), ExtendedType::Union(their)) => {
            for member in &our.members {
                if !their.members.contains(member) {
                    differences.push(format!(
                        "{name}: {member} is not a member in Plain's schema"
                    ));
                }
            }
        }
        _ => differences.push(format!(
            "{name}: a different kind of type in Plain's schema"
        )),
    }
}

type Fields = IndexMap<Name, Component<FieldDefinition>>;

fn compare_field_lists(name: &Name, ours: &Fields, plains: &Fields, differences: &mut Vec<String>) {
    for (field, definition) in ours {
        let path = format!("{name}.{field}");
        let theirs = plains.get(field).map(AsRef::as_ref);
        compare_fields(&path, definition, theirs, differences);
    }
}

fn compare_fields(
    path: &str,
    ours: &FieldDefinition,
    plains: Option<&FieldDefinition>,
    differences: &mut Vec<String>,
) {
    let Some(plains) = plains else {
        differences.push(format!("{path}: missing in Plain's schema"));
        return;
    };
    if ours.ty != plains.ty {
        differences.push(format!(
            "{path}: the type is `{}`, in Plain's schema `{}`",
            ours.ty, plains.ty
        ));
    }
    if ours.directives.has("deprecated") != plains.directives.has("deprecated") {
        differences.push(format!("{path}: deprecated in only one of the schemas"));
    }
    let our_arguments = ours.arguments.iter().map(AsRef::as_ref).collect();
    let their_arguments = plains.arguments.iter().map(AsRef::as_ref).collect();
    compare_inputs(path, &our_arguments, &their_arguments, differences);
}

/// Compares the fields of inputs, or the arguments of fields.
fn compare_inputs(
    path: impl Display,
    ours: &Vec<&InputValueDefinition>,
    plains: &Vec<&InputValueDefinition>,
    differences: &mut Vec<String>,
) {
    for our in ours {
        let path = format!("{path}.{}", our.name);
        match plains.iter().find(|their| their.name == our.name) {
            None => differences.push(format!("{path}: missing in Plain's schema")),
            Some(their) if their.ty != our.ty => differences.push(format!(
                "{path}: the type is `{}`, in Plain's schema `{}`",
                our.ty, their.ty
            )),
            Some(their) if is_deprecated(their) != is_deprecated(our) => {
                differences.push(format!("{path}: deprecated in only one of the schemas"));
            }
            Some(_) => {}
        }
    }
    for their in plains {
        let is_needed = their.ty.is_non_null() && their.default_value.is_none();
        if is_needed && !ours.iter().any(|our| our.name == their.name) {
            differences.push(format!(
                "{path}.{}: required by Plain's schema, but missing in ours",
                their.name
            ));
        }
    }
}

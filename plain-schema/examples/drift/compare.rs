//! Compares our schema with a file, in both directions.

use std::fmt::{self, Display};

use apollo_compiler::ast::{DirectiveList, FieldDefinition, InputValueDefinition, Type, Value};
use apollo_compiler::collections::{IndexMap, IndexSet};
use apollo_compiler::schema::{Component, ComponentName, ExtendedType, ObjectType};
use apollo_compiler::{Name, Node, Schema};

use crate::limit::limits;
use crate::schema_file::SchemaFile;
use crate::subject::{ROOTS, Subject};

/// Difference of a file from our schema.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Type, `Type.field`, `Type.VALUE` or `Type.field.argument`.
    pub(crate) path: String,
    pub(crate) change: Change,
    pub(crate) part: Part,
    /// Type of the part, or the values before and after a change.
    pub(crate) detail: String,
}

/// How the file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    New,
    /// New, and calls without it fail.
    NewRequired,
    Gone,
    Changed,
}

/// Part of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Type,
    Field,
    Argument,
    Value,
    Member,
    Interface,
    Limit,
}

impl Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let change = match self.change {
            Change::New => "new",
            Change::NewRequired => "new required",
            Change::Gone => "gone",
            Change::Changed => "changed",
        };
        let part = match self.part {
            Part::Type => "type",
            Part::Field => "field",
            Part::Argument => "argument",
            Part::Value => "value",
            Part::Member => "member",
            Part::Interface => "interface",
            Part::Limit => "limit",
        };
        write!(f, "{change} {part} {}", self.path)?;
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

/// Differences of a file from `ours`, in the order of `ours`.
pub(crate) fn differences(ours: &Schema, file: &SchemaFile) -> Vec<Difference> {
    let mut comparison = Comparison {
        ours,
        file,
        differences: Vec::new(),
    };
    for (name, ty) in &ours.types {
        if !ty.is_built_in() {
            comparison.types(name, ty);
        }
    }
    for (name, ty) in &file.schema.types {
        if name.starts_with("Component") && !ours.types.contains_key(name) {
            comparison.differ(name, Change::New, Part::Type, names_of_parts(ty));
        }
    }
    comparison.differences.extend(limits(&file.schema));
    comparison.differences
}

struct Comparison<'a> {
    ours: &'a Schema,
    file: &'a SchemaFile,
    differences: Vec<Difference>,
}

type Fields = IndexMap<Name, Component<FieldDefinition>>;

impl Comparison<'_> {
    fn differ(
        &mut self,
        path: impl Display,
        change: Change,
        part: Part,
        detail: impl Into<String>,
    ) {
        self.differences.push(Difference {
            path: path.to_string(),
            change,
            part,
            detail: detail.into(),
        });
    }

    fn types(&mut self, name: &Name, ours: &ExtendedType) {
        match (ours, self.file.schema.types.get(name)) {
            (_, None) if self.file.is_part => {}
            (_, None) => self.differ(name, Change::Gone, Part::Type, ""),
            (ExtendedType::Scalar(_), Some(ExtendedType::Scalar(_))) => {}
            (ExtendedType::Object(our), Some(ExtendedType::Object(their))) => {
                self.interfaces(name, &our.implements_interfaces, their);
                self.fields(name, &our.fields, &their.fields);
            }
            (ExtendedType::Interface(our), Some(ExtendedType::Interface(their))) => {
                self.fields(name, &our.fields, &their.fields);
            }
            (ExtendedType::InputObject(our), Some(ExtendedType::InputObject(their))) => {
                let ours: Vec<_> = our.fields.values().map(|it| &it.node).collect();
                let theirs: Vec<_> = their.fields.values().map(|it| &it.node).collect();
                self.inputs(name, Part::Field, &ours, &theirs);
            }
            (ExtendedType::Enum(our), Some(ExtendedType::Enum(their))) => {
                for (value, definition) in &our.values {
                    let path = format!("{name}.{value}");
                    match their.values.get(value) {
                        None => self.differ(path, Change::Gone, Part::Value, ""),
                        Some(their) => {
                            self.deprecation(
                                &path,
                                Part::Value,
                                &definition.directives,
                                &their.directives,
                            );
                        }
                    }
                }
                for value in their
                    .values
                    .keys()
                    .filter(|it| !our.values.contains_key(*it))
                {
                    self.differ(format!("{name}.{value}"), Change::New, Part::Value, "");
                }
            }
            (ExtendedType::Union(our), Some(ExtendedType::Union(their))) => {
                self.names(name, Part::Member, &our.members, &their.members);
            }
            (ours, Some(their)) => {
                let detail = format!("{} instead of {}", kind(their), kind(ours));
                self.differ(name, Change::Changed, Part::Type, detail);
            }
        }
    }

    fn interfaces(&mut self, name: &Name, ours: &IndexSet<ComponentName>, theirs: &ObjectType) {
        self.names(name, Part::Interface, ours, &theirs.implements_interfaces);
    }

    /// Compares the members of unions, or the interfaces of objects.
    fn names(
        &mut self,
        name: &Name,
        part: Part,
        ours: &IndexSet<ComponentName>,
        theirs: &IndexSet<ComponentName>,
    ) {
        for gone in ours.difference(theirs) {
            self.differ(format!("{name}.{gone}"), Change::Gone, part, "");
        }
        for new in theirs.difference(ours) {
            self.differ(format!("{name}.{new}"), Change::New, part, "");
        }
    }

    fn fields(&mut self, name: &Name, ours: &Fields, theirs: &Fields) {
        let is_root = ROOTS.contains(&name.as_str());
        for (field, our) in ours {
            let path = format!("{name}.{field}");
            match theirs.get(field) {
                None if is_root && self.file.is_part => {}
                None => self.differ(path, Change::Gone, Part::Field, our.ty.to_string()),
                Some(their) => self.field(&path, our, their),
            }
        }
        for (field, their) in theirs {
            let path = format!("{name}.{field}");
            let concerns_us = !is_root || Subject::of(&path) != Subject::Shared;
            if concerns_us && !ours.contains_key(field) {
                self.differ(path, Change::New, Part::Field, self.describe(&their.ty));
            }
        }
    }

    fn field(&mut self, path: &str, ours: &FieldDefinition, theirs: &FieldDefinition) {
        if ours.ty != theirs.ty {
            let detail = format!("`{}` instead of `{}`", theirs.ty, ours.ty);
            self.differ(path, Change::Changed, Part::Field, detail);
        }
        self.deprecation(path, Part::Field, &ours.directives, &theirs.directives);
        let our_arguments: Vec<_> = ours.arguments.iter().collect();
        let their_arguments: Vec<_> = theirs.arguments.iter().collect();
        self.inputs(path, Part::Argument, &our_arguments, &their_arguments);
    }

    /// Compares the fields of inputs, or the arguments of fields.
    fn inputs(
        &mut self,
        name: impl Display,
        part: Part,
        ours: &[&Node<InputValueDefinition>],
        theirs: &[&Node<InputValueDefinition>],
    ) {
        for our in ours {
            let path = format!("{name}.{}", our.name);
            let Some(their) = theirs.iter().find(|their| their.name == our.name) else {
                self.differ(path, Change::Gone, part, our.ty.to_string());
                continue;
            };
            if their.ty != our.ty {
                let detail = format!("`{}` instead of `{}`", their.ty, our.ty);
                self.differ(&path, Change::Changed, part, detail);
            }
            if their.default_value != our.default_value {
                let default = |it: &InputValueDefinition| match &it.default_value {
                    Some(value) => format!("the default `{value}`"),
                    None => "no default".to_owned(),
                };
                let detail = format!("{} instead of {}", default(their), default(our));
                self.differ(&path, Change::Changed, part, detail);
            }
            self.deprecation(&path, part, &our.directives, &their.directives);
        }
        for their in theirs {
            if ours.iter().any(|our| our.name == their.name) {
                continue;
            }
            let is_required = their.ty.is_non_null() && their.default_value.is_none();
            let change = if is_required {
                Change::NewRequired
            } else {
                Change::New
            };
            let detail = self.describe(&their.ty);
            self.differ(format!("{name}.{}", their.name), change, part, detail);
        }
    }

    fn deprecation(
        &mut self,
        path: &str,
        part: Part,
        ours: &DirectiveList,
        theirs: &DirectiveList,
    ) {
        let detail = match (ours.get("deprecated"), theirs.get("deprecated")) {
            (None, Some(directive)) => {
                let reason = directive
                    .specified_argument_by_name("reason")
                    .map(|it| &**it);
                match reason {
                    Some(Value::String(reason)) => format!("deprecated: {reason}"),
                    _ => "deprecated".to_owned(),
                }
            }
            (Some(_), None) => "no longer deprecated".to_owned(),
            _ => return,
        };
        self.differ(path, Change::Changed, part, detail);
    }

    /// A type, and the kind of its named type if ours lacks that.
    fn describe(&self, ty: &Type) -> String {
        let name = ty.inner_named_type();
        match self.file.schema.types.get(name) {
            Some(definition) if !self.ours.types.contains_key(name) => {
                format!("{ty}, a new {}", kind(definition))
            }
            _ => ty.to_string(),
        }
    }
}

fn kind(ty: &ExtendedType) -> &'static str {
    match ty {
        ExtendedType::Scalar(_) => "scalar",
        ExtendedType::Object(_) => "type",
        ExtendedType::Interface(_) => "interface",
        ExtendedType::Union(_) => "union",
        ExtendedType::Enum(_) => "enum",
        ExtendedType::InputObject(_) => "input",
    }
}

/// Fields, values or members of a type.
fn names_of_parts(ty: &ExtendedType) -> String {
    let parts: Vec<String> = match ty {
        ExtendedType::Scalar(_) => Vec::new(),
        ExtendedType::Object(ty) => described(&ty.fields, |it| &it.ty),
        ExtendedType::Interface(ty) => described(&ty.fields, |it| &it.ty),
        ExtendedType::InputObject(ty) => described(&ty.fields, |it| &it.ty),
        ExtendedType::Union(ty) => ty.members.iter().map(ToString::to_string).collect(),
        ExtendedType::Enum(ty) => ty.values.keys().map(ToString::to_string).collect(),
    };
    format!("{} {{ {} }}", kind(ty), parts.join(", "))
}

fn described<'a, T>(
    fields: &'a IndexMap<Name, Component<T>>,
    ty: impl Fn(&'a T) -> &'a dyn Display,
) -> Vec<String> {
    fields
        .iter()
        .map(|(name, it)| format!("{name}: {}", ty(it)))
        .collect()
}

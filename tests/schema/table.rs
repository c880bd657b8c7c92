//! Compares the tables of `plain-schema` with its SDL, in both directions.

use std::collections::BTreeSet;
use std::fmt::Display;

use apollo_compiler::Schema;
use apollo_compiler::ast::{InputValueDefinition, Type};
use apollo_compiler::schema::{EnumType, InputObjectType};
use plain_schema::{
    COMPONENTS, Context, ENTITIES, ENUMERATIONS, EVENTS, Entity, EnumEncoding, Enumeration, Event,
    IDENTIFIERS, Identifier, ListContent, Mutation, Presence, Property, StringRule,
    THREAD_FIELD_INPUT, THREAD_FIELDS, ValueType,
};

/// Fields of inputs that the language does not have: a thread has the default channel, and no account.
const NOT_IN_THE_LANGUAGE: [&str; 3] = [
    "CreateThreadInput.accountIdentifier",
    "CreateThreadInput.channel",
    "CreateThreadInput.channelDetails",
];

/// Comparison of the tables with a schema.
pub(crate) struct Table<'a> {
    schema: &'a Schema,
    differences: Vec<String>,
}

impl<'a> Table<'a> {
    pub(crate) fn differences(schema: &'a Schema) -> Vec<String> {
        let mut table = Self {
            schema,
            differences: Vec::new(),
        };
        for entity in ENTITIES {
            table.entity(entity);
        }
        for event in EVENTS {
            table.event(event);
        }
        table.mutations();
        for context in Context::ALL {
            table.context(context, context.graphql_input());
        }
        table.thread_fields();
        for component in COMPONENTS {
            table.properties(component.graphql_input, component.properties);
        }
        for identifier in IDENTIFIERS {
            table.identifier(identifier);
        }
        for enumeration in ENUMERATIONS {
            table.enumeration(enumeration);
        }
        table.components_and_enums();
        table.differences
    }

    fn differ(&mut self, path: impl Display, what: impl Display) {
        self.differences.push(format!("{path}: {what}"));
    }

    fn input(&mut self, name: &str) -> Option<&'a InputObjectType> {
        let input = self.schema.get_input_object(name);
        if input.is_none() {
            self.differ(name, "the schema has no such input");
        }
        input.map(AsRef::as_ref)
    }

    fn entity(&mut self, entity: &Entity) {
        // A card is an answer in JSON, which the schema does not describe.
        if let Some(mutation) = entity.mutation() {
            self.mutation(mutation);
            self.properties(mutation.input, entity.fields);
        }
    }

    fn mutation(&mut self, mutation: &Mutation) {
        let path = format!("Mutation.{}", mutation.name);
        match self.schema.type_field("Mutation", mutation.name) {
            Err(_) => self.differ(path, "the schema has no such mutation"),
            Ok(field) => {
                let arguments: Vec<String> = field
                    .arguments
                    .iter()
                    .map(|argument| format!("{}: {}", argument.name, argument.ty))
                    .collect();
                let expected = format!("input: {}!", mutation.input);
                if arguments != [expected.as_str()] {
                    let given = arguments.join(", ");
                    self.differ(
                        path,
                        format!("the arguments are `{given}`, expected `{expected}`"),
                    );
                }
            }
        }
        self.field(
            mutation.output,
            mutation.output_field,
            mutation.graphql_type,
        );
    }

    fn event(&mut self, event: &Event) {
        if self.schema.get_object(event.entry).is_none() {
            self.differ(event.entry, "the schema has no such object");
        }
        let entry_types = self.schema.get_enum("TimelineEntryType");
        if entry_types.is_none_or(|it| !values(it).contains(event.entry_type)) {
            self.differ(
                format!("TimelineEntryType.{}", event.entry_type),
                "in the table, but not in the schema",
            );
        }
    }

    /// Checks the types of thread fields, and that the input has no others.
    fn thread_fields(&mut self) {
        if let Some(types) = self.schema.get_enum("ThreadFieldSchemaType") {
            let schema = values(types);
            let table: BTreeSet<&str> = THREAD_FIELDS.iter().map(|it| it.graphql_type).collect();
            for name in schema.symmetric_difference(&table) {
                let path = format!("ThreadFieldSchemaType.{name}");
                self.differ(path, "not in both the schema and the table");
            }
        } else {
            self.differ("ThreadFieldSchemaType", "the schema has no such enum");
        }
        let Some(input) = self.input(THREAD_FIELD_INPUT) else {
            return;
        };
        let properties = || THREAD_FIELDS.iter().flat_map(|it| it.properties);
        for property in properties() {
            let path = format!("{}.{}", input.name, property.graphql_name);
            match input.fields.get(property.graphql_name) {
                None => self.differ(path, "in the table, but not in the schema"),
                Some(field) => self.property(&path, property, field),
            }
        }
        for name in input.fields.keys() {
            if name != "type" && !properties().any(|it| it.graphql_name == name.as_str()) {
                let path = format!("{}.{name}", input.name);
                self.differ(path, "in the schema, but not in the table");
            }
        }
    }

    /// Checks the type of an object's field.
    fn field(&mut self, object: &str, name: &str, ty: &str) {
        let path = format!("{object}.{name}");
        match self.schema.type_field(object, name) {
            Err(_) => self.differ(path, "in the table, but not in the schema"),
            Ok(field) => self.same_type(path, &field.ty, ty),
        }
    }

    /// Checks that the table has every mutation that creates an event.
    fn mutations(&mut self) {
        let Some(mutations) = self.schema.get_object("Mutation") else {
            return self.differ("Mutation", "the schema has no such type");
        };
        for name in mutations.fields.keys() {
            let creates_event = name.starts_with("create") && name.ends_with("Event");
            if creates_event
                && !EVENTS
                    .iter()
                    .any(|event| event.mutation.name == name.as_str())
            {
                self.differ(
                    format!("Mutation.{name}"),
                    "in the schema, but not in the table",
                );
            }
        }
    }

    /// Checks that an input has exactly the components that the table admits.
    fn context(&mut self, context: Context, input: &str) {
        let Some(input) = self.input(input) else {
            return;
        };
        for component in COMPONENTS {
            let path = format!("{}.{}", input.name, component.graphql_field);
            let field = input.fields.get(component.graphql_field);
            match (field, context.admits(component.kind)) {
                (Some(_), false) => {
                    self.differ(path, "admitted by the schema, but not by the table");
                }
                (None, true) => {
                    self.differ(path, "admitted by the table, but not by the schema");
                }
                (Some(field), true) => self.same_type(path, &field.ty, component.graphql_input),
                (None, false) => {}
            }
        }
        for name in input.fields.keys() {
            let is_known = COMPONENTS
                .iter()
                .any(|component| component.graphql_field == name.as_str());
            if !is_known {
                self.differ(
                    format!("{}.{name}", input.name),
                    "the table has no such component",
                );
            }
        }
    }

    fn properties(&mut self, input: &str, properties: &[Property]) {
        let Some(input) = self.input(input) else {
            return;
        };
        for property in properties {
            let path = format!("{}.{}", input.name, property.graphql_name);
            match input.fields.get(property.graphql_name) {
                None => self.differ(path, "in the table, but not in the schema"),
                Some(field) => self.property(&path, property, field),
            }
            if let Some(name) = property.deprecated_name {
                let path = format!("{}.{name}", input.name);
                match input.fields.get(name) {
                    None => self.differ(path, "in the table, but not in the schema"),
                    Some(field) if !is_deprecated(field) => {
                        self.differ(path, "deprecated in the table, but not in the schema");
                    }
                    Some(_) => {}
                }
            }
        }
        for name in input.fields.keys() {
            let is_known = properties.iter().any(|it| {
                it.graphql_name == name.as_str() || it.deprecated_name == Some(name.as_str())
            });
            let path = format!("{}.{name}", input.name);
            if !is_known && !NOT_IN_THE_LANGUAGE.contains(&path.as_str()) {
                self.differ(path, "in the schema, but not in the table");
            }
        }
    }

    fn property(&mut self, path: &str, property: &Property, field: &InputValueDefinition) {
        if is_deprecated(field) != property.deprecated {
            self.differ(path, "deprecated in only one of the schema and the table");
        }
        let must_be_non_null = property.presence == Presence::RequiredBySchema;
        if must_be_non_null != field.ty.is_non_null() {
            let what = format!(
                "the type is `{}`, expected {:?}",
                field.ty, property.presence
            );
            self.differ(path, what);
        }
        let ty = field.ty.as_ref().clone().nullable();
        match property.value {
            ValueType::String(rule) => self.string(path, &ty, rule),
            ValueType::Boolean => self.same_type(path, &ty, "Boolean"),
            ValueType::Enumeration(enumeration) => {
                let name = ty.to_string();
                if !enumeration.graphql_names.contains(&name.as_str()) {
                    let names = enumeration.graphql_names.join("` or `");
                    self.differ(path, format!("the type is `{name}`, expected `{names}`"));
                }
            }
            ValueType::Identifier(identifier) => self.same_type(path, &ty, identifier.graphql_name),
            ValueType::Integer { .. } => self.same_type(path, &ty, "Int"),
            ValueType::Number => self.same_type(path, &ty, "Float"),
            ValueType::List(list, _) => {
                let item = match list {
                    ListContent::Components(context) => context.graphql_input(),
                    ListContent::ThreadFields => THREAD_FIELD_INPUT,
                    ListContent::Texts(_) => "ID",
                };
                self.same_type(path, &ty, &format!("[{item}!]"));
            }
        }
    }

    /// Checks that a text is a `String`, or an `ID` if it is an identifier.
    fn string(&mut self, path: &str, ty: &Type, rule: StringRule) {
        let expected: &[&str] = match rule {
            StringRule::Id { .. } => &["ID"],
            StringRule::ExternalId | StringRule::ShortExternalId { .. } => &["String", "ID"],
            _ => &["String"],
        };
        let name = ty.to_string();
        if !expected.contains(&name.as_str()) {
            let expected = expected.join("` or `");
            self.differ(path, format!("the type is `{name}`, expected `{expected}`"));
        }
    }

    fn same_type(&mut self, path: impl Display, ty: &Type, expected: &str) {
        if ty.to_string() != expected {
            self.differ(path, format!("the type is `{ty}`, expected `{expected}`"));
        }
    }

    fn identifier(&mut self, identifier: &Identifier) {
        let Some(input) = self.input(identifier.graphql_name) else {
            return;
        };
        for kind in identifier.kinds {
            let path = format!("{}.{}", input.name, kind.graphql_name);
            match input.fields.get(kind.graphql_name) {
                None => self.differ(path, "in the table, but not in the schema"),
                Some(field) => self.string(&path, &field.ty, kind.rule),
            }
        }
        for name in input.fields.keys() {
            let is_known = identifier
                .kinds
                .iter()
                .any(|kind| kind.graphql_name == name.as_str());
            if !is_known {
                let path = format!("{}.{name}", input.name);
                self.differ(path, "in the schema, but not in the table");
            }
        }
    }

    fn enumeration(&mut self, enumeration: &Enumeration) {
        if enumeration.encoding == EnumEncoding::Numbers {
            return;
        }
        let table: BTreeSet<&str> = enumeration
            .values
            .iter()
            .map(|it| it.graphql_name)
            .collect();
        for name in enumeration.graphql_names {
            let Some(definition) = self.schema.get_enum(name) else {
                self.differ(name, "the schema has no such enum");
                continue;
            };
            let schema = values(definition);
            for value in table.difference(&schema) {
                self.differ(
                    format!("{name}.{value}"),
                    "in the table, but not in the schema",
                );
            }
            for value in schema.difference(&table) {
                self.differ(
                    format!("{name}.{value}"),
                    "in the schema, but not in the table",
                );
            }
        }
    }

    /// Checks that the tables have every input and enum of a component.
    fn components_and_enums(&mut self) {
        let known: BTreeSet<&str> = COMPONENTS
            .iter()
            .map(|component| component.graphql_input)
            .chain(Context::ALL.map(Context::graphql_input))
            .chain(IDENTIFIERS.iter().map(|it| it.graphql_name))
            .chain(ENUMERATIONS.iter().flat_map(|it| it.graphql_names).copied())
            .collect();
        for (name, definition) in &self.schema.types {
            let is_input = definition.is_input_object() || definition.is_enum();
            if is_input && name.starts_with("Component") && !known.contains(name.as_str()) {
                self.differ(name, "in the schema, but not in the table");
            }
        }
    }
}

fn is_deprecated(field: &InputValueDefinition) -> bool {
    field.directives.has("deprecated")
}

fn values(definition: &EnumType) -> BTreeSet<&str> {
    definition.values.keys().map(AsRef::as_ref).collect()
}

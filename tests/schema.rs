//! Holds the three forms of Plain's schema together: the table of `plain-schema`, the SDL beside
//! it, and Plain's own schema, which `PLAIN_SCHEMA` names.
//!
//! A comparison is a function from two of them to the list of their differences, so that the tests
//! at the end can show that it finds one.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

use apollo_compiler::ast::{FieldDefinition, InputValueDefinition, Type};
use apollo_compiler::collections::IndexMap;
use apollo_compiler::schema::{Component, EnumType, ExtendedType, InputObjectType};
use apollo_compiler::{Name, Schema};
use plain_schema::{
    COMPONENTS, Context, ENUMERATIONS, EVENTS, Enumeration, Event, IDENTIFIERS, Identifier,
    Presence, Property, SDL, StringRule, Value,
};

#[test]
fn the_table_is_the_schema() {
    let schema = Schema::parse_and_validate(SDL, "schema.graphql")
        .unwrap_or_else(|invalid| panic!("{invalid}"));
    assert_none(&Table::differences(&schema));
}

#[test]
fn the_schema_is_contained_in_plains() {
    let Some(paths) = env::var_os("PLAIN_SCHEMA").filter(|paths| !paths.is_empty()) else {
        // Standard error itself, since the test harness hides what a passing test prints.
        let _ = writeln!(
            io::stderr(),
            "SKIPPED: the schema is not compared with Plain's; to do so, set PLAIN_SCHEMA to its files"
        );
        return;
    };
    let mut differences = containment_differences(&parse(SDL), &plains_schema(&paths));
    differences.retain(|difference| !NEWER.contains(&difference.as_str()));
    assert_none(&differences);
}

/// What the queries of @team-plain/graphql 1.3.0 ask for, and Plain's schema as it is at hand may
/// not have yet.
const NEWER: [&str; 4] = [
    "CustomerEventEntry.isCollapsed: Plain's schema does not have it",
    "ThreadEventEntry.isCollapsed: Plain's schema does not have it",
    "ThreadStatusDetail: ThreadStatusDetailWaitingIndefinitely is no member in Plain's schema",
    "ThreadStatusDetailWaitingIndefinitely: Plain's schema has no such type",
];

fn plains_schema(paths: &OsStr) -> Schema {
    let files: Vec<PathBuf> = env::split_paths(paths).collect();
    files
        .iter()
        .fold(Schema::builder(), |schema, file| {
            let text = fs::read_to_string(file)
                .unwrap_or_else(|error| panic!("PLAIN_SCHEMA: {}: {error}", file.display()));
            schema.parse(text, file)
        })
        .build()
        .unwrap_or_else(|invalid| panic!("{invalid}"))
}

fn parse(sdl: &str) -> Schema {
    Schema::parse(sdl, "schema.graphql").unwrap_or_else(|invalid| panic!("{invalid}"))
}

fn assert_none(differences: &[String]) {
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

// --- The table and our SDL

/// A component of a new thread: it takes what one of an event does.
const THREAD_COMPONENT_INPUT: &str = "ComponentInput";

/// The table against a schema, and the differences found so far.
struct Table<'a> {
    schema: &'a Schema,
    differences: Vec<String>,
}

impl<'a> Table<'a> {
    fn differences(schema: &'a Schema) -> Vec<String> {
        let mut table = Self {
            schema,
            differences: Vec::new(),
        };
        for event in EVENTS {
            table.event(event);
        }
        table.mutations();
        for context in Context::ALL {
            table.context(context, context.graphql_input());
        }
        table.context(Context::Event, THREAD_COMPONENT_INPUT);
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

    fn differ(&mut self, place: impl Display, what: impl Display) {
        self.differences.push(format!("{place}: {what}"));
    }

    fn input(&mut self, name: &str) -> Option<&'a InputObjectType> {
        let input = self.schema.get_input_object(name);
        if input.is_none() {
            self.differ(name, "the table has it, the schema has no such input");
        }
        input.map(AsRef::as_ref)
    }

    fn event(&mut self, event: &Event) {
        let place = format!("Mutation.{}", event.mutation);
        match self.schema.type_field("Mutation", event.mutation) {
            Err(_) => self.differ(place, "the table has it, the schema has no such mutation"),
            Ok(mutation) => {
                let arguments: Vec<String> = mutation
                    .arguments
                    .iter()
                    .map(|argument| format!("{}: {}", argument.name, argument.ty))
                    .collect();
                let expected = format!("input: {}!", event.input);
                if arguments != [expected.as_str()] {
                    let given = arguments.join(", ");
                    self.differ(
                        place,
                        format!("it takes `{given}`, by the table `{expected}`"),
                    );
                }
            }
        }
        self.properties(event.input, event.fields);
    }

    /// Every mutation that creates an event is in the table.
    fn mutations(&mut self) {
        let Some(mutations) = self.schema.get_object("Mutation") else {
            return self.differ("Mutation", "the schema has no such type");
        };
        for name in mutations.fields.keys() {
            let creates_event = name.starts_with("create") && name.ends_with("Event");
            if creates_event && !EVENTS.iter().any(|event| event.mutation == name.as_str()) {
                self.differ(
                    format!("Mutation.{name}"),
                    "the schema has it, the table does not",
                );
            }
        }
    }

    /// A place holds exactly the components that the table admits there.
    fn context(&mut self, context: Context, input: &str) {
        let Some(input) = self.input(input) else {
            return;
        };
        for component in COMPONENTS {
            let place = format!("{}.{}", input.name, component.graphql_field);
            let field = input.fields.get(component.graphql_field);
            match (field, context.admits(component.kind)) {
                (Some(_), false) => {
                    self.differ(place, "the schema has it, the table does not admit it");
                }
                (None, true) => {
                    self.differ(place, "the table admits it, the schema does not have it");
                }
                (Some(field), true) => self.same_type(place, &field.ty, component.graphql_input),
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
            let place = format!("{}.{}", input.name, property.graphql_name);
            match input.fields.get(property.graphql_name) {
                None => self.differ(place, "the table has it, the schema does not"),
                Some(field) => self.property(&place, property, field),
            }
        }
        for (name, field) in &input.fields {
            let is_known = properties.iter().any(|it| it.graphql_name == name.as_str());
            if !is_known && !is_deprecated(field) {
                let place = format!("{}.{name}", input.name);
                self.differ(place, "the schema has it, the table does not");
            }
        }
    }

    fn property(&mut self, place: &str, property: &Property, field: &InputValueDefinition) {
        if is_deprecated(field) {
            self.differ(place, "the schema deprecates it, the table has it");
        }
        let must_be_non_null = property.presence == Presence::RequiredBySchema;
        if must_be_non_null != field.ty.is_non_null() {
            let what = format!("it is `{}`, by the table {:?}", field.ty, property.presence);
            self.differ(place, what);
        }
        let ty = field.ty.as_ref().clone().nullable();
        match property.value {
            Value::String(rule) => self.string(place, &ty, rule),
            Value::Boolean => self.same_type(place, &ty, "Boolean"),
            Value::Enumeration(enumeration) => {
                let name = ty.to_string();
                if !enumeration.graphql_names.contains(&name.as_str()) {
                    let names = enumeration.graphql_names.join("` or `");
                    self.differ(place, format!("it is `{name}`, by the table `{names}`"));
                }
            }
            Value::Identifier(identifier) => self.same_type(place, &ty, identifier.graphql_name),
            Value::Components(context, _) => {
                self.same_type(place, &ty, &format!("[{}!]", context.graphql_input()));
            }
        }
    }

    /// A text is a `String`, or an `ID` if it names something.
    fn string(&mut self, place: &str, ty: &Type, rule: StringRule) {
        let expected: &[&str] = match rule {
            StringRule::Id { .. } => &["ID"],
            StringRule::NotBlank => &["String", "ID"],
            _ => &["String"],
        };
        let name = ty.to_string();
        if !expected.contains(&name.as_str()) {
            let expected = expected.join("` or `");
            self.differ(place, format!("it is `{name}`, by the table `{expected}`"));
        }
    }

    fn same_type(&mut self, place: impl Display, ty: &Type, expected: &str) {
        if ty.to_string() != expected {
            self.differ(place, format!("it is `{ty}`, by the table `{expected}`"));
        }
    }

    fn identifier(&mut self, identifier: &Identifier) {
        let Some(input) = self.input(identifier.graphql_name) else {
            return;
        };
        for kind in identifier.kinds {
            let place = format!("{}.{}", input.name, kind.graphql_name);
            match input.fields.get(kind.graphql_name) {
                None => self.differ(place, "the table has it, the schema does not"),
                Some(field) => self.string(&place, &field.ty, kind.rule),
            }
        }
        for name in input.fields.keys() {
            let is_known = identifier
                .kinds
                .iter()
                .any(|kind| kind.graphql_name == name.as_str());
            if !is_known {
                let place = format!("{}.{name}", input.name);
                self.differ(place, "the schema has it, the table does not");
            }
        }
    }

    fn enumeration(&mut self, enumeration: &Enumeration) {
        let table: BTreeSet<&str> = enumeration
            .values
            .iter()
            .map(|it| it.graphql_name)
            .collect();
        for name in enumeration.graphql_names {
            let Some(definition) = self.schema.get_enum(name) else {
                self.differ(name, "the table has it, the schema has no such enum");
                continue;
            };
            let schema = values(definition);
            for value in table.difference(&schema) {
                self.differ(
                    format!("{name}.{value}"),
                    "the table has it, the schema does not",
                );
            }
            for value in schema.difference(&table) {
                self.differ(
                    format!("{name}.{value}"),
                    "the schema has it, the table does not",
                );
            }
        }
    }

    /// Every input of a component and every enum of one is in the table.
    fn components_and_enums(&mut self) {
        let known: BTreeSet<&str> = COMPONENTS
            .iter()
            .map(|component| component.graphql_input)
            .chain(Context::ALL.map(Context::graphql_input))
            .chain([THREAD_COMPONENT_INPUT])
            .chain(IDENTIFIERS.iter().map(|it| it.graphql_name))
            .chain(ENUMERATIONS.iter().flat_map(|it| it.graphql_names).copied())
            .collect();
        for (name, definition) in &self.schema.types {
            let is_input = definition.is_input_object() || definition.is_enum();
            if is_input && name.starts_with("Component") && !known.contains(name.as_str()) {
                self.differ(name, "the schema has it, the table does not");
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

// --- Our SDL and Plain's

/// What of `ours` is not, or not so, in `plains`.
fn containment_differences(ours: &Schema, plains: &Schema) -> Vec<String> {
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
                    differences.push(format!("{name}: it is no {interface} in Plain's schema"));
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
                differences.push(format!("{name}.{value}: Plain's schema does not have it"));
            }
        }
        (ExtendedType::Union(our), ExtendedType::Union(their)) => {
            for member in &our.members {
                if !their.members.contains(member) {
                    differences.push(format!("{name}: {member} is no member in Plain's schema"));
                }
            }
        }
        _ => differences.push(format!("{name}: it is of another kind in Plain's schema")),
    }
}

type Fields = IndexMap<Name, Component<FieldDefinition>>;

fn compare_field_lists(name: &Name, ours: &Fields, plains: &Fields, differences: &mut Vec<String>) {
    for (field, definition) in ours {
        let place = format!("{name}.{field}");
        let theirs = plains.get(field).map(AsRef::as_ref);
        compare_fields(&place, definition, theirs, differences);
    }
}

fn compare_fields(
    place: &str,
    ours: &FieldDefinition,
    plains: Option<&FieldDefinition>,
    differences: &mut Vec<String>,
) {
    let Some(plains) = plains else {
        differences.push(format!("{place}: Plain's schema does not have it"));
        return;
    };
    if ours.ty != plains.ty {
        differences.push(format!(
            "{place}: it is `{}`, in Plain's schema `{}`",
            ours.ty, plains.ty
        ));
    }
    if ours.directives.has("deprecated") != plains.directives.has("deprecated") {
        differences.push(format!("{place}: only one schema deprecates it"));
    }
    let our_arguments = ours.arguments.iter().map(AsRef::as_ref).collect();
    let their_arguments = plains.arguments.iter().map(AsRef::as_ref).collect();
    compare_inputs(place, &our_arguments, &their_arguments, differences);
}

/// Compares the fields of inputs, or the arguments of fields.
fn compare_inputs(
    place: impl Display,
    ours: &Vec<&InputValueDefinition>,
    plains: &Vec<&InputValueDefinition>,
    differences: &mut Vec<String>,
) {
    for our in ours {
        let place = format!("{place}.{}", our.name);
        match plains.iter().find(|their| their.name == our.name) {
            None => differences.push(format!("{place}: Plain's schema does not have it")),
            Some(their) if their.ty != our.ty => differences.push(format!(
                "{place}: it is `{}`, in Plain's schema `{}`",
                our.ty, their.ty
            )),
            Some(their) if is_deprecated(their) != is_deprecated(our) => {
                differences.push(format!("{place}: only one schema deprecates it"));
            }
            Some(_) => {}
        }
    }
    for their in plains {
        let is_needed = their.ty.is_non_null() && their.default_value.is_none();
        if is_needed && !ours.iter().any(|our| our.name == their.name) {
            differences.push(format!(
                "{place}.{}: Plain's schema requires it, ours does not have it",
                their.name
            ));
        }
    }
}

// --- The comparisons find differences

#[test]
fn a_change_of_the_schema_is_a_difference_from_the_table() {
    let cases: [(&str, &str, &[&str]); 12] = [
        (
            "badgeLabel: String!\n  badgeColor",
            "badgeLabel: String\n  badgeColor",
            &["ComponentBadgeInput.badgeLabel: it is `String`, by the table RequiredBySchema"],
        ),
        (
            "spacerSize: ComponentSpacerSize\n",
            "spacerSize: ComponentSpacerSize!\n",
            &[
                "ComponentSpacerInput.spacerSize: it is `ComponentSpacerSize!`, by the table RequiredByDescription",
            ],
        ),
        (
            "badgeColor: ComponentBadgeColor\n}\n\n\"A button that copies",
            "badgeColor: ComponentTextColor\n}\n\n\"A button that copies",
            &[
                "ComponentBadgeInput.badgeColor: it is `ComponentTextColor`, by the table `ComponentBadgeColor`",
            ],
        ),
        (
            "  GREY\n",
            "  GRAY\n",
            &[
                "ComponentBadgeColor.GREY: the table has it, the schema does not",
                "ComponentBadgeColor.GRAY: the schema has it, the table does not",
            ],
        ),
        (
            "  componentContainer: ComponentContainerInput\n",
            "",
            &[
                "EventComponentInput.componentContainer: the table admits it, the schema does not have it",
            ],
        ),
        (
            "input ComponentRowContentInput {",
            "input ComponentRowContentInput {\n  componentRow: ComponentRowInput",
            &[
                "ComponentRowContentInput.componentRow: the schema has it, the table does not admit it",
            ],
        ),
        (
            "input EventComponentInput {",
            "input EventComponentInput {\n  componentTable: ComponentTextInput",
            &["EventComponentInput.componentTable: the table has no such component"],
        ),
        (
            "  machineUserId: ID\n",
            "  teamId: ID\n",
            &[
                "UserIdentifierInput.machineUserId: the table has it, the schema does not",
                "UserIdentifierInput.teamId: the schema has it, the table does not",
            ],
        ),
        (
            "  isCollapsed: Boolean\n}\n\ninput CreateThreadEventInput",
            "  isFolded: Boolean\n}\n\ninput CreateThreadEventInput",
            &[
                "CreateCustomerEventInput.isCollapsed: the table has it, the schema does not",
                "CreateCustomerEventInput.isFolded: the schema has it, the table does not",
            ],
        ),
        (
            "createThreadEvent(input: CreateThreadEventInput!)",
            "createThreadEvent(input: CreateThreadEventInput)",
            &[
                "Mutation.createThreadEvent: it takes `input: CreateThreadEventInput`, by the table `input: CreateThreadEventInput!`",
            ],
        ),
        (
            "type Mutation {",
            "type Mutation {\n  createTenantEvent: Boolean",
            &["Mutation.createTenantEvent: the schema has it, the table does not"],
        ),
        (
            "input ComponentRowInput {",
            "enum ComponentTableSize { S }\ninput ComponentRowInput {",
            &["ComponentTableSize: the schema has it, the table does not"],
        ),
    ];
    for (from, to, expected) in cases {
        assert!(SDL.contains(from), "the schema has no {from:?}");
        let schema = parse(&SDL.replacen(from, to, 1));
        assert_eq!(Table::differences(&schema), expected, "{to}");
    }
}

#[test]
fn a_schema_contains_itself() {
    let schema = parse(SDL);
    assert_none(&containment_differences(&schema, &schema));
}

#[test]
fn what_another_schema_lacks_is_a_difference() {
    let plains = parse(
        "type Query { a(x: Int!, y: Int! = 1, z: Int): A, b: [A!]! old: Int @deprecated }
         type A implements N { id: ID! }
         type B { id: ID! }
         interface N { id: ID! }
         union U = A | B
         enum E { X Y }
         input I { needed: ID!, defaulted: ID! = 1, free: ID }
         scalar S",
    );
    let contained = parse(
        "type Query { a(x: Int!): A, b: [A!]! }
         type A implements N { id: ID! }
         interface N { id: ID! }
         union U = A
         enum E { X }
         input I { needed: ID! }
         scalar S",
    );
    assert_none(&containment_differences(&contained, &plains));

    let ours = parse(
        "type Query { a(z: String): A!, b: [A!], c: Int, old: Int }
         type A { id: ID! }
         type B implements N { id: ID! }
         type C { id: ID! }
         interface N { id: ID }
         union U = A | C
         enum E { X Z }
         input I { free: ID!, more: ID }
         enum S { X }",
    );
    assert_eq!(
        containment_differences(&ours, &plains),
        [
            "Query.a: it is `A!`, in Plain's schema `A`",
            "Query.a.z: it is `String`, in Plain's schema `Int`",
            "Query.a.x: Plain's schema requires it, ours does not have it",
            "Query.b: it is `[A!]`, in Plain's schema `[A!]!`",
            "Query.c: Plain's schema does not have it",
            "Query.old: only one schema deprecates it",
            "B: it is no N in Plain's schema",
            "C: Plain's schema has no such type",
            "N.id: it is `ID`, in Plain's schema `ID!`",
            "U: C is no member in Plain's schema",
            "E.Z: Plain's schema does not have it",
            "I.free: it is `ID!`, in Plain's schema `ID`",
            "I.more: Plain's schema does not have it",
            "I.needed: Plain's schema requires it, ours does not have it",
            "S: it is of another kind in Plain's schema",
        ]
    );
}

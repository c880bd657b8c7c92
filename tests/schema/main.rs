//! Holds the three forms of Plain's schema together: the table of `plain-schema`, the SDL beside
//! it, and Plain's own schema, which `PLAIN_SCHEMA` names.
//!
//! A comparison is a function from two of them to the list of their differences, so that the tests
//! at the end can show that it finds one.

mod containment;
mod table;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::{env, fs};

use apollo_compiler::Schema;
use plain_schema::{Permission, SDL};

use containment::containment_differences;
use table::Table;

#[test]
fn the_table_is_the_schema() {
    let schema = Schema::parse_and_validate(SDL, "schema.graphql")
        .unwrap_or_else(|invalid| panic!("{invalid}"));
    assert_none(&Table::differences(&schema));
}

/// Operations whose permissions Plain does not document.
const WITHOUT_PERMISSIONS: [&str; 5] = [
    "machineUser",
    "timelineEntries",
    "timelineEntry",
    "user",
    "userByEmail",
];

#[test]
fn operations_have_their_documented_permissions() {
    let schema = parse(SDL);
    for root in ["Query", "Mutation"] {
        for field in schema.get_object(root).unwrap().fields.keys() {
            let is_documented = !WITHOUT_PERMISSIONS.contains(&field.as_str());
            let permissions = Permission::needed_for(field);
            assert_eq!(!permissions.is_empty(), is_documented, "{root}.{field}");
        }
    }
}

#[test]
#[ignore = "needs PLAIN_SCHEMA"]
fn the_schema_is_contained_in_plains() {
    let paths = env::var_os("PLAIN_SCHEMA").filter(|paths| !paths.is_empty());
    let Some(paths) = paths else {
        panic!("set PLAIN_SCHEMA to the paths of Plain's schema files");
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

// --- The comparisons find differences

#[test]
fn a_change_of_the_schema_is_a_difference_from_the_table() {
    let cases: [(&str, &str, &[&str]); 15] = [
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
        (
            "  spacingSize: ComponentDividerSpacingSize @deprecated(reason: \"It is now dividerSpacingSize\")\n",
            "  spacing: ComponentDividerSpacingSize @deprecated\n",
            &[
                "ComponentDividerInput.spacingSize: the table has it, the schema does not",
                "ComponentDividerInput.spacing: the schema has it, the table does not",
            ],
        ),
        (
            "  customerEvent: CustomerEvent\n",
            "  event: CustomerEvent\n",
            &["CreateCustomerEventOutput.customerEvent: the table has it, the schema does not"],
        ),
        (
            "  THREAD_EVENT\n",
            "",
            &["TimelineEntryType.THREAD_EVENT: the table has it, the schema does not"],
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

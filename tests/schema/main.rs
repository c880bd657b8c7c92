//! Consistency of the tables of `plain-schema`, its SDL, and Plain's schema in the files of
//! `PLAIN_SCHEMA`, from the oldest to the newest.
//!
//! Each comparison is a function that returns the differences. The tests at the end check that it
//! finds them.

mod containment;
mod newest;
mod table;

use std::ffi::OsStr;
use std::{env, fs};

use apollo_compiler::Schema;
use plain_schema::{Permission, SDL};

use containment::containment_differences;
use table::Table;

#[test]
fn the_tables_match_the_sdl() {
    let schema = Schema::parse_and_validate(SDL, "schema.graphql")
        .unwrap_or_else(|invalid| panic!("{invalid}"));
    assert_none(&Table::differences(&schema));
}

/// Operations whose permissions Plain does not document.
const WITHOUT_PERMISSIONS: [&str; 9] = [
    "archiveLabelType",
    "machineUser",
    "markCustomerAsSpam",
    "tenants",
    "threadFieldSchema",
    "threadFieldSchemas",
    "unmarkCustomerAsSpam",
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
fn the_sdl_is_contained_in_plains_schema() {
    let paths = env::var_os("PLAIN_SCHEMA").filter(|paths| !paths.is_empty());
    let Some(paths) = paths else {
        panic!("set PLAIN_SCHEMA to the paths of Plain's schema files");
    };
    let mut differences = containment_differences(&parse(SDL), &read_plains_schema(&paths));
    differences.retain(|difference| !NEWER.contains(&difference.as_str()));
    assert_none(&differences);
}

/// Accepted differences: parts that @team-plain/graphql 1.3.0 queries and no schema file has.
const NEWER: [&str; 1] = ["SlackThreadChannelAssociation.tenantId: missing in Plain's schema"];

fn read_plains_schema(paths: &OsStr) -> Schema {
    let files = env::split_paths(paths).map(|file| {
        fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("PLAIN_SCHEMA: {}: {error}", file.display()))
    });
    newest::schema(files)
}

fn parse(sdl: &str) -> Schema {
    Schema::parse(sdl, "schema.graphql").unwrap_or_else(|invalid| panic!("{invalid}"))
}

fn assert_none(differences: &[String]) {
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// Replacements in the SDL, and the differences that they cause.
const CHANGES: [(&str, &str, &[&str]); 15] = [
    (
        "badgeLabel: String!\n  badgeColor",
        "badgeLabel: String\n  badgeColor",
        &["ComponentBadgeInput.badgeLabel: the type is `String`, expected RequiredBySchema"],
    ),
    (
        "spacerSize: ComponentSpacerSize\n",
        "spacerSize: ComponentSpacerSize!\n",
        &[
            "ComponentSpacerInput.spacerSize: the type is `ComponentSpacerSize!`, expected RequiredByDescription",
        ],
    ),
    (
        "badgeColor: ComponentBadgeColor\n}\n\n\"A button that copies",
        "badgeColor: ComponentTextColor\n}\n\n\"A button that copies",
        &[
            "ComponentBadgeInput.badgeColor: the type is `ComponentTextColor`, expected `ComponentBadgeColor`",
        ],
    ),
    (
        "  GREY\n",
        "  GRAY\n",
        &[
            "ComponentBadgeColor.GREY: in the table, but not in the schema",
            "ComponentBadgeColor.GRAY: in the schema, but not in the table",
        ],
    ),
    (
        "  componentContainer: ComponentContainerInput\n",
        "",
        &["EventComponentInput.componentContainer: admitted by the table, but not by the schema"],
    ),
    (
        "input ComponentRowContentInput {",
        "input ComponentRowContentInput {\n  componentRow: ComponentRowInput",
        &["ComponentRowContentInput.componentRow: admitted by the schema, but not by the table"],
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
            "UserIdentifierInput.machineUserId: in the table, but not in the schema",
            "UserIdentifierInput.teamId: in the schema, but not in the table",
        ],
    ),
    (
        "  isCollapsed: Boolean\n}\n\ninput CreateThreadEventInput",
        "  isFolded: Boolean\n}\n\ninput CreateThreadEventInput",
        &[
            "CreateCustomerEventInput.isCollapsed: in the table, but not in the schema",
            "CreateCustomerEventInput.isFolded: in the schema, but not in the table",
        ],
    ),
    (
        "createThreadEvent(input: CreateThreadEventInput!)",
        "createThreadEvent(input: CreateThreadEventInput)",
        &[
            "Mutation.createThreadEvent: the arguments are `input: CreateThreadEventInput`, expected `input: CreateThreadEventInput!`",
        ],
    ),
    (
        "type Mutation {",
        "type Mutation {\n  createTenantEvent: Boolean",
        &["Mutation.createTenantEvent: in the schema, but not in the table"],
    ),
    (
        "input ComponentRowInput {",
        "enum ComponentTableSize { S }\ninput ComponentRowInput {",
        &["ComponentTableSize: in the schema, but not in the table"],
    ),
    (
        "  spacingSize: ComponentDividerSpacingSize @deprecated(reason: \"It is now dividerSpacingSize\")\n",
        "  spacing: ComponentDividerSpacingSize @deprecated\n",
        &[
            "ComponentDividerInput.spacingSize: in the table, but not in the schema",
            "ComponentDividerInput.spacing: in the schema, but not in the table",
        ],
    ),
    (
        "  customerEvent: CustomerEvent\n",
        "  event: CustomerEvent\n",
        &["CreateCustomerEventOutput.customerEvent: in the table, but not in the schema"],
    ),
    (
        "  THREAD_EVENT\n",
        "",
        &["TimelineEntryType.THREAD_EVENT: in the table, but not in the schema"],
    ),
];

#[test]
fn changes_of_the_sdl_are_reported() {
    for (from, to, expected) in CHANGES {
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
fn differences_between_schemas_are_reported() {
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
            "Query.a: the type is `A!`, in Plain's schema `A`",
            "Query.a.z: the type is `String`, in Plain's schema `Int`",
            "Query.a.x: required by Plain's schema, but missing in ours",
            "Query.b: the type is `[A!]`, in Plain's schema `[A!]!`",
            "Query.c: missing in Plain's schema",
            "Query.old: deprecated in only one of the schemas",
            "B: does not implement N in Plain's schema",
            "C: Plain's schema has no such type",
            "N.id: the type is `ID`, in Plain's schema `ID!`",
            "U: C is not a member in Plain's schema",
            "E.Z: missing in Plain's schema",
            "I.free: the type is `ID!`, in Plain's schema `ID`",
            "I.more: missing in Plain's schema",
            "I.needed: required by Plain's schema, but missing in ours",
            "S: a different kind of type in Plain's schema",
        ]
    );
}

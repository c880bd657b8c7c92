//! Consistency of the tables of `plain-schema` and its SDL, which the example `drift` of that crate compares
//! with Plain's schema.

mod table;

use apollo_compiler::Schema;
use plain_schema::{Permission, SDL};

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

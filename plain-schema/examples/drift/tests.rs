//! Invented changes of Plain's schema, and the files in `PLAIN_SCHEMA`.

use std::collections::HashSet;
use std::env;
use std::path::Path;
use std::sync::LazyLock;

use apollo_compiler::Schema;
use plain_schema::SDL;

use crate::compare::differences;
use crate::omission_list::{NEWER, OMISSIONS, UNPUBLISHED};
use crate::report::Report;
use crate::schema_file::{SchemaFile, parse_schema, read};
use crate::{CARDS, Ours};

static OURS: LazyLock<Ours> = LazyLock::new(|| Ours::parse().unwrap());

/// A whole schema of Plain's that equals ours.
fn unchanged() -> String {
    [SDL, CARDS].concat()
}

/// The schema with other definitions.
fn changed(changes: &[(&str, &str)]) -> SchemaFile {
    let mut text = unchanged();
    for (from, to) in changes {
        assert!(text.contains(from), "the schema has no {from:?}");
        text = text.replacen(from, to, 1);
    }
    parse_schema("changed.graphql", &text).unwrap()
}

fn report(file: &SchemaFile) -> String {
    let sorted = &OURS.drift(file).unwrap();
    let is_part = file.is_part;
    Report { sorted, is_part }.to_string()
}

/// Differences without their needs.
fn lines(file: &SchemaFile) -> Vec<String> {
    let sorted = OURS.drift(file).unwrap();
    sorted.drift.iter().map(ToString::to_string).collect()
}

#[test]
fn an_equal_schema_has_no_drift() {
    assert_eq!(
        report(&changed(&[])),
        "no differences to act on, and 0 intended\n"
    );
}

#[test]
fn a_new_component_is_reported_with_its_needs() {
    let file = changed(&[
        (
            "input EventComponentInput {",
            "input ComponentTableInput { tableRows: [String!]!, tableSize: ComponentTextSize }
             type ComponentTable { tableRows: [String!]! }
             input EventComponentInput {\n  componentTable: ComponentTableInput",
        ),
        (
            "union EventComponent =",
            "union EventComponent =\n  | ComponentTable",
        ),
    ]);
    let expected = "\
components
  new field EventComponentInput.componentTable: ComponentTableInput, a new input
  new member EventComponent.ComponentTable
  new type ComponentTableInput: input { tableRows: [String!]!, tableSize: ComponentTextSize }
  new type ComponentTable: type { tableRows: [String!]! }
    needs:
      schema   plain-schema/schema.graphql
      row      `ComponentKind` in plain-schema/src/context.rs, `COMPONENTS` in plain-schema/src/component.rs
      type     `context_components` in plain-runtime/src/input/component.rs, plain-runtime/src/macros/names.rs
      sandbox  plain-sandbox/src/web/component.rs, plain-sandbox/src/web/style/component.css
      fails    `the_tables_match_the_sdl` in tests/schema/main.rs
      new test plain-macros/src/tests/component.rs, tests/language/components.rs, tests/packages/ui/messages, e2e/browser

4 differences to act on, and 0 intended
";
    assert_eq!(report(&file), expected);
}

/// Replacements in the schema, the difference that they cause, and parts of its needs.
const CHANGES: [(&str, &str, &str, &[&str]); 21] = [
    (
        "  GREY\n",
        "  GREY\n  PURPLE\n",
        "new value ComponentBadgeColor.PURPLE",
        &[
            "`BADGE_COLOR` in plain-schema/src/enumeration.rs",
            "`BadgeColor` in plain-runtime",
        ],
    ),
    (
        "  badgeColor: ComponentBadgeColor\n}\n\n\"A button that copies",
        "  badgeColor: ComponentBadgeColor!\n}\n\n\"A button that copies",
        "changed field ComponentBadgeInput.badgeColor: `ComponentBadgeColor!` instead of `ComponentBadgeColor`",
        &[
            "`BADGE` in plain-schema/src/component.rs",
            "`Badge` in plain-runtime/src/input/component.rs",
        ],
    ),
    (
        "  \"At most 500 characters.\"\n  copyButtonTooltipLabel: String\n}\n\n\"A date",
        "}\n\n\"A date",
        "gone field ComponentCopyButtonInput.copyButtonTooltipLabel: String",
        &["`COPY_BUTTON` in plain-schema/src/component.rs"],
    ),
    (
        "  componentUser: ComponentUserInput\n}\n\n\"Text with",
        "}\n\n\"Text with",
        "gone field ComponentRowContentInput.componentUser: ComponentUserInput",
        &["`Context::admits` in plain-schema/src/context.rs"],
    ),
    (
        "input CreateThreadInput {",
        "input CreateThreadInput {\n  dueAt: String",
        "new field CreateThreadInput.dueAt: String",
        &[
            "plain-schema/threads.graphql",
            "`THREAD` in plain-schema/src/entity.rs",
            "`CreateThreadInput` in plain-runtime/src/input/thread.rs",
            "plain-sandbox/src/graphql/mutation/create_thread.rs",
        ],
    ),
    (
        "input CreateCustomerEventInput {",
        "input CreateCustomerEventInput {\n  channel: ThreadChannel!",
        "new required field CreateCustomerEventInput.channel: ThreadChannel!",
        &["`CUSTOMER_EVENT` in plain-schema/src/entity.rs"],
    ),
    (
        "threadByRef(ref: String!)",
        "threadByRef(reference: String!)",
        "gone argument Query.threadByRef.ref: String!",
        &[
            "plain-schema/src/operation.rs",
            "plain-sandbox/src/graphql/root.rs",
        ],
    ),
    (
        "type Mutation {",
        "type Mutation {\n  createTenantEvent(input: ID!): Tenant",
        "new field Mutation.createTenantEvent: Tenant",
        &["plain-schema/src/permission.rs"],
    ),
    (
        "type Mutation {",
        "type Mutation {\n  pinCustomer(customerId: ID!): Customer",
        "new field Mutation.pinCustomer: Customer",
        &["plain-runtime/src/response/customer.rs"],
    ),
    (
        "  machineUserId: ID\n}\n\n# --- Components",
        "  machineUserId: ID\n  teamId: ID\n}\n\n# --- Components",
        "new field UserIdentifierInput.teamId: ID",
        &["`USER_IDENTIFIER` in plain-schema/src/identifier.rs"],
    ),
    (
        "  fullName: String!\n  shortName: String\n  email: EmailAddress!",
        "  fullName: String! @deprecated(reason: \"Use name\")\n  shortName: String\n  email: EmailAddress!",
        "changed field Customer.fullName: deprecated: Use name",
        &[
            "plain-runtime/src/response/customer.rs",
            "plain-sandbox/src/graphql/object/mod.rs",
        ],
    ),
    (
        "  status: CustomerStatus @deprecated(reason: \"Threads have one instead\")",
        "  status: CustomerStatus",
        "changed field Customer.status: no longer deprecated",
        &["plain-runtime/src/response/customer.rs"],
    ),
    (
        "union CustomerIdentity =",
        "type PhoneCustomerIdentity { phone: String! }\nunion CustomerIdentity = PhoneCustomerIdentity |",
        "new member CustomerIdentity.PhoneCustomerIdentity",
        &["plain-schema/schema.graphql"],
    ),
    (
        "enum ThreadFieldSchemaType {",
        "enum ThreadFieldSchemaType {\n  LINK",
        "new value ThreadFieldSchemaType.LINK",
        &["`THREAD_FIELDS` in plain-schema/src/thread_field.rs"],
    ),
    (
        "input UpsertTenantInput {",
        "input UpsertTenantInput {\n  logoUrl: OptionalStringInput",
        "new field UpsertTenantInput.logoUrl: OptionalStringInput",
        &[
            "plain-runtime/src/input/tenant.rs",
            "mutation/upsert_tenant.rs",
        ],
    ),
    (
        "logoUrl(size: Int)",
        "logoUrl(size: Int = 64)",
        "changed argument Tenant.logoUrl.size: the default `64` instead of no default",
        &["plain-schema/tenants.graphql"],
    ),
    (
        "type CustomerEventEntry implements TimelineEventEntry {",
        "type CustomerEventEntry {",
        "gone interface CustomerEventEntry.TimelineEventEntry",
        &["plain-schema/threads.graphql"],
    ),
    (
        "  cardKey: String!\n  sizeBytes: Int!",
        "  cardKey: String\n  sizeBytes: Int!",
        "changed field CustomerCardInstanceCardTooBigErrorDetail.cardKey: `String` instead of `String!`",
        &[
            "plain-schema/examples/drift/cards.graphql",
            "plain-runtime/src/input/card.rs",
        ],
    ),
    (
        "enum MutationErrorType {",
        "enum MutationErrorType {\n  CONFLICT",
        "new value MutationErrorType.CONFLICT",
        &["plain-runtime/src/error/mutation.rs"],
    ),
    (
        "  \"At most 500 characters.\"\n  badgeLabel",
        "  \"At most 1,500 characters.\"\n  badgeLabel",
        "changed limit ComponentBadgeInput.badgeLabel: 1500 instead of 500",
        &["`BADGE` in plain-schema/src/component.rs"],
    ),
    (
        "type AgentStatusDetailHandedOff {\n  type: String!\n  reason: String",
        "type AgentStatusDetailHandedOff {\n  type: String!",
        "gone field AgentStatusDetailHandedOff.reason: String",
        &["plain-schema/absent.graphql"],
    ),
];

#[test]
fn changes_are_reported_with_their_needs() {
    for (from, to, expected, needs) in CHANGES {
        let file = changed(&[(from, to)]);
        let lines = lines(&file);
        assert!(
            lines.iter().any(|line| line == expected),
            "{expected}: {lines:#?}"
        );
        let report = report(&file);
        for need in needs {
            assert!(report.contains(need), "{expected}: no {need} in\n{report}");
        }
    }
}

#[test]
fn a_renamed_argument_is_gone_and_new() {
    let file = changed(&[(
        "threadByRef(ref: String!)",
        "threadByRef(reference: String!)",
    )]);
    assert_eq!(
        lines(&file),
        [
            "gone argument Query.threadByRef.ref: String!",
            "new required argument Query.threadByRef.reference: String!",
        ]
    );
}

#[test]
fn unrelated_operations_and_types_are_no_drift() {
    let file = changed(&[(
        "type Mutation {",
        "type Invoice { id: ID! }
         type Subscription { customerChanges: Customer }
         type Mutation {\n  payInvoice(id: ID!): Invoice",
    )]);
    assert_eq!(lines(&file), [""; 0]);
}

#[test]
fn a_listed_part_is_drift_once_it_is_required() {
    let optional = changed(&[(
        "input UpsertCustomerOnCreateInput {",
        "input UpsertCustomerOnCreateInput {\n  tenantIdentifiers: [TenantIdentifierInput!]",
    )]);
    assert_eq!(lines(&optional), [""; 0]);
    assert!(report(&optional).contains("and 1 intended:\n    1  upsertCustomer, upsertTenant"));
    let required = changed(&[(
        "input UpsertCustomerOnCreateInput {",
        "input UpsertCustomerOnCreateInput {\n  tenantIdentifiers: [TenantIdentifierInput!]!",
    )]);
    assert_eq!(
        lines(&required),
        [
            "new required field UpsertCustomerOnCreateInput.tenantIdentifiers: [TenantIdentifierInput!]!"
        ]
    );
}

#[test]
fn only_a_file_without_all_newer_parts_is_older() {
    let file = changed(&[(
        "  \"Whether to change only a thread without labels.\"\n  onlyIfNoLabels: Boolean\n",
        "",
    )]);
    assert_eq!(
        lines(&file),
        ["gone field AddLabelsInput.onlyIfNoLabels: Boolean"]
    );
}

#[test]
fn a_part_of_a_schema_lacks_types_and_operations() {
    let part = "extend type Query { customer(customerId: ID!): Customer, customerById: Customer }
        input UserIdentifierInput { userId: ID, emailAddress: String }";
    let part = parse_schema("part.graphql", part).unwrap();
    assert_eq!(
        lines(&part),
        [
            "new field Query.customerById: Customer",
            "gone field UserIdentifierInput.machineUserId: ID",
        ]
    );
    assert!(report(&part).contains("only extends `Query` and `Mutation`"));
}

#[test]
fn another_schema_is_not_compared() {
    let file = "type Query { shop: Shop } type Shop { id: ID! }";
    let file = parse_schema("shop.graphql", file).unwrap();
    assert!(OURS.drift(&file).is_none());
}

#[test]
fn both_directions_are_compared() {
    let ours = "type Query { a(x: Int!): A, b: [A!]!, c: Int, old: Int, thread: A }
        type A implements N { id: ID! }
        interface N { id: ID! }
        union U = A
        enum E { X @deprecated Y }
        input I { needed: ID!, gone: ID }
        enum S { X }
        type B { id: ID! }";
    let theirs = "type Query { a(x: Int, y: Int!, z: Int! = 1): A, b: [A!]! @deprecated, old: Int, threads: A }
        type A { id: ID! }
        interface N { id: ID, more: Int }
        union U = A | C
        type C { id: ID! }
        enum E { X Z }
        input I { needed: ID! @deprecated }
        scalar S";
    let ours = Schema::parse(ours, "ours.graphql").unwrap();
    let theirs = parse_schema("theirs.graphql", theirs).unwrap();
    let differences: Vec<String> = differences(&ours, &theirs)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        differences,
        [
            "changed argument Query.a.x: `Int` instead of `Int!`",
            "new required argument Query.a.y: Int!",
            "new argument Query.a.z: Int!",
            "changed field Query.b: deprecated",
            "gone field Query.c: Int",
            "gone field Query.thread: A",
            "new field Query.threads: A",
            "gone interface A.N",
            "changed field N.id: `ID` instead of `ID!`",
            "new field N.more: Int",
            "new member U.C",
            "changed value E.X: no longer deprecated",
            "gone value E.Y",
            "new value E.Z",
            "changed field I.needed: deprecated",
            "gone field I.gone: ID",
            "changed type S: scalar instead of enum",
            "gone type B",
        ]
    );
}

/// Schema files of Plain, from `PLAIN_SCHEMA`. Relative paths begin at the workspace.
fn stored() -> Vec<String> {
    let paths = env::var_os("PLAIN_SCHEMA").filter(|paths| !paths.is_empty());
    let paths = paths.expect("set PLAIN_SCHEMA to the paths of Plain's schema files");
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    env::split_paths(&paths)
        .map(|path| workspace.join(path).display().to_string())
        .collect()
}

#[test]
#[ignore = "needs PLAIN_SCHEMA"]
fn every_intended_difference_is_in_a_stored_schema() {
    let files = stored();
    let found: HashSet<String> = files
        .iter()
        .map(|file| read(std::slice::from_ref(file)).unwrap())
        .flat_map(|file| differences(&OURS.schema, &file))
        .map(|difference| difference.path)
        .collect();
    let listed = OMISSIONS.iter().flat_map(|omission| omission.paths);
    let unused: Vec<_> = listed
        .chain(NEWER)
        .chain(UNPUBLISHED)
        .filter(|path| !found.contains(**path))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
#[ignore = "needs PLAIN_SCHEMA"]
fn the_newest_stored_schema_has_no_drift() {
    let newest = read(&stored()).unwrap();
    assert_eq!(lines(&newest), [""; 0]);
}

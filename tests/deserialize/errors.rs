//! Unknown, missing and repeated names are errors that name them; a value that breaks a rule is read.

use plain_runtime::{
    Card, CreateCustomerEventInput, CreateThreadEventInput, CreateThreadInput, EventComponent,
    FieldViolation, Iso8601, OptionalStringInput, RowContent, TenantIdentifier, TextSize,
    ThreadField, ThreadPriority, UpsertCustomerInput, UserIdentifier, ValidationError,
};
use serde::de::DeserializeOwned;

fn error<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
    serde_json::from_str::<T>(json).unwrap_err().to_string()
}

#[test]
fn unknown_names_are_named() {
    type Component = EventComponent;
    for (error, words) in [
        (
            error::<Component>(r#"{"componentButton":{}}"#),
            "unknown variant `componentButton`, expected one of `componentText`, ",
        ),
        (
            error::<Component>(r#"{"componentBadge":{"label":"a"}}"#),
            "unknown field `label`, expected `badgeLabel` or `badgeColor`",
        ),
        (
            error::<RowContent>(r#"{"componentRow":{"rowMainContent":[],"rowAsideContent":[]}}"#),
            "unknown variant `componentRow`, expected one of ",
        ),
        (
            error::<Component>(r#"{"componentBadge":{"badgeLabel":"a","badgeColor":"Green"}}"#),
            "unknown variant `Green`, expected one of `GREY`, `GREEN`, `YELLOW`, `RED`, `BLUE`",
        ),
        (
            error::<TextSize>(r#""XL""#),
            "unknown variant `XL`, expected one of `S`, `M`, `L`",
        ),
        (
            error::<UserIdentifier>(r#"{"customerId":"c_1"}"#),
            "unknown variant `customerId`, expected one of `userId`, `emailAddress`, `machineUserId`",
        ),
        (
            error::<CreateThreadEventInput>(r#"{"customerIdentifier":{"customerId":"c_1"}}"#),
            "unknown field `customerIdentifier`, expected one of `title`, `threadId`, ",
        ),
        (
            error::<UpsertCustomerInput>(r#"{"identifier":{"customerId":"c_1"},"fullName":"a"}"#),
            "unknown field `fullName`, expected one of `identifier`, `onCreate`, `onUpdate`",
        ),
        (
            error::<CreateThreadInput>(r#"{"threadId":"th_1"}"#),
            "unknown field `threadId`, expected one of `customerIdentifier`, `title`, ",
        ),
        (
            error::<TenantIdentifier>(r#"{"tenantKey":"acme"}"#),
            "unknown variant `tenantKey`, expected `tenantId` or `externalId`",
        ),
        (
            error::<ThreadField>(r#"{"key":"plan","type":"TEXT","stringValue":"Pro"}"#),
            "unknown variant `TEXT`, expected one of `STRING`, `ENUM`, `BOOL`, ",
        ),
        (
            error::<ThreadField>(r#"{"key":"plan","type":"STRING","value":"Pro"}"#),
            "unknown field `value`, expected one of `key`, `type`, `stringValue`, ",
        ),
        (
            error::<Card>(r#"{"key":"plan","components":[]}"#),
            "unknown field `key`, expected `components` or `timeToLiveSeconds`",
        ),
    ] {
        assert!(error.starts_with(words), "{error}");
    }
}

#[test]
fn missing_and_repeated_names_are_named() {
    for (error, words) in [
        (
            error::<EventComponent>(r#"{"componentSpacer":{}}"#),
            "missing field `spacerSize`",
        ),
        (
            error::<EventComponent>(r#"{"componentSpacer":{"spacerSize":null}}"#),
            "invalid type: null",
        ),
        (
            error::<CreateCustomerEventInput>(r#"{"title":"a","components":[]}"#),
            "missing field `customerIdentifier`",
        ),
        (
            error::<CreateCustomerEventInput>(r#"{"title":"a","title":"b"}"#),
            "duplicate field `title`",
        ),
        (error::<OptionalStringInput>("{}"), "missing field `value`"),
        (
            error::<CreateThreadInput>(r#"{"title":"a"}"#),
            "missing field `customerIdentifier`",
        ),
        (
            error::<ThreadField>(r#"{"key":"seats","type":"NUMBER","stringValue":"3"}"#),
            "missing field `numberValue`",
        ),
        (error::<Card>("{}"), "missing field `components`"),
    ] {
        assert!(error.starts_with(words), "{error}");
    }
}

#[test]
fn one_component_or_identifier_is_expected() {
    for json in [
        "{}",
        "[]",
        r#""componentDivider""#,
        r#"{"componentDivider":{},"componentBadge":{"badgeLabel":"a"}}"#,
        r#"{"componentDivider":[]}"#,
    ] {
        error::<EventComponent>(json);
    }
    for json in [
        "{}",
        r#""u_1""#,
        r#"{"userId":"u_1","emailAddress":"a@b.c"}"#,
        r#"{"userId":1}"#,
    ] {
        error::<UserIdentifier>(json);
    }
}

#[test]
fn invalid_values_are_read_and_found_by_validation() {
    let event: CreateCustomerEventInput = serde_json::from_value(serde_json::json!({
        "title": " ",
        "customerIdentifier": { "emailAddress": "jane" },
        "components": [
            { "componentRow": { "rowMainContent": [], "rowAsideContent": [] } },
            { "componentText": { "text": "x".repeat(10_001) } },
            { "componentLinkButton": { "linkButtonLabel": "a", "linkButtonUrl": "#" } },
            { "componentDateTime": { "dateTimeIso8601": "yesterday" } },
        ],
        "timestamp": "+010000-01-01T00:00:00.000Z",
    }))
    .unwrap();
    assert_eq!(
        paths(&event.validate().unwrap_err()),
        [
            "title",
            "customer_identifier.email_address",
            "components[0].row.main_content",
            "components[1].text",
            "components[2].link_button.url",
            "components[3].date_time.iso8601",
            "timestamp",
        ]
    );
}

#[test]
fn priority_is_a_number_and_a_field_has_one_value() {
    for json in ["4", "-1", "1.5", r#""URGENT""#, "null"] {
        error::<ThreadPriority>(json);
    }
    for value in [
        r#""numberValue":3,"stringValue":"3""#,
        r#""numberValue":3,"booleanValue":false"#,
        r#""numberValue":3,"dateValue":"2024-10-28""#,
        r#""numberValue":"3""#,
    ] {
        let json = format!(r#"{{"key":"seats","type":"NUMBER",{value}}}"#);
        error::<ThreadField>(&json);
    }
}

fn paths(error: &ValidationError) -> Vec<&str> {
    let violations = error.violations().iter();
    violations.map(FieldViolation::path).collect()
}

#[test]
fn invalid_threads_and_cards_are_found_by_validation() {
    let thread: CreateThreadInput = serde_json::from_value(serde_json::json!({
        "customerIdentifier": { "externalId": "" },
        "title": "\u{200b}",
        "components": [{ "componentSpacer": { "spacerSize": "M" } }, { "componentContainer": { "containerContent": [] } }],
        "labelTypeIds": ["lt_1", " "],
        "threadFields": [
            { "key": "plan", "type": "STRING", "stringValue": "" },
            { "key": "plan", "type": "ENUM", "stringValue": "Pro" },
            { "key": "seats", "type": "NUMBER", "numberValue": null },
            { "key": "since", "type": "DATE", "dateValue": "yesterday" },
        ],
        "tenantIdentifier": { "tenantId": "" },
        "assignedTo": { "userId": " " },
        "externalId": "",
    }))
    .unwrap();
    assert_eq!(
        paths(&thread.validate().unwrap_err()),
        [
            "customer_identifier.external_id",
            "title",
            "components[1].container.content",
            "label_type_ids[1]",
            "thread_fields[1].key",
            "thread_fields[2].number_field.value",
            "thread_fields[3].date_field.value",
            "tenant_identifier.tenant_id",
            "assigned_to.user_id",
            "external_id",
        ]
    );

    let card: Card = serde_json::from_value(serde_json::json!({
        "components": [{ "componentBadge": { "badgeLabel": "" } }],
        "timeToLiveSeconds": 31_536_001,
    }))
    .unwrap();
    assert_eq!(
        paths(&card.validate().unwrap_err()),
        ["components[0].badge.label", "time_to_live_seconds"]
    );
}

#[test]
fn dates_of_other_systems_are_normalised() {
    let date: Iso8601 = serde_json::from_str(r#""2024-10-28 18:30:00+0200""#).unwrap();
    assert_eq!(date.as_str(), "2024-10-28T18:30:00+02:00");
}

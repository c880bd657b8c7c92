//! Unknown, missing and repeated names are errors that name them; a value that breaks a rule is read.

use plain_runtime::{
    CreateCustomerEventInput, CreateThreadEventInput, EventComponent, FieldViolation, Iso8601,
    OptionalStringInput, RowContent, TextSize, UpsertCustomerInput, UserIdentifier,
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
    let error = event.validate().unwrap_err();
    let paths: Vec<&str> = error
        .violations()
        .iter()
        .map(FieldViolation::path)
        .collect();
    assert_eq!(
        paths,
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
fn dates_of_other_systems_are_normalised() {
    let date: Iso8601 = serde_json::from_str(r#""2024-10-28 18:30:00+0200""#).unwrap();
    assert_eq!(date.as_str(), "2024-10-28T18:30:00+02:00");
}

//! Macros, derives, validation and JSON without a client.

use std::time::{Duration, SystemTime};

use plain_runtime::{
    Card, ContainerContent, CreateCustomerEventInput, CreateThreadEventInput, CreateThreadInput,
    CustomerCard, CustomerEvent, EventComponent, FieldViolation, Iso8601, Markdown, RowContent,
    Thread, ThreadEvent, UpsertCustomerInput, ValidationError, components, container_content,
    customer_card, customer_event, row_content, thread, thread_event,
};
use serde_json::{Value, json};

fn footer() -> Vec<EventComponent> {
    components![
        divider(),
        link_button("Runbook", "https://wiki.example.com/runbook")
    ]
}

fn status(is_paid: bool) -> Vec<RowContent> {
    row_content![badge(if is_paid { "Paid" } else { "Due" })]
}

fn invoice(number: u32, is_paid: bool) -> Vec<ContainerContent> {
    container_content![row(
        main_content = [text("Invoice {number}")],
        aside_content = [..status(is_paid)],
    )]
}

fn paid(name: &str, at: SystemTime) -> CreateCustomerEventInput {
    let note = Markdown("**really**");
    customer_event!(
        title = "Paid by {name}",
        customer_identifier = email_address("jane@acme.com"),
        components = [
            text("By {name}, {note}"),
            container(content = [..invoice(17, true)]),
            date_time(at),
            ..footer(),
        ],
        external_id = "paid-{name}",
        timestamp = at,
    )
}

#[test]
fn calls_and_fragments_make_the_json_of_plain() {
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_730_140_201);
    let event = paid("*Jane*", at);
    assert_eq!(event.validate(), Ok(()));
    let json = serde_json::to_value(&event).unwrap();
    let date = "2024-10-28T18:30:01.000Z";
    assert_eq!(
        json,
        json!({
            "title": "Paid by *Jane*",
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "components": [
                { "componentText": { "text": r"By \*Jane\*, **really**" } },
                { "componentContainer": { "containerContent": [{ "componentRow": {
                    "rowMainContent": [{ "componentText": { "text": "Invoice 17" } }],
                    "rowAsideContent": [{ "componentBadge": { "badgeLabel": "Paid" } }],
                } }] } },
                { "componentDateTime": { "dateTimeIso8601": date } },
                { "componentDivider": {} },
                { "componentLinkButton": {
                    "linkButtonLabel": "Runbook",
                    "linkButtonUrl": "https://wiki.example.com/runbook",
                } },
            ],
            "externalId": "paid-*Jane*",
            "timestamp": date,
        })
    );
    let read: CreateCustomerEventInput = serde_json::from_value(json).unwrap();
    assert_eq!(read, event);
}

#[test]
fn threads_and_cards_make_the_json_of_plain() {
    let seats = 12;
    let thread = thread!(
        customer_identifier = external_id("user-17"),
        components = [..footer()],
        priority = High,
        thread_fields = [number_field("seats", seats)],
    );
    assert_eq!(
        serde_json::to_value(&thread).unwrap(),
        json!({
            "customerIdentifier": { "externalId": "user-17" },
            "components": serde_json::to_value(footer()).unwrap(),
            "priority": 1,
            "threadFields": [{ "key": "seats", "type": "NUMBER", "numberValue": 12 }],
        })
    );
    let card = customer_card!(
        components = [if seats > 12 {
            badge("Many seats")
        }]
    );
    assert_eq!(
        serde_json::to_value(&card).unwrap(),
        json!({ "components": null })
    );
    assert_eq!(
        serde_json::from_str::<Card>(r#"{"components":null}"#).unwrap(),
        card
    );
}

#[derive(CustomerEvent, ThreadEvent, Thread, CustomerCard)]
#[customer_event(
    title = "Deployed {version}",
    customer_identifier = external_id(account),
    external_id = "deployed-{version}",
    components = [text("To {region}."), ..]
)]
#[thread_event(
    title = "Deployed {version}",
    thread_id = thread,
    components = [text("To {region}.")]
)]
#[thread(
    title = "Deployed {version}",
    customer_identifier = external_id(account),
    external_id = "deployed-{version}"
)]
#[customer_card(key = "deployed", components = [text("To {region}.")])]
struct Deployed {
    version: String,
    account: String,
    thread: String,
    region: &'static str,
    #[customer_event(badge(color = Green))]
    #[thread(number_field("tests"))]
    tests: Option<u32>,
}

fn deployed() -> Deployed {
    Deployed {
        version: "1.4".to_owned(),
        account: "acme".to_owned(),
        thread: "th_1".to_owned(),
        region: "*eu*",
        tests: Some(12),
    }
}

#[test]
fn derives_build_every_kind() {
    let expected = customer_event!(
        title = "Deployed 1.4",
        customer_identifier = external_id("acme"),
        external_id = "deployed-1.4",
        components = [text(r"To \*eu\*."), badge("12", color = Green)],
    );
    assert_eq!(deployed().customer_event(), expected);
    let event: CreateThreadEventInput = deployed().thread_event();
    assert_eq!((&*event.title, &*event.thread_id), ("Deployed 1.4", "th_1"));
    let thread: CreateThreadInput = Thread::thread(&deployed());
    assert_eq!(thread.external_id.as_deref(), Some("deployed-1.4"));
    assert_eq!(thread.thread_fields.unwrap()[0].key(), "tests");
    let card = customer_card!(components = [text(r"To \*eu\*.")]);
    assert_eq!(
        (Deployed::KEY, deployed().customer_card()),
        ("deployed", card)
    );
}

#[test]
fn run_time_values_are_validated() {
    let event = Deployed {
        version: " ".to_owned(),
        account: String::new(),
        ..deployed()
    };
    let error: ValidationError = event.customer_event().validate().unwrap_err();
    let violations = error.violations().iter();
    let paths: Vec<&str> = violations.map(FieldViolation::path).collect();
    assert_eq!(paths, ["customer_identifier.external_id", "external_id"]);

    let stored = json!({ "title": "", "threadId": "th_1", "components": [] });
    let event: CreateThreadEventInput = serde_json::from_value(stored).unwrap();
    let error = event.validate().unwrap_err().to_string();
    assert!(error.starts_with("invalid event: title: "), "{error}");
}

#[test]
fn dates_and_customers_are_values() {
    let date = Iso8601::parse("2024-10-28 18:30:00+0200").unwrap();
    let event = thread_event!(
        title = "Escalated",
        thread_id = "th_1",
        components = [date_time(date)],
    );
    let date: Value = serde_json::to_value(&event).unwrap()["components"][0].take();
    assert_eq!(
        date,
        json!({ "componentDateTime": { "dateTimeIso8601": "2024-10-28T18:30:00+02:00" } })
    );

    let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane").external_id("user-17");
    assert_eq!(jane.validate(), Ok(()));
    let blank = UpsertCustomerInput::by_email("jane@acme.com", " ");
    assert!(blank.validate().is_err());
}

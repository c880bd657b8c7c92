//! Neither logs nor errors contain the API key or the content of an event.

use std::time::Duration;

use plain_outbox::{DeadLetters, Error, Outbox};
use plain_runtime::{CreateCustomerEventInput, customer_event};
use plain_sandbox::{Fault, FaultRule, Sandbox};

use crate::fixture::{Fixture, LIMIT};
use crate::log::Log;

stores![
    logs_contain_neither_key_nor_content,
    errors_contain_neither_key_nor_content,
    debug_output_contains_neither_key_nor_content,
];

const KEY: &str = "plainApiKey_c4n4ry";
/// Parts of the key, the customer and the components.
const SECRETS: [&str; 4] = ["c4n4ry", "mallory", "t1tl3", "b0dy"];

fn secret_event(number: u32) -> CreateCustomerEventInput {
    customer_event!(
        title = "t1tl3 {number}",
        customer_identifier = email_address("mallory@acme.com"),
        external_id = "shown-{number}",
        components = [text("b0dy **{number}**"), badge("b0dy", color = Red)],
    )
}

#[track_caller]
fn assert_secret_free(text: &str) {
    for secret in SECRETS {
        let found = text.lines().find(|line| line.contains(secret));
        assert_eq!(found, None, "contains {secret}");
    }
}

async fn sandbox() -> Sandbox {
    let sandbox = Sandbox::builder().api_key(KEY).start().await.unwrap();
    sandbox.add_customer(None, "mallory@acme.com");
    sandbox
}

/// One event for each outcome of a delivery.
async fn deliver_with_all_outcomes(fixture: &Fixture, sandbox: &Sandbox) {
    let exists = "customer_event_already_exists_with_external_id";
    let faults = [
        Fault::status(400).body(r#"{"errors":[{"message":"t1tl3 b0dy mallory"}]}"#),
        Fault::status(401),
        Fault::status(403),
        Fault::status(429).header("retry-after", "60"),
        Fault::status(503).body("<html>b0dy</html>"),
        Fault::mutation_error("VALIDATION", "input_validation", "title t1tl3"),
        Fault::mutation_error("VALIDATION", exists, "t1tl3"),
        Fault::reset(),
        Fault::truncate(),
        Fault::graphql_error("FORBIDDEN", "mallory"),
    ];
    for (number, fault) in (1..).zip(faults) {
        sandbox.faults().set([FaultRule::new(fault).next(1)]);
        fixture.outbox.enqueue(&secret_event(number)).await.unwrap();
        // Each client has a rate-limit gate of its own.
        let relay = fixture
            .outbox
            .relay(sandbox.client())
            .verify_duplicates(true);
        relay.deliver_due().await.unwrap();
        fixture.advance(Duration::from_hours(1)).await;
    }
}

async fn logs_contain_neither_key_nor_content(fixture: Fixture) {
    let (log, _guard) = Log::capture();
    let sandbox = sandbox().await;
    deliver_with_all_outcomes(&fixture, &sandbox).await;
    let mut invalid = secret_event(20);
    invalid.external_id = Some(" ".into());
    fixture.outbox.emit(&invalid);
    fixture.outbox.emit(&secret_event(21));
    let relay = fixture.outbox.relay(sandbox.client()).start().unwrap();
    relay.flush(LIMIT).await.unwrap();
    sandbox.faults().set([Fault::status(503)]);
    fixture.outbox.enqueue(&secret_event(22)).await.unwrap();
    relay.flush(Duration::from_millis(50)).await.unwrap_err();
    drop(relay.guard(Duration::from_millis(50)));
    fixture.outbox.retry_dead(DeadLetters::all()).await.unwrap();
    fixture
        .outbox
        .discard_dead(DeadLetters::all())
        .await
        .unwrap();
    let text = log.text();
    for expected in [
        "shown-1",
        "shown-21",
        "dead letter",
        "not all events were sent",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
    assert_secret_free(&text);
}

/// Events that violate rules.
fn invalid_events() -> Vec<CreateCustomerEventInput> {
    let link = |url: &'static str| {
        customer_event!(
            title = "t1tl3",
            customer_identifier = email_address("mallory@acme.com"),
            components = [text("b0dy"), link_button("b0dy", url)],
        )
    };
    let mut blank = secret_event(2);
    blank.external_id = Some(" ".into());
    let mut address = secret_event(3);
    address.customer_identifier =
        plain_runtime::CustomerIdentifier::EmailAddress("mallory at acme".into());
    vec![blank, address, link("b0dy t1tl3"), link("javascript:b0dy")]
}

async fn errors_contain_neither_key_nor_content(fixture: Fixture) {
    let sandbox = sandbox().await;
    let mut errors = Vec::new();
    for event in invalid_events() {
        errors.push(fixture.outbox.enqueue(&event).await.unwrap_err());
    }
    sandbox
        .faults()
        .set([Fault::status(503).body("b0dy t1tl3")]);
    fixture.outbox.enqueue(&secret_event(5)).await.unwrap();
    let relay = fixture.outbox.relay(sandbox.client());
    errors.push(relay.clone().max_in_flight(0).start().unwrap_err());
    let handle = relay.start().unwrap();
    let flushed = handle.shutdown(Duration::from_millis(100)).await;
    errors.push(flushed.unwrap_err());
    let url = format!("mysql://root:{KEY}@localhost/mallory");
    errors.push(Outbox::connect(&url).await.unwrap_err());
    for error in errors {
        assert_secret_free(&describe(&error));
    }
}

/// Everything that an error shows.
fn describe(error: &Error) -> String {
    let mut texts = vec![format!("{error} {error:?} {error:#?}")];
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        texts.push(format!("{cause} {cause:?}"));
        source = cause.source();
    }
    texts.join("\n")
}

async fn debug_output_contains_neither_key_nor_content(fixture: Fixture) {
    let sandbox = sandbox().await;
    sandbox
        .faults()
        .set([Fault::status(400).body("t1tl3 b0dy")]);
    let receipt = fixture.outbox.enqueue(&secret_event(1)).await.unwrap();
    let relay = fixture.outbox.relay(sandbox.client());
    let counts = relay.deliver_due().await.unwrap();
    assert_eq!(counts.dead, 1);
    let dead = fixture.outbox.dead().await.unwrap();
    assert_eq!(dead[0].title().as_deref(), Some("t1tl3 1"));
    let stats = fixture.outbox.stats().await.unwrap();
    let handle = relay.start().unwrap();
    let guard = handle.guard(LIMIT);
    let outbox = &fixture.outbox;
    assert_secret_free(&format!(
        "{outbox:?} {relay:?} {handle:?} {guard:?} {receipt:?} {counts:?} {stats:?} {dead:#?}"
    ));
    assert_secret_free(&format!("{:?}", fixture.builder()));
}

//! Events that exist already: how a duplicate is recognised and reported.

use plain_runtime::{
    Client, CreateCustomerEventInput, CreateThreadEventInput, Error, Permission, customer_event,
    thread_event,
};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};

use crate::protocol::builder;
use crate::{client_of, event, faulty, sandbox};

/// Faults that lose a response after the event is created.
fn lost_responses() -> [Fault; 7] {
    [
        Fault::reset().after_commit(),
        Fault::truncate(),
        Fault::status(502).after_commit(),
        Fault::status(504)
            .after_commit()
            .body(r#"{"errors":[{"extensions":{"code":"GATEWAY_TIMEOUT"}}]}"#),
        Fault::graphql_error("DOWNSTREAM_SERVICE_ERROR", "Something went wrong").after_commit(),
        Fault::mutation_error("INTERNAL", "internal", "Something went wrong").after_commit(),
        Fault::oversized_body(2 * 1024 * 1024),
    ]
}

fn event_with_id() -> CreateCustomerEventInput {
    CreateCustomerEventInput {
        external_id: Some("trial-17".into()),
        ..event()
    }
}

fn escalation() -> CreateThreadEventInput {
    thread_event!(
        title = "Escalated",
        thread_id = seed::THREAD_ID,
        components = [badge("P1", color = Red)],
    )
}

fn mutations(sandbox: &Sandbox) -> usize {
    let requests = sandbox.requests();
    let is_mutation = |it: &&plain_sandbox::RecordedRequest| {
        it.operations.iter().any(|it| it.starts_with("create"))
    };
    requests.iter().filter(is_mutation).count()
}

#[tokio::test]
async fn own_duplicate_is_the_created_event() {
    for fault in lost_responses() {
        let name = fault.to_string();
        let (sandbox, client) = faulty([FaultRule::new(fault).next(1)]).await;
        let created = client
            .create_customer_event(&event())
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let [stored] = &sandbox.events()[..] else {
            panic!("{name}: one event");
        };
        assert_eq!(created.id, stored.id, "{name}");
        assert_eq!(created.external_id, stored.external_id, "{name}");
        assert_eq!(created.customer_id, seed::CUSTOMER_ID, "{name}");
        assert_eq!(created.title, "Trial completed", "{name}");
        assert_eq!(mutations(&sandbox), 2, "{name}");
    }
}

#[tokio::test]
async fn own_duplicate_in_a_thread_is_the_created_event() {
    let (sandbox, client) = faulty([FaultRule::new(Fault::reset().after_commit()).next(1)]).await;
    let created = client.create_thread_event(&escalation()).await.unwrap();
    assert_eq!(created.id, sandbox.events()[0].id);
    assert_eq!(created.thread_id, seed::THREAD_ID);
    assert_eq!(sandbox.events().len(), 1);
}

#[tokio::test]
async fn own_duplicate_of_unknown_wording_is_found() {
    let rules = [
        FaultRule::new(Fault::reset().after_commit()).nth(1),
        FaultRule::new(Fault::mutation_error(
            "VALIDATION",
            "conflict",
            "It conflicts",
        ))
        .next(1),
    ];
    let (sandbox, client) = faulty(rules).await;
    let created = client.create_customer_event(&event()).await.unwrap();
    assert_eq!(created.id, sandbox.events()[0].id);
}

/// Starts a sandbox with a client whose key may only create events.
async fn sandbox_without_read_permissions() -> (Sandbox, Client) {
    let sandbox = builder()
        .key("plainApiKey_create", [Permission::CustomerEventCreate])
        .start()
        .await
        .unwrap();
    let client = client_of(&sandbox)
        .api_key("plainApiKey_create")
        .build()
        .unwrap();
    (sandbox, client)
}

#[tokio::test]
async fn own_duplicate_without_permission_says_so() {
    for fault in lost_responses() {
        let name = fault.to_string();
        let (sandbox, client) = sandbox_without_read_permissions().await;
        sandbox.faults().set([FaultRule::new(fault).next(1)]);
        let error = client.create_customer_event(&event()).await.unwrap_err();
        assert!(
            matches!(error, Error::AlreadyCreated { .. }),
            "{name}: {error}"
        );
        assert!(error.was_created_by_this_call(), "{name}");
        assert!(error.may_have_taken_effect(), "{name}");
        assert_eq!(error.attempts(), 2, "{name}");
        // The error contains the external ID of the event.
        let external_id = sandbox.events()[0].external_id.clone();
        assert_eq!(error.external_id(), external_id.as_deref(), "{name}");
    }
}

#[tokio::test]
async fn duplicate_of_the_callers_id_is_looked_up_on_request() {
    let (sandbox, client) = sandbox().await;
    let verifying = client_of(&sandbox).verify_duplicates(true).build().unwrap();
    let created = client
        .create_customer_event(&event_with_id())
        .await
        .unwrap();
    sandbox.clear_requests();

    let error = client
        .create_customer_event(&event_with_id())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
    assert!(!error.was_created_by_this_call());
    assert_eq!(sandbox.requests().len(), 1);

    let found = verifying
        .create_customer_event(&event_with_id())
        .await
        .unwrap();
    assert_eq!(found.id, created.id);
    assert_eq!(found.external_id.as_deref(), Some("trial-17"));
    assert_eq!(found.created_at, created.created_at);
    assert_eq!(found.created_by, created.created_by);
    assert_eq!(sandbox.events().len(), 1);
}

#[tokio::test]
async fn another_event_with_the_same_external_id_is_not_returned() {
    let (sandbox, _) = sandbox().await;
    let client = client_of(&sandbox).verify_duplicates(true).build().unwrap();
    client
        .create_customer_event(&event_with_id())
        .await
        .unwrap();
    let other = CreateCustomerEventInput {
        title: "Trial extended".into(),
        ..event_with_id()
    };
    let error = client.create_customer_event(&other).await.unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
}

#[tokio::test]
async fn unknown_outcome_is_looked_up_on_request() {
    let (sandbox, _) = sandbox().await;
    // Each attempt is lost, the last one too.
    let lost = Fault::status(504).after_commit();
    sandbox
        .faults()
        .set([FaultRule::new(lost).operation("createCustomerEvent")]);
    let client = |verify| {
        client_of(&sandbox)
            .verify_duplicates(verify)
            .build()
            .unwrap()
    };
    let created = client(true).create_customer_event(&event()).await.unwrap();
    assert_eq!(created.id, sandbox.events()[0].id);

    let error = client(false)
        .create_customer_event(&event())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unavailable { .. }), "{error}");
    assert!(error.may_have_taken_effect());

    // An event that is absent is not sent again.
    sandbox.clear_requests();
    sandbox
        .faults()
        .set([FaultRule::new(Fault::status(504)).operation("createCustomerEvent")]);
    let error = client(true)
        .create_customer_event(&event())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unavailable { .. }), "{error}");
    assert_eq!(mutations(&sandbox), 3);
}

#[tokio::test]
async fn look_up_can_be_turned_off() {
    let (sandbox, _) = faulty([FaultRule::new(Fault::reset().after_commit()).next(1)]).await;
    let client = client_of(&sandbox)
        .verify_duplicates(false)
        .build()
        .unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(error.was_created_by_this_call(), "{error}");
    assert_eq!(sandbox.requests().len(), 2);
}

/// The error of a customer that Plain does not know, on the field that Plain names.
#[tokio::test]
async fn missing_customer_is_never_a_duplicate() {
    let missing = r#"{"data":{"createCustomerEvent":{"customerEvent":null,"error":{
        "message":"One of the fields used is wrong","type":"VALIDATION","code":"input_validation",
        "fields":[{"field":"customerIdentifier.externalId","type":"NOT_FOUND",
            "message":"Customer does not exist"}]}}}}"#;
    let (sandbox, client) = faulty([Fault::status(200).body(missing)]).await;
    for external_id in [None, Some("trial-17")] {
        let event = customer_event!(
            title = "Trial completed",
            customer_identifier = external_id("new-customer"),
            components = [text("Fourteen days are over.")],
            external_id = external_id,
        );
        let error = client.create_customer_event(&event).await.unwrap_err();
        assert!(matches!(error, Error::Rejected { .. }), "{error}");
        assert!(!error.may_have_taken_effect());
        assert_eq!(error.attempts(), 1);
    }
    assert_eq!(sandbox.events().len(), 0);
}

#[tokio::test]
async fn generated_external_id_is_not_a_duplicate_at_first() {
    let exists = Fault::mutation_error("VALIDATION", "event_already_exists", "It exists");
    let (sandbox, client) = faulty([exists]).await;
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Rejected { .. }), "{error}");
    let error = client
        .create_customer_event(&event_with_id())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn already_created_predicate_can_be_replaced() {
    let exists = Fault::mutation_error("VALIDATION", "event_is_known", "It is known");
    let (sandbox, client) = faulty([exists]).await;
    let error = client
        .create_customer_event(&event_with_id())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Rejected { .. }), "{error}");

    let client = client_of(&sandbox)
        .already_created_if(|error| error.code == "event_is_known")
        .build()
        .unwrap();
    let error = client
        .create_customer_event(&event_with_id())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
    // A generated external ID is unknown to every other call.
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Rejected { .. }), "{error}");
}

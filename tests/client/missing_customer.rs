//! Events for customers whom Plain does not know.

use std::time::Duration;

use plain_runtime::{
    CreateCustomerEventInput, CustomerIdentifier, Error, UpsertCustomerInput, UpsertingStep,
    blocking, customer_event, thread_event,
};
use plain_sandbox::{Fault, FaultRule, Sandbox, seed};
use serde_json::json;

use crate::{client_of, faulty, sandbox};

fn event_of(customer_identifier: CustomerIdentifier) -> CreateCustomerEventInput {
    customer_event!(
        title = "Signed up",
        customer_identifier = customer_identifier,
        components = [text("On the plan **Team**.")],
    )
}

/// Event of a customer with an external ID.
fn event() -> CreateCustomerEventInput {
    event_of(CustomerIdentifier::external_id("user-17"))
}

fn joe() -> UpsertCustomerInput {
    UpsertCustomerInput::by_email("joe@acme.com", "Joe Doe").external_id("user-17")
}

fn named(external_id: &'static str) -> CreateCustomerEventInput {
    CreateCustomerEventInput {
        external_id: Some(external_id.into()),
        ..event()
    }
}

/// Operations of the requests so far.
fn operations(sandbox: &Sandbox) -> Vec<String> {
    let requests = sandbox.requests();
    requests
        .iter()
        .map(|request| request.operations.join(" "))
        .collect()
}

fn on(operation: &str, fault: Fault) -> FaultRule {
    FaultRule::new(fault).operation(operation)
}

const CREATE: &str = "createCustomerEvent";
const UPSERT: &str = "upsertCustomer";

#[tokio::test]
async fn missing_customer_is_recognised() {
    let (_sandbox, client) = sandbox().await;
    for identifier in [
        CustomerIdentifier::external_id("user-17"),
        CustomerIdentifier::email_address("joe@acme.com"),
        CustomerIdentifier::customer_id("c_1"),
    ] {
        let error = client.create_customer_event(&event_of(identifier)).await;
        let error = error.unwrap_err();
        assert!(matches!(error, Error::Rejected { .. }), "{error}");
        assert!(error.is_customer_not_found(), "{error}");
        assert_eq!(error.upserting_step(), None);
    }

    let mut invalid = joe();
    invalid.on_create.external_id = Some(seed::CUSTOMER_EXTERNAL_ID.to_owned());
    let thread_event = thread_event!(title = "t", thread_id = "th_1", components = [text("t")],);
    for error in [
        client.create_thread_event(&thread_event).await.unwrap_err(),
        client.upsert_customer(&invalid).await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::Rejected { .. }), "{error}");
        assert!(!error.is_customer_not_found(), "{error}");
    }
}

#[tokio::test]
async fn missing_customer_is_upserted() {
    let (sandbox, client) = sandbox().await;
    for (identifier, customer) in [
        (CustomerIdentifier::external_id("user-17"), joe()),
        (
            CustomerIdentifier::email_address("ann@acme.com"),
            UpsertCustomerInput::by_email("Ann@acme.com", "Ann"),
        ),
        (
            CustomerIdentifier::external_id("user-18"),
            UpsertCustomerInput::by_external_id("user-18", "max@acme.com", "Max"),
        ),
    ] {
        sandbox.clear_requests();
        let event = event_of(identifier);
        let created = client.create_customer_event_upserting(&event, &customer);
        let created = created.await.unwrap();
        assert_eq!(operations(&sandbox), [CREATE, UPSERT, CREATE]);
        let sent = sandbox.expect_events(1, |it| it.id == created.id);
        assert_eq!(created.external_id, sent[0].external_id);
        assert!(created.external_id.is_some());
        let email = &customer.on_create.email.email;
        let found = client.customer_by_email(email).await.unwrap().unwrap();
        assert_eq!(found.id, created.customer_id);
        assert_eq!(found.full_name, customer.on_create.full_name);

        // Now the customer exists.
        sandbox.clear_requests();
        let again = client.create_customer_event_upserting(&event, &customer);
        again.await.unwrap();
        assert_eq!(operations(&sandbox), [CREATE]);
    }
    assert_eq!(sandbox.events().len(), 6);
}

#[tokio::test]
async fn customer_who_wrote_first_gets_the_external_id() {
    let (sandbox, client) = sandbox().await;
    let id = sandbox.add_customer(None, "joe@acme.com");
    let by_id = UpsertCustomerInput::by_external_id("user-17", "joe@acme.com", "Joe Doe");
    let error = client
        .create_customer_event_upserting(&named("signed-up-17"), &by_id)
        .await
        .unwrap_err();
    assert_eq!(error.upserting_step(), Some(UpsertingStep::UpsertCustomer));
    assert!(!error.is_customer_not_found());
    let code = &error.mutation_error().unwrap().code;
    assert_eq!(code, "customer_already_exists_with_email");
    assert_eq!(error.external_id(), Some("signed-up-17"));
    let message = error.to_string();
    assert!(
        message.starts_with("failed to upsert the customer, whom Plain does not know: "),
        "{message}"
    );

    let created = client
        .create_customer_event_upserting(&named("signed-up-17"), &joe())
        .await
        .unwrap();
    assert_eq!(created.customer_id, id);
    let customer = client.customer(&id).await.unwrap().unwrap();
    assert_eq!(customer.external_id.as_deref(), Some("user-17"));
    assert_eq!(sandbox.events().len(), 1);

    // The same event again.
    let error = client
        .create_customer_event_upserting(&named("signed-up-17"), &joe())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::AlreadyCreated { .. }), "{error}");
    assert_eq!(error.upserting_step(), Some(UpsertingStep::CreateEvent));
}

#[tokio::test]
async fn error_names_the_step_that_failed() {
    let forbidden = || Fault::mutation_error("FORBIDDEN", "forbidden", "No");
    for (fault, step, prefix) in [
        (
            on(CREATE, forbidden()).nth(1),
            UpsertingStep::CreateEvent,
            "the API key lacks",
        ),
        (
            on(CREATE, Fault::status(503)),
            UpsertingStep::CreateEvent,
            "Plain is unavailable",
        ),
        (
            on(UPSERT, forbidden()),
            UpsertingStep::UpsertCustomer,
            "failed to upsert the customer, whom Plain does not know: the API key lacks",
        ),
        (
            on(UPSERT, Fault::status(503)),
            UpsertingStep::UpsertCustomer,
            "failed to upsert the customer, whom Plain does not know: Plain is unavailable",
        ),
        (
            on(CREATE, forbidden()).nth(2),
            UpsertingStep::CreateEventAgain,
            "failed to create the event after upserting its customer: the API key lacks",
        ),
    ] {
        let (sandbox, client) = faulty([fault]).await;
        let event = named("signed-up-17");
        let result = client.create_customer_event_upserting(&event, &joe()).await;
        let error = result.unwrap_err();
        assert_eq!(error.upserting_step(), Some(step), "{error}");
        assert!(error.to_string().starts_with(prefix), "{error}");
        assert_eq!(error.external_id(), Some("signed-up-17"));
        assert_eq!(sandbox.events().len(), 0);

        // Repeating the call is safe.
        sandbox.faults().clear();
        let created = client.create_customer_event_upserting(&event, &joe()).await;
        created.unwrap();
        assert_eq!(sandbox.events().len(), 1);
    }
}

#[tokio::test]
async fn lost_responses_of_any_step_create_the_event_once() {
    for fault in [
        on(CREATE, Fault::reset()).nth(1),
        on(CREATE, Fault::status(504).after_commit()).nth(1),
        on(UPSERT, Fault::reset()).nth(1),
        on(UPSERT, Fault::reset().after_commit()).nth(1),
        on(CREATE, Fault::reset()).nth(2),
        on(CREATE, Fault::status(502).after_commit()).nth(2),
    ] {
        let name = fault.to_string();
        let (sandbox, client) = faulty([fault]).await;
        match client
            .create_customer_event_upserting(&event(), &joe())
            .await
        {
            Ok(created) => assert_eq!(created.id, sandbox.events()[0].id, "{name}"),
            Err(error) => assert!(error.was_created_by_this_call(), "{name}: {error}"),
        }
        assert_eq!(sandbox.events().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn duplicate_in_the_last_step_needs_an_earlier_unknown_outcome() {
    let code = "customer_event_already_exists_with_external_id";
    let duplicate = || Fault::mutation_error("VALIDATION", code, "It already exists");
    // The first attempt may have been executed late, after the upsert.
    let lost = [
        on(CREATE, Fault::reset()).nth(1),
        on(CREATE, duplicate()).nth(3),
    ];
    let certain = [on(CREATE, duplicate()).nth(2)];
    for (rules, is_lost) in [(lost.to_vec(), true), (certain.to_vec(), false)] {
        let (sandbox, _) = faulty(rules).await;
        let client = client_of(&sandbox)
            .verify_duplicates(false)
            .build()
            .unwrap();
        let result = client
            .create_customer_event_upserting(&event(), &joe())
            .await;
        let error = result.unwrap_err();
        assert_eq!(
            error.upserting_step(),
            Some(UpsertingStep::CreateEventAgain)
        );
        let is_duplicate = matches!(error, Error::AlreadyCreated { .. });
        assert_eq!(is_duplicate, is_lost, "{error}");
        assert_eq!(error.may_have_taken_effect(), is_lost, "{error}");
    }
}

#[tokio::test]
async fn upsert_of_another_customer_is_not_sent() {
    let (sandbox, client) = sandbox().await;
    let anonymous = UpsertCustomerInput::by_email("joe@acme.com", "Joe Doe");
    let mut nameless = joe();
    nameless.on_create.full_name = " ".to_owned();
    for (event, customer, expected) in [
        (event(), anonymous.clone(), "not an identifier"),
        (
            event_of(CustomerIdentifier::email_address("jo@acme.com")),
            anonymous.clone(),
            "not an identifier",
        ),
        (
            event_of(CustomerIdentifier::customer_id("c_1")),
            anonymous,
            "a `customer_id`",
        ),
        (event(), nameless, "on_create.full_name"),
        (named(" "), joe(), "external_id"),
    ] {
        let result = client
            .create_customer_event_upserting(&event, &customer)
            .await;
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert_eq!(sandbox.requests().len(), 0);
}

#[tokio::test]
async fn steps_share_the_timeout_of_one_call() {
    let wait = |seconds: &str| Fault::status(503).header("retry-after", seconds);
    let (sandbox, client) = faulty([
        on(CREATE, wait("20")).next(1),
        on(UPSERT, wait("15")).next(1),
    ])
    .await;
    let result = client
        .create_customer_event_upserting(&event(), &joe())
        .await;
    let error = result.unwrap_err();
    assert_eq!(error.upserting_step(), Some(UpsertingStep::UpsertCustomer));
    assert_eq!(error.attempts(), 1);
    assert_eq!(operations(&sandbox), [CREATE, CREATE, UPSERT]);

    let patient = client_of(&sandbox)
        .call_timeout(Duration::from_secs(40))
        .build()
        .unwrap();
    sandbox.faults().set([
        on(CREATE, wait("20")).next(1),
        on(UPSERT, wait("15")).next(1),
    ]);
    let created = patient
        .create_customer_event_upserting(&event(), &joe())
        .await;
    created.unwrap();
}

#[tokio::test]
async fn customer_not_found_predicate_can_be_replaced() {
    let unknown = Fault::mutation_error("VALIDATION", "unknown_customer", "No");
    let (sandbox, client) = faulty([on(CREATE, unknown.clone()).nth(1)]).await;
    let result = client
        .create_customer_event_upserting(&event(), &joe())
        .await;
    assert!(!result.unwrap_err().is_customer_not_found());
    assert_eq!(operations(&sandbox), [CREATE]);

    sandbox.clear_requests();
    sandbox.faults().set([on(CREATE, unknown.clone()).nth(1)]);
    let client = client_of(&sandbox)
        .customer_not_found_if(|error| error.code == "unknown_customer")
        .build()
        .unwrap();
    let created = client
        .create_customer_event_upserting(&event(), &joe())
        .await;
    created.unwrap();
    assert_eq!(operations(&sandbox), [CREATE, UPSERT, CREATE]);

    sandbox.faults().set([on(CREATE, unknown)]);
    let client = client_of(&sandbox)
        .customer_not_found_if(|error| panic!("unknown code {}", error.code))
        .build()
        .unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::PredicatePanicked { .. }), "{error}");
    assert!(
        error.to_string().contains("`customer_not_found_if`"),
        "{error}"
    );
}

#[tokio::test]
async fn other_forms_of_a_missing_customer_are_recognised() {
    let body = |code: &str, message: &str, fields| {
        json!({ "data": { "createCustomerEvent": { "customerEvent": null, "error": {
            "message": message, "type": "VALIDATION", "code": code, "fields": fields,
        } } } })
        .to_string()
    };
    let field = json!([{
        "field": "customerIdentifier.externalId", "type": "NOT_FOUND",
        "message": "Customer does not exist",
    }]);
    for body in [
        body("input_validation", "The input is invalid", field),
        body("customer_not_found", "Not found", json!([])),
        body("not_found", "The customer was not found", json!([])),
    ] {
        let missing = Fault::status(200).body(body.clone());
        let (sandbox, client) = faulty([on(CREATE, missing).nth(1)]).await;
        client
            .create_customer_event_upserting(&event(), &joe())
            .await
            .unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(operations(&sandbox), [CREATE, UPSERT, CREATE]);
    }
}

#[tokio::test]
async fn blocking_client_upserts_a_missing_customer() {
    let (sandbox, client) = sandbox().await;
    let client = blocking::Client::new(client).unwrap();
    let created = client
        .create_customer_event_upserting(&named("signed-up-17"), &joe())
        .unwrap();
    assert_eq!(created.external_id.as_deref(), Some("signed-up-17"));
    assert_eq!(operations(&sandbox), [CREATE, UPSERT, CREATE]);
}

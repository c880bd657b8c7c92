//! Events that are rejected, and their errors.

use plain_runtime::{
    Error, EventComponent, MutationErrorType, MutationFieldErrorType, RowContent, customer_event,
    thread_event,
};

use crate::sandbox;

#[tokio::test]
async fn invalid_event_is_not_sent() {
    let (sandbox, client) = sandbox().await;
    let (title, message, link) = ("", "x".repeat(10_001), "#");
    let error = customer_event!(
        client,
        title = title,
        customer_identifier = email_address("{title}"),
        components = [
            spacer(S),
            row(
                main_content = [text(message)],
                aside_content = [link_button("Open", link)]
            ),
        ],
    )
    .await
    .unwrap_err();

    let Error::Invalid(invalid) = &error else {
        panic!("{error}");
    };
    let paths: Vec<&str> = invalid
        .violations()
        .iter()
        .map(plain_runtime::FieldViolation::path)
        .collect();
    assert_eq!(
        paths,
        [
            "title",
            "customer_identifier.email_address",
            "components[1].row.main_content[0].text",
            "components[1].row.aside_content[0].link_button.url",
        ],
    );
    assert_eq!(
        invalid.violations()[2].to_string(),
        "components[1].row.main_content[0].text: longer than 10000 characters (it has 10001)",
    );
    assert!(!error.is_retryable());
    assert_eq!(error.request_id(), None);
    assert_eq!(sandbox.events().len(), 0);
}

#[test]
fn empty_lists_at_run_time_are_violations_except_for_events() {
    let nothing: [RowContent; 0] = [];
    let event = customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [
            text("b"),
            container(
                content = [row(
                    main_content = [..nothing.clone()],
                    aside_content = [..nothing.clone()],
                )]
            ),
            container(content = [..nothing]),
        ],
    );
    assert_eq!(
        event.validate().unwrap_err().to_string(),
        "invalid event: \
         components[1].container.content[0].row.main_content: no components; \
         components[2].container.content: no components",
    );

    let components: Option<EventComponent> = None;
    let event = customer_event!(
        title = "a",
        customer_identifier = customer_id("c_1"),
        components = [..components],
    );
    assert_eq!(event.validate(), Ok(()));
}

#[tokio::test]
async fn rejected_event_returns_the_mutation_error() {
    let (sandbox, client) = sandbox().await;
    let error = customer_event!(
        client,
        title = "a",
        customer_identifier = email_address("nobody@acme.com"),
        components = [text("b")],
    )
    .await
    .unwrap_err();
    let Error::Rejected {
        error: mutation, ..
    } = &error
    else {
        panic!("{error}");
    };
    assert_eq!(mutation.r#type, MutationErrorType::Validation);
    assert_eq!(mutation.code, "not_found");
    assert_eq!(mutation.fields[0].r#type, MutationFieldErrorType::NotFound);
    assert!(error.request_id().is_some());
    assert!(!error.is_retryable());

    let error = thread_event!(
        client,
        title = "a",
        thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJH0",
        components = [text("b")],
    )
    .await
    .unwrap_err();
    assert!(matches!(error, Error::Rejected { .. }), "{error}");
    assert_eq!(sandbox.events().len(), 0);
}

#[tokio::test]
async fn second_event_with_an_external_id_is_rejected() {
    let (sandbox, client) = sandbox().await;
    let event = customer_event!(
        title = "a",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("b")],
        external_id = "once",
    );
    client.create_customer_event(&event).await.unwrap();
    let error = client.create_customer_event(&event).await.unwrap_err();
    let Error::AlreadyCreated {
        error: mutation, ..
    } = &error
    else {
        panic!("{error}");
    };
    assert_eq!(mutation.fields[0].field, "externalId");
    assert_eq!(error.external_id(), Some("once"));
    assert_eq!(error.attempts(), 1);
    assert!(!error.is_retryable());
    assert_eq!(sandbox.events().len(), 1);
}

#[tokio::test]
async fn invalid_key_is_unauthorized_and_not_shown() {
    let sandbox = crate::start().await;
    let client = sandbox
        .client_builder()
        .api_key("plainApiKey_wrong")
        .build()
        .unwrap();
    let error = customer_event!(
        client,
        title = "a",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("b")],
    )
    .await
    .unwrap_err();
    assert!(matches!(error, Error::Unauthorized { .. }), "{error}");
    assert!(error.request_id().is_some());
    for shown in [
        format!("{error}"),
        format!("{error:?}"),
        format!("{client:?}"),
    ] {
        assert!(!shown.contains("plainApiKey_wrong"), "{shown}");
    }
}

#[tokio::test]
async fn stopped_server_is_a_transport_error() {
    let (sandbox, client) = sandbox().await;
    sandbox.shutdown().await;
    let error = customer_event!(
        client,
        title = "a",
        customer_identifier = email_address("jane@acme.com"),
        components = [text("b")],
    )
    .await
    .unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(error.is_retryable());
}

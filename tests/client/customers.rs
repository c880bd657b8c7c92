//! Customers: creating, updating and reading them.

use plain_runtime::{
    CustomerIdentifier, EmailAddressInput, Error, FieldViolation, OptionalStringInput,
    UpsertCustomerInput, UpsertCustomerOnCreateInput, UpsertCustomerOnUpdateInput, UpsertResult,
};
use plain_sandbox::{Fault, FaultRule, seed};
use serde::Deserialize;
use serde_json::json;

use crate::{faulty, sandbox};

fn joe() -> UpsertCustomerInput {
    UpsertCustomerInput {
        identifier: CustomerIdentifier::EmailAddress("joe@acme.com".into()),
        on_create: UpsertCustomerOnCreateInput {
            external_id: Some("joe".to_owned()),
            full_name: "Joe Doe".to_owned(),
            short_name: Some("Joe".to_owned()),
            email: EmailAddressInput {
                email: "joe@acme.com".to_owned(),
                is_verified: true,
            },
        },
        on_update: UpsertCustomerOnUpdateInput::default(),
    }
}

#[tokio::test]
async fn upsert_creates_updates_and_leaves_unchanged() {
    let (_sandbox, client) = sandbox().await;
    let created = client.upsert_customer(&joe()).await.unwrap();
    assert_eq!(created.result, UpsertResult::Created);
    let customer = created.customer;
    assert!(customer.id.starts_with("c_"));
    assert_eq!(customer.external_id.as_deref(), Some("joe"));
    assert_eq!(customer.full_name, "Joe Doe");
    assert_eq!(customer.short_name.as_deref(), Some("Joe"));
    assert_eq!(customer.email.email, "joe@acme.com");
    assert!(customer.email.is_verified);

    let unchanged = client.upsert_customer(&joe()).await.unwrap();
    assert_eq!(unchanged.result, UpsertResult::Noop);
    assert_eq!(unchanged.customer, customer);

    let mut update = joe();
    update.on_update = UpsertCustomerOnUpdateInput {
        full_name: Some("Joseph Doe".into()),
        short_name: Some(OptionalStringInput { value: None }),
        external_id: Some("joseph".into()),
        email: Some(EmailAddressInput {
            email: "joseph@acme.com".to_owned(),
            is_verified: false,
        }),
    };
    let updated = client.upsert_customer(&update).await.unwrap();
    assert_eq!(updated.result, UpsertResult::Updated);
    assert_eq!(updated.customer.id, customer.id);
    assert_eq!(updated.customer.full_name, "Joseph Doe");
    assert_eq!(updated.customer.short_name, None);

    for found in [
        client.customer(&customer.id).await,
        client.customer_by_email("joseph@acme.com").await,
        client.customer_by_external_id("joseph").await,
    ] {
        assert_eq!(found.unwrap().as_ref(), Some(&updated.customer));
    }
    for missing in [
        client.customer("c_01H14DFQ4PDYBH398J1E99TWZZ").await,
        client.customer_by_email("joe@acme.com").await,
        client.customer_by_external_id("joe").await,
    ] {
        assert_eq!(missing.unwrap(), None);
    }
}

#[tokio::test]
async fn invalid_customer_is_not_sent() {
    let (sandbox, client) = sandbox().await;
    let blank = UpsertCustomerInput {
        identifier: CustomerIdentifier::ExternalId(" ".into()),
        on_create: UpsertCustomerOnCreateInput {
            external_id: Some(String::new()),
            full_name: String::new(),
            short_name: None,
            email: EmailAddressInput {
                email: "joe".to_owned(),
                is_verified: true,
            },
        },
        on_update: UpsertCustomerOnUpdateInput {
            full_name: Some(" ".into()),
            ..UpsertCustomerOnUpdateInput::default()
        },
    };
    let error = client.upsert_customer(&blank).await.unwrap_err();
    let Error::Invalid(invalid) = &error else {
        panic!("{error}");
    };
    let paths: Vec<&str> = invalid
        .violations()
        .iter()
        .map(FieldViolation::path)
        .collect();
    assert_eq!(
        paths,
        [
            "identifier.external_id",
            "on_create.external_id",
            "on_create.full_name",
            "on_create.email",
            "on_update.full_name",
        ],
    );
    assert!(error.to_string().starts_with("invalid customer: "));
    assert_eq!(sandbox.requests().len(), 0);
}

#[tokio::test]
async fn upsert_with_a_taken_external_id_is_rejected() {
    let (_sandbox, client) = sandbox().await;
    let mut taken = joe();
    taken.on_create.external_id = Some(seed::CUSTOMER_EXTERNAL_ID.to_owned());
    let error = client.upsert_customer(&taken).await.unwrap_err();
    // The code contains `already_exists`, but the operation does not create an event.
    assert!(matches!(error, Error::Rejected { .. }), "{error}");
}

#[tokio::test]
async fn upsert_with_a_lost_response_is_retried() {
    let (sandbox, client) = faulty([FaultRule::new(Fault::reset().after_commit()).next(1)]).await;
    let upserted = client.upsert_customer(&joe()).await.unwrap();
    assert_eq!(upserted.result, UpsertResult::Noop);
    assert_eq!(upserted.customer.full_name, "Joe Doe");
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn graphql_executes_a_custom_query() {
    #[derive(Debug, Deserialize)]
    struct Data {
        thread: Option<Thread>,
    }
    #[derive(Debug, Deserialize)]
    struct Thread {
        title: String,
    }
    const QUERY: &str = "query ($id: ID!) { thread(threadId: $id) { title } }";

    let (sandbox, client) = faulty([FaultRule::new(Fault::status(502)).next(2)]).await;
    let data: Data = client
        .graphql(QUERY, json!({ "id": seed::THREAD_ID }))
        .await
        .unwrap();
    assert!(!data.thread.unwrap().title.is_empty());
    assert_eq!(sandbox.requests().len(), 3);
    let data: Data = client
        .graphql(QUERY, json!({ "id": "th_1" }))
        .await
        .unwrap();
    assert!(data.thread.is_none());

    let result: Result<Data, _> = client.graphql("{ thred { title } }", ()).await;
    let error = result.unwrap_err();
    let Error::BadRequest { code, message, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(code.as_deref(), Some("GRAPHQL_VALIDATION_FAILED"));
    assert!(message.contains("thred"), "{message}");
    // The data is not of the expected type.
    let result: Result<Vec<u8>, _> = client.graphql(QUERY, json!({ "id": "th_1" })).await;
    assert!(matches!(result.unwrap_err(), Error::Decode { .. }));
    let not_json = std::collections::HashMap::from([((1, 2), 3)]);
    let result: Result<Data, _> = client.graphql(QUERY, not_json).await;
    assert!(matches!(result.unwrap_err(), Error::Encode { .. }));
}

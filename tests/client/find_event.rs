//! Events read back from timelines.

use plain_runtime::{
    CreateCustomerEventInput, CustomerIdentifier, EmailAddressInput, Error, Permission,
    UpsertCustomerInput, UpsertCustomerOnCreateInput, UpsertCustomerOnUpdateInput, blocking,
    customer_event, thread_event,
};
use plain_sandbox::seed;

use crate::protocol::builder;
use crate::{client_of, event, sandbox};

fn event_with_id(external_id: &str) -> CreateCustomerEventInput {
    CreateCustomerEventInput {
        external_id: Some(external_id.to_owned().into()),
        ..event()
    }
}

#[tokio::test]
async fn customer_event_is_found_by_each_identifier() {
    let (_sandbox, client) = sandbox().await;
    let created = client
        .create_customer_event(&event_with_id("trial-1"))
        .await
        .unwrap();
    for customer in [
        CustomerIdentifier::customer_id(seed::CUSTOMER_ID),
        CustomerIdentifier::email_address(seed::CUSTOMER_EMAIL_ADDRESS),
        CustomerIdentifier::external_id(seed::CUSTOMER_EXTERNAL_ID),
    ] {
        let found = client.find_customer_event(&customer, "trial-1").await;
        assert_eq!(found.unwrap().as_ref(), Some(&created), "{customer:?}");
        // Neither a part of an external ID nor another case.
        for other in ["trial", "trial-10", "Trial-1", ""] {
            let found = client.find_customer_event(&customer, other).await;
            assert_eq!(found.unwrap(), None, "{customer:?}");
        }
    }
    let nobody = CustomerIdentifier::email_address("nobody@acme.com");
    let found = client.find_customer_event(&nobody, "trial-1").await;
    assert_eq!(found.unwrap(), None);
}

#[tokio::test]
async fn thread_event_is_found_in_its_thread_only() {
    let (_sandbox, client) = sandbox().await;
    let created = thread_event!(
        client,
        title = "Escalated",
        thread_id = seed::THREAD_ID,
        components = [badge("P1", color = Red)],
        external_id = "escalation-7",
    )
    .await
    .unwrap();
    client
        .create_customer_event(&event_with_id("trial-1"))
        .await
        .unwrap();
    let found = client
        .find_thread_event(seed::THREAD_ID, "escalation-7")
        .await;
    assert_eq!(found.unwrap(), Some(created));
    // A thread shows the events of its customer, which are not its own.
    let found = client.find_thread_event(seed::THREAD_ID, "trial-1").await;
    assert_eq!(found.unwrap(), None);
    let other = "th_01HB924RWAW8H3Q8KZDFWYBJH0";
    let found = client.find_thread_event(other, "escalation-7").await;
    assert_eq!(found.unwrap(), None);
    let customer = CustomerIdentifier::customer_id(seed::CUSTOMER_ID);
    let found = client.find_customer_event(&customer, "escalation-7").await;
    assert_eq!(found.unwrap(), None);
}

#[tokio::test]
async fn search_reads_back_five_pages() {
    let (sandbox, client) = sandbox().await;
    let events = (0..520).map(|number| event_with_id(&format!("trial-{number}")));
    for result in client.create_customer_events(events).collect().await {
        result.unwrap();
    }
    let customer = CustomerIdentifier::customer_id(seed::CUSTOMER_ID);
    for (external_id, is_found, pages) in [
        ("trial-519", true, 1),
        ("trial-300", true, 3),
        ("trial-0", false, 5),
    ] {
        sandbox.clear_requests();
        let found = client.find_customer_event(&customer, external_id).await;
        assert_eq!(found.unwrap().is_some(), is_found, "{external_id}");
        assert_eq!(sandbox.requests().len(), pages, "{external_id}");
    }
}

#[tokio::test]
async fn absence_is_not_proof() {
    let (sandbox, client) = sandbox().await;
    let joe = UpsertCustomerInput {
        identifier: CustomerIdentifier::email_address("joe@acme.com"),
        on_create: UpsertCustomerOnCreateInput {
            external_id: None,
            full_name: "Joe".to_owned(),
            short_name: None,
            email: EmailAddressInput {
                email: "joe@acme.com".to_owned(),
                is_verified: true,
            },
        },
        on_update: UpsertCustomerOnUpdateInput::default(),
    };
    client.upsert_customer(&joe).await.unwrap();
    // A customer without threads has no timeline.
    customer_event!(
        client,
        title = "Trial completed",
        customer_identifier = joe.identifier.clone(),
        components = [text("Fourteen days are over.")],
        external_id = "trial-2",
    )
    .await
    .unwrap();
    let found = client.find_customer_event(&joe.identifier, "trial-2").await;
    assert_eq!(found.unwrap(), None);
    assert_eq!(sandbox.events().len(), 1);
}

#[tokio::test]
async fn missing_permission_is_named() {
    let sandbox = builder()
        .key("plainApiKey_customers", [Permission::CustomerRead])
        .start()
        .await
        .unwrap();
    let client = client_of(&sandbox)
        .api_key("plainApiKey_customers")
        .build()
        .unwrap();
    let customer = CustomerIdentifier::email_address(seed::CUSTOMER_EMAIL_ADDRESS);
    let error = client
        .find_customer_event(&customer, "a")
        .await
        .unwrap_err();
    let Error::Forbidden { permissions, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(*permissions, [Permission::TimelineRead]);
    let error = client
        .find_thread_event(seed::THREAD_ID, "a")
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`thread:read` and `timeline:read`"),
        "{error}"
    );
    assert!(!error.may_have_taken_effect());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocking_client_finds_events() {
    let (sandbox, client) = sandbox().await;
    let created = client
        .create_customer_event(&event_with_id("trial-1"))
        .await
        .unwrap();
    let client = blocking::Client::new(client_of(&sandbox).build().unwrap()).unwrap();
    let customer = CustomerIdentifier::customer_id(seed::CUSTOMER_ID);
    let found = client.find_customer_event(&customer, "trial-1").unwrap();
    assert_eq!(found, Some(created));
    let found = client
        .find_thread_event(seed::THREAD_ID, "trial-1")
        .unwrap();
    assert_eq!(found, None);
}

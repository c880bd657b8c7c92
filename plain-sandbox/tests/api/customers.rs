//! Customers.

use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::{Api, customer_event};

async fn upsert(api: &Api, identifier: Value, on_update: Value) -> Value {
    let query = "mutation ($input: UpsertCustomerInput!) {
        upsertCustomer(input: $input) {
            result
            customer { id externalId fullName shortName email { email isVerified } }
            error { type code fields { field type } }
        }
    }";
    let input = json!({
        "identifier": identifier,
        "onCreate": {
            "fullName": "Joe Bloggs",
            "externalId": "joe",
            "email": { "email": "joe@acme.com", "isVerified": false },
        },
        "onUpdate": on_update,
    });
    let mut data = api.data(query, json!({ "input": input })).await;
    data["upsertCustomer"].take()
}

#[tokio::test]
async fn upsert_creates_keeps_and_updates_a_customer() {
    let api = Api::start().await;
    let joe = json!({ "emailAddress": "joe@acme.com" });
    let created = upsert(&api, joe.clone(), json!({})).await;
    assert_eq!(created["result"], "CREATED");
    assert_eq!(created["error"], Value::Null);
    let id = created["customer"]["id"].as_str().unwrap();
    assert!(id.starts_with("c_"), "{id}");
    assert_eq!(
        created["customer"],
        json!({
            "id": id, "externalId": "joe", "fullName": "Joe Bloggs", "shortName": null,
            "email": { "email": "joe@acme.com", "isVerified": false },
        })
    );

    let same = json!({ "fullName": { "value": "Joe Bloggs" }, "shortName": null });
    let unchanged = upsert(&api, joe.clone(), same).await;
    assert_eq!(unchanged["result"], "NOOP");
    assert_eq!(unchanged["customer"], created["customer"]);

    let changes = json!({
        "shortName": { "value": "Joe" },
        "externalId": { "value": null },
        "email": { "email": "joe@acme.com", "isVerified": true },
    });
    let updated = upsert(&api, json!({ "externalId": "joe" }), changes).await;
    assert_eq!(updated["result"], "UPDATED");
    assert_eq!(
        updated["customer"],
        json!({
            "id": id, "externalId": null, "fullName": "Joe Bloggs", "shortName": "Joe",
            "email": { "email": "joe@acme.com", "isVerified": true },
        })
    );

    let mut input = customer_event(&json!([]));
    input["customerIdentifier"] = joe;
    let event = api.create_customer_event(input).await;
    assert_eq!(event["customerEvent"]["customerId"], id);
}

#[tokio::test]
async fn invalid_upserts_are_rejected() {
    let api = Api::start().await;
    upsert(&api, json!({ "externalId": "joe" }), json!({})).await;
    for (identifier, on_update, code, field, kind) in [
        (
            json!({}),
            json!({}),
            "input_validation",
            "identifier",
            "REQUIRED",
        ),
        (
            json!({ "externalId": "a", "customerId": "c_1" }),
            json!({}),
            "input_validation",
            "identifier",
            "VALIDATION",
        ),
        (
            json!({ "externalId": "a" }),
            json!({ "fullName": { "value": "" } }),
            "input_validation",
            "onUpdate.fullName.value",
            "REQUIRED",
        ),
        (
            json!({ "customerId": "c_none" }),
            json!({}),
            "not_found",
            "identifier.customerId",
            "NOT_FOUND",
        ),
        (
            json!({ "externalId": "jim" }),
            json!({}),
            "customer_already_exists_with_email",
            "onCreate.email.email",
            "VALIDATION",
        ),
        (
            json!({ "externalId": seed::CUSTOMER_EXTERNAL_ID }),
            json!({ "externalId": { "value": "joe" } }),
            "customer_already_exists_with_external_id",
            "onUpdate.externalId.value",
            "VALIDATION",
        ),
    ] {
        let answer = upsert(&api, identifier, on_update).await;
        assert_eq!(answer["result"], Value::Null);
        assert_eq!(answer["customer"], Value::Null);
        assert_eq!(
            answer["error"],
            json!({
                "type": "VALIDATION", "code": code, "fields": [{ "field": field, "type": kind }],
            })
        );
    }
}

#[tokio::test]
async fn customers_are_queried_in_three_ways() {
    let api = Api::start().await;
    let query = "query ($id: ID!, $email: String!, $external: ID!) {
        customer(customerId: $id) { ...Id }
        customerByEmail(email: $email) { ...Id }
        customerByExternalId(externalId: $external) { ...Id }
    }
    fragment Id on Customer { id }";
    let variables = json!({
        "id": seed::CUSTOMER_ID, "email": "Jane@Acme.com", "external": seed::CUSTOMER_EXTERNAL_ID,
    });
    let jane = json!({ "id": seed::CUSTOMER_ID });
    assert_eq!(
        api.data(query, variables).await,
        json!({ "customer": jane, "customerByEmail": jane, "customerByExternalId": jane })
    );
    let variables = json!({ "id": "c_none", "email": "", "external": "none" });
    assert_eq!(
        api.data(query, variables).await,
        json!({ "customer": null, "customerByEmail": null, "customerByExternalId": null })
    );
}

#[tokio::test]
async fn customers_and_threads_have_the_documented_fields() {
    let api = Api::start().await;
    let query = "query ($id: ID!) {
        thread(threadId: $id) {
            __typename id ref title description previewText priority externalId status
            statusChangedAt { iso8601 } statusChangedBy { ...Creator }
            createdAt { iso8601 } createdBy { ...Creator } updatedAt { iso8601 } updatedBy { ...Creator }
            customer {
                __typename id externalId fullName shortName avatarUrl isAnonymous status
                email { __typename email isVerified verifiedAt { iso8601 } }
                assignedToUser { userId } assignedAt { iso8601 } company { id name domainName }
                createdAt { iso8601 } createdBy { ...Creator } updatedAt { iso8601 } updatedBy { ...Creator }
                markedAsSpamAt { iso8601 } markedAsSpamBy { __typename }
                identities { __typename ... on EmailCustomerIdentity { email } }
            }
        }
    }
    fragment Creator on Actor {
        __typename
        ... on MachineUserActor { machineUserId machineUser {
            __typename id fullName publicName description type isDeleted deletedAt { iso8601 }
            createdAt { iso8601 } createdBy { __typename } updatedAt { iso8601 } updatedBy { __typename }
        } }
    }";
    let data = api.data(query, json!({ "id": seed::THREAD_ID })).await;
    let customer = &data["thread"]["customer"];
    assert_eq!(customer["id"], seed::CUSTOMER_ID);
    assert_eq!(customer["fullName"], "Jane Fenwick");
    assert_eq!(customer["identities"][0]["email"], "jane@acme.com");
    let creator = &customer["createdBy"]["machineUser"];
    assert_eq!(creator["id"], seed::MACHINE_USER_ID);
    assert_eq!(creator["createdBy"]["__typename"], "MachineUserActor");
}

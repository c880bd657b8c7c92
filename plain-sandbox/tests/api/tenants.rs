//! Tenants and the customers in them.

use plain_sandbox::{Sandbox, seed};
use serde_json::{Value, json};

use crate::Api;

const TENANT: &str = "result tenant {
    id name externalId url source primaryDomain alternateDomains isDomainAutoJoinEnabled
}";

fn acme(name: &str) -> Value {
    json!({ "identifier": { "externalId": "acme" }, "externalId": "acme", "name": name })
}

#[tokio::test]
async fn a_tenant_is_created_updated_and_left_alone() {
    let api = Api::start().await;
    let mut input = acme("Acme");
    input["url"] = json!({ "value": "https://acme.com" });
    input["primaryDomain"] = json!({ "value": "acme.com" });
    input["alternateDomains"] = json!({ "value": ["acme.org"] });
    input["isDomainAutoJoinEnabled"] = json!({ "value": true });
    let created = api.mutate_ok("upsertTenant", input, TENANT).await;
    assert_eq!(created["result"], "CREATED");
    let id = &created["tenant"]["id"];
    assert!(id.as_str().unwrap().starts_with("te_"), "{id}");
    let expected = json!({
        "id": id, "name": "Acme", "externalId": "acme", "url": "https://acme.com", "source": "API",
        "primaryDomain": "acme.com", "alternateDomains": ["acme.org"],
        "isDomainAutoJoinEnabled": true,
    });
    assert_eq!(created["tenant"], expected);

    let same = api.mutate_ok("upsertTenant", acme("Acme"), TENANT).await;
    assert_eq!(
        same,
        json!({ "result": "NOOP", "tenant": expected, "error": null })
    );
    let renamed = json!({
        "identifier": { "tenantId": id }, "externalId": "acme-2", "name": "Acme Inc.",
        "url": { "value": null },
    });
    let renamed = api.mutate_ok("upsertTenant", renamed, TENANT).await;
    assert_eq!(renamed["result"], "UPDATED");
    assert_eq!(renamed["tenant"]["url"], Value::Null);
    assert_eq!(renamed["tenant"]["primaryDomain"], "acme.com");
    let tenants = api.sandbox.tenants();
    assert_eq!(tenants[0].external_id, "acme-2");
    assert_eq!(tenants[0].name, "Acme Inc.");

    // The former external id is free again.
    let created = api.mutate_ok("upsertTenant", acme("Other"), TENANT).await;
    assert_eq!(created["result"], "CREATED");
    let query = "query ($id: ID!) {
        tenant(tenantId: $id) { name tier { id } threadChannelAssociations { id } }
        tenants(filters: { tenantIds: [$id] }) { edges { node { externalId } } }
        all: tenants(first: 1) { edges { cursor } pageInfo { hasNextPage } }
        deleted: tenants(filters: { isDeleted: true }) { edges { cursor } }
    }";
    let data = api.data(query, json!({ "id": id })).await;
    assert_eq!(
        data,
        json!({
            "tenant": { "name": "Acme Inc.", "tier": null, "threadChannelAssociations": [] },
            "tenants": { "edges": [{ "node": { "externalId": "acme-2" } }] },
            "all": { "edges": [{ "cursor": id }], "pageInfo": { "hasNextPage": true } },
            "deleted": { "edges": [] },
        })
    );
}

#[tokio::test]
async fn invalid_tenants_are_rejected() {
    let api = Api::start().await;
    api.sandbox.add_tenant("acme", "Acme");
    api.sandbox.add_tenant("other", "Other");
    let invalid = "input_validation";
    for (name, value, code, field) in [
        ("name", json!(" "), invalid, ["name", "REQUIRED"]),
        ("externalId", json!(""), invalid, ["externalId", "REQUIRED"]),
        ("identifier", json!({}), invalid, ["identifier", "REQUIRED"]),
        (
            "identifier",
            json!({ "tenantId": "te_1", "externalId": "acme" }),
            invalid,
            ["identifier", "VALIDATION"],
        ),
        (
            "identifier",
            json!({ "tenantId": "te_1" }),
            "not_found",
            ["identifier.tenantId", "NOT_FOUND"],
        ),
        // The external id of another tenant.
        (
            "externalId",
            json!("other"),
            invalid,
            ["externalId", "VALIDATION"],
        ),
        (
            "identifier",
            json!({ "externalId": "new" }),
            invalid,
            ["externalId", "VALIDATION"],
        ),
    ] {
        let mut input = acme("Acme");
        input[name] = value;
        api.assert_error("upsertTenant", input, code, &[field])
            .await;
    }
    assert_eq!(api.sandbox.tenants().len(), 2);
}

/// The external ids of the seeded customer's tenants.
async fn memberships(api: &Api) -> Vec<String> {
    let query = "query ($id: ID!) { customer(customerId: $id) { tenantMemberships { edges { node {
        tenant { externalId } createdAt { iso8601 } createdBy { __typename }
    } } } } }";
    let data = api.data(query, json!({ "id": seed::CUSTOMER_ID })).await;
    let edges = data["customer"]["tenantMemberships"]["edges"].as_array();
    let mut ids: Vec<String> = edges
        .unwrap()
        .iter()
        .map(|edge| {
            edge["node"]["tenant"]["externalId"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    ids.sort();
    ids
}

fn change(tenants: &Value) -> Value {
    let customer = json!({ "externalId": seed::CUSTOMER_EXTERNAL_ID });
    json!({ "customerIdentifier": customer, "tenantIdentifiers": tenants })
}

#[tokio::test]
async fn customers_join_and_leave_tenants() {
    let sandbox = Sandbox::builder().tenant("b", "B").tenant("c", "C");
    let api = Api::to(sandbox.start().await.unwrap());
    let a = api.sandbox.add_tenant("a", "A");
    let external = |id: &str| json!({ "externalId": id });
    for (mutation, tenants, expected) in [
        (
            "addCustomerToTenants",
            json!([{ "tenantId": a }, external("b")]),
            vec!["a", "b"],
        ),
        // A tenant that the customer is in is skipped.
        (
            "addCustomerToTenants",
            json!([external("b"), external("b")]),
            vec!["a", "b"],
        ),
        (
            "setCustomerTenants",
            json!([external("b"), external("c")]),
            vec!["b", "c"],
        ),
        (
            "removeCustomerFromTenants",
            json!([external("a"), external("b")]),
            vec!["c"],
        ),
        ("setCustomerTenants", json!([]), vec![]),
        ("addCustomerToTenants", json!([external("b")]), vec!["b"]),
    ] {
        let output = api
            .mutate_ok(mutation, change(&tenants), "customer { id }")
            .await;
        assert_eq!(output["customer"]["id"], seed::CUSTOMER_ID);
        assert_eq!(memberships(&api).await, expected, "{mutation}");
    }
    let tenants = api.sandbox.tenants();
    let members: Vec<usize> = tenants.iter().map(|it| it.customer_ids.len()).collect();
    assert_eq!(members, [1, 0, 0]);
    let query =
        "{ customers(filters: { tenantIdentifiers: [{ externalId: \"b\" }] }) { totalCount }
        none: customers(filters: { tenantIdentifiers: [{ externalId: \"a\" }] }) { totalCount } }";
    let data = api.data(query, json!({})).await;
    assert_eq!(data["customers"]["totalCount"], 1);
    assert_eq!(data["none"]["totalCount"], 0);
}

#[tokio::test]
async fn missing_tenants_and_customers_are_not_found() {
    let api = Api::start().await;
    api.sandbox.add_tenant("a", "A");
    let tenants = json!([{ "externalId": "a" }, { "tenantId": "te_1" }]);
    for mutation in [
        "addCustomerToTenants",
        "setCustomerTenants",
        "removeCustomerFromTenants",
    ] {
        let missing = ["tenantIdentifiers", "NOT_FOUND"];
        api.assert_error(mutation, change(&tenants), "not_found", &[missing])
            .await;
        let mut input = change(&json!([]));
        input["customerIdentifier"] = json!({ "externalId": "nobody" });
        let missing = ["customerIdentifier", "NOT_FOUND"];
        api.assert_error(mutation, input, "not_found", &[missing])
            .await;
        let empty = ["tenantIdentifiers[0]", "REQUIRED"];
        api.assert_error(mutation, change(&json!([{}])), "input_validation", &[empty])
            .await;
    }
    assert_eq!(memberships(&api).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_thread_belongs_to_its_tenant() {
    let api = Api::start().await;
    let id = api.sandbox.add_tenant("acme", "Acme");
    for identifier in ["tenantIdentifier", "accountIdentifier"] {
        let mut input = json!({ "customerIdentifier": { "customerId": seed::CUSTOMER_ID } });
        input[identifier] = json!({ "externalId": "acme" });
        let created = api
            .mutate_ok("createThread", input, "thread { tenant { id name } }")
            .await;
        assert_eq!(
            created["thread"]["tenant"],
            json!({ "id": id, "name": "Acme" })
        );
    }
    let query = "query ($id: ID!) {
        threads(filters: { tenantIdentifiers: [{ tenantId: $id }] }) { totalCount }
    }";
    let data = api.data(query, json!({ "id": id })).await;
    assert_eq!(data["threads"]["totalCount"], 2);
    assert_eq!(api.sandbox.threads()[1].tenant_id, Some(id));
}

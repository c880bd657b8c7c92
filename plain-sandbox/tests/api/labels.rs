//! Label types, and the labels of threads.

use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::Api;

const LABELS: &str = "labels { id labelType { id name } } thread { labels { id } }";

/// The kinds of a thread's entries.
async fn entry_types(api: &Api) -> Vec<String> {
    let query = "query ($id: ID!) { thread(threadId: $id) { timelineEntries { edges { node {
        actor { __typename } entry { __typename }
    } } } } }";
    let data = api.data(query, json!({ "id": seed::THREAD_ID })).await;
    let edges = data["thread"]["timelineEntries"]["edges"].as_array();
    let types = edges
        .unwrap()
        .iter()
        .map(|edge| &edge["node"]["entry"]["__typename"]);
    types.map(|it| it.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_label_type_has_the_fields_of_its_input() {
    let api = Api::start().await;
    let parent = api.sandbox.add_label_type("Product");
    let input = json!({
        "name": "API", "icon": "bug", "color": "#112233", "type": "TEAM", "description": "d",
        "parentLabelTypeId": parent, "externalId": "api", "isExcludedFromAi": true,
    });
    let fields = "labelType {
        id name icon color type description parentLabelType { name } externalId isExcludedFromAi
        isArchived archivedAt { iso8601 }
    }";
    let mut created = api
        .mutate_ok("createLabelType", input.clone(), fields)
        .await;
    let id = created["labelType"]["id"].take();
    assert!(id.as_str().unwrap().starts_with("lt_"), "{id}");
    assert_eq!(
        created["labelType"],
        json!({
            "id": null, "name": "API", "icon": "bug", "color": "#112233", "type": "TEAM",
            "description": "d", "parentLabelType": { "name": "Product" }, "externalId": "api",
            "isExcludedFromAi": true, "isArchived": false, "archivedAt": null,
        })
    );
    let data = api
        .data(
            "query ($id: ID!) {
                labelType(labelTypeId: $id) { name }
                labelTypeByExternalId(externalId: \"api\") { id }
                all: labelTypes { edges { node { name } } }
            }",
            json!({ "id": id }),
        )
        .await;
    assert_eq!(data["labelType"]["name"], "API");
    assert_eq!(data["labelTypeByExternalId"]["id"], id);
    assert_eq!(data["all"]["edges"][1]["node"]["name"], "API");

    let fields: &[[&str; 2]] = &[["externalId", "VALIDATION"]];
    api.assert_error("createLabelType", input, "input_validation", fields)
        .await;
    for (input, code, field) in [
        (
            json!({ "name": " " }),
            "input_validation",
            ["name", "REQUIRED"],
        ),
        (
            json!({ "name": "a", "parentLabelTypeId": "lt_1" }),
            "not_found",
            ["parentLabelTypeId", "NOT_FOUND"],
        ),
    ] {
        api.assert_error("createLabelType", input, code, &[field])
            .await;
    }
}

#[tokio::test]
async fn labels_are_added_once_and_removed() {
    let api = Api::start().await;
    let (bug, urgent) = (
        api.sandbox.add_label_type("Bug"),
        api.sandbox.add_label_type("Urgent"),
    );
    let input = json!({ "threadId": seed::THREAD_ID, "labelTypeIds": [bug, bug] });
    let added = api.mutate_ok("addLabels", input.clone(), LABELS).await;
    assert_eq!(
        added["labels"][0]["labelType"],
        json!({ "id": bug, "name": "Bug" })
    );
    assert_eq!(added["thread"]["labels"].as_array().unwrap().len(), 1);
    let again = api.mutate_ok("addLabels", input, LABELS).await;
    assert_eq!(again, added);
    assert_eq!(entry_types(&api).await, ["ThreadLabelsChangedEntry"]);

    let only_first =
        json!({ "threadId": seed::THREAD_ID, "labelTypeIds": [urgent], "onlyIfNoLabels": true });
    let unchanged = api.mutate_ok("addLabels", only_first, LABELS).await;
    assert_eq!(unchanged["labels"], json!([]));
    let both = json!({ "threadId": seed::THREAD_ID, "labelTypeIds": [bug, urgent] });
    let both = api.mutate_ok("addLabels", both, LABELS).await;
    assert_eq!(
        api.sandbox.threads()[0].label_type_ids,
        [bug.clone(), urgent.clone()]
    );

    let query = "query ($ids: [ID!]) { threads(filters: { labelTypeIds: $ids }) { totalCount } }";
    let data = api.data(query, json!({ "ids": [urgent, "lt_1"] })).await;
    assert_eq!(data["threads"]["totalCount"], 1);
    let data = api.data(query, json!({ "ids": ["lt_1"] })).await;
    assert_eq!(data["threads"]["totalCount"], 0);

    let label = &both["labels"][0]["id"];
    let removed = api
        .mutate_ok(
            "removeLabels",
            json!({ "labelIds": [label] }),
            "thread { labels { labelType { name } } }",
        )
        .await;
    let labels = json!([{ "labelType": { "name": "Urgent" } }]);
    assert_eq!(removed["thread"]["labels"], labels);
    assert_eq!(entry_types(&api).await.len(), 3);
}

#[tokio::test]
async fn stale_and_archived_labels_are_rejected() {
    let api = Api::start().await;
    let old = api.sandbox.add_label_type("Old");
    let with = |id: &str| json!({ "threadId": seed::THREAD_ID, "labelTypeIds": [id] });
    // A label that a thread has stays when its type is archived, and adding it again changes nothing.
    api.mutate_ok("addLabels", with(&old), "").await;
    let archive = json!({ "labelTypeId": old });
    let fields = "labelType { isArchived archivedAt { iso8601 } archivedBy { __typename } }";
    let archived = api
        .mutate_ok("archiveLabelType", archive.clone(), fields)
        .await;
    assert_eq!(archived["labelType"]["isArchived"], true);
    assert_eq!(
        archived["labelType"]["archivedBy"]["__typename"],
        "MachineUserActor"
    );
    assert_eq!(
        api.mutate_ok("archiveLabelType", archive, fields).await,
        archived
    );
    api.mutate_ok("addLabels", with(&old), "").await;

    let active = "{ labelTypes(filters: { isArchived: false }) { edges { cursor } } }";
    let data = api.data(active, json!({})).await;
    assert_eq!(data["labelTypes"]["edges"], json!([]));

    let thread = api.sandbox.add_thread(seed::CUSTOMER_ID, "Another");
    let input = json!({ "threadId": thread, "labelTypeIds": [old] });
    let code = "cannot_add_label_using_archived_label_type";
    let labels = ["labelTypeIds", "VALIDATION"];
    api.assert_error("addLabels", input, code, &[labels]).await;
    let input = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID }, "labelTypeIds": [old],
    });
    api.assert_error("createThread", input, code, &[labels])
        .await;

    let missing = ["labelTypeIds", "NOT_FOUND"];
    api.assert_error("addLabels", with("lt_1"), "not_found", &[missing])
        .await;
    for (mutation, input, field) in [
        (
            "addLabels",
            json!({ "threadId": "th_1", "labelTypeIds": [] }),
            "threadId",
        ),
        ("removeLabels", json!({ "labelIds": ["l_1"] }), "labelIds"),
        (
            "archiveLabelType",
            json!({ "labelTypeId": "lt_1" }),
            "labelTypeId",
        ),
    ] {
        api.assert_error(mutation, input, "not_found", &[[field, "NOT_FOUND"]])
            .await;
    }
}

#[tokio::test]
async fn labels_of_two_threads_cannot_be_removed_together() {
    let api = Api::start().await;
    let bug = api.sandbox.add_label_type("Bug");
    let other = api.sandbox.add_thread(seed::CUSTOMER_ID, "Another");
    let mut labels = Vec::new();
    for thread in [seed::THREAD_ID, &other] {
        let input = json!({ "threadId": thread, "labelTypeIds": [bug] });
        let mut added = api.mutate_ok("addLabels", input, LABELS).await;
        labels.push(added["labels"][0]["id"].take());
    }
    let code = "input_validation";
    let input = json!({ "labelIds": labels });
    api.assert_error("removeLabels", input, code, &[["labelIds", "VALIDATION"]])
        .await;
    let none = json!({ "labelIds": Vec::<Value>::new() });
    api.assert_error("removeLabels", none, code, &[["labelIds", "REQUIRED"]])
        .await;
    let threads = api.sandbox.threads();
    assert!(
        threads
            .iter()
            .all(|thread| thread.label_type_ids == [bug.clone()])
    );
}

#[tokio::test]
async fn a_thread_is_created_with_labels() {
    let api = Api::start().await;
    let bug = api.sandbox.add_label_type("Bug");
    let input = json!({
        "customerIdentifier": { "customerId": seed::CUSTOMER_ID }, "labelTypeIds": [bug, bug],
    });
    let created = api
        .mutate_ok(
            "createThread",
            input,
            "thread { labels { labelType { name } } }",
        )
        .await;
    let labels = json!([{ "labelType": { "name": "Bug" } }]);
    assert_eq!(created["thread"]["labels"], labels);
}

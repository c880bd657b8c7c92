//! The selection of requests by fault rules.

use plain_sandbox::{Fault, FaultRule};
use reqwest::StatusCode;
use serde_json::json;

use crate::faults::{CREATE, api, send};
use crate::{Api, customer_event};

#[tokio::test]
async fn rules_select_by_operation_and_variables() {
    let api = api([
        FaultRule::new(Fault::status(500)).operation("thread"),
        FaultRule::new(Fault::status(503)).variables(json!({ "input": { "title": "Poison" } })),
    ])
    .await;
    assert_eq!(send(&api).await.unwrap().status(), StatusCode::OK);
    let thread = "query Q { ...F } fragment F on Query { t: thread(threadId: \"th_1\") { id } }";
    let response = api.send(thread, json!({})).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    for (title, expected) in [("Poison", 503), ("Remedy", 200)] {
        let mut input = customer_event(&json!([]));
        input["title"] = json!(title);
        let response = api.send(CREATE, json!({ "input": input })).await;
        assert_eq!(response.status().as_u16(), expected, "{title}");
    }
}

#[tokio::test]
async fn faults_apply_before_parsing_and_authentication() {
    let api = api([Fault::status(503)]).await;
    let response = api.client.post(api.sandbox.url()).body("{").send().await;
    assert_eq!(response.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
    // Other endpoints are not affected.
    let url = format!("http://{}/readyz", api.sandbox.address());
    assert!(
        api.client
            .get(url)
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
}

#[tokio::test]
async fn rules_can_change_at_any_time() {
    let api = Api::start().await;
    let faults = api.sandbox.faults();
    assert_eq!(faults.rules(), []);
    faults.set([FaultRule::new(Fault::status(500)).next(1)]);
    faults.add(Fault::status(503));
    let mut statuses = Vec::new();
    for _ in 0..2 {
        statuses.push(send(&api).await.unwrap().status().as_u16());
    }
    faults.clear();
    statuses.push(send(&api).await.unwrap().status().as_u16());
    assert_eq!(statuses, [500, 503, 200]);
}

#[tokio::test]
async fn faults_are_reproducible_by_seed() {
    let mut runs = Vec::new();
    for seed in [1, 1, 2] {
        let rule = FaultRule::new(Fault::status(503)).probability(0.5);
        let sandbox = crate::builder().faults([rule]).fault_seed(seed);
        let api = Api::to(sandbox.start().await.unwrap());
        let mut run = Vec::new();
        for _ in 0..32 {
            run.push(send(&api).await.unwrap().status().as_u16());
        }
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

//! Random sequences of mutations: a file has what memory has.

use fastrand::Rng;
use plain_sandbox::seed;
use serde_json::{Value, json};

use crate::Api;
use crate::storage::{contents, open};

const MUTATIONS: usize = 150;

/// Ids of the records that a sequence has created.
struct Records {
    rng: Rng,
    threads: Vec<String>,
    label_types: Vec<String>,
    labels: Vec<String>,
    tenants: Vec<String>,
}

impl Records {
    fn any(&mut self, ids: fn(&Self) -> &Vec<String>) -> Value {
        let count = ids(self).len();
        // Sometimes an id that does not exist.
        let index = self.rng.usize(0..count + 2);
        ids(self)
            .get(index)
            .map_or(json!("unknown"), |id| json!(id))
    }

    fn input(&mut self, mutation: &str) -> Value {
        let customer = json!({ "customerId": seed::CUSTOMER_ID });
        let number = self.rng.usize(0..4);
        let label_types = json!([
            self.any(|it| &it.label_types),
            self.any(|it| &it.label_types)
        ]);
        let tenant = json!({ "tenantId": self.any(|it| &it.tenants) });
        let thread = self.any(|it| &it.threads);
        match mutation {
            "createThread" => json!({
                "customerIdentifier": customer, "title": "t", "externalId": format!("t-{number}"),
                "labelTypeIds": self.rng.bool().then_some(label_types),
                "tenantIdentifier": self.rng.bool().then_some(tenant),
            }),
            "createLabelType" => {
                json!({ "name": "l", "externalId": format!("l-{}", self.rng.u32(..9)) })
            }
            "archiveLabelType" => json!({ "labelTypeId": self.any(|it| &it.label_types) }),
            "addLabels" => json!({ "threadId": thread, "labelTypeIds": label_types }),
            "removeLabels" => json!({ "labelIds": [self.any(|it| &it.labels)] }),
            "upsertTenant" => json!({
                "identifier": { "externalId": format!("te-{number}") },
                "externalId": format!("te-{}", self.rng.usize(0..4)), "name": format!("T {number}"),
            }),
            "addCustomerToTenants" | "setCustomerTenants" | "removeCustomerFromTenants" => {
                json!({ "customerIdentifier": customer, "tenantIdentifiers": [tenant] })
            }
            "upsertThreadField" => json!({
                "identifier": { "threadId": thread, "key": format!("k{number}") },
                "type": "NUMBER", "numberValue": self.rng.f64(),
            }),
            "changeThreadPriority" => json!({ "threadId": thread, "priority": number }),
            "assignThread" => json!({ "threadId": thread, "userId": seed::USER_ID }),
            "replyToThread" => json!({ "threadId": thread, "textContent": "r" }),
            "createNote" => json!({ "customerId": seed::CUSTOMER_ID, "text": "n" }),
            _ => json!({ "threadId": thread }),
        }
    }

    /// Records the ids of an output.
    fn add(&mut self, output: &Value) {
        let id = |value: &Value| value["id"].as_str().map(str::to_owned);
        self.threads
            .extend(id(&output["thread"]).filter(|it| !self.threads.contains(it)));
        self.label_types.extend(id(&output["labelType"]));
        self.tenants.extend(id(&output["tenant"]));
        let labels = output["labels"].as_array().into_iter().flatten();
        self.labels.extend(labels.filter_map(id));
    }
}

#[tokio::test]
async fn a_file_has_what_memory_has_after_random_mutations() {
    const NAMES: [(&str, &str); 17] = [
        ("createThread", "thread { id }"),
        ("createLabelType", "labelType { id }"),
        ("archiveLabelType", ""),
        ("addLabels", "labels { id }"),
        ("addLabels", "labels { id }"),
        ("removeLabels", ""),
        ("upsertTenant", "tenant { id }"),
        ("addCustomerToTenants", ""),
        ("setCustomerTenants", ""),
        ("removeCustomerFromTenants", ""),
        ("upsertThreadField", ""),
        ("changeThreadPriority", ""),
        ("assignThread", ""),
        ("markThreadAsDone", ""),
        ("markThreadAsTodo", ""),
        ("replyToThread", ""),
        ("createNote", ""),
    ];
    for number in 0..3 {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("events.db");
        let api = open(&file).await;
        let mut records = Records {
            rng: Rng::with_seed(number),
            threads: vec![seed::THREAD_ID.to_owned()],
            label_types: Vec::new(),
            labels: Vec::new(),
            tenants: Vec::new(),
        };
        let mut succeeded = 0;
        for _ in 0..MUTATIONS {
            let (mutation, fields) = NAMES[records.rng.usize(0..NAMES.len())];
            let input = records.input(mutation);
            let output = api.mutate(mutation, input, fields).await;
            succeeded += usize::from(output["error"].is_null());
            records.add(&output);
        }
        assert!(
            (MUTATIONS / 3..MUTATIONS).contains(&succeeded),
            "{number}: {succeeded}"
        );
        let in_memory = state(&api).await;
        api.sandbox.shutdown().await;
        let api = open(&file).await;
        assert_eq!(state(&api).await, in_memory, "{number}");
    }
}

async fn state(api: &Api) -> (Value, String) {
    let (_, contents) = contents(api).await;
    let records = format!("{:?} {:?}", api.sandbox.threads(), api.sandbox.tenants());
    (contents, records)
}

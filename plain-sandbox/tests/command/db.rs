//! Durability of `--db`: acknowledged events survive kill -9.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use fastrand::Rng;
use plain_sandbox::seed;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::{RunningProgram, client, command, start, stderr_of, value};

/// Number of concurrent clients.
const WORKERS: usize = 4;
const KILLS: usize = 4;
const SEEDS: u64 = 4;

fn start_on(file: &Path) -> (RunningProgram, Api) {
    let file = file.to_str().unwrap();
    let (running, output) = start(command().args(["--listen", "127.0.0.1:0", "--db", file]));
    let api = Api {
        client: client(),
        url: value(&output, "PLAIN_API_URL=").to_owned(),
        key: value(&output, "PLAIN_API_KEY=").to_owned(),
    };
    (running, api)
}

#[derive(Clone)]
struct Api {
    client: Client,
    url: String,
    key: String,
}

impl Api {
    /// The `data` of the response, if one arrives.
    async fn data(&self, query: &str, variables: Value) -> reqwest::Result<Value> {
        let request = self.client.post(&self.url).bearer_auth(&self.key);
        let request = request.json(&json!({ "query": query, "variables": variables }));
        let mut body: Value = request.send().await?.json().await?;
        assert_eq!(body.get("errors"), None);
        Ok(body["data"].take())
    }

    /// Creates an event, unless it exists.
    async fn create(&self, external_id: &str, thread: Option<&str>) -> reqwest::Result<Outcome> {
        let components = [json!({ "componentText": { "text": external_id } })];
        let mut input =
            json!({ "title": "t", "components": components, "externalId": external_id });
        let (kind, field) = match thread {
            None => {
                input["customerIdentifier"] = json!({ "customerId": seed::CUSTOMER_ID });
                ("CustomerEvent", "customerEvent")
            }
            Some(thread) => {
                input["threadId"] = json!(thread);
                ("ThreadEvent", "threadEvent")
            }
        };
        let query = format!(
            "mutation ($input: Create{kind}Input!) {{
                it: create{kind}(input: $input) {{ event: {field} {{ id }} error {{ code }} }}
            }}"
        );
        let data = self.data(&query, json!({ "input": input })).await?;
        let output = &data["it"];
        if let Some(id) = output["event"]["id"].as_str() {
            return Ok(Outcome::Created(id.to_owned()));
        }
        let code = output["error"]["code"].as_str().unwrap();
        assert!(code.ends_with("_already_exists_with_external_id"), "{code}");
        Ok(Outcome::Exists)
    }

    async fn create_thread(&self) -> reqwest::Result<String> {
        let query = "mutation ($input: CreateThreadInput!) {
            createThread(input: $input) { thread { id } }
        }";
        let input =
            json!({ "title": "t", "customerIdentifier": { "customerId": seed::CUSTOMER_ID } });
        let data = self.data(query, json!({ "input": input })).await?;
        let id = &data["createThread"]["thread"]["id"];
        Ok(id.as_str().unwrap().to_owned())
    }

    /// The ids of the events, by external id.
    async fn events(&self) -> BTreeMap<String, Vec<String>> {
        let url = self.url.replace("/graphql/v1", "/api/events");
        let response = self.client.get(url).send().await.unwrap();
        let events: Vec<Value> = response.json().await.unwrap();
        let text = |event: &Value, name: &str| event[name].as_str().unwrap().to_owned();
        let mut by_external_id: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for event in &events {
            let ids = by_external_id.entry(text(event, "externalId"));
            ids.or_default().push(text(event, "id"));
        }
        by_external_id
    }

    /// The external ids of the events in a thread, in order.
    async fn timeline(&self, thread: &str) -> Vec<String> {
        let query = "query ($id: ID!, $after: String) {
            thread(threadId: $id) { timelineEntries(first: 100, after: $after) {
                edges { node { entry {
                    ... on CustomerEventEntry { externalId }
                    ... on ThreadEventEntry { externalId }
                } } }
                pageInfo { hasNextPage endCursor }
            } }
        }";
        let mut external_ids = Vec::new();
        let mut after = Value::Null;
        loop {
            let variables = json!({ "id": thread, "after": after });
            let data = self.data(query, variables).await.unwrap();
            let entries = &data["thread"]["timelineEntries"];
            for edge in entries["edges"].as_array().unwrap() {
                let external_id = &edge["node"]["entry"]["externalId"];
                external_ids.push(external_id.as_str().unwrap().to_owned());
            }
            if entries["pageInfo"]["hasNextPage"] == false {
                external_ids.sort();
                return external_ids;
            }
            after = entries["pageInfo"]["endCursor"].clone();
        }
    }
}

enum Outcome {
    Created(String),
    Exists,
}

/// An event that was sent.
struct SentEvent {
    external_id: String,
    /// Set for a thread event.
    thread: Option<String>,
    /// The id in the response, if one arrived.
    id: Option<String>,
}

/// Sends events one after another until a response is missing.
async fn work(api: Api, name: String, threads: Vec<String>, sender: UnboundedSender<SentEvent>) {
    for number in 0.. {
        let external_id = format!("{name}-{number}");
        // Alternates between customer events and thread events.
        let thread = (number % 2 == 1).then(|| threads[number / 2 % threads.len()].clone());
        let outcome = api.create(&external_id, thread.as_deref()).await;
        let id = match outcome {
            Ok(Outcome::Created(id)) => Some(id),
            Ok(Outcome::Exists) => panic!("{external_id} was not sent before"),
            Err(_) => None,
        };
        let is_last = id.is_none();
        let sent = SentEvent {
            external_id,
            thread,
            id,
        };
        sender.send(sent).unwrap();
        if is_last {
            return;
        }
    }
}

/// Runs the workers and kills the program after a number of acknowledged events.
async fn send_until_killed(
    api: &Api,
    mut running: RunningProgram,
    name: &str,
    threads: &[String],
    acknowledged: usize,
) -> Vec<SentEvent> {
    let (sender, mut receiver) = unbounded_channel();
    for worker in 0..WORKERS {
        let name = format!("{name}-{worker}");
        tokio::spawn(work(api.clone(), name, threads.to_vec(), sender.clone()));
    }
    drop(sender);
    let mut all = Vec::new();
    let mut count = 0;
    while let Some(sent) = receiver.recv().await {
        count += usize::from(sent.id.is_some());
        all.push(sent);
        if count == acknowledged {
            running.0.kill().unwrap();
        }
    }
    all
}

/// Asserts that every acknowledged event exists once, and that each thread has its own events and the
/// customer's.
async fn assert_complete(api: &Api, sent: &[SentEvent], threads: &[String]) {
    let stored = api.events().await;
    for (external_id, ids) in &stored {
        let sent = sent.iter().find(|it| it.external_id == *external_id);
        let acknowledged = sent.unwrap().id.as_ref();
        assert_eq!(ids.len(), 1, "{external_id} is stored {} times", ids.len());
        assert!(acknowledged.is_none_or(|id| *id == ids[0]), "{external_id}");
    }
    for event in sent.iter().filter(|it| it.id.is_some()) {
        assert!(
            stored.contains_key(&event.external_id),
            "{}",
            event.external_id
        );
    }
    for thread in threads {
        let belongs = |it: &&SentEvent| it.thread.as_ref().is_none_or(|of| of == thread);
        let events = sent.iter().filter(belongs).map(|it| it.external_id.clone());
        let mut expected: Vec<String> = events.filter(|it| stored.contains_key(it)).collect();
        expected.sort();
        assert_eq!(api.timeline(thread).await, expected);
    }
}

#[tokio::test]
async fn acknowledged_events_survive_a_kill() {
    for seed in 0..SEEDS {
        let mut rng = Rng::with_seed(seed);
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("events.db");
        let (mut running, mut api) = start_on(&file);
        let mut threads = vec![seed::THREAD_ID.to_owned()];
        threads.push(api.create_thread().await.unwrap());
        let mut sent = Vec::new();
        for kill in 0..KILLS {
            let name = format!("{seed}-{kill}");
            let acknowledged = rng.usize(1..=40);
            sent.extend(send_until_killed(&api, running, &name, &threads, acknowledged).await);

            (running, api) = start_on(&file);
            assert_complete(&api, &sent, &threads).await;
            // After a retry, the events without a response exist once, too.
            for event in sent.iter_mut().filter(|it| it.id.is_none()) {
                let thread = event.thread.as_deref();
                match api.create(&event.external_id, thread).await.unwrap() {
                    Outcome::Created(id) => event.id = Some(id),
                    Outcome::Exists => {
                        let stored = api.events().await;
                        event.id = Some(stored[&event.external_id][0].clone());
                    }
                }
            }
            assert_complete(&api, &sent, &threads).await;
        }
    }
}

#[tokio::test]
async fn an_interrupted_creation_leaves_a_usable_file() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("events.db");
    for _ in 0..KILLS {
        // Killed while the file is being created, or just after.
        let mut child = command()
            .args(["--listen", "127.0.0.1:0", "--db"])
            .arg(&file)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !file.exists() {
            assert_eq!(child.try_wait().unwrap(), None);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let (running, api) = start_on(&file);
        assert_eq!(api.timeline(seed::THREAD_ID).await, [""; 0]);
        drop(running);
        for name in ["events.db", "events.db-wal", "events.db-journal"] {
            let _ = fs::remove_file(directory.path().join(name));
        }
    }
}

#[test]
fn a_file_in_use_is_one_line_and_exit_code_1() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("events.db");
    let file = file.to_str().unwrap();
    let (_running, _) = start(
        command()
            .args(["--listen", "127.0.0.1:0"])
            .env("PLAIN_SANDBOX_DB", file),
    );
    let mut command = command();
    command.args(["--listen", "127.0.0.1:0", "--db", file]);
    let (code, output) = stderr_of(command);
    assert_eq!(code, Some(1));
    assert!(
        output.starts_with(&format!("plain-sandbox: {file} is in use")),
        "{output}"
    );
    assert_eq!(output.lines().count(), 1, "{output}");
}

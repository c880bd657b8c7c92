//! `--db`: what is answered survives kill -9.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use fastrand::Rng;
use plain_sandbox::seed;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::{Running, client, command, start, stderr_of, value};

/// How many requests are on their way at a time.
const WORKERS: usize = 4;
const KILLS: usize = 4;
const SEEDS: u64 = 4;

fn on(file: &Path) -> (Running, Api) {
    let file = file.to_str().unwrap();
    let (running, said) = start(command().args(["--listen", "127.0.0.1:0", "--db", file]));
    let api = Api {
        client: client(),
        url: value(&said, "PLAIN_API_URL=").to_owned(),
        key: value(&said, "PLAIN_API_KEY=").to_owned(),
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
    /// The `data` of the answer, if one arrives.
    async fn data(&self, query: &str, variables: Value) -> reqwest::Result<Value> {
        let request = self.client.post(&self.url).bearer_auth(&self.key);
        let request = request.json(&json!({ "query": query, "variables": variables }));
        let mut body: Value = request.send().await?.json().await?;
        assert_eq!(body.get("errors"), None);
        Ok(body["data"].take())
    }

    /// Creates an event, and says its id, or that it is there already.
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
        let answer = &data["it"];
        if let Some(id) = answer["event"]["id"].as_str() {
            return Ok(Outcome::Created(id.to_owned()));
        }
        let code = answer["error"]["code"].as_str().unwrap();
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
struct Sent {
    external_id: String,
    /// That of a thread event.
    thread: Option<String>,
    /// What was answered, if something was.
    id: Option<String>,
}

/// Sends one event after another until no answer comes.
async fn work(api: Api, name: String, threads: Vec<String>, told: UnboundedSender<Sent>) {
    for number in 0.. {
        let external_id = format!("{name}-{number}");
        // Every other one is for the customer.
        let thread = (number % 2 == 1).then(|| threads[number / 2 % threads.len()].clone());
        let outcome = api.create(&external_id, thread.as_deref()).await;
        let id = match outcome {
            Ok(Outcome::Created(id)) => Some(id),
            Ok(Outcome::Exists) => panic!("{external_id} was not sent before"),
            Err(_) => None,
        };
        let is_last = id.is_none();
        let sent = Sent {
            external_id,
            thread,
            id,
        };
        told.send(sent).unwrap();
        if is_last {
            return;
        }
    }
}

/// Lets workers send, and kills the program when so many events are answered.
async fn send_until_killed(
    api: &Api,
    mut running: Running,
    name: &str,
    threads: &[String],
    answers: usize,
) -> Vec<Sent> {
    let (told, mut hears) = unbounded_channel();
    for worker in 0..WORKERS {
        let name = format!("{name}-{worker}");
        tokio::spawn(work(api.clone(), name, threads.to_vec(), told.clone()));
    }
    drop(told);
    let mut all = Vec::new();
    let mut answered = 0;
    while let Some(sent) = hears.recv().await {
        answered += usize::from(sent.id.is_some());
        all.push(sent);
        if answered == answers {
            running.0.kill().unwrap();
        }
    }
    all
}

/// Every event that was answered is there, once, and each thread has its events and the customer's.
async fn check(api: &Api, sent: &[Sent], threads: &[String]) {
    let there = api.events().await;
    for (external_id, ids) in &there {
        let sent = sent.iter().find(|it| it.external_id == *external_id);
        let answered = sent.unwrap().id.as_ref();
        assert_eq!(ids.len(), 1, "{external_id} is there {} times", ids.len());
        assert!(answered.is_none_or(|id| *id == ids[0]), "{external_id}");
    }
    for event in sent.iter().filter(|it| it.id.is_some()) {
        assert!(
            there.contains_key(&event.external_id),
            "{}",
            event.external_id
        );
    }
    for thread in threads {
        let stands = |it: &&Sent| it.thread.as_ref().is_none_or(|of| of == thread);
        let events = sent.iter().filter(stands).map(|it| it.external_id.clone());
        let mut expected: Vec<String> = events.filter(|it| there.contains_key(it)).collect();
        expected.sort();
        assert_eq!(api.timeline(thread).await, expected);
    }
}

#[tokio::test]
async fn every_answered_event_survives_a_kill() {
    for seed in 0..SEEDS {
        let mut rng = Rng::with_seed(seed);
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("events.db");
        let (mut running, mut api) = on(&file);
        let mut threads = vec![seed::THREAD_ID.to_owned()];
        threads.push(api.create_thread().await.unwrap());
        let mut sent = Vec::new();
        for kill in 0..KILLS {
            let name = format!("{seed}-{kill}");
            let answers = rng.usize(1..=40);
            sent.extend(send_until_killed(&api, running, &name, &threads, answers).await);

            (running, api) = on(&file);
            check(&api, &sent, &threads).await;
            // Sent again, what was not answered is there once, too.
            for event in sent.iter_mut().filter(|it| it.id.is_none()) {
                let thread = event.thread.as_deref();
                match api.create(&event.external_id, thread).await.unwrap() {
                    Outcome::Created(id) => event.id = Some(id),
                    Outcome::Exists => {
                        let there = api.events().await;
                        event.id = Some(there[&event.external_id][0].clone());
                    }
                }
            }
            check(&api, &sent, &threads).await;
        }
    }
}

#[tokio::test]
async fn a_new_file_is_whole_or_new_again() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("events.db");
    for _ in 0..KILLS {
        // Killed while it is about to create the file, or just after.
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
        let (running, api) = on(&file);
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
    let (code, said) = stderr_of(command);
    assert_eq!(code, Some(1));
    assert!(
        said.starts_with(&format!("plain-sandbox: {file} is in use")),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

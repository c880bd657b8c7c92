//! The program: what it says, and how it fails.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[cfg(feature = "sqlite")]
mod db;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plain-sandbox"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PLAIN_SANDBOX_") {
            command.env_remove(name);
        }
    }
    command
}

/// A program that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the program said after the name of a variable.
fn value<'a>(said: &'a str, name: &str) -> &'a str {
    said.split(name).nth(1).unwrap().lines().next().unwrap()
}

fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

fn stderr_of(mut command: Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// Starts it, and reads what it says up to the line of the key.
fn start(command: &mut Command) -> (Running, String) {
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let running = Running(child);
    let mut said = String::new();
    for line in stderr.lines() {
        said.push_str(&line.unwrap());
        said.push('\n');
        if said.contains("PLAIN_API_KEY=") {
            return (running, said);
        }
    }
    panic!("it ended: {said}");
}

#[tokio::test]
async fn it_says_what_a_client_needs() {
    let (_running, said) = start(command().args(["--listen", "127.0.0.1:0"]));
    let response = client()
        .post(value(&said, "PLAIN_API_URL="))
        .bearer_auth(value(&said, "PLAIN_API_KEY="))
        .json(&json!({ "query": "{ __typename }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[test]
fn a_key_of_your_own_is_not_shown() {
    let (_running, said) = start(
        command()
            .env("PLAIN_SANDBOX_LISTEN", "127.0.0.1:0")
            .env("PLAIN_SANDBOX_API_KEY", "plainApiKey_secret"),
    );
    assert!(!said.contains("secret"), "{said}");
    let help = command()
        .env("PLAIN_SANDBOX_API_KEY", "plainApiKey_secret")
        .arg("--help")
        .output()
        .unwrap();
    assert!(!String::from_utf8(help.stdout).unwrap().contains("secret"));
}

#[test]
fn a_taken_port_is_one_line_and_exit_code_1() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = command();
    command.args(["--listen", &address]);
    let (code, said) = stderr_of(command);
    assert_eq!(code, Some(1));
    assert!(
        said.starts_with(&format!("plain-sandbox: {address} is taken")),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[tokio::test]
async fn every_option_is_taken() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/faults.json");
    std::fs::write(file, r#"[{ "status": 502, "probability": 0.5 }]"#).unwrap();
    let from_file = format!("@{file}");
    let inline = r#"[{ "status": 503, "next": 1 }]"#;
    for (faults, expected) in [(inline, &[503, 200, 429][..]), (&from_file, &[])] {
        let (_running, said) = start(command().args([
            "--listen",
            "127.0.0.1:0",
            "--api-key",
            "plainApiKey_1",
            "--key",
            "plainApiKey_2=customer:read",
            "--key",
            "plainApiKey_3=",
            "--rate-limit",
            "1",
            "--max-events",
            "1000",
            "--faults",
            faults,
            "--fault-seed",
            "7",
        ]));
        let url = value(&said, "PLAIN_API_URL=");
        let rest = url.replace("/graphql/v1", "/api/faults");
        let rules: Value = client()
            .get(rest)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(rules.as_array().unwrap().len(), 1);
        for status in expected {
            let request = client().post(url).bearer_auth("plainApiKey_2");
            let request = request.json(&json!({ "query": "{ __typename }" }));
            assert_eq!(request.send().await.unwrap().status().as_u16(), *status);
        }
    }
}

#[tokio::test]
async fn options_are_taken_from_the_environment() {
    let (_running, said) = start(
        command()
            .env("PLAIN_SANDBOX_LISTEN", "127.0.0.1:0")
            .env("PLAIN_SANDBOX_API_KEY", "plainApiKey_1")
            .env(
                "PLAIN_SANDBOX_KEY",
                "plainApiKey_2=customer:read plainApiKey_3=thread:read",
            )
            .env("PLAIN_SANDBOX_RATE_LIMIT", "2")
            .env("PLAIN_SANDBOX_FAULTS", r#"[{ "status": 503, "next": 1 }]"#)
            .env("PLAIN_SANDBOX_FAULT_SEED", "7"),
    );
    for (key, status) in [("1", 503), ("2", 200), ("3", 200), ("1", 429)] {
        let request = client()
            .post(value(&said, "PLAIN_API_URL="))
            .bearer_auth(format!("plainApiKey_{key}"))
            .json(&json!({ "query": "{ __typename }" }));
        assert_eq!(request.send().await.unwrap().status().as_u16(), status);
    }
}

#[test]
fn what_an_option_cannot_be_is_said_and_keys_are_not_shown() {
    for (option, argument, expected) in [
        ("--faults", r#"[{ "status": 1 }]"#, "1 is not a status"),
        ("--faults", "@nowhere.json", "nowhere.json: "),
        ("--key", "plainApiKey_secret", "write KEY="),
        (
            "--key",
            "plainApiKey_secret=customer:delete",
            "no permission",
        ),
        ("--key", "customer:read=plainApiKey_secret", "no permission"),
        ("--rate-limit", "many", "invalid digit"),
        ("--max-events", "0", "leave it out to keep all"),
        ("--max-events", "many", "invalid digit"),
    ] {
        let mut command = command();
        command.args(["--listen", "127.0.0.1:0", option, argument]);
        let (code, said) = stderr_of(command);
        assert_ne!(code, Some(0));
        assert!(said.contains(expected), "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn ready_says_whether_a_sandbox_answers() {
    let ready = |listen: &str, wait: &[&str]| {
        let mut command = command();
        // What the sandbox is started with does not matter to it.
        command.env("PLAIN_SANDBOX_RATE_LIMIT", "1");
        command.args(["ready", "--listen", listen]).args(wait);
        stderr_of(command)
    };
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    for wait in [&[][..], &["--wait", "1ms"]] {
        let (code, said) = ready(&address, wait);
        assert_eq!(code, Some(1));
        assert!(
            said.contains(&format!("no sandbox is ready on {address}")),
            "{said}"
        );
    }

    // It comes while it is waited for.
    let waiting = std::thread::spawn({
        let address = address.clone();
        let mut command = command();
        command.args(["ready", "--listen", &address, "--wait"]);
        move || stderr_of(command)
    });
    let (_running, _) = start(command().args(["--listen", &address]));
    assert_eq!(waiting.join().unwrap(), (Some(0), String::new()));
    assert_eq!(ready(&address, &[]), (Some(0), String::new()));
}

#[test]
fn another_program_is_not_ready() {
    let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = other.local_addr().unwrap().to_string();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = other.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    });
    let mut command = command();
    command.args(["ready", "--listen", &address]);
    let (code, said) = stderr_of(command);
    assert_eq!(code, Some(1));
    assert!(said.contains("another program answers there"), "{said}");
    answering.join().unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn sigterm_ends_it_when_its_requests_are_answered() {
    let faults = r#"[{ "delay": "1h" }]"#;
    let (mut running, said) =
        start(command().args(["--listen", "127.0.0.1:0", "--faults", faults]));
    let url = value(&said, "PLAIN_API_URL=").to_owned();
    let request = client()
        .post(&url)
        .bearer_auth(value(&said, "PLAIN_API_KEY="))
        .json(&json!({ "query": "{ __typename }" }));
    let answer = tokio::spawn(request.send());
    let requests = url.replace("/graphql/v1", "/api/requests");
    loop {
        let response = client().get(&requests).send().await.unwrap();
        if response.json::<Value>().await.unwrap() != json!([]) {
            break;
        }
    }
    let kill = format!("kill -TERM {}", running.0.id());
    assert!(
        Command::new("sh")
            .args(["-c", &kill])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(answer.await.unwrap().unwrap().status(), StatusCode::OK);
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
}

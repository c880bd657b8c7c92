//! The program: what it says, and how it fails.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};

use reqwest::{Client, StatusCode};
use serde_json::json;

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plain-sandbox"));
    command
        .env_remove("PLAIN_SANDBOX_LISTEN")
        .env_remove("PLAIN_SANDBOX_API_KEY");
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
    let value = |name: &str| said.split(name).nth(1).unwrap().lines().next().unwrap();
    let response = Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .post(value("PLAIN_API_URL="))
        .bearer_auth(value("PLAIN_API_KEY="))
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
    let output = command().args(["--listen", &address]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with(&format!("plain-sandbox: {address} is taken")),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

//! The command `cards`.

use std::convert::Infallible;
use std::io::{BufRead as _, BufReader};
use std::process::{Output, Stdio};

use axum::Router;
use plain_endpoints::Cards;
use plain_runtime::customer_card;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{RunningProgram, command};

const SECRET: &str = "s3cret";

/// Serves the card `usage`, which greets the customer, and returns the URL.
async fn serve() -> String {
    let cards = Cards::builder()
        .signing_secret(SECRET)
        .card_for("usage", async |request| {
            let email = request.customer().email().unwrap_or("nobody").to_owned();
            Ok::<_, Infallible>(Some(customer_card!(components = [plain_text("{email}")])))
        })
        .build()
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/cards", listener.local_addr().unwrap());
    let app = Router::new().route_service("/cards", cards);
    tokio::spawn(async { axum::serve(listener, app).await });
    url
}

/// Runs the command with the secret in its variable. Returns the exit code, standard output and standard
/// error.
async fn run(arguments: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, String, String) {
    let mut command = command();
    command.arg("cards").args(arguments);
    command.env("PLAIN_SANDBOX_SIGNING_SECRET", SECRET);
    command.envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || command.output());
    let Output {
        status,
        stdout,
        stderr,
    } = output.await.unwrap().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[tokio::test]
async fn cards_are_loaded_once_and_printed() {
    let url = serve().await;
    let arguments = [&*url, "--key", "usage", "--unknown-key", "--once"];
    let (code, output, _) = run(&arguments, &[]).await;
    let expected = "usage: shown, fresh\nplain-sandbox-unknown-key: hidden, fresh\n";
    assert_eq!((code, &*output), (Some(0), expected));
}

#[tokio::test]
async fn cards_of_a_customer_are_printed_as_json() {
    let url = serve().await;
    let customer = ["--email", "joe@acme.com", "--external-id", "joe"];
    let mut arguments = vec![&*url, "--key", "usage", "--in-thread", "--once", "--json"];
    arguments.extend(customer);
    let (code, output, _) = run(&arguments, &[]).await;
    let cards: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(code, Some(0), "{cards}");
    let components = json!([{ "componentPlainText": { "plainText": "joe@acme.com" } }]);
    assert_eq!(cards["cards"][0]["components"], components);
    assert!(cards["threadId"].as_str().unwrap().starts_with("th_"));
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn customers_in_one_file_have_threads_of_their_own() {
    let url = serve().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("workspace.db");
    let variables = [("PLAIN_SANDBOX_DB", file.to_str().unwrap())];
    let mut threads = Vec::new();
    for email in ["joe@acme.com", "ann@acme.com", "joe@acme.com"] {
        let options = ["--key", "usage", "--in-thread", "--once", "--json"];
        let arguments = [&[&*url, "--email", email], &options[..]].concat();
        let (code, output, errors) = run(&arguments, &variables).await;
        assert_eq!(code, Some(0), "{errors}");
        let cards: Value = serde_json::from_str(&output).unwrap();
        threads.push(cards["threadId"].clone());
    }
    assert_ne!(threads[0], threads[1]);
    assert_eq!(threads[0], threads[2]);
}

#[tokio::test]
async fn a_card_that_fails_is_an_error_of_the_program() {
    let url = serve().await;
    let usage = [&*url, "--key", "usage", "--once"];
    let wrong = [&usage[..], &["--wrong-signature"]].concat();
    for (arguments, variables) in [
        (&usage[..], &[("PLAIN_SANDBOX_SIGNING_SECRET", "other")][..]),
        // An empty variable counts as unset.
        (&usage, &[("PLAIN_SANDBOX_SIGNING_SECRET", "")]),
        (&wrong, &[]),
    ] {
        let (code, output, errors) = run(arguments, variables).await;
        assert_eq!(code, Some(1));
        assert!(output.contains("StatusCode: the status is 401"), "{output}");
        assert_eq!(errors, "plain-sandbox: 1 of 1 cards failed\n");
    }
}

#[tokio::test]
async fn wrong_options_are_refused_without_showing_secrets() {
    for (arguments, expected) in [
        (&["http://localhost/", "--once"][..], "--key <KEY>"),
        (&["localhost", "--key", "a"], "is not an absolute URL"),
        (&["http://localhost/", "--key", "a b"], "is not a valid key"),
        (
            &["http://localhost/", "--key", "a", "--header", "X s3cret"],
            "expected 'Name: value'",
        ),
        (
            &[
                "http://localhost/",
                "--key",
                "a",
                "--header",
                "Host: s3cret",
            ],
            "the header \"host\" cannot be configured",
        ),
        (
            &["http://localhost/", "--key", "a", "--time-to-live", "5"],
            "set 15 to 31536000",
        ),
        (&["--help"], "PLAIN_SANDBOX_SIGNING_SECRET"),
    ] {
        let (_, output, errors) = run(arguments, &[]).await;
        let text = output + &errors;
        assert!(text.contains(expected), "{text}");
        assert!(!text.contains(SECRET), "{text}");
    }
}

#[tokio::test]
async fn a_sandbox_with_the_cards_is_started() {
    let url = serve().await;
    let mut child = command()
        .args(["cards", &url, "--key", "usage", "--listen", "127.0.0.1:0"])
        .env("PLAIN_SANDBOX_SIGNING_SECRET", SECRET)
        .env("PLAIN_SANDBOX_CARD_HEADERS", "X-A: 1\nX-B: 2\n")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let _running = RunningProgram(child);
    let first = tokio::task::spawn_blocking(move || {
        let output = stdout.lines().next().unwrap().unwrap();
        let greeting = stderr.lines().next().unwrap().unwrap();
        (output, greeting)
    });
    let (output, greeting) = first.await.unwrap();
    assert_eq!(output, "usage: shown, fresh");
    let ui = greeting.split("The UI is at ").nth(1).unwrap();
    let ui = ui.split(". ").next().unwrap();
    let client = Client::builder().no_proxy().build().unwrap();
    let request = client.get(format!("{ui}api/cards"));
    let configured: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(configured[0]["headerNames"], json!(["x-a", "x-b"]));
    assert_eq!(configured[0]["signature"], "valid");
    let request = client.post(format!("{ui}api/cards/load")).body("{}");
    let loaded: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(loaded["cards"][0]["source"], "cached");
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn an_endpoint_is_called_over_https() {
    // A sandbox has no cards, but a certificate.
    let other = plain_sandbox::Sandbox::builder()
        .tls()
        .start()
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, other.certificate().unwrap()).unwrap();
    let arguments = [other.ui_url(), "--key", "usage", "--once"];
    let trusted = [("SSL_CERT_FILE", file.to_str().unwrap())];
    let (_, output, _) = run(&arguments, &trusted).await;
    assert!(output.contains("StatusCode: the status is 405"), "{output}");
    let (_, output, _) = run(&arguments, &[]).await;
    for expected in ["Request: no TLS connection to 127.0.0.1:", "SSL_CERT_FILE"] {
        assert!(output.contains(expected), "{output}");
    }
}

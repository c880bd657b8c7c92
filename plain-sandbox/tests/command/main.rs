//! Tests of the program `plain-sandbox`.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod cards;
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

/// A process that is killed when the test ends.
struct RunningProgram(Child);

impl Drop for RunningProgram {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The value of a variable in the output of the program.
fn value<'a>(output: &'a str, name: &str) -> &'a str {
    output.split(name).nth(1).unwrap().lines().next().unwrap()
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

/// Starts the program and reads its output up to the line of the API key.
fn start(command: &mut Command) -> (RunningProgram, String) {
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let running = RunningProgram(child);
    let mut output = String::new();
    for line in stderr.lines() {
        output.push_str(&line.unwrap());
        output.push('\n');
        if output.contains("PLAIN_API_KEY=") {
            return (running, output);
        }
    }
    panic!("the program ended: {output}");
}

#[tokio::test]
async fn the_output_has_the_url_and_the_key() {
    let (_running, output) = start(command().args(["--listen", "127.0.0.1:0"]));
    let response = client()
        .post(value(&output, "PLAIN_API_URL="))
        .bearer_auth(value(&output, "PLAIN_API_KEY="))
        .json(&json!({ "query": "{ __typename }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[test]
fn a_custom_key_is_not_printed() {
    let (_running, output) = start(
        command()
            .env("PLAIN_SANDBOX_LISTEN", "127.0.0.1:0")
            .env("PLAIN_SANDBOX_API_KEY", "plainApiKey_secret"),
    );
    assert!(!output.contains("secret"), "{output}");
    let help = command()
        .env("PLAIN_SANDBOX_API_KEY", "plainApiKey_secret")
        .arg("--help")
        .output()
        .unwrap();
    assert!(!String::from_utf8(help.stdout).unwrap().contains("secret"));
}

#[test]
fn an_address_in_use_is_one_line_and_exit_code_1() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let mut command = command();
    command.args(["--listen", &address]);
    let (code, output) = stderr_of(command);
    assert_eq!(code, Some(1));
    assert!(
        output.starts_with(&format!("plain-sandbox: {address} is in use")),
        "{output}"
    );
    assert_eq!(output.lines().count(), 1, "{output}");
}

#[tokio::test]
async fn every_option_is_accepted() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/faults.json");
    std::fs::write(file, r#"[{ "status": 502, "probability": 0.5 }]"#).unwrap();
    let from_file = format!("@{file}");
    let inline = r#"[{ "status": 503, "next": 1 }]"#;
    for (faults, expected) in [(inline, &[503, 200, 429][..]), (&from_file, &[])] {
        let (_running, output) = start(command().args([
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
        let url = value(&output, "PLAIN_API_URL=");
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
async fn options_are_read_from_the_environment() {
    let (_running, output) = start(
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
            .post(value(&output, "PLAIN_API_URL="))
            .bearer_auth(format!("plainApiKey_{key}"))
            .json(&json!({ "query": "{ __typename }" }));
        assert_eq!(request.send().await.unwrap().status().as_u16(), status);
    }
}

#[test]
fn invalid_options_are_rejected_without_keys() {
    for (option, argument, expected) in [
        (
            "--faults",
            r#"[{ "status": 1 }]"#,
            "1 is not a response status",
        ),
        ("--faults", "@nowhere.json", "nowhere.json: "),
        ("--key", "plainApiKey_secret", "expected KEY="),
        (
            "--key",
            "plainApiKey_secret=customer:delete",
            "unknown permission",
        ),
        (
            "--key",
            "customer:read=plainApiKey_secret",
            "unknown permission",
        ),
        ("--rate-limit", "many", "invalid digit"),
        ("--rate-limit", "0", "set at least 1, or none for no limit"),
        ("--rate-limit", "-1", "unexpected argument"),
        ("--max-events", "0", "set at least 1, or none to keep all"),
        ("--api-key", "secret\nb", "U+000A at position 7"),
        ("--api-key", "", "a value is required"),
        (
            "--key",
            "secr\u{200b}et=customer:read",
            "U+200B at position 5",
        ),
        ("--key", "=customer:read", "an API key is empty"),
        (
            "--allow-host",
            "http://plain-sandbox:4010",
            "write plain-sandbox",
        ),
        ("--fault-seed", "-1", "unexpected argument"),
        ("--max-events", "many", "invalid digit"),
    ] {
        let mut command = command();
        command.args(["--listen", "127.0.0.1:0", option, argument]);
        let (code, output) = stderr_of(command);
        assert_ne!(code, Some(0));
        assert!(output.contains(expected), "{output}");
        assert!(!output.contains("secret"), "{output}");
    }
}

/// The names of the options' environment variables, from the help.
fn variables() -> Vec<String> {
    let help = command().arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let names = help.split("[env: ").skip(1);
    let names = names.filter_map(|it| it.split(['=', ']']).next());
    names.map(str::to_owned).collect()
}

#[test]
fn empty_variables_count_as_unset() {
    let variables = variables();
    assert!(variables.len() >= 8, "{variables:?}");
    let mut empty = command();
    empty.envs(variables.iter().map(|name| (name, "")));
    let (_running, output) = start(empty.args(["--listen", "127.0.0.1:0"]));
    assert_eq!(value(&output, "PLAIN_API_KEY="), "plainApiKey_sandbox");
    for (name, value) in [
        ("PLAIN_SANDBOX_RATE_LIMIT", " "),
        ("PLAIN_SANDBOX_FAULTS", "-"),
    ] {
        let mut command = command();
        let (code, output) = stderr_of({
            command.env(name, value);
            command
        });
        assert_eq!(code, Some(2), "{output}");
    }
}

#[tokio::test]
async fn addresses_may_be_symbolic_or_partial() {
    for listen in ["localhost:0", ":0", "0", "127.0.0.1:0"] {
        let (_running, output) = start(command().args(["--listen", listen]));
        let url = value(&output, "PLAIN_API_URL=");
        assert!(url.starts_with("http://127.0.0.1:"), "{listen}: {url}");
        let address = url.split('/').nth(2).unwrap();
        let port = address.rsplit(':').next().unwrap();
        for ready in [
            format!("localhost:{port}"),
            format!(":{port}"),
            port.to_owned(),
        ] {
            let mut command = command();
            // The same words in the variable.
            command.arg("ready").env("PLAIN_SANDBOX_LISTEN", &ready);
            assert_eq!(stderr_of(command), (Some(0), String::new()), "{ready}");
        }
    }
    for (listen, expected) in [
        ("plain-sandbox:4010", "write 0.0.0.0:4010"),
        ("http://localhost:4010", "write localhost:4010"),
        ("localhost:99999", "expected 0 to 65535"),
    ] {
        for arguments in [&["--listen", listen][..], &["ready", "--listen", listen]] {
            let mut command = command();
            command.args(arguments);
            let (code, output) = stderr_of(command);
            assert_eq!(code, Some(2));
            assert!(output.contains(expected), "{output}");
        }
    }
}

#[tokio::test]
async fn hosts_are_allowed_by_option_and_variable() {
    let mut with_option = command();
    with_option.args([
        "--allow-host",
        "plain-sandbox",
        "--allow-host",
        "b.internal",
    ]);
    let mut with_variable = command();
    with_variable.env("PLAIN_SANDBOX_ALLOW_HOST", "plain-sandbox  b.internal ");
    for mut command in [with_option, with_variable] {
        let (_running, output) = start(command.args(["--listen", "0.0.0.0:0"]));
        let url = value(&output, "PLAIN_API_URL=").replace("/graphql/v1", "/api/events");
        for (host, status) in [
            ("plain-sandbox:4010", StatusCode::OK),
            ("b.internal", StatusCode::OK),
            ("c.internal", StatusCode::FORBIDDEN),
        ] {
            let request = client().get(&url).header("host", host);
            assert_eq!(request.send().await.unwrap().status(), status, "{host}");
        }
    }
}

#[test]
fn ready_reports_whether_a_sandbox_responds() {
    let ready = |listen: &str, wait: &[&str]| {
        let mut command = command();
        // Options of the sandbox are ignored.
        command.env("PLAIN_SANDBOX_RATE_LIMIT", "1");
        command.args(["ready", "--listen", listen]).args(wait);
        stderr_of(command)
    };
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    for wait in [&[][..], &["--wait", "1ms"]] {
        let (code, output) = ready(&address, wait);
        assert_eq!(code, Some(1));
        assert!(
            output.contains(&format!("no sandbox is ready on {address}")),
            "{output}"
        );
    }

    // The sandbox starts during the wait.
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
    let responder = std::thread::spawn(move || {
        let (mut stream, _) = other.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    });
    let mut command = command();
    command.args(["ready", "--listen", &address]);
    let (code, output) = stderr_of(command);
    assert_eq!(code, Some(1));
    assert!(output.contains("another program listens there"), "{output}");
    responder.join().unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn sigterm_completes_requests_in_flight() {
    let faults = r#"[{ "delay": "1h" }]"#;
    let (mut running, output) =
        start(command().args(["--listen", "127.0.0.1:0", "--faults", faults]));
    let url = value(&output, "PLAIN_API_URL=").to_owned();
    let request = client()
        .post(&url)
        .bearer_auth(value(&output, "PLAIN_API_KEY="))
        .json(&json!({ "query": "{ __typename }" }));
    let response = tokio::spawn(request.send());
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
    assert_eq!(response.await.unwrap().unwrap().status(), StatusCode::OK);
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn tls_writes_a_certificate_that_clients_can_trust() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("ca.pem");
    let (_running, output) = start(
        command()
            .args(["--listen", "127.0.0.1:0", "--tls", "--tls-ca"])
            .arg(&file)
            // Empty variables count as unset.
            .env("PLAIN_SANDBOX_TLS_CERT", "")
            .env("PLAIN_SANDBOX_TLS_HOST", ""),
    );
    let url = value(&output, "PLAIN_API_URL=");
    assert!(url.starts_with("https://127.0.0.1:"), "{output}");
    let pem = std::fs::read(&file).unwrap();
    let certificate = reqwest::Certificate::from_pem(&pem).unwrap();
    let client = Client::builder()
        .no_proxy()
        .tls_certs_only([certificate])
        .build()
        .unwrap();
    let response = client
        .post(url)
        .bearer_auth(value(&output, "PLAIN_API_KEY="))
        .json(&json!({ "query": "{ __typename }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.version(), reqwest::Version::HTTP_2);

    // The command for health checks needs no certificate.
    let address = value(&output, "listens on ").split(". ").next().unwrap();
    let mut ready = command();
    ready.args(["ready", "--listen", address]);
    assert_eq!(stderr_of(ready), (Some(0), String::new()));
}

#[cfg(feature = "tls")]
#[test]
fn incomplete_tls_options_are_errors() {
    for (options, expected) in [
        (
            &["--tls-cert", "a.pem"][..],
            "--tls-cert needs its key; add --tls-key FILE",
        ),
        (
            &["--tls-key", "a.pem"],
            "--tls-key needs its certificate; add --tls-cert FILE",
        ),
        (
            &["--tls-ca", "a.pem"],
            "--tls-ca has no effect without HTTPS; add --tls",
        ),
        (
            &["--tls-cert", "/nonexistent", "--tls-key", "/nonexistent"],
            "/nonexistent: ",
        ),
    ] {
        let mut command = command();
        command.args(["--listen", "127.0.0.1:0"]).args(options);
        let (code, output) = stderr_of(command);
        assert_eq!(code, Some(1), "{output}");
        assert!(
            output.starts_with(&format!("plain-sandbox: {expected}")),
            "{output}"
        );
    }
}

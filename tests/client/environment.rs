//! The environment of a client: variables, certificates, runtimes, proxies.

use std::env;
use std::process::Command;
use std::time::{Duration, SystemTime};

use plain_runtime::client::{Clock, reqwest};
use plain_runtime::{Client, ClientBuilder, ConfigError, Error};
use plain_sandbox::Sandbox;

use crate::{client_of, event};

/// Runs one ignored test of this file in a process with these variables.
fn run_with(name: &str, variables: &[(&str, &str)]) {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--ignored", "--exact", &format!("environment::{name}")])
        .env_remove("PLAIN_API_KEY")
        .env_remove("PLAIN_API_URL")
        .envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
}

const NO_CERTIFICATES: [(&str, &str); 2] = [
    ("SSL_CERT_FILE", "/nonexistent"),
    ("SSL_CERT_DIR", "/nonexistent"),
];

#[test]
fn missing_certificates_concern_https_only() {
    run_with("without_certificates", &NO_CERTIFICATES);
}

#[tokio::test]
#[ignore = "runs in a process without certificates"]
async fn without_certificates() {
    let builder = || Client::builder().api_key("plainApiKey_x");
    let error = builder().build().unwrap_err();
    assert!(
        matches!(error, ConfigError::MissingCertificates(_)),
        "{error}"
    );
    for part in ["`ca-certificates`", "SSL_CERT_FILE", "root_certificate"] {
        assert!(error.to_string().contains(part), "{error}");
    }
    // The source is kept, also by the error of a call.
    let shown = |error: &dyn std::error::Error| error.source().map(ToString::to_string);
    assert_eq!(shown(&error).unwrap(), "builder error");
    let source = std::error::Error::source(&error).unwrap();
    assert!(shown(source).unwrap().contains("No CA certificates"));
    assert_eq!(shown(&Error::from(error)).unwrap(), "builder error");

    // None of these needs certificates.
    let sandbox = Sandbox::start().await;
    sandbox.client().customer("c_1").await.unwrap();
    let sandbox = Sandbox::builder().tls().start().await.unwrap();
    sandbox.client().customer("c_1").await.unwrap();
    for url in [
        "http://localhost/",
        "http://a.localhost:1/",
        "http://[::ffff:127.0.0.1]:1/",
    ] {
        builder().api_url(url).build().unwrap();
    }
    let unencrypted = builder().api_url("http://plain-sandbox:4010/");
    unencrypted.allow_http(true).build().unwrap();
}

#[test]
fn blank_url_in_the_environment_is_an_error() {
    for url in ["", " ", "\t"] {
        run_with(
            "with_a_blank_url",
            &[("PLAIN_API_KEY", "k"), ("PLAIN_API_URL", url)],
        );
    }
}

#[test]
#[ignore = "runs in a process with a blank URL"]
fn with_a_blank_url() {
    let error = Client::from_env().unwrap_err();
    assert!(matches!(error, ConfigError::BlankApiUrl), "{error}");
    assert!(error.to_string().contains("unset it"), "{error}");
    assert!(matches!(
        ClientBuilder::from_env(),
        Err(ConfigError::BlankApiUrl)
    ));
}

#[test]
fn builder_takes_key_and_url_from_the_environment() {
    let url = "http://127.0.0.1:1/graphql/v1";
    run_with(
        "with_a_key_and_a_url",
        &[("PLAIN_API_KEY", "plainApiKey_x"), ("PLAIN_API_URL", url)],
    );
}

#[test]
#[ignore = "runs in a process with a key and a URL"]
fn with_a_key_and_a_url() {
    ClientBuilder::from_env()
        .unwrap()
        .call_timeout(Duration::from_secs(1))
        .build()
        .unwrap();
}

#[test]
fn call_without_a_runtime_is_an_error() {
    let client = Client::builder()
        .api_key("plainApiKey_x")
        .api_url("http://127.0.0.1:1/")
        .build()
        .unwrap();
    let call = std::pin::pin!(client.customer("c_1"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.poll(&mut context) else {
        panic!("expected an error at once");
    };
    assert!(
        matches!(error, Error::Config(ConfigError::MissingRuntime)),
        "{error}"
    );
    assert!(error.to_string().contains("tokio"), "{error}");
    assert!(!error.may_have_taken_effect() && !error.is_retryable());
}

#[tokio::test]
async fn names_below_localhost_are_this_machine() {
    let sandbox = Sandbox::start().await;
    let port = sandbox.address().port();
    for host in ["plain.localhost", "a.b.localhost", "localhost"] {
        let url = format!("http://{host}:{port}/graphql/v1");
        let client = client_of(&sandbox).api_url(url).build().unwrap();
        client.customer("c_1").await.unwrap();
    }
}

#[tokio::test]
async fn untrusted_certificate_is_an_error_with_its_fix() {
    let sandbox = Sandbox::builder().tls().start().await.unwrap();
    let client = Client::builder()
        .api_key(sandbox.api_key())
        .api_url(sandbox.url())
        .clock(Clock::manual(SystemTime::UNIX_EPOCH))
        .build()
        .unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(!error.may_have_taken_effect(), "{error}");
    assert!(
        error.to_string().contains(".root_certificate(..)"),
        "{error}"
    );
    assert!(sandbox.requests().is_empty());
}

#[test]
fn http_to_other_machines_needs_permission() {
    let builder = |url: &str| Client::builder().api_key("plainApiKey_x").api_url(url);
    for url in [
        "http://plain-sandbox:4010/graphql/v1",
        "http://host.docker.internal:4010/",
        "http://172.17.0.1/",
        "http://0.0.0.0/",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost.example/",
        "http://notlocalhost/",
    ] {
        let error = builder(url).build().unwrap_err();
        assert!(
            matches!(error, ConfigError::UnencryptedApiUrl { .. }),
            "{error}"
        );
        assert!(error.to_string().contains(".allow_http(true)"), "{error}");
        builder(url).allow_http(true).build().unwrap();
    }
    // Nothing else is allowed by it.
    for url in ["ftp://plain-sandbox/", "http://user:pw@plain-sandbox/", ""] {
        let result = builder(url).allow_http(true).build();
        assert!(
            matches!(result, Err(ConfigError::InvalidApiUrl { .. })),
            "{url}"
        );
    }
}

#[test]
fn invalid_connection_options_are_errors_without_secrets() {
    let builder = || Client::builder().api_key("plainApiKey_x");
    let http = || reqwest::Client::builder().no_proxy().build().unwrap();
    for (builder, expected) in [
        (
            builder().root_certificate("no PEM"),
            "invalid root certificate: expected `-----BEGIN",
        ),
        (
            builder().root_certificate("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----"),
            "invalid root certificate: ",
        ),
        (
            builder().proxy("http://user:secret@"),
            "invalid proxy URL `…@`: ",
        ),
        (
            builder().user_agent_suffix("a\nb"),
            "invalid user agent suffix: ",
        ),
        (
            builder().user_agent_suffix(" "),
            "invalid user agent suffix: ",
        ),
        (
            builder()
                .http_client(http())
                .proxy("http://user:secret@proxy/"),
            "`proxy` has no effect beside `http_client`",
        ),
        (
            builder()
                .connect_timeout(Duration::from_secs(1))
                .http_client(http()),
            "`connect_timeout` has no effect",
        ),
        (
            builder().http_client(http()).root_certificate("x"),
            "`root_certificate` has no effect",
        ),
    ] {
        let shown = format!("{builder:?}");
        assert!(
            !shown.contains("secret") && !shown.contains("plainApiKey"),
            "{shown}"
        );
        let error = builder.build().unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
        assert!(
            !format!("{error} {error:?}").contains("secret"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn client_and_suffix_of_the_caller_are_used() {
    let (address, head) = record_head().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = Client::builder()
        .api_key("plainApiKey_x")
        .api_url(format!("http://{address}/"))
        .http_client(http)
        .user_agent_suffix("billing/1.4")
        .max_attempts(1)
        .build()
        .unwrap();
    client.customer("c_1").await.unwrap_err();
    let head = head.await.unwrap();
    let agent = format!(
        "user-agent: plain-runtime/{} billing/1.4",
        env!("CARGO_PKG_VERSION")
    );
    assert!(head.contains(&agent), "{head}");
    assert!(
        head.contains("authorization: Bearer plainApiKey_x"),
        "{head}"
    );
}

#[tokio::test]
async fn requests_are_sent_through_the_proxy() {
    let (address, head) = record_head().await;
    let client = Client::builder()
        .api_key("plainApiKey_x")
        .api_url("https://core-api.example/graphql/v1")
        .proxy(format!("http://user:hunter2@{address}"))
        .clock(Clock::manual(SystemTime::UNIX_EPOCH))
        .max_attempts(1)
        .build()
        .unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(!error.may_have_taken_effect(), "{error}");
    let head = head.await.unwrap();
    assert!(head.starts_with("CONNECT core-api.example:443 "), "{head}");
    assert!(
        head.to_ascii_lowercase()
            .contains("proxy-authorization: basic "),
        "{head}"
    );
    assert!(!head.contains("plainApiKey_x"), "{head}");
    let shown = format!("{client:?} {error} {error:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[tokio::test]
async fn loopback_uses_no_proxy() {
    let sandbox = crate::start().await;
    // Nothing listens there.
    let client = client_of(&sandbox)
        .proxy("http://127.0.0.1:1")
        .build()
        .unwrap();
    client.customer("c_1").await.unwrap();
    let result = client_of(&sandbox).proxy("no URL").build();
    assert!(
        matches!(result, Err(ConfigError::InvalidProxy { .. })),
        "{result:?}"
    );
}

/// Accepts one connection, records the head of its request in lower case names, and closes it.
async fn record_head() -> (std::net::SocketAddr, tokio::task::JoinHandle<String>) {
    use tokio::io::AsyncReadExt as _;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let head = tokio::spawn(async move {
        let mut stream = listener.accept().await.unwrap().0;
        let mut bytes = Vec::new();
        while !bytes.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
            assert!(stream.read_buf(&mut bytes).await.unwrap() > 0);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    });
    (address, head)
}

//! HTTPS: certificates, both versions of HTTP, and unencrypted requests to the same port.

use std::io::Write as _;
use std::net::TcpStream;

use plain_sandbox::{Sandbox, StartError};
use reqwest::{Certificate, Client, ClientBuilder, StatusCode, Version};
use serde_json::json;

use crate::Api;

fn trusting(sandbox: &Sandbox) -> ClientBuilder {
    let pem = sandbox.certificate().unwrap().as_bytes();
    let certificate = Certificate::from_pem(pem).unwrap();
    Client::builder().no_proxy().tls_certs_only([certificate])
}

async fn get(client: &Client, url: String) -> reqwest::Result<(Version, StatusCode)> {
    let response = client.get(url).send().await?;
    Ok((response.version(), response.status()))
}

#[tokio::test]
async fn the_client_chooses_the_version() {
    for (builder, expected) in [
        (Sandbox::builder().tls(), Version::HTTP_2),
        (Sandbox::builder().tls().http1_only(), Version::HTTP_11),
    ] {
        let sandbox = builder.start().await.unwrap();
        let client = trusting(&sandbox).build().unwrap();
        let ready = format!("{}readyz", sandbox.ui_url());
        assert_eq!(
            get(&client, ready).await.unwrap(),
            (expected, StatusCode::OK)
        );
    }
    let sandbox = Sandbox::builder().tls().start().await.unwrap();
    let client = trusting(&sandbox).http1_only().build().unwrap();
    let ready = format!("{}readyz", sandbox.ui_url());
    let answer = get(&client, ready).await.unwrap();
    assert_eq!(answer, (Version::HTTP_11, StatusCode::OK));
}

#[tokio::test]
async fn the_certificate_is_valid_for_its_hosts_only() {
    let builder = Sandbox::builder().tls().tls_host("plain.test");
    let sandbox = builder.tls_host("10.1.2.3").start().await.unwrap();
    let port = sandbox.address().port();
    let mut client = trusting(&sandbox);
    for name in ["localhost", "plain.test", "plain.example"] {
        client = client.resolve(name, sandbox.address());
    }
    let client = client.build().unwrap();
    for (host, is_valid) in [
        ("127.0.0.1", true),
        ("localhost", true),
        ("plain.test", true),
        ("plain.example", false),
    ] {
        let result = get(&client, format!("https://{host}:{port}/readyz")).await;
        assert_eq!(result.is_ok(), is_valid, "{host}: {result:?}");
    }
}

#[tokio::test]
async fn another_sandbox_is_not_trusted() {
    let one = Sandbox::builder().tls().start().await.unwrap();
    let other = Sandbox::builder().tls().start().await.unwrap();
    let client = trusting(&one).build().unwrap();
    assert!(get(&client, one.ui_url().to_owned()).await.is_ok());
    assert!(get(&client, other.ui_url().to_owned()).await.is_err());
}

#[tokio::test]
async fn unencrypted_requests_are_answered_too() {
    let sandbox = Sandbox::builder().tls().start().await.unwrap();
    let client = Client::builder().no_proxy().build().unwrap();
    let url = format!("http://{}/readyz", sandbox.address());
    assert_eq!(get(&client, url).await.unwrap().1, StatusCode::OK);

    let sandbox = Sandbox::start().await;
    assert_eq!(sandbox.certificate(), None);
    let url = format!("https://{}/readyz", sandbox.address());
    assert!(get(&client, url).await.is_err());
}

#[tokio::test]
async fn broken_handshakes_do_not_disturb_others() {
    let sandbox = Sandbox::builder().tls().start().await.unwrap();
    let mut connections = Vec::new();
    // Nothing, a handshake that goes no further, one that is none.
    for bytes in [
        &b""[..],
        b"\x16",
        b"\x16\x03\x01\x02\x00",
        b"\x16garbage garbage garbage",
    ] {
        let mut connection = TcpStream::connect(sandbox.address()).unwrap();
        connection.write_all(bytes).unwrap();
        connections.push(connection);
    }
    let client = trusting(&sandbox).build().unwrap();
    let answer = get(&client, sandbox.ui_url().to_owned()).await.unwrap();
    assert_eq!(answer.1, StatusCode::OK);
    // Dropping the sandbox ends the connections that are still open.
    drop(sandbox);
    drop(connections);
}

#[tokio::test]
async fn only_pages_with_the_scheme_and_host_of_the_sandbox_are_allowed() {
    let builder = Sandbox::builder().tls().tls_host("plain.localhost");
    let sandbox = builder.start().await.unwrap();
    let port = sandbox.address().port();
    let client = trusting(&sandbox)
        .resolve("plain.localhost", sandbox.address())
        .build()
        .unwrap();
    let url = format!("https://plain.localhost:{port}/api/events");
    for (origin, expected) in [
        (
            format!("https://plain.localhost:{port}"),
            StatusCode::NO_CONTENT,
        ),
        (
            format!("http://plain.localhost:{port}"),
            StatusCode::FORBIDDEN,
        ),
        (format!("https://localhost:{port}"), StatusCode::FORBIDDEN),
        ("https://evil.example".to_owned(), StatusCode::FORBIDDEN),
    ] {
        let request = client.delete(&url).header("origin", &origin);
        let response = request.send().await.unwrap();
        // Over HTTP/2, which has no header `Host`.
        assert_eq!(response.version(), Version::HTTP_2);
        assert_eq!(response.status(), expected, "{origin}");
    }
}

#[tokio::test]
async fn foreign_hosts_are_rejected_over_http2() {
    let sandbox = Sandbox::start().await;
    let client = Client::builder()
        .no_proxy()
        .http2_prior_knowledge()
        .resolve("evil.example", sandbox.address())
        .build()
        .unwrap();
    let port = sandbox.address().port();
    for (host, expected) in [
        ("evil.example", StatusCode::FORBIDDEN),
        ("127.0.0.1", StatusCode::OK),
    ] {
        let answer = get(&client, format!("http://{host}:{port}/readyz")).await;
        assert_eq!(answer.unwrap(), (Version::HTTP_2, expected));
    }
}

#[tokio::test]
async fn a_certificate_of_the_user_is_served() {
    // A sandbox's certificate, whose key it does not hand out, is not that of another one.
    let generated = Sandbox::builder().tls().start().await.unwrap();
    let chain = generated.certificate().unwrap();
    let key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
    let error = Sandbox::builder()
        .tls_certificate(chain, key)
        .start()
        .await
        .unwrap_err();
    assert!(matches!(error, StartError::Certificate(_)), "{error}");
    assert!(
        error
            .to_string()
            .starts_with("cannot use the TLS certificate: "),
        "{error}"
    );
    assert!(!error.to_string().contains("c2VjcmV0"), "{error}");
}

#[tokio::test]
async fn requests_record_the_version() {
    for (builder, expected) in [
        (Sandbox::builder(), "HTTP/1.1"),
        (Sandbox::builder().tls(), "HTTP/2.0"),
    ] {
        let api = Api::to(builder.start().await.unwrap());
        api.data("{ __typename }", json!({})).await;
        assert_eq!(api.sandbox.requests()[0].http_version, expected);
    }
}

#[tokio::test]
async fn a_copied_command_needs_no_certificate() {
    let sandbox = Sandbox::builder().tls().start().await.unwrap();
    let address = sandbox.address();
    let api = Api::to(sandbox);
    api.create_customer_event(crate::customer_event(&json!([])))
        .await;
    let id = &api.sandbox.events()[0].id;
    let url = format!("https://{address}/events/{id}/curl");
    let curl = api.client.get(url).send().await.unwrap();
    let curl = curl.text().await.unwrap();
    let expected = format!("curl 'http://{address}/graphql/v1' \\\n");
    assert!(curl.starts_with(&expected), "{curl}");
}

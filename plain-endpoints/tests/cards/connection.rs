//! Requests over a connection, to axum.

use axum::Router;
use plain_endpoints::Cards;
use plain_endpoints::testing::TestRequest;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{SECRET, endpoint, hanging};

/// Serves cards until the test ends, and connects to them.
async fn connect(cards: Cards) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().route_service("/plain/cards", cards);
    tokio::spawn(async move { axum::serve(listener, app).await });
    TcpStream::connect(address).await.unwrap()
}

/// The head of a signed request for a key, without the length of its body, and the body.
fn request(key: &str) -> (String, String) {
    let request = TestRequest::new([key]).sign(SECRET);
    let mut head =
        "POST /plain/cards HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n".to_owned();
    for (name, value) in &request.headers() {
        let value = value.to_str().unwrap();
        head.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    (head, body)
}

/// Sends a request, then reads until the server closes the connection.
async fn exchange(request: &str) -> String {
    let mut stream = connect(endpoint()).await;
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    response
}

#[tokio::test]
async fn a_request_with_a_length_is_answered() {
    let (head, body) = request("usage");
    let length = body.len();
    let response = exchange(&format!("{head}content-length: {length}\r\n\r\n{body}")).await;
    assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
    assert!(response.contains("412 requests"), "{response}");
}

#[tokio::test]
async fn a_body_in_chunks_without_a_length_is_answered() {
    let (head, body) = request("usage");
    let mut chunked = format!("{head}transfer-encoding: chunked\r\n\r\n");
    for chunk in body.as_bytes().chunks(7) {
        let text = std::str::from_utf8(chunk).unwrap();
        let length = format!("{:x}", chunk.len());
        chunked.extend([&length, "\r\n", text, "\r\n"]);
    }
    let response = exchange(&format!("{chunked}0\r\n\r\n")).await;
    assert!(response.contains("412 requests"), "{response}");
}

#[tokio::test]
async fn a_head_request_has_no_body() {
    let (head, _) = request("usage");
    let head = head.replacen("POST", "HEAD", 1);
    let response = exchange(&format!("{head}\r\n")).await;
    assert!(response.starts_with("HTTP/1.1 405 "), "{response}");
    assert!(response.contains("allow: POST\r\n"), "{response}");
    assert!(response.ends_with("\r\n\r\n"), "{response}");
}

#[tokio::test]
async fn a_body_too_long_is_refused_before_it_is_sent() {
    let (head, _) = request("usage");
    let response = exchange(&format!("{head}content-length: 65537\r\n\r\n")).await;
    assert!(response.starts_with("HTTP/1.1 413 "), "{response}");
}

#[tokio::test]
async fn a_half_sent_body_ends_with_its_connection() {
    let cards = endpoint();
    let mut stream = connect(cards.clone()).await;
    let (head, body) = request("usage");
    let half = &body[..body.len() / 2];
    let length = body.len();
    let request = format!("{head}content-length: {length}\r\n\r\n{half}");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    assert!(!response.contains("HTTP/1.1 200"), "{response}");
    let request = TestRequest::new(["usage"]).sign(SECRET);
    assert_eq!(request.send(&cards).await.status(), 200);
}

#[tokio::test]
async fn a_closed_connection_stops_the_functions() {
    let (cards, hanging) = hanging();
    let mut stream = connect(cards).await;
    let (head, body) = request("hanging");
    let length = body.len();
    let request = format!("{head}content-length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    assert!(hanging.has_started.await.is_ok());
    drop(stream);
    assert!(hanging.is_dropped.await.is_err());
}

//! Connections that fail: the request is repeated once, and nothing is cached.

use plain_sandbox::{CardEndpoint, LoadedCards};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::{DEADLINE, PAUSE, sandbox};

/// Loads a card from a server that treats each connection as a function does. Returns the number of
/// connections.
async fn load_from(mut serve: impl AsyncFnMut(TcpStream)) -> (LoadedCards, usize) {
    let (sandbox, clock) = sandbox().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/cards", listener.local_addr().unwrap());
    let endpoint = CardEndpoint::new(url).key("a");
    let mut connections = 0;
    let served = async {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            connections += 1;
            serve(stream).await;
        }
    };
    let load = async {
        let load = sandbox.load_cards(&endpoint).load();
        tokio::join!(load, clock.advance_when_waiting(PAUSE)).0
    };
    let loaded = tokio::select! {
        loaded = load => loaded,
        () = served => unreachable!(),
    };
    (loaded, connections)
}

/// Reads a request to its end.
async fn read(stream: &mut TcpStream) {
    let mut request = Vec::new();
    while !request.ends_with(b"}") {
        stream.read_buf(&mut request).await.unwrap();
    }
}

/// Asserts that a card failed with a `Request` error after two attempts.
fn assert_failed(loaded: &LoadedCards, expected: &str) {
    let error = loaded.expect_error("a");
    assert_eq!(error.name(), "Request");
    assert!(error.to_string().contains(expected), "{error}");
    let card = loaded.card("a");
    assert_eq!((card.attempts.len(), card.expires_at), (2, None));
    let failures = card.attempts.iter().map(|it| it.failure.as_deref());
    assert!(failures.flatten().all(|it| it.contains(expected)));
}

#[tokio::test]
async fn a_refused_connection_is_repeated() {
    let (sandbox, clock) = sandbox().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let endpoint = CardEndpoint::new(format!("http://{address}/cards?token=hidden")).key("a");
    let (loaded, ()) = tokio::join!(
        sandbox.load_cards(&endpoint).load(),
        clock.advance_when_waiting(PAUSE),
    );
    assert_failed(&loaded, &format!("no connection to {address}"));
    assert!(!loaded.to_string().contains("hidden"));
}

#[tokio::test]
async fn a_connection_that_is_closed_is_repeated() {
    let (loaded, connections) = load_from(async |_| {}).await;
    assert_eq!(connections, 2);
    assert_failed(&loaded, "");
}

#[tokio::test]
async fn a_connection_that_is_reset_is_repeated() {
    let (loaded, connections) = load_from(async |mut stream| {
        read(&mut stream).await;
        stream.set_zero_linger().unwrap();
    })
    .await;
    assert_eq!(connections, 2);
    assert_failed(&loaded, "the connection was reset");
}

#[tokio::test]
async fn a_response_that_is_cut_off_is_repeated() {
    for response in [
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"cards\":",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"car",
        "HTTP/1.1 200",
        "SSH-2.0-OpenSSH_9.2\r\n",
    ] {
        let (loaded, connections) = load_from(async |mut stream| {
            read(&mut stream).await;
            stream.write_all(response.as_bytes()).await.unwrap();
        })
        .await;
        assert_eq!(connections, 2, "{response}");
        assert_failed(&loaded, "");
    }
}

#[tokio::test]
async fn an_endless_body_is_not_read_to_its_end() {
    let (sandbox, _) = sandbox().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read(&mut stream).await;
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999\r\n\r\n";
        stream.write_all(head).await.unwrap();
        // Until the sandbox closes the connection.
        while stream.write_all(&[b' '; 8_192]).await.is_ok() {}
    };
    let endpoint = CardEndpoint::new(url).key("a");
    let (loaded, ()) = tokio::join!(sandbox.load_cards(&endpoint).load(), served);
    assert_eq!(loaded.expect_error("a").name(), "ResponseBody");
}

#[tokio::test]
async fn a_body_that_stops_times_out() {
    let (sandbox, clock) = sandbox().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let mut streams = Vec::new();
    let served = async {
        for waits in [&[DEADLINE, PAUSE][..], &[DEADLINE]] {
            let (mut stream, _) = listener.accept().await.unwrap();
            read(&mut stream).await;
            let start = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"cards\":";
            stream.write_all(start).await.unwrap();
            streams.push(stream);
            for wait in waits {
                clock.advance_when_waiting(*wait).await;
            }
        }
    };
    let endpoint = CardEndpoint::new(url).key("a");
    let (loaded, ()) = tokio::join!(sandbox.load_cards(&endpoint).load(), served);
    assert_eq!(loaded.expect_error("a").name(), "Timeout");
    assert_eq!(loaded.card("a").attempts.len(), 2);
}

#[tokio::test]
async fn a_body_without_a_length_ends_with_the_connection() {
    let (sandbox, _) = sandbox().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        read(&mut stream).await;
        let response = "HTTP/1.0 200 OK\r\n\r\n{\"cards\":[{\"key\":\"a\",\"components\":null}]}";
        stream.write_all(response.as_bytes()).await.unwrap();
    };
    let endpoint = CardEndpoint::new(url).key("a");
    let (loaded, ()) = tokio::join!(sandbox.load_cards(&endpoint).load(), served);
    loaded.expect_hidden("a");
}

//! Connections: silent ones, closed ones, refused requests, and clients that several runtimes share.

use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use h2::Reason;
use h2::server::{Connection, SendResponse};
use plain_runtime::client::{Clock, reqwest};
use plain_runtime::{Client, ClientBuilder, Error, customer_event};
use plain_sandbox::{Fault, FaultRule, Sandbox};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::{client_of, event};

/// Response to the query of [`Client::customer`].
const NO_CUSTOMER: &str = r#"{"data":{"customer":null}}"#;

/// A proxy whose connections can be silenced: they stay open, but forward nothing. Later ones work.
struct Proxy {
    address: SocketAddr,
    silenced: watch::Sender<usize>,
    connections: Arc<AtomicUsize>,
}

impl Proxy {
    async fn start(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Self {
            address: listener.local_addr().unwrap(),
            silenced: watch::Sender::new(0),
            connections: Arc::default(),
        };
        let (silenced, connections) = (proxy.silenced.clone(), Arc::clone(&proxy.connections));
        tokio::spawn(async move {
            loop {
                let client = listener.accept().await.unwrap().0;
                let number = connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(forward(client, target, silenced.subscribe(), number));
            }
        });
        proxy
    }

    /// Silences the connections that exist.
    fn silence(&self) {
        let connections = self.connections.load(Ordering::SeqCst);
        self.silenced.send_replace(connections);
    }

    /// Builder of a client that reaches a sandbox through the proxy.
    fn client_of(&self, sandbox: &Sandbox) -> ClientBuilder {
        let port = |address: SocketAddr| format!(":{}/", address.port());
        let url = sandbox
            .url()
            .replace(&port(sandbox.address()), &port(self.address));
        client_of(sandbox).api_url(url)
    }
}

/// Forwards a connection until all up to its number are silenced.
async fn forward(
    mut client: TcpStream,
    target: SocketAddr,
    mut silenced: watch::Receiver<usize>,
    number: usize,
) {
    let mut server = TcpStream::connect(target).await.unwrap();
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    tokio::select! {
        _ = copy(&mut from_client, &mut to_server) => {}
        _ = copy(&mut from_server, &mut to_client) => {}
        () = is_silenced(&mut silenced, number) => pending().await,
    }
}

async fn is_silenced(silenced: &mut watch::Receiver<usize>, number: usize) {
    let _ = silenced.wait_for(|silenced| number < *silenced).await;
}

#[tokio::test]
async fn silent_connection_is_replaced_within_the_call() {
    let sandbox = crate::start().await;
    let proxy = Proxy::start(sandbox.address()).await;
    let client = proxy
        .client_of(&sandbox)
        .attempt_timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    for silenced in 1..=2 {
        client.customer("c_1").await.unwrap();
        assert_eq!(proxy.connections.load(Ordering::SeqCst), silenced);
        proxy.silence();
    }
    client.customer("c_1").await.unwrap();

    // The calls that share a connection are repeated on another one.
    proxy.silence();
    let errors = errors_of_calls(&client, 20).await;
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn client_shared_by_runtimes_creates_each_event_once() {
    const RUNTIMES: usize = 60;
    let sandbox = runtime().block_on(crate::start());
    let client = client_of(&sandbox).build().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..RUNTIMES / 4 {
                    // Each test with `#[tokio::test]` has a runtime, whose connections end with it.
                    runtime().block_on(create(&client, 3)).unwrap();
                }
            });
        }
    });
    assert_eq!(sandbox.events().len(), 3 * RUNTIMES);
    assert_eq!(sandbox.requests().len(), 3 * RUNTIMES);
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

async fn create(client: &Client, events: usize) -> Result<(), Error> {
    let mut calls = JoinSet::new();
    for _ in 0..events {
        let client = client.clone();
        calls.spawn(async move { client.create_customer_event(&event()).await });
    }
    for created in calls.join_all().await {
        created?;
    }
    Ok(())
}

/// Serves connections with a function, which gets their number.
async fn serve<F>(connection: impl Fn(TcpStream, usize) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for number in 0.. {
            let stream = listener.accept().await.unwrap().0;
            tokio::spawn(connection(stream, number));
        }
    });
    address
}

fn builder_for(address: SocketAddr) -> ClientBuilder {
    Client::builder()
        .api_key("plainApiKey_x")
        .api_url(format!("http://{address}/"))
        .clock(Clock::manual(SystemTime::UNIX_EPOCH))
        .jitter_seed(1)
}

/// Builder of a client that speaks HTTP/2 without TLS, and leaves repetitions to us.
fn http2_builder_for(address: SocketAddr) -> ClientBuilder {
    let http = reqwest::Client::builder()
        .no_proxy()
        .http2_prior_knowledge()
        .retry(reqwest::retry::never())
        .build()
        .unwrap();
    builder_for(address).http_client(http)
}

type Http2 = Connection<TcpStream, Bytes>;

fn respond(mut respond: SendResponse<Bytes>) {
    let mut stream = respond
        .send_response(http::Response::new(()), false)
        .unwrap();
    stream.send_data(NO_CUSTOMER.into(), true).unwrap();
}

/// Calls concurrently, and returns the errors.
async fn errors_of_calls(client: &Client, calls: usize) -> Vec<Error> {
    let mut running = JoinSet::new();
    for _ in 0..calls {
        let client = client.clone();
        running.spawn(async move { client.customer("c_1").await });
    }
    let results = running.join_all().await;
    results.into_iter().filter_map(Result::err).collect()
}

#[tokio::test]
async fn refused_requests_are_repeated_at_once_for_free() {
    // Every request is refused four times.
    let address = serve(|stream, _| async move {
        let mut connection: Http2 = h2::server::handshake(stream).await.unwrap();
        let mut requests = 0;
        while let Some(Ok((_request, mut response))) = connection.accept().await {
            requests += 1;
            match requests % 5 {
                0 => respond(response),
                _ => response.send_reset(Reason::REFUSED_STREAM),
            }
        }
    })
    .await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = http2_builder_for(address)
        .clock(clock.clone())
        .max_attempts(1)
        .build()
        .unwrap();
    // Far more than the retry quota would allow.
    for _ in 0..100 {
        client.customer("c_1").await.unwrap();
    }
    // Not even a mutation that must not run twice has run.
    let document = "mutation { archive }";
    let data: serde_json::Value = client.graphql(document, ()).await.unwrap();
    assert_eq!(data["customer"], serde_json::Value::Null);
    assert_eq!(clock.now(), SystemTime::UNIX_EPOCH);
}

#[tokio::test]
async fn server_that_refuses_everything_is_given_up_on() {
    let address = serve(|stream, _| async move {
        let mut connection: Http2 = h2::server::handshake(stream).await.unwrap();
        while let Some(Ok((_request, mut response))) = connection.accept().await {
            response.send_reset(Reason::REFUSED_STREAM);
        }
    })
    .await;
    let client = http2_builder_for(address).build().unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(!error.may_have_taken_effect() && error.is_retryable());
    // Eight for free, and three as after any failure.
    assert_eq!(error.attempts(), 11);
}

/// Reads until the first request over HTTP/2, then refuses it with a GOAWAY: it processed none.
async fn refuse_connection(stream: &mut TcpStream, reason: Reason) -> io::Result<()> {
    stream.write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0]).await?;
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let mut payload = vec![0; usize::from(head[1]) << 8 | usize::from(head[2])];
        stream.read_exact(&mut payload).await?;
        if head[3] == 1 {
            break;
        }
    }
    let mut goaway = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    goaway[13..].copy_from_slice(&u32::from(reason).to_be_bytes());
    stream.write_all(&goaway).await?;
    // Closing with unread bytes would reset the connection before the frame is read.
    while stream.read(&mut [0; 1024]).await? > 0 {}
    Ok(())
}

/// Every second connection serves requests.
async fn start_refusing_server(reason: Reason) -> SocketAddr {
    serve(move |mut stream, number| async move {
        if number % 2 == 0 {
            let _ = refuse_connection(&mut stream, reason).await;
            return;
        }
        let mut connection: Http2 = h2::server::handshake(stream).await.unwrap();
        if let Some(Ok((_request, response))) = connection.accept().await {
            respond(response);
            connection.graceful_shutdown();
        }
        while connection.accept().await.is_some() {}
    })
    .await
}

#[tokio::test]
async fn request_after_the_last_one_of_a_goaway_is_repeated_for_free() {
    let address = start_refusing_server(Reason::NO_ERROR).await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = http2_builder_for(address)
        .clock(clock.clone())
        .max_attempts(1)
        .build()
        .unwrap();
    client.customer("c_1").await.unwrap();
    assert_eq!(clock.now(), SystemTime::UNIX_EPOCH);
}

#[tokio::test]
async fn request_after_the_last_one_of_an_error_is_without_effect() {
    let address = start_refusing_server(Reason::ENHANCE_YOUR_CALM).await;
    let client = http2_builder_for(address).max_attempts(1).build().unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(!error.may_have_taken_effect(), "{error}");
    assert_eq!(error.attempts(), 1);
    // With a backoff, unlike a server that merely shuts down.
    let address = start_refusing_server(Reason::ENHANCE_YOUR_CALM).await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = http2_builder_for(address)
        .clock(clock.clone())
        .build()
        .unwrap();
    client.customer("c_1").await.unwrap();
    assert!(clock.now() > SystemTime::UNIX_EPOCH);
}

#[tokio::test]
async fn lost_connection_with_many_requests_fails_no_call() {
    // The first connection is closed in the middle of many requests, with a GOAWAY that covers them.
    let address = serve(|stream, number| async move {
        let mut connection: Http2 = h2::server::handshake(stream).await.unwrap();
        let mut responses = Vec::new();
        while let Some(Ok((_request, response))) = connection.accept().await {
            if number > 0 {
                respond(response);
                continue;
            }
            responses.push(response);
            if responses.len() == 32 {
                connection.abrupt_shutdown(Reason::NO_ERROR);
            }
        }
    })
    .await;
    let client = http2_builder_for(address).build().unwrap();
    let errors = errors_of_calls(&client, 200).await;
    assert!(
        errors.is_empty(),
        "{} of 200: {:?}",
        errors.len(),
        errors[0]
    );
}

/// Reads one request over HTTP/1.1. `None` if the connection is closed.
async fn read_request(stream: &mut TcpStream) -> io::Result<Option<()>> {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.split("content-length: ").nth(1).unwrap();
            let length: usize = length.lines().next().unwrap().parse().unwrap();
            if body.len() >= length {
                return Ok(Some(()));
            }
        }
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(None);
        }
    }
}

async fn write_response(stream: &mut TcpStream) -> io::Result<()> {
    let length = NO_CUSTOMER.len();
    let response = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{NO_CUSTOMER}");
    stream.write_all(response.as_bytes()).await
}

#[tokio::test]
async fn closed_idle_connection_costs_no_wait() {
    // The server closes each connection after its response, without saying so.
    let address = serve(|mut stream, _| async move {
        let _ = read_request(&mut stream).await;
        let _ = write_response(&mut stream).await;
    })
    .await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = builder_for(address).clock(clock.clone()).build().unwrap();
    for _ in 0..50 {
        client.customer("c_1").await.unwrap();
    }
    assert_eq!(clock.now(), SystemTime::UNIX_EPOCH);
}

#[tokio::test]
async fn connection_closed_again_and_again_is_an_error() {
    let address = serve(|mut stream, _| async move {
        let _ = read_request(&mut stream).await;
    })
    .await;
    let clock = Clock::manual(SystemTime::UNIX_EPOCH);
    let client = builder_for(address).clock(clock.clone()).build().unwrap();
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert_eq!(error.attempts(), 3);
    assert!(error.may_have_taken_effect());
    // Only the first retry was immediate.
    assert!(clock.now() > SystemTime::UNIX_EPOCH);
}

#[tokio::test]
async fn calls_beyond_the_limit_wait_for_others() {
    let (active, peak) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counters = (Arc::clone(&active), Arc::clone(&peak));
    let address = serve(move |mut stream, _| {
        let (active, peak) = counters.clone();
        async move {
            peak.fetch_max(active.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            while let Ok(Some(())) = read_request(&mut stream).await {
                let _ = write_response(&mut stream).await;
            }
            active.fetch_sub(1, Ordering::SeqCst);
        }
    })
    .await;
    for limit in [None, NonZeroUsize::new(3)] {
        peak.store(0, Ordering::SeqCst);
        let mut builder = builder_for(address);
        if let Some(limit) = limit {
            builder = builder.max_concurrent_requests(limit);
        }
        let client = builder.build().unwrap();
        assert!(errors_of_calls(&client, 500).await.is_empty());
        let expected = limit.map_or(32, NonZeroUsize::get);
        assert!(
            peak.load(Ordering::SeqCst) <= expected,
            "{peak:?} > {expected}"
        );
        drop(client);
        // The connections of the next client are counted alone.
        while active.load(Ordering::SeqCst) > 0 {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn call_that_was_never_sent_is_certainly_without_effect() {
    let address = serve(|stream, _| async move {
        let _stream = stream;
        pending::<()>().await;
    })
    .await;
    let client = builder_for(address)
        .max_concurrent_requests(NonZeroUsize::MIN)
        .clock(Clock::system())
        .attempt_timeout(Duration::from_mins(1))
        .call_timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let occupying = client.with_call_timeout(Duration::from_mins(1));
    let occupying = tokio::spawn(async move { occupying.customer("c_1").await });
    // The other call sends its request first.
    tokio::task::yield_now().await;
    let error = client.create_customer_event(&event()).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert_eq!(error.attempts(), 0);
    assert!(!error.may_have_taken_effect());
    assert!(error.to_string().contains("nothing was sent"), "{error}");
    assert!(error.external_id().is_some());
    occupying.abort();
}

#[tokio::test]
async fn early_refusal_of_a_long_request_has_one_outcome() {
    // The server answers by the headers, and resets the connection, since the body is unread.
    let address = serve(|mut stream, _| async move {
        let mut head = Vec::new();
        while !head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        let response = "HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\n\r\n";
        let _ = stream.write_all(response.as_bytes()).await;
    })
    .await;
    let client = builder_for(address).build().unwrap();
    let text = "x".repeat(9_000);
    let long = customer_event!(
        title = "Long",
        customer_identifier = email_address("jane@acme.com"),
        components = [for _ in 0..100 {
            text(&text)
        }],
    );
    for _ in 0..10 {
        let error = client.create_customer_event(&long).await.unwrap_err();
        assert!(
            matches!(error, Error::BadRequest { status: 413, .. }),
            "{error}"
        );
        assert!(error.attempts() <= 2, "{error}");
    }
}

#[tokio::test]
async fn long_request_is_repeated_after_a_reset() {
    let sandbox = crate::start().await;
    let client = client_of(&sandbox).build().unwrap();
    let text = "x".repeat(9_000);
    let long = customer_event!(
        title = "Long",
        customer_identifier = email_address("jane@acme.com"),
        components = [for _ in 0..100 {
            text(&text)
        }],
    );
    let reset = FaultRule::new(Fault::reset()).next(1);
    sandbox.faults().set([reset]);
    client.create_customer_event(&long).await.unwrap();
    assert_eq!(sandbox.events().len(), 1);
}

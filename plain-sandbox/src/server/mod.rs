//! The server, which runs on a thread of its own.

mod card_api;
mod event_list;
mod origin;
mod rest;
mod router;
#[cfg(feature = "tls")]
pub(crate) mod tls;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::middleware::from_fn;
use axum::serve::{IncomingStream, Listener};
use tokio::runtime;
use tokio::sync::oneshot;

use crate::connection::{self, Connection, ResettableListener};
use crate::shutdown::Shutdown;
use crate::state::State;

/// Time that requests in flight have at shutdown. The sandbox itself never takes this long, but a
/// client that stalls in the middle of its request would.
const GRACE_PERIOD: Duration = Duration::from_secs(5);

/// How a server is reached.
pub(crate) struct Endpoint {
    pub(crate) listener: TcpListener,
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<tls::TlsConfig>,
}

impl Endpoint {
    /// Scheme of the server's URLs.
    #[cfg_attr(
        not(feature = "tls"),
        expect(clippy::unused_self, reason = "only HTTP is served")
    )]
    pub(crate) fn scheme(&self) -> &'static str {
        #[cfg(feature = "tls")]
        if self.tls.is_some() {
            return "https";
        }
        "http"
    }
}

/// Serves until the shutdown. `ready` receives a handle to the server's runtime, or why it did not
/// start.
pub(crate) fn serve(
    endpoint: Endpoint,
    state: &Arc<State>,
    ready: oneshot::Sender<io::Result<runtime::Handle>>,
) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    runtime.block_on(async {
        let listener = match tokio::net::TcpListener::from_std(endpoint.listener) {
            Ok(listener) => ResettableListener(listener),
            Err(error) => {
                let _ = ready.send(Err(error));
                return;
            }
        };
        let _ = ready.send(Ok(runtime.handle().clone()));
        let shutdown = state.shutdown.clone();
        let router = router::router(Arc::clone(state));
        #[cfg(feature = "tls")]
        let accept_requests = async {
            match endpoint.tls {
                None => accept(listener, router, shutdown.clone()).await,
                Some(config) => {
                    let tcp = listener;
                    accept(tls::TlsListener { tcp, config }, router, shutdown.clone()).await;
                }
            }
        };
        #[cfg(not(feature = "tls"))]
        let accept_requests = accept(listener, router, shutdown.clone());
        tokio::select! {
            () = accept_requests => {}
            () = state.run_ticks() => {}
            () = grace_period_elapsed(&shutdown) => {}
            () = shutdown.aborted() => {}
        }
    });
}

/// Accepts requests until the shutdown, and completes those in flight.
async fn accept<L>(listener: L, router: Router, shutdown: Shutdown)
where
    L: Listener<Addr = std::net::SocketAddr>,
    Connection: for<'a> Connected<IncomingStream<'a, L>>,
{
    let service = router
        .layer(from_fn(connection::follow))
        .into_make_service_with_connect_info::<Connection>();
    let _ = axum::serve(listener, service)
        .with_graceful_shutdown(async move { shutdown.requested().await })
        .await;
}

async fn grace_period_elapsed(shutdown: &Shutdown) {
    shutdown.requested().await;
    tokio::time::sleep(GRACE_PERIOD).await;
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};
    use std::sync::mpsc;
    use std::time::Duration;

    use axum::Router;
    use axum::body::{Body, Bytes};
    use axum::routing::get;
    use futures_util::stream;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::time::{Instant, advance, sleep, timeout};

    use super::accept;
    use crate::connection::{HEAD_TIMEOUT, IDLE_TIMEOUT, ResettableListener};
    use crate::shutdown::Shutdown;

    const REQUEST: &str = "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";
    const HOUR: Duration = Duration::from_hours(1);

    /// Serves on the paused clock of the test, which moves to the next timer when all tasks wait.
    async fn start(with_tls: bool) -> SocketAddr {
        let late = async || {
            sleep(HOUR).await;
            "late"
        };
        let endless = async || {
            Body::from_stream(stream::unfold((), async |()| {
                sleep(HOUR).await;
                Some((Ok::<_, std::io::Error>(Bytes::from_static(b"late")), ()))
            }))
        };
        let router = Router::new()
            .route("/", get("hello"))
            .route("/late", get(late))
            .route("/endless", get(endless));
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let listener = ResettableListener(listener.await.unwrap());
        let address = listener.0.local_addr().unwrap();
        tokio::spawn(async move {
            let (_phase, shutdown) = Shutdown::new();
            #[cfg(feature = "tls")]
            if with_tls {
                use super::tls::{Certificate, TlsConfig, TlsListener};

                let certificate = Certificate::generate(address.ip(), &[]).unwrap();
                let config = TlsConfig::new(&certificate, true).unwrap();
                let tcp = listener;
                return accept(TlsListener { tcp, config }, router, shutdown).await;
            }
            assert!(!with_tls);
            accept(listener, router, shutdown).await;
        });
        address
    }

    /// Keeps the clock from moving by itself until it is dropped.
    fn hold_clock() -> mpsc::Sender<()> {
        let (sender, receiver) = mpsc::channel();
        tokio::task::spawn_blocking(move || {
            let _ = receiver.recv();
        });
        sender
    }

    /// Connects, and sends requests that are answered at once.
    async fn connect(address: SocketAddr, requests: usize) -> TcpStream {
        let _hold = hold_clock();
        let mut stream = TcpStream::connect(address).await.unwrap();
        for _ in 0..requests {
            stream.write_all(REQUEST.as_bytes()).await.unwrap();
            read_until(&mut stream, "hello").await;
        }
        stream
    }

    async fn read_until(stream: &mut TcpStream, end: &str) {
        let mut response = Vec::new();
        while !response.ends_with(end.as_bytes()) {
            let length = stream.read_buf(&mut response).await.unwrap();
            assert_ne!(length, 0, "{}", String::from_utf8_lossy(&response));
        }
    }

    /// Sends bytes, and returns when the connection was closed.
    async fn closed_after(stream: &mut TcpStream, bytes: &[u8]) -> Duration {
        let start = Instant::now();
        stream.write_all(bytes).await.unwrap();
        let mut response = Vec::new();
        let end = timeout(HOUR, stream.read_to_end(&mut response)).await;
        // A connection whose bytes were not all read is reset.
        let _ = end.expect("the connection stays open");
        assert_eq!(response, b"");
        start.elapsed()
    }

    /// Whether virtual time is the expected one, to which timers add up to two milliseconds.
    fn is_about(elapsed: Duration, expected: Duration) -> bool {
        (expected..=expected + Duration::from_millis(2)).contains(&elapsed)
    }

    #[tokio::test(start_paused = true)]
    async fn connections_without_a_whole_head_are_closed() {
        let mut cases = vec![
            (false, &b""[..], 0),
            (false, b"G", 0),
            (false, b"PRI * HTTP/2.0\r\n", 0),
            (false, b"POST / HTTP/1.1\r\nhost: loc", 0),
            (false, b"\r\n", 1),
            (false, b"GET / HTTP/1.1\r\nhost", 2),
        ];
        if cfg!(feature = "tls") {
            cases.extend([
                (true, &b""[..], 0),
                (true, b"\x16", 0),
                (true, b"\x16\x03\x01\x02\x00", 0),
                (true, b"GET / HTTP/1.1\r\n", 0),
                (true, b"GET / HTTP/1.1\r\n", 1),
            ]);
        }
        for (with_tls, bytes, requests) in cases {
            let mut stream = connect(start(with_tls).await, requests).await;
            let elapsed = closed_after(&mut stream, bytes).await;
            let case = String::from_utf8_lossy(bytes);
            assert!(is_about(elapsed, HEAD_TIMEOUT), "{case:?}: {elapsed:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_stays_open_between_requests() {
        let mut stream = connect(start(false).await, 1).await;
        let hold = hold_clock();
        advance(IDLE_TIMEOUT.saturating_sub(HEAD_TIMEOUT)).await;
        stream.write_all(REQUEST.as_bytes()).await.unwrap();
        read_until(&mut stream, "hello").await;
        drop(hold);
        let elapsed = closed_after(&mut stream, b"").await;
        assert!(is_about(elapsed, IDLE_TIMEOUT), "{elapsed:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_response_may_take_any_time() {
        let address = start(false).await;
        for (path, end) in [("/late", "late"), ("/endless", "late\r\n")] {
            let mut stream = connect(address, 1).await;
            let request = REQUEST.replacen('/', path, 1);
            stream.write_all(request.as_bytes()).await.unwrap();
            read_until(&mut stream, end).await;
        }
    }
}

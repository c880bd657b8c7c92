//! The server, which runs on a thread of its own.

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
use axum::serve::{IncomingStream, Listener};
use tokio::runtime;
use tokio::sync::oneshot;

use crate::fault::connection::{Connection, ResettableListener};
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
    let service = router.into_make_service_with_connect_info::<Connection>();
    let _ = axum::serve(listener, service)
        .with_graceful_shutdown(async move { shutdown.requested().await })
        .await;
}

async fn grace_period_elapsed(shutdown: &Shutdown) {
    shutdown.requested().await;
    tokio::time::sleep(GRACE_PERIOD).await;
}

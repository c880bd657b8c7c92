//! The server, which runs on a thread of its own.

mod origin;
mod rest;
mod router;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::fault::connection::{Connection, ResettableListener};
use crate::shutdown::Shutdown;
use crate::state::State;

/// Time that requests in flight have at shutdown. The sandbox itself never takes this long, but a
/// client that stalls in the middle of its request would.
const GRACE_PERIOD: Duration = Duration::from_secs(5);

/// Serves until the shutdown. `ready` receives a handle to the server's runtime, or why it did not
/// start.
pub(crate) fn serve(
    listener: TcpListener,
    state: Arc<State>,
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
        let listener = match tokio::net::TcpListener::from_std(listener) {
            Ok(listener) => ResettableListener(listener),
            Err(error) => {
                let _ = ready.send(Err(error));
                return;
            }
        };
        let _ = ready.send(Ok(runtime.handle().clone()));
        let shutdown = state.shutdown.clone();
        let router = router::router(state);
        tokio::select! {
            () = accept(listener, router, shutdown.clone()) => {}
            () = grace_period_elapsed(&shutdown) => {}
            () = shutdown.aborted() => {}
        }
    });
}

/// Accepts requests until the shutdown, and completes those in flight.
async fn accept(listener: ResettableListener, router: Router, shutdown: Shutdown) {
    let service = router.into_make_service_with_connect_info::<Connection>();
    let _ = axum::serve(listener, service)
        .with_graceful_shutdown(async move { shutdown.requested().await })
        .await;
}

async fn grace_period_elapsed(shutdown: &Shutdown) {
    shutdown.requested().await;
    tokio::time::sleep(GRACE_PERIOD).await;
}

//! The server's life, on a thread of its own.

mod origin;
pub(crate) mod rest;
pub(crate) mod router;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::fault::connection::{Connection, Listener};
use crate::shutdown::Ending;
use crate::state::State;

/// How long the requests that are there have when the server is to finish. None of the sandbox's own
/// takes as long; a client that stops in the middle of its request would.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until the end that `state` is told of. `ready` is told whether the server has begun, and
/// how to run something on its thread.
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
            Ok(listener) => Listener(listener),
            Err(error) => {
                let _ = ready.send(Err(error));
                return;
            }
        };
        let _ = ready.send(Ok(runtime.handle().clone()));
        let ending = state.ending.clone();
        let router = router::router(state);
        tokio::select! {
            () = answer_all(listener, router, ending.clone()) => {}
            () = overtime(&ending) => {}
            () = ending.abort() => {}
        }
    });
}

/// Answers requests, and, when no more are taken, those that are there.
async fn answer_all(listener: Listener, router: Router, ending: Ending) {
    let service = router.into_make_service_with_connect_info::<Connection>();
    let _ = axum::serve(listener, service)
        .with_graceful_shutdown(async move { ending.finish().await })
        .await;
}

async fn overtime(ending: &Ending) {
    ending.finish().await;
    tokio::time::sleep(GRACE).await;
}

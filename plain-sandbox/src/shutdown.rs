//! Shutdown of a sandbox, as a signal to the server and to the requests that wait for something.

use std::time::Duration;

use tokio::sync::watch;

/// Stages of a server's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Running,
    /// Accepts no more requests, and ends after those in flight.
    Draining,
    /// Ends at once.
    Aborting,
}

/// Receives the shutdown signal of a sandbox.
#[derive(Debug, Clone)]
pub(crate) struct Shutdown(watch::Receiver<Phase>);

impl Shutdown {
    pub(crate) fn new() -> (watch::Sender<Phase>, Self) {
        let (sender, receiver) = watch::channel(Phase::Running);
        (sender, Self(receiver))
    }

    /// Waits until the sandbox accepts no more requests.
    pub(crate) async fn requested(&self) {
        self.reached(|phase| phase != Phase::Running).await;
    }

    /// Waits until the sandbox must end at once.
    pub(crate) async fn aborted(&self) {
        self.reached(|phase| phase == Phase::Aborting).await;
    }

    /// Sleeps, but not beyond the shutdown.
    pub(crate) async fn sleep(&self, duration: Duration) {
        tokio::select! {
            () = tokio::time::sleep(duration) => {}
            () = self.requested() => {}
        }
    }

    async fn reached(&self, is_reached: impl Fn(Phase) -> bool) {
        // Without a sender, the sandbox has been dropped.
        let _ = self.0.clone().wait_for(|phase| is_reached(*phase)).await;
    }
}

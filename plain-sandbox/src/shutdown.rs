//! How far a sandbox is from its end.

use std::time::Duration;

use tokio::sync::watch;

/// What the server is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Serve,
    /// Take no more requests, and end after those that are being answered.
    Finish,
    /// End.
    Abort,
}

/// Tells a server, and the requests that wait for something, when to end.
#[derive(Debug, Clone)]
pub(crate) struct Ending(watch::Receiver<Phase>);

impl Ending {
    pub(crate) fn new() -> (watch::Sender<Phase>, Self) {
        let (sender, receiver) = watch::channel(Phase::Serve);
        (sender, Self(receiver))
    }

    /// Waits until the sandbox is to take no more requests.
    pub(crate) async fn finish(&self) {
        // Without a sender there is no sandbox.
        let _ = self
            .0
            .clone()
            .wait_for(|phase| *phase != Phase::Serve)
            .await;
    }

    /// Waits until the sandbox is to end at once.
    pub(crate) async fn abort(&self) {
        let _ = self
            .0
            .clone()
            .wait_for(|phase| *phase == Phase::Abort)
            .await;
    }

    /// Waits, but no longer than the sandbox is there.
    pub(crate) async fn sleep(&self, duration: Duration) {
        tokio::select! {
            () = tokio::time::sleep(duration) => {}
            () = self.finish() => {}
        }
    }
}

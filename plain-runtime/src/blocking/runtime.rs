//! Tokio runtime on a background thread.

use std::sync::mpsc;

use tokio::runtime::{self, Handle};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use crate::error::{ConfigError, Error};

/// Tokio runtime on a background thread, which ends when this is dropped.
pub(super) struct BackgroundRuntime {
    handle: Handle,
    _stop: oneshot::Sender<()>,
}

impl BackgroundRuntime {
    pub(super) fn start() -> Result<Self, ConfigError> {
        let failed = |error: std::io::Error| ConfigError::Runtime(error.to_string());
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        std::thread::Builder::new()
            .name("plain-client".to_owned())
            .spawn(move || {
                // Returns when the sender is dropped.
                let _ = runtime.block_on(stopped);
            })
            .map_err(failed)?;
        Ok(Self {
            handle,
            _stop: stop,
        })
    }

    /// Starts a call on the background thread.
    ///
    /// The calling thread never polls the future: within another runtime, it could neither enter a
    /// second one nor yield while it waits.
    pub(super) fn spawn<T: Send + 'static>(
        &self,
        call: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> RunningCall<T> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let task = self.handle.spawn(async move {
            // Fails if the receiver is gone, that is, if nobody waits for the result.
            let _ = sender.send(call.await);
        });
        RunningCall {
            receiver,
            task: task.abort_handle(),
        }
    }

    pub(super) fn block_on<T: Send + 'static>(
        &self,
        call: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        self.spawn(call).wait()
    }
}

/// Call in flight on the background thread. Dropping it cancels the call.
pub(super) struct RunningCall<T> {
    receiver: mpsc::Receiver<Result<T, Error>>,
    task: AbortHandle,
}

impl<T> RunningCall<T> {
    pub(super) fn wait(self) -> Result<T, Error> {
        self.receiver.recv().unwrap_or_else(|_| {
            let reason = "it ended before the call".to_owned();
            Err(ConfigError::Runtime(reason).into())
        })
    }
}

impl<T> Drop for RunningCall<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

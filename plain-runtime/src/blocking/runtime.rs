//! Tokio runtime on a background thread.

use std::process;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use tokio::runtime::{self, Handle};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;
use tracing::Instrument as _;

use crate::error::{CallInfo, ConfigError, Error};

/// Tokio runtime on a background thread, which ends when this is dropped.
pub(super) struct BackgroundRuntime {
    handle: Handle,
    /// Process that the thread runs in: `fork` copies this, but not the thread.
    process: u32,
    _stop: oneshot::Sender<()>,
}

/// A call for the background thread.
pub(super) struct BlockingCall<F> {
    pub(super) future: F,
    /// External ID of the event that the call creates.
    pub(super) external_id: Option<String>,
    /// Time after which the calling thread no longer waits; `None` if the call has no limit.
    pub(super) limit: Option<Duration>,
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
            process: process::id(),
            _stop: stop,
        })
    }

    /// Starts a call on the background thread, which then runs at least until the call ends.
    ///
    /// The calling thread never polls the future: within another runtime, it could neither enter a
    /// second one nor yield while it waits.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Runtime`] in a forked process, which lacks the thread. Nothing was sent.
    pub(super) fn spawn<T: Send + 'static>(
        self: &Arc<Self>,
        call: BlockingCall<impl Future<Output = Result<T, Error>> + Send + 'static>,
    ) -> Result<RunningCall<T>, Error> {
        if self.is_forked() {
            let reason = "a forked process does not have it; create the client after `fork`";
            return Err(ConfigError::Runtime(reason.to_owned()).into());
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        let (future, runtime) = (call.future, Arc::clone(self));
        let task = self.handle.spawn(
            async move {
                // Fails if the receiver is gone, that is, if nobody waits for the result.
                let _ = sender.send(future.await);
                drop(runtime);
            }
            .in_current_span(),
        );
        Ok(RunningCall {
            receiver,
            task: task.abort_handle(),
            runtime: Arc::clone(self),
            external_id: call.external_id,
            limit: call.limit,
        })
    }

    pub(super) fn block_on<T: Send + 'static>(
        self: &Arc<Self>,
        call: BlockingCall<impl Future<Output = Result<T, Error>> + Send + 'static>,
    ) -> Result<T, Error> {
        self.spawn(call)?.wait()
    }

    fn is_forked(&self) -> bool {
        self.process != process::id()
    }
}

/// Call in flight on the background thread, which completes it even if this is dropped.
pub(super) struct RunningCall<T> {
    receiver: mpsc::Receiver<Result<T, Error>>,
    task: AbortHandle,
    runtime: Arc<BackgroundRuntime>,
    external_id: Option<String>,
    limit: Option<Duration>,
}

impl<T> RunningCall<T> {
    /// External ID of the event that the call creates.
    pub(super) fn external_id(&self) -> Option<&str> {
        self.external_id.as_deref()
    }

    /// Waits for the result, at most for the limit.
    pub(super) fn wait(self) -> Result<T, Error> {
        let received = if self.runtime.is_forked() {
            // The call continues in the parent process.
            Err(RecvTimeoutError::Disconnected)
        } else if let Some(limit) = self.limit {
            self.receiver.recv_timeout(limit)
        } else {
            self.receiver.recv().map_err(RecvTimeoutError::from)
        };
        let call = CallInfo {
            external_id: self.external_id,
            ..CallInfo::default()
        };
        match received {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => {
                self.task.abort();
                Err(Error::Timeout { call })
            }
            Err(RecvTimeoutError::Disconnected) => Err(Error::Interrupted { call }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::sync::Arc;
    use std::time::Duration;

    use super::{BackgroundRuntime, BlockingCall};
    use crate::error::{ConfigError, Error};

    fn call<F: Future<Output = Result<u8, Error>>>(future: F) -> BlockingCall<F> {
        BlockingCall {
            future,
            external_id: Some("trial-17".to_owned()),
            limit: Some(Duration::ZERO),
        }
    }

    fn assert_unknown_effect(error: &Error) {
        assert!(error.may_have_taken_effect() && error.is_retryable());
        assert_eq!(error.external_id(), Some("trial-17"));
    }

    #[test]
    fn silent_worker_ends_the_wait_at_the_limit() {
        let runtime = Arc::new(BackgroundRuntime::start().unwrap());
        let error = runtime.block_on(call(pending())).unwrap_err();
        assert!(matches!(error, Error::Timeout { .. }), "{error}");
        assert_unknown_effect(&error);
    }

    #[test]
    fn panicking_call_is_interrupted() {
        let runtime = Arc::new(BackgroundRuntime::start().unwrap());
        let future = async { panic!("a predicate of the caller") };
        let panicking = BlockingCall {
            limit: None,
            ..call(future)
        };
        let error = runtime.block_on(panicking).unwrap_err();
        assert!(matches!(error, Error::Interrupted { .. }), "{error}");
        assert_unknown_effect(&error);
    }

    #[test]
    fn forked_process_sends_nothing_and_waits_for_nothing() {
        let mut runtime = BackgroundRuntime::start().unwrap();
        let own = runtime.process;
        runtime.process = own.wrapping_add(1);
        let runtime = Arc::new(runtime);
        let error = runtime.block_on(call(ready(Ok(1)))).unwrap_err();
        let is_config = matches!(error, Error::Config(ConfigError::Runtime(_)));
        assert!(is_config && error.to_string().contains("`fork`"), "{error}");
        assert!(!error.may_have_taken_effect());
    }
}

//! One HTTP client per tokio runtime.
//!
//! The task that drives a connection belongs to the runtime that opened it and ends with it. Calls on
//! another runtime that shared the connection would fail then.

use std::collections::VecDeque;
use std::fmt;
use std::panic::catch_unwind;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::runtime::{Handle, Id};

use super::settings::HttpSettings;
use crate::error::ConfigError;

/// Maximum number of runtimes whose connections are kept. Beyond it, the runtime that was used least
/// recently opens new ones.
const MAX_RUNTIMES: usize = 64;

/// HTTP clients of the runtimes.
#[derive(Debug)]
pub(super) struct RuntimeClients {
    settings: HttpSettings,
    attempt_timeout: Duration,
    state: Mutex<ClientsState>,
}

#[derive(Default)]
struct ClientsState {
    /// Client that no runtime uses yet.
    spare: Option<reqwest::Client>,
    /// The most recently used one comes last.
    clients: VecDeque<(Id, reqwest::Client)>,
}

/// Omits the clients, which show the passwords of proxies.
impl fmt::Debug for ClientsState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let runtimes = self.clients.iter().map(|(id, _)| id);
        f.debug_list().entries(runtimes).finish()
    }
}

impl RuntimeClients {
    /// Builds the first client, which shows whether the settings are valid.
    pub(super) fn new(
        settings: HttpSettings,
        url: &Url,
        attempt_timeout: Duration,
    ) -> Result<Self, ConfigError> {
        let spare = Some(settings.build(url, attempt_timeout)?);
        Ok(Self {
            settings,
            attempt_timeout,
            state: Mutex::new(ClientsState {
                spare,
                clients: VecDeque::new(),
            }),
        })
    }

    /// The client of the current runtime.
    ///
    /// # Errors
    ///
    /// If there is no runtime, or it lacks the timer or I/O.
    pub(super) fn current(&self, url: &Url) -> Result<reqwest::Client, ConfigError> {
        let runtime = Handle::try_current()
            .map_err(|_| ConfigError::MissingRuntime)?
            .id();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let clients = &mut state.clients;
        if let Some(index) = clients.iter().rposition(|(id, _)| *id == runtime) {
            let client = clients[index].1.clone();
            if index + 1 < clients.len()
                && let Some(entry) = clients.remove(index)
            {
                clients.push_back(entry);
            }
            return Ok(client);
        }
        check_drivers()?;
        let client = match state.spare.take() {
            Some(client) => client,
            None => self.settings.build(url, self.attempt_timeout)?,
        };
        state.clients.push_back((runtime, client.clone()));
        if state.clients.len() > MAX_RUNTIMES {
            state.clients.pop_front();
        }
        Ok(client)
    }

    /// Drops the client of the current runtime. Requests in flight keep its connections open.
    pub(super) fn forget_current(&self) {
        if let Ok(runtime) = Handle::try_current() {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.clients.retain(|(id, _)| *id != runtime.id());
        }
    }
}

/// Checks that the current runtime has the timer and I/O.
///
/// tokio has no way to ask: it panics without them, here instead of in the middle of a call.
fn check_drivers() -> Result<(), ConfigError> {
    let missing = |method| ConfigError::UnsuitableRuntime { method };
    catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO)))
        .map_err(|_| missing("enable_time"))?;
    // A socket that neither sends nor listens. If there are none left, the call itself says so.
    let Ok(socket) = std::net::UdpSocket::bind("127.0.0.1:0") else {
        return Ok(());
    };
    if socket.set_nonblocking(true).is_err() {
        return Ok(());
    }
    catch_unwind(|| drop(tokio::net::UdpSocket::from_std(socket))).map_err(|_| missing("enable_io"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::Url;
    use tokio::runtime::{Builder, Runtime};

    use super::{MAX_RUNTIMES, RuntimeClients};
    use crate::client::transport::settings::HttpSettings;
    use crate::error::ConfigError;

    fn url() -> Url {
        Url::parse("http://127.0.0.1:1/").unwrap()
    }

    fn clients() -> RuntimeClients {
        RuntimeClients::new(HttpSettings::default(), &url(), Duration::from_secs(10)).unwrap()
    }

    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_all().build().unwrap()
    }

    #[test]
    fn each_runtime_has_a_client_and_few_are_kept() {
        let clients = clients();
        let first = runtime();
        let known = || clients.state.lock().unwrap().clients.len();
        for _ in 0..3 {
            first.block_on(async { clients.current(&url()) }).unwrap();
            assert_eq!(known(), 1);
        }
        for _ in 0..2 * MAX_RUNTIMES {
            runtime()
                .block_on(async { clients.current(&url()) })
                .unwrap();
            // Recently used, so it is kept.
            first.block_on(async { clients.current(&url()) }).unwrap();
        }
        assert_eq!(known(), MAX_RUNTIMES);
        let state = clients.state.lock().unwrap();
        assert_eq!(state.clients.back().unwrap().0, first.handle().id());
    }

    #[test]
    fn unsuitable_runtimes_are_errors() {
        let clients = clients();
        let error = clients.current(&url()).unwrap_err();
        assert!(matches!(error, ConfigError::MissingRuntime), "{error}");
        for (runtime, expected) in [
            (
                Builder::new_current_thread().enable_io().build(),
                "enable_time",
            ),
            (
                Builder::new_current_thread().enable_time().build(),
                "enable_io",
            ),
            (Builder::new_current_thread().build(), "enable_time"),
        ] {
            let result = runtime.unwrap().block_on(async { clients.current(&url()) });
            let error = result.unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}

//! Errors of starting a sandbox.

use std::error::Error;
use std::io;
use std::net::SocketAddr;

/// Error of [`SandboxBuilder::start`](crate::SandboxBuilder::start).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{Sandbox, StartError};
///
/// let started = Sandbox::builder().rate_limit(0).start().await;
/// assert!(matches!(started, Err(StartError::InvalidSetting(_))));
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// A setting with which the sandbox could not be used. The message says what to set instead.
    #[error("{0}")]
    InvalidSetting(String),
    /// Another program listens on the address.
    #[error("{address} is in use by another program; stop it, or listen on another port")]
    AddressInUse {
        /// The address.
        address: SocketAddr,
    },
    /// The system does not allow listening on the address.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's error.
        source: io::Error,
    },
    /// The workspace cannot be read from its file or written to it.
    #[error("{0}")]
    Workspace(#[source] Box<dyn Error + Send + Sync>),
    /// The certificate or its key cannot be used.
    #[error("cannot use the TLS certificate: {0}")]
    Certificate(#[source] Box<dyn Error + Send + Sync>),
    /// The server's thread did not start.
    #[error("cannot start the server: {0}")]
    Server(#[source] io::Error),
}

impl StartError {
    /// The system's refusal to listen on an address.
    pub(super) fn cannot_listen(address: SocketAddr, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::AddrInUse => Self::AddressInUse { address },
            _ => Self::Listen { address, source },
        }
    }
}

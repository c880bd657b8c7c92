//! Connections to a server that a URL names.

use std::time::Duration;

use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::{Connection as _, PgConnection};
use tokio::time::timeout;

use super::error::database_error;
use crate::error::Error;

/// Time for which an operation waits for a server that refuses connections, because it starts: as long as a
/// writer waits for another one in an SQLite file.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// Connects to a server.
pub(crate) async fn connect(url: &str) -> Result<PgPool, Error> {
    let pool = connect_within(url, ACQUIRE_TIMEOUT).await;
    pool.map_err(database_error)
}

/// The same within some time for each of two attempts.
pub(super) async fn connect_within(url: &str, time: Duration) -> Result<PgPool, sqlx::Error> {
    let options = PgPoolOptions::new().acquire_timeout(time);
    match options.clone().connect(url).await {
        // A pool does not say why it has no connection.
        Err(sqlx::Error::PoolTimedOut) => match timeout(time, PgConnection::connect(url)).await {
            Ok(Ok(_)) => options.connect_lazy(url),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(sqlx::Error::PoolTimedOut),
        },
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::time::Duration;

    use super::connect_within;

    async fn error(address: &str) -> String {
        let url = format!("postgres://app:secret@{address}/app");
        let error = connect_within(&url, Duration::from_millis(50)).await;
        let error = error.err().map(|error| error.to_string());
        error.unwrap_or_else(|| panic!("{address} accepts connections"))
    }

    #[tokio::test]
    async fn a_server_that_refuses_connections_is_the_reason() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|error| panic!("{error}"));
        let address = listener.local_addr().map(|it| it.to_string());
        let address = address.unwrap_or_default();
        // Accepts connections, but does not respond.
        assert!(error(&address).await.contains("timed out"));
        drop(listener);
        let error = error(&address).await;
        assert!(error.contains("refused"), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

//! The URL of a PostgreSQL database. The suite `outbox` has the tests of such an outbox.

use tokio::net::TcpListener;

use crate::program::Program;

/// The server closes each connection, or the program is built without PostgreSQL.
#[tokio::test]
async fn the_password_is_in_no_error() {
    let expected = if cfg!(feature = "postgres") {
        "plain-outbox: the outbox's database failed: "
    } else {
        "plain-outbox: this program is built without postgres: enable the feature"
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    for command in ["migrate", "status"] {
        for scheme in ["postgres", "postgresql"] {
            let url = format!("{scheme}://app:secret@{address}/app");
            let error = Program::new().arguments([command, "--database", &url]);
            let error = error.error(1).await;
            assert!(error.starts_with(expected), "{error}");
            assert_eq!(error.lines().count(), 1, "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
    server.abort();
}

/// A server that demands TLS receives the start of its handshake.
#[cfg(feature = "postgres")]
#[tokio::test]
async fn the_program_encrypts_its_connection() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let url = format!("postgres://app@{address}/app?sslmode=require");
    let program = Program::new().arguments(["status", "--database", &url]);
    let program = tokio::spawn(program.error(1));
    let (mut connection, _) = listener.accept().await.unwrap();
    // The request for TLS, which is accepted.
    connection.read_exact(&mut [0; 8]).await.unwrap();
    connection.write_all(b"S").await.unwrap();
    // A record of type 22 is a handshake.
    assert_eq!(connection.read_u8().await.unwrap(), 22);
    drop(connection);
    let error = program.await.unwrap();
    assert!(error.starts_with("plain-outbox: "), "{error}");
}

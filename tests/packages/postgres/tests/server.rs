//! The server starts, survives a crash, and refuses connections when it is stopped.

use std::net::TcpStream;

use plain_postgres_tests::PostgresServer;

#[test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
fn server_starts_again_after_a_crash_and_stops_on_drop() {
    let server = PostgresServer::start_new().unwrap();
    let port = server.port();
    let accepts = || TcpStream::connect(("127.0.0.1", port)).is_ok();
    assert!(accepts());
    server.stop_immediately().unwrap();
    assert!(!accepts());
    server.start().unwrap();
    assert!(accepts());
    drop(server);
    assert!(!accepts());
}

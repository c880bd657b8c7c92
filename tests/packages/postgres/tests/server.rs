//! The server starts, survives a crash, refuses connections when it is stopped, and runs in a copy.

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

#[test]
#[ignore = "needs PostgreSQL; run `.ci/run outbox`"]
fn a_copy_has_extensions_of_its_own() {
    let (server, extensions) = PostgresServer::start_copy().unwrap();
    assert!(extensions.join("plpgsql.control").is_file());
    let installed = std::path::Path::new("/usr/share/postgresql");
    assert!(!extensions.starts_with(installed));
    assert!(TcpStream::connect(("127.0.0.1", server.port())).is_ok());
}

//! The command `ready`: checks whether a sandbox responds, for scripts that start one.

use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

/// Time limit of one attempt.
const ATTEMPT: Duration = Duration::from_secs(2);
/// Pause between attempts.
const PAUSE: Duration = Duration::from_millis(50);
/// Upper bound on the bytes read of a response, which exceeds that of a sandbox.
const MAX_BYTES: u64 = 64 * 1024;

/// Retries until a sandbox responds or the time has passed. Without a time, makes one attempt.
pub(crate) async fn wait(listen: SocketAddr, wait: Option<Duration>) -> Result<(), Box<dyn Error>> {
    let address = reachable(listen);
    let start = Instant::now();
    loop {
        let result = timeout(ATTEMPT, request(address)).await;
        let error = match result {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the request timed out".to_owned(),
        };
        if start.elapsed() >= wait.unwrap_or_default() {
            return Err(format!("no sandbox is ready on {address}: {error}").into());
        }
        sleep(PAUSE).await;
    }
}

/// Sends one request by hand, which does not justify an HTTP client.
async fn request(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut response = Vec::new();
    stream.take(MAX_BYTES).read_to_end(&mut response).await?;
    if response.starts_with(b"HTTP/1.1 200 ") && response.ends_with(b"\r\n\r\nready") {
        return Ok(());
    }
    Err(io::Error::other("another program listens there"))
}

/// The address under which a local listener can be reached.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address.ip(),
    };
    SocketAddr::new(ip, listen.port())
}

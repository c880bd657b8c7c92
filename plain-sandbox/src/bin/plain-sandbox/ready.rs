//! Whether a sandbox answers, for scripts that start one.

use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

/// How long one question may take, and how long to wait for the next.
const ATTEMPT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(50);
/// More than a sandbox answers.
const MOST_BYTES: u64 = 64 * 1024;

/// Asks until a sandbox answers or the time is over; once, if there is no time.
pub(crate) async fn wait(listen: SocketAddr, wait: Option<Duration>) -> Result<(), Box<dyn Error>> {
    let address = reachable(listen);
    let start = Instant::now();
    loop {
        let asked = timeout(ATTEMPT, ask(address)).await;
        let error = match asked {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "it does not answer in time".to_owned(),
        };
        if start.elapsed() >= wait.unwrap_or_default() {
            return Err(format!("no sandbox is ready on {address}: {error}").into());
        }
        sleep(PAUSE).await;
    }
}

/// One question, one answer: not worth an HTTP client of its own.
async fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut answer).await?;
    if answer.starts_with(b"HTTP/1.1 200 ") && answer.ends_with(b"\r\n\r\nready") {
        return Ok(());
    }
    Err(io::Error::other("another program answers there"))
}

/// Where what listens on an address can be reached from here.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address.ip(),
    };
    SocketAddr::new(ip, listen.port())
}

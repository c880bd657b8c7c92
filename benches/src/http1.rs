//! A minimal HTTP/1.1 client, which costs the benchmarks of a server little.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// A connection that is kept alive.
#[derive(Debug)]
pub struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Connection {
    /// Connects to a server.
    ///
    /// # Errors
    ///
    /// If nobody listens there.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let stream = BufReader::with_capacity(64 * 1024, stream);
        Ok(Self { stream, address })
    }

    /// Requests a path and returns the body.
    ///
    /// # Errors
    ///
    /// If the connection fails or the status is not 200.
    pub async fn get(&mut self, path: &str, headers: &str) -> Result<Vec<u8>> {
        self.send("GET", path, headers, "").await?;
        self.read_body().await
    }

    /// Posts JSON and returns the body of the response.
    ///
    /// # Errors
    ///
    /// If the connection fails or the status is not 200.
    pub async fn post(&mut self, path: &str, headers: &str, json: &str) -> Result<Vec<u8>> {
        self.send("POST", path, headers, json).await?;
        self.read_body().await
    }

    /// Requests a stream of server-sent events.
    ///
    /// # Errors
    ///
    /// If the connection fails or the status is not 200.
    pub async fn subscribe(&mut self, path: &str) -> Result<()> {
        self.send("GET", path, "", "").await?;
        self.read_head().await?;
        Ok(())
    }

    /// The data of the next server-sent event.
    ///
    /// # Errors
    ///
    /// If the stream has ended.
    pub async fn next_event(&mut self) -> Result<String> {
        loop {
            let line = self.read_line().await?;
            if let Some(data) = line.strip_prefix("data: ") {
                return Ok(data.to_owned());
            }
        }
    }

    async fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Result<()> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{headers}\r\n{body}",
            self.address,
            body.len(),
        );
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        Ok(())
    }

    /// Reads the status and the headers, and returns the length of the body; none if it is in chunks.
    async fn read_head(&mut self) -> Result<Option<usize>> {
        let status = self.read_line().await?;
        if !status.starts_with("HTTP/1.1 200") {
            bail!("the response is {status}");
        }
        let mut length = None;
        loop {
            let line = self.read_line().await?.to_ascii_lowercase();
            if line.is_empty() {
                return Ok(length);
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = Some(value.trim().parse()?);
            }
        }
    }

    async fn read_body(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        if let Some(length) = self.read_head().await? {
            body.resize(length, 0);
            self.stream.read_exact(&mut body).await?;
            return Ok(body);
        }
        loop {
            let line = self.read_line().await?;
            let length = usize::from_str_radix(&line, 16).context("the chunk has no length")?;
            let start = body.len();
            body.resize(start + length, 0);
            self.stream.read_exact(&mut body[start..]).await?;
            self.read_line().await?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    async fn read_line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            bail!("the connection was closed");
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

//! The program `load` and the mock server that it sends events to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::mock_server::{MockServer, sibling};
use crate::process;

/// Sender of events, an option of the program `load`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// `plain_runtime::Client`.
    Plain,
    /// reqwest and hand-written structs.
    ByHand,
    /// reqwest, which posts bytes and does not decode the response.
    Reqwest,
    /// reqwest and `json!`.
    ReqwestAndJson,
}

impl Sender {
    /// All senders, ours first.
    pub const ALL: [Self; 4] = [
        Self::Plain,
        Self::ByHand,
        Self::Reqwest,
        Self::ReqwestAndJson,
    ];

    /// Name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "`plain_runtime::Client`",
            Self::ByHand => "reqwest and hand-written structs",
            Self::Reqwest => "bare reqwest",
            Self::ReqwestAndJson => "reqwest and `json!`",
        }
    }

    const fn option(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::ByHand => "by-hand",
            Self::Reqwest => "reqwest",
            Self::ReqwestAndJson => "reqwest-and-json",
        }
    }
}

/// A running mock server, and a request to it.
#[derive(Debug)]
pub struct Load {
    /// The server.
    pub server: MockServer,
    /// File with the request body of our client.
    pub body: PathBuf,
}

impl Load {
    /// Starts the server, stores the request body of our client, and checks that the hand-written structs
    /// send the same.
    ///
    /// # Errors
    ///
    /// If `mock_server` or `load` fails, or the bodies differ.
    pub fn start(folder: &Path) -> Result<Self> {
        let load = Self {
            server: MockServer::start(folder)?,
            body: folder.join("plain"),
        };
        for sender in [Sender::Plain, Sender::ByHand] {
            let path = format!("/record/{}", sender.option());
            process::run(&mut load.command(sender, &load.http1(&path), 1, 1)?)?;
        }
        let by_hand = fs::read(folder.join(Sender::ByHand.option()))?;
        ensure!(
            fs::read(&load.body)? == by_hand,
            "the hand-written structs send another request"
        );
        Ok(load)
    }

    /// URL of the server for HTTP/1.1.
    pub fn http1(&self, path: &str) -> String {
        format!("{}{path}", self.server.urls.http1)
    }

    /// A run of `load`.
    ///
    /// # Errors
    ///
    /// If the path of the current program is unknown.
    pub fn command(
        &self,
        sender: Sender,
        url: &str,
        in_flight: usize,
        events: u64,
    ) -> Result<Command> {
        let mut load = Command::new(sibling("load")?);
        load.args(["--by", sender.option(), "--url", url])
            .arg(format!("--in-flight={in_flight}"))
            .arg(format!("--events={events}"))
            .arg("--body")
            .arg(&self.body)
            .env("SSL_CERT_FILE", &self.server.authority);
        Ok(load)
    }
}

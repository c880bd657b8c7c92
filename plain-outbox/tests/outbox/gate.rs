//! Holds requests back until the test lets them pass.

use std::net::SocketAddr;
use std::sync::Arc;

use plain_runtime::ClientBuilder;
use plain_sandbox::Sandbox;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::fixture::LIMIT;

/// State of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passage {
    Held,
    Open,
    /// Connections are closed without a response.
    Refused,
}

/// A proxy before a sandbox. Connections wait until it is opened.
pub(crate) struct Gate {
    address: SocketAddr,
    connections: watch::Receiver<usize>,
    passage: Arc<watch::Sender<Passage>>,
}

impl Gate {
    pub(crate) async fn before(sandbox: &Sandbox) -> Self {
        let target = sandbox.address();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let passage = Arc::new(watch::Sender::new(Passage::Held));
        let (count, connections) = watch::channel(0);
        let sender = Arc::clone(&passage);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.send_modify(|count| *count += 1);
                tokio::spawn(pass(stream, target, sender.subscribe()));
            }
        });
        Self {
            address,
            connections,
            passage,
        }
    }

    /// Settings of a client whose requests pass the gate.
    pub(crate) fn client_builder(&self, sandbox: &Sandbox) -> ClientBuilder {
        let (direct, held) = (sandbox.address().to_string(), self.address.to_string());
        let url = sandbox.url().replace(&direct, &held);
        sandbox.client_builder().api_url(url)
    }

    /// Waits until so many requests wait at the gate or have passed it.
    pub(crate) async fn wait_for(&self, count: usize) {
        let mut connections = self.connections.clone();
        let arrived = connections.wait_for(|it| *it >= count);
        timeout(LIMIT, arrived).await.unwrap().unwrap();
    }

    pub(crate) fn open(&self) {
        self.passage.send_replace(Passage::Open);
    }

    pub(crate) fn refuse(&self) {
        self.passage.send_replace(Passage::Refused);
    }
}

async fn pass(mut client: TcpStream, target: SocketAddr, mut passage: watch::Receiver<Passage>) {
    let decided = passage.wait_for(|it| *it != Passage::Held).await;
    if decided.is_ok_and(|it| *it == Passage::Open)
        && let Ok(mut server) = TcpStream::connect(target).await
    {
        let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
    }
}

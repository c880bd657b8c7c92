//! A proxy before a sandbox that holds requests back until the test lets them pass.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::LIMIT;

pub(crate) struct Proxy {
    pub(crate) url: String,
    connections: watch::Receiver<usize>,
    is_open: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn start(sandbox: SocketAddr, sandbox_url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (count, connections) = watch::channel(0);
        let is_open = watch::Sender::new(false);
        let gate = is_open.subscribe();
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                count.send_modify(|count| *count += 1);
                tokio::spawn(pass(client, sandbox, gate.clone()));
            }
        });
        Self {
            url: sandbox_url.replace(&sandbox.to_string(), &address.to_string()),
            connections,
            is_open,
            task,
        }
    }

    /// Waits until so many requests are held back.
    pub(crate) async fn wait_for(&mut self, connections: usize) {
        let reached = self.connections.wait_for(|count| *count >= connections);
        timeout(LIMIT, reached).await.unwrap().unwrap();
    }

    /// Lets all requests pass.
    pub(crate) fn open(&self) {
        self.is_open.send_replace(true);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(mut client: TcpStream, sandbox: SocketAddr, mut gate: watch::Receiver<bool>) {
    if gate.wait_for(|is_open| *is_open).await.is_ok() {
        let mut server = TcpStream::connect(sandbox).await.unwrap();
        let _ = copy_bidirectional(&mut client, &mut server).await;
    }
}

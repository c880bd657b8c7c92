//! Connections that a fault can reset.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// The connection of a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Connection(Arc<ConnectionFlags>);

#[derive(Debug, Default)]
struct ConnectionFlags {
    is_reset: AtomicBool,
    is_encrypted: AtomicBool,
}

impl Connection {
    /// Resets the connection instead of writing the next response, of which the client receives no byte.
    pub(crate) fn reset(&self) {
        self.0.is_reset.store(true, Ordering::Relaxed);
    }

    /// Scheme of the URLs under which the connection was made.
    pub(crate) fn scheme(&self) -> &'static str {
        if self.0.is_encrypted.load(Ordering::Relaxed) {
            "https"
        } else {
            "http"
        }
    }

    /// Records that the connection uses TLS.
    #[cfg(feature = "tls")]
    pub(crate) fn set_encrypted(&self) {
        self.0.is_encrypted.store(true, Ordering::Relaxed);
    }
}

impl Connected<IncomingStream<'_, ResettableListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, ResettableListener>) -> Self {
        stream.io().connection.clone()
    }
}

/// Accepts connections that can be reset.
pub(crate) struct ResettableListener(pub(crate) TcpListener);

impl axum::serve::Listener for ResettableListener {
    type Io = ResettableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (ResettableStream, SocketAddr) {
        let (stream, address) = axum::serve::Listener::accept(&mut self.0).await;
        // Responses are small and latency matters. On failure, they are only slower.
        let _ = stream.set_nodelay(true);
        let stream = ResettableStream {
            stream,
            connection: Connection::default(),
        };
        (stream, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// The stream of one connection.
pub(crate) struct ResettableStream {
    stream: TcpStream,
    connection: Connection,
}

impl ResettableStream {
    #[cfg(feature = "tls")]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Waits for the first byte, which a later read returns too. `None` if the client sends nothing.
    #[cfg(feature = "tls")]
    pub(crate) fn poll_first_byte(
        &self,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<Option<u8>>> {
        let mut byte = [0];
        let mut buffer = ReadBuf::new(&mut byte);
        let length = std::task::ready!(self.stream.poll_peek(context, &mut buffer))?;
        Poll::Ready(Ok((length > 0).then_some(byte[0])))
    }

    /// The stream to write to. Fails once the connection must be reset.
    fn writable(self: Pin<&mut Self>) -> io::Result<Pin<&mut TcpStream>> {
        let this = self.get_mut();
        if this.connection.0.is_reset.load(Ordering::Relaxed) {
            // Closing a socket with a linger time of zero resets the connection.
            this.stream.set_zero_linger()?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(Pin::new(&mut this.stream))
    }
}

impl AsyncRead for ResettableStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for ResettableStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.writable()?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.writable()?.poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.writable()?.poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.writable()?.poll_shutdown(context)
    }
}

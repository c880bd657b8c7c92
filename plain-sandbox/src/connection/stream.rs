//! Streams of connections that a fault can reset and a slow client loses.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep_until};

use super::Connection;

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
            connection: Connection::new(),
            timer: None,
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
    /// Fires at the deadline of the connection or before it.
    timer: Option<Pin<Box<Sleep>>>,
}

impl ResettableStream {
    #[cfg(feature = "tls")]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Waits for the first byte, which a later read returns too. `None` if the client sends nothing.
    /// Fails at the deadline of the connection.
    #[cfg(feature = "tls")]
    pub(crate) fn poll_first_byte(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<Option<u8>>> {
        let mut byte = [0];
        let mut buffer = ReadBuf::new(&mut byte);
        let Poll::Ready(length) = self.stream.poll_peek(context, &mut buffer) else {
            return self.poll_deadline(context).map(Err);
        };
        let length = length?;
        Poll::Ready(Ok((length > 0).then_some(byte[0])))
    }

    /// Waits for the deadline of the connection, which may move meanwhile.
    fn poll_deadline(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        loop {
            let Some(deadline) = self.connection.deadline(context.waker()) else {
                return Poll::Pending;
            };
            let timer = self
                .timer
                .get_or_insert_with(|| Box::pin(sleep_until(deadline)));
            // A timer that fires too early is set again then, which is cheaper than to set it for
            // every request.
            if timer.deadline() > deadline || timer.is_elapsed() {
                timer.as_mut().reset(deadline);
            }
            ready!(timer.as_mut().poll(context));
            if Instant::now() >= deadline {
                return Poll::Ready(io::ErrorKind::TimedOut.into());
            }
        }
    }

    /// The stream to write to. Fails once the connection must be reset.
    fn writable(self: Pin<&mut Self>) -> io::Result<Pin<&mut TcpStream>> {
        let this = self.get_mut();
        if this.connection.is_reset() {
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
        let this = self.get_mut();
        let length = buffer.filled().len();
        let Poll::Ready(result) = Pin::new(&mut this.stream).poll_read(context, buffer) else {
            return this.poll_deadline(context).map(Err);
        };
        if buffer.filled().len() > length {
            this.connection.receive();
        }
        Poll::Ready(result)
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

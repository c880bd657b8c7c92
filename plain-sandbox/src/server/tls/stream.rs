//! Stream of a connection that may begin with a TLS handshake.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::server::TlsStream;
use tokio_rustls::{Accept, TlsAcceptor};

use crate::connection::{Connection, ResettableStream};

/// First byte of a TLS connection, which no HTTP request begins with.
const TLS_HANDSHAKE: u8 = 0x16;

/// A connection with or without TLS. Which one, its first byte tells.
pub(crate) struct MaybeTlsStream {
    connection: Connection,
    acceptor: TlsAcceptor,
    state: StreamState,
}

enum StreamState {
    /// Before the first byte.
    New(ResettableStream),
    Handshake(Box<Accept<ResettableStream>>),
    Encrypted(Box<TlsStream<ResettableStream>>),
    Unencrypted(ResettableStream),
    /// The handshake failed.
    Failed,
}

/// Stream after the handshake.
enum ReadyStream<'a> {
    Encrypted(Pin<&'a mut TlsStream<ResettableStream>>),
    Unencrypted(Pin<&'a mut ResettableStream>),
}

/// Calls a method of either stream.
macro_rules! delegate {
    ($stream:expr, $method:ident($($argument:expr),*)) => {
        match $stream {
            ReadyStream::Encrypted(stream) => stream.$method($($argument),*),
            ReadyStream::Unencrypted(stream) => stream.$method($($argument),*),
        }
    };
}

impl MaybeTlsStream {
    pub(super) fn new(stream: ResettableStream, acceptor: TlsAcceptor) -> Self {
        Self {
            connection: stream.connection().clone(),
            acceptor,
            state: StreamState::New(stream),
        }
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Completes the handshake if the first byte begins one.
    fn poll_stream(&mut self, context: &mut Context<'_>) -> Poll<io::Result<ReadyStream<'_>>> {
        if let StreamState::New(stream) = &mut self.state {
            let first = ready!(stream.poll_first_byte(context))?;
            let StreamState::New(stream) = std::mem::replace(&mut self.state, StreamState::Failed)
            else {
                return Poll::Ready(Err(io::ErrorKind::NotConnected.into()));
            };
            self.state = if first == Some(TLS_HANDSHAKE) {
                self.connection.set_encrypted();
                StreamState::Handshake(Box::new(self.acceptor.accept(stream)))
            } else {
                StreamState::Unencrypted(stream)
            };
        }
        if let StreamState::Handshake(accept) = &mut self.state {
            let result = ready!(Pin::new(&mut **accept).poll(context));
            self.state = StreamState::Failed;
            self.state = StreamState::Encrypted(Box::new(result?));
        }
        Poll::Ready(match &mut self.state {
            StreamState::Encrypted(stream) => Ok(ReadyStream::Encrypted(Pin::new(&mut **stream))),
            StreamState::Unencrypted(stream) => Ok(ReadyStream::Unencrypted(Pin::new(stream))),
            _ => Err(io::ErrorKind::NotConnected.into()),
        })
    }

    /// Whether nothing can have been written yet.
    fn is_before_handshake(&self) -> bool {
        matches!(self.state, StreamState::New(_) | StreamState::Handshake(_))
    }
}

impl AsyncRead for MaybeTlsStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let stream = ready!(self.get_mut().poll_stream(context))?;
        delegate!(stream, poll_read(context, buffer))
    }
}

impl AsyncWrite for MaybeTlsStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let stream = ready!(self.get_mut().poll_stream(context))?;
        delegate!(stream, poll_write(context, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.is_before_handshake() {
            return Poll::Ready(Ok(()));
        }
        let stream = ready!(this.poll_stream(context))?;
        delegate!(stream, poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.is_before_handshake() {
            // Dropping the stream closes the connection.
            this.state = StreamState::Failed;
            return Poll::Ready(Ok(()));
        }
        let stream = ready!(this.poll_stream(context))?;
        delegate!(stream, poll_shutdown(context))
    }
}

//! HTTPS: a port that accepts TLS, and unencrypted HTTP beside it.

mod certificate;
mod stream;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;

use crate::connection::{Connection, ResettableListener};
pub(crate) use certificate::Certificate;
use certificate::CertificateError;
use stream::MaybeTlsStream;

/// How to serve HTTPS. By default, only HTTP is served.
#[derive(Default)]
pub(crate) struct TlsSettings {
    pub(crate) certificate: Option<CertificateSource>,
    /// Further hosts of a generated certificate.
    pub(crate) hosts: Vec<String>,
    pub(crate) is_http1_only: bool,
}

pub(crate) enum CertificateSource {
    Generated,
    Given(Certificate),
}

impl TlsSettings {
    /// Settings of the server and the certificate that clients must trust; `None` without HTTPS.
    pub(crate) fn build(
        &self,
        address: IpAddr,
    ) -> Result<Option<(TlsConfig, String)>, CertificateError> {
        let certificate = match &self.certificate {
            None => return Ok(None),
            Some(CertificateSource::Generated) => Certificate::generate(address, &self.hosts)?,
            Some(CertificateSource::Given(certificate)) => certificate.clone(),
        };
        let config = TlsConfig::new(&certificate, !self.is_http1_only)?;
        Ok(Some((config, certificate.authority)))
    }
}

/// TLS settings of a server.
#[derive(Clone)]
pub(crate) struct TlsConfig(Arc<ServerConfig>);

impl TlsConfig {
    /// Creates the settings. Without HTTP/2, only HTTP/1.1 is offered.
    pub(crate) fn new(
        certificate: &Certificate,
        offers_http2: bool,
    ) -> Result<Self, CertificateError> {
        // The process may have no default provider, or several.
        let provider = Arc::new(ring::default_provider());
        let (chain, key) = certificate.parse()?;
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(CertificateError::new)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(CertificateError::new)?;
        let protocols: &[&[u8]] = if offers_http2 {
            &[b"h2", b"http/1.1"]
        } else {
            &[b"http/1.1"]
        };
        config.alpn_protocols = protocols.iter().map(|it| it.to_vec()).collect();
        Ok(Self(Arc::new(config)))
    }
}

/// Accepts connections with and without TLS.
pub(crate) struct TlsListener {
    pub(crate) tcp: ResettableListener,
    pub(crate) config: TlsConfig,
}

impl Listener for TlsListener {
    type Io = MaybeTlsStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (MaybeTlsStream, SocketAddr) {
        let (stream, address) = self.tcp.accept().await;
        // The handshake takes place on the task of the connection, so a slow one holds up no other.
        let acceptor = TlsAcceptor::from(Arc::clone(&self.config.0));
        (MaybeTlsStream::new(stream, acceptor), address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        stream.io().connection().clone()
    }
}

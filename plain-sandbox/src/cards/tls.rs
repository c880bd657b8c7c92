//! TLS connections to endpoints.

use std::io;
use std::sync::{Arc, OnceLock};

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Settings of all connections. The certificates of the system are read once.
static CONFIG: OnceLock<Arc<ClientConfig>> = OnceLock::new();

/// Makes a TLS connection to a host, whose certificate the system must trust. `SSL_CERT_FILE` and
/// `SSL_CERT_DIR` name other certificates.
pub(super) async fn connect(stream: TcpStream, host: &str) -> io::Result<TlsStream<TcpStream>> {
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let config = match CONFIG.get() {
        Some(config) => Arc::clone(config),
        None => {
            let config = client_config()?;
            Arc::clone(CONFIG.get_or_init(|| config))
        }
    };
    let connected = TlsConnector::from(config).connect(name, stream).await;
    connected.map_err(|error| {
        let cause = error.get_ref().and_then(|it| it.downcast_ref());
        match cause {
            Some(tokio_rustls::rustls::Error::InvalidCertificate(_)) => io::Error::other(format!(
                "{error}; set SSL_CERT_FILE to a file with the certificate to trust it"
            )),
            _ => error,
        }
    })
}

fn client_config() -> io::Result<Arc<ClientConfig>> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        return Err(io::Error::other(
            "the system has no CA certificates; install them (Debian: ca-certificates) or set SSL_CERT_FILE",
        ));
    }
    // The process may have no default provider, or several.
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

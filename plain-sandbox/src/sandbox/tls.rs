//! Options for HTTPS.

use std::net::IpAddr;

use super::Sandbox;
use super::builder::SandboxBuilder;
use crate::server::tls::{Certificate, CertificateSource};

impl SandboxBuilder {
    /// Serves HTTPS, over HTTP/1.1 and HTTP/2, with a certificate that is generated at each start.
    ///
    /// The certificate is valid for `localhost`, the loopback addresses, the address that the sandbox
    /// listens on, and each [`tls_host`](Self::tls_host). A client must trust [`Sandbox::certificate`]; those that the sandbox
    /// creates do. [`Sandbox::url`] then begins with `https`. Unencrypted requests to the same port are
    /// answered too, so that a health check needs no certificate.
    ///
    /// Needs the feature `tls`, which is enabled by default.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::builder().tls().start().await.unwrap();
    /// assert!(sandbox.url().starts_with("https://127.0.0.1:"));
    /// assert!(sandbox.certificate().unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    /// # }
    /// ```
    pub fn tls(mut self) -> Self {
        self.tls.certificate = Some(CertificateSource::Generated);
        self
    }

    /// Serves HTTPS like [`tls`](Self::tls), with a certificate and its key, both in PEM.
    ///
    /// A chain begins with the certificate of the server.
    ///
    /// Needs the feature `tls`, which is enabled by default.
    ///
    /// ```no_run
    /// # fn main() -> std::io::Result<()> {
    /// use std::fs;
    /// use plain_sandbox::Sandbox;
    ///
    /// let (chain, key) = (fs::read_to_string("cert.pem")?, fs::read_to_string("key.pem")?);
    /// let builder = Sandbox::builder().tls_certificate(chain, key);
    /// # Ok(())
    /// # }
    /// ```
    pub fn tls_certificate(mut self, chain: impl Into<String>, key: impl Into<String>) -> Self {
        let certificate = Certificate::given(chain.into(), key.into());
        self.tls.certificate = Some(CertificateSource::Given(certificate));
        self
    }

    /// Adds a host name or IP address to the generated certificate, such as the name of a container, and
    /// [allows](Self::allow_host) requests under the name. Can be repeated.
    ///
    /// Needs the feature `tls`, which is enabled by default.
    ///
    /// ```
    /// let builder = plain_sandbox::Sandbox::builder().tls().tls_host("plain-sandbox");
    /// ```
    pub fn tls_host(mut self, host: impl Into<String>) -> Self {
        let host = host.into();
        self.tls.hosts.push(host.clone());
        // An address needs no permission.
        match host.parse::<IpAddr>() {
            Ok(_) => self,
            Err(_) => self.allow_host(host),
        }
    }

    /// Offers HTTP/1.1 only, to test a client that would choose HTTP/2. Default: both, over TLS.
    ///
    /// Needs the feature `tls`, which is enabled by default.
    ///
    /// ```
    /// let builder = plain_sandbox::Sandbox::builder().tls().http1_only();
    /// ```
    pub fn http1_only(mut self) -> Self {
        self.tls.is_http1_only = true;
        self
    }
}

impl Sandbox {
    /// The certificate that a client must trust, in PEM. `None` if the sandbox does not serve HTTPS.
    ///
    /// Needs the feature `tls`, which is enabled by default.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::builder().tls().start().await.unwrap();
    /// // For programs that read `SSL_CERT_FILE` or `NODE_EXTRA_CA_CERTS`.
    /// let file = std::env::temp_dir().join(format!("{}.pem", sandbox.address().port()));
    /// std::fs::write(&file, sandbox.certificate().unwrap()).unwrap();
    /// # std::fs::remove_file(&file).unwrap();
    /// # }
    /// ```
    pub fn certificate(&self) -> Option<&str> {
        self.certificate.as_deref()
    }
}

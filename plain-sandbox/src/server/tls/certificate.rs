//! Certificate of a server: generated, or given by the user.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Name of the generated authority, as a browser shows it.
const AUTHORITY: &str = "plain-sandbox";
/// Lifetime of a generated certificate. macOS rejects more than 825 days.
const DAYS: i64 = 365;

/// A certificate with its key, and the certificate that a client must trust, in PEM.
#[derive(Clone)]
pub(crate) struct Certificate {
    chain: String,
    key: String,
    /// Certificate that a client must trust.
    pub(crate) authority: String,
}

impl Certificate {
    /// A certificate of the user.
    pub(crate) fn given(chain: String, key: String) -> Self {
        Self {
            authority: chain.clone(),
            chain,
            key,
        }
    }

    /// Generates a certificate for `localhost`, the loopback addresses, an address, and further hosts.
    ///
    /// It is signed by an authority of its own, whose key is forgotten: trusting the authority means
    /// trusting this one certificate.
    pub(crate) fn generate(address: IpAddr, hosts: &[String]) -> Result<Self, CertificateError> {
        let addresses = [
            Ipv4Addr::LOCALHOST.into(),
            Ipv6Addr::LOCALHOST.into(),
            address,
        ];
        let mut names = vec!["localhost".to_owned()];
        names.extend(addresses.iter().map(IpAddr::to_string));
        names.extend(hosts.iter().cloned());

        let mut authority = params(Vec::new(), AUTHORITY)?;
        authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority = CertifiedIssuer::self_signed(authority, generate_key()?)
            .map_err(CertificateError::new)?;

        let mut server = params(names, "localhost")?;
        server.use_authority_key_identifier_extension = true;
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let key = generate_key()?;
        let server = server
            .signed_by(&key, &authority)
            .map_err(CertificateError::new)?;
        Ok(Self {
            chain: server.pem(),
            key: key.serialize_pem(),
            authority: authority.pem(),
        })
    }

    /// Parses the certificates and the key.
    pub(super) fn parse(
        &self,
    ) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), CertificateError> {
        let chain: Vec<_> = CertificateDer::pem_slice_iter(self.chain.as_bytes())
            .collect::<Result<_, _>>()
            .map_err(|error| CertificateError::new(format!("its PEM is invalid: {error}")))?;
        if chain.is_empty() {
            return Err(CertificateError::new(
                "it has no certificate; expected `-----BEGIN CERTIFICATE-----`",
            ));
        }
        // The error of the parser would not show the key either, but says less.
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).map_err(|_| {
            CertificateError::new("its key is invalid; expected `-----BEGIN PRIVATE KEY-----`")
        })?;
        Ok((chain, key))
    }
}

fn params(names: Vec<String>, common_name: &str) -> Result<CertificateParams, CertificateError> {
    let mut params = CertificateParams::new(names).map_err(CertificateError::new)?;
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    // A day earlier, for a client whose clock is slow.
    for (end, days) in [(&mut params.not_before, -1), (&mut params.not_after, DAYS)] {
        let day = today.saturating_add(days.days());
        *end = date_time_ymd(
            day.year().into(),
            day.month().unsigned_abs(),
            day.day().unsigned_abs(),
        );
    }
    Ok(params)
}

fn generate_key() -> Result<KeyPair, CertificateError> {
    KeyPair::generate().map_err(CertificateError::new)
}

/// Why a certificate cannot be used. Never shows the key.
#[derive(Debug)]
pub(crate) struct CertificateError(Box<dyn Error + Send + Sync>);

impl CertificateError {
    pub(super) fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for CertificateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for CertificateError {}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::Certificate;
    use crate::server::tls::TlsConfig;

    #[test]
    fn generated_certificates_are_valid_and_differ() {
        let address: IpAddr = Ipv4Addr::new(10, 1, 2, 3).into();
        let certificates = [(); 2]
            .map(|()| Certificate::generate(address, &["plain-sandbox".to_owned()]).unwrap());
        for certificate in &certificates {
            assert!(TlsConfig::new(certificate, true).is_ok());
            assert!(certificate.authority.starts_with("-----BEGIN CERTIFICATE"));
            assert!(!certificate.authority.contains("PRIVATE"));
        }
        assert_ne!(certificates[0].authority, certificates[1].authority);
    }

    #[test]
    fn invalid_host_is_an_error() {
        let error = Certificate::generate(Ipv4Addr::LOCALHOST.into(), &["ключ".to_owned()]);
        assert!(error.is_err());
    }

    #[test]
    fn unusable_certificates_are_errors_without_the_key() {
        let [one, other] =
            [(); 2].map(|()| Certificate::generate(Ipv4Addr::LOCALHOST.into(), &[]).unwrap());
        for (chain, key, expected) in [
            ("", &one.key[..], "it has no certificate"),
            ("secret", &one.key, "it has no certificate"),
            (&one.key, &one.key, "it has no certificate"),
            (&one.chain, "", "its key is invalid"),
            (&one.chain, "secret", "its key is invalid"),
            (&one.chain, &one.chain, "its key is invalid"),
            (&one.chain[..100], &one.key, "its PEM is invalid"),
            // The key of another certificate.
            (&one.chain, &other.key, "keys may not be consistent"),
        ] {
            let certificate = Certificate::given(chain.to_owned(), key.to_owned());
            let error = TlsConfig::new(&certificate, true).map(|_| ()).unwrap_err();
            let message = error.to_string();
            assert!(message.contains(expected), "{message}");
            assert!(!message.contains("secret"), "{message}");
        }
    }
}

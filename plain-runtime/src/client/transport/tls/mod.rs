//! TLS of the HTTP client, which the features of this crate decide.

#[cfg(feature = "rustls-no-provider")]
mod no_provider;

#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
pub(super) use disabled::{add_roots, without_tls};
#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
pub(super) use enabled::{add_roots, without_tls};

/// Whether `https` needs a rustls provider, which the application has not installed.
///
/// The features `rustls` and `native-tls` have cryptography of their own.
pub(super) fn lacks_provider() -> bool {
    #[cfg(feature = "rustls-no-provider")]
    if !cfg!(any(feature = "rustls", feature = "native-tls")) {
        return !no_provider::is_installed();
    }
    false
}

#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
mod enabled {
    use reqwest::{Certificate, ClientBuilder};

    use crate::error::{ConfigError, root_cause};

    /// Trusts certificates in PEM in addition to those of the platform.
    pub(in super::super) fn add_roots(
        builder: ClientBuilder,
        roots: &[Vec<u8>],
    ) -> Result<ClientBuilder, ConfigError> {
        let mut certificates = Vec::new();
        for pem in roots {
            let found = Certificate::from_pem_bundle(pem).map_err(|error| {
                ConfigError::InvalidRootCertificate {
                    reason: root_cause(&error),
                }
            })?;
            if found.is_empty() {
                return Err(ConfigError::InvalidRootCertificate {
                    reason: "expected `-----BEGIN CERTIFICATE-----`".to_owned(),
                });
            }
            certificates.extend(found);
        }
        Ok(if certificates.is_empty() {
            builder
        } else {
            builder.tls_certs_merge(certificates)
        })
    }

    /// Lets a client for `http` be built without certificates of the platform and without a provider.
    #[cfg_attr(
        not(feature = "rustls-no-provider"),
        expect(
            clippy::unnecessary_wraps,
            reason = "fallible with `rustls-no-provider`"
        )
    )]
    pub(in super::super) fn without_tls(
        builder: ClientBuilder,
    ) -> Result<ClientBuilder, ConfigError> {
        #[cfg(feature = "rustls-no-provider")]
        if super::lacks_provider() {
            let settings = super::no_provider::tls_settings();
            let settings = settings.map_err(|error| ConfigError::Http(error.into()))?;
            return Ok(builder.tls_backend_preconfigured(settings));
        }
        Ok(builder.tls_certs_only([]))
    }
}

/// Without a feature for TLS, the first request over `https` fails.
#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
mod disabled {
    use reqwest::ClientBuilder;

    use crate::error::ConfigError;

    #[expect(clippy::unnecessary_wraps, reason = "fallible with TLS")]
    pub(in super::super) fn add_roots(
        builder: ClientBuilder,
        _roots: &[Vec<u8>],
    ) -> Result<ClientBuilder, ConfigError> {
        Ok(builder)
    }

    #[expect(clippy::unnecessary_wraps, reason = "fallible with TLS")]
    pub(in super::super) fn without_tls(
        builder: ClientBuilder,
    ) -> Result<ClientBuilder, ConfigError> {
        Ok(builder)
    }
}

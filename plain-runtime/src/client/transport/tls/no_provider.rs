//! TLS settings for an HTTP client that must not need a rustls provider.
//!
//! reqwest asks for a provider when it builds a client, even one for `http` only, and panics without one.
//! A client with these settings is built without, and fails every TLS handshake.

use std::sync::Arc;

use rustls::crypto::cipher::{
    AeadKey, Iv, MessageDecrypter, MessageEncrypter, Tls13AeadAlgorithm, UnsupportedOperationError,
};
use rustls::crypto::hash::{Context, Hash, HashAlgorithm, Output};
use rustls::crypto::hmac::{Hmac, Key};
use rustls::crypto::tls13::HkdfUsingHmac;
use rustls::crypto::{
    ActiveKeyExchange, CipherSuiteCommon, CryptoProvider, GetRandomFailed, KeyProvider,
    SecureRandom, SupportedKxGroup, WebPkiSupportedAlgorithms,
};
use rustls::pki_types::PrivateKeyDer;
use rustls::sign::SigningKey;
use rustls::{
    CipherSuite, ClientConfig, ConnectionTrafficSecrets, Error, NamedGroup, RootCertStore,
    SupportedCipherSuite, Tls13CipherSuite, version,
};

/// Whether an application has installed a provider for its process.
pub(super) fn is_installed() -> bool {
    CryptoProvider::get_default().is_some()
}

/// Settings with which every handshake fails.
pub(super) fn tls_settings() -> Result<ClientConfig, Error> {
    let provider = CryptoProvider {
        cipher_suites: vec![SupportedCipherSuite::Tls13(&CIPHER_SUITE)],
        kx_groups: vec![&NoCrypto],
        signature_verification_algorithms: WebPkiSupportedAlgorithms {
            all: &[],
            mapping: &[],
        },
        secure_random: &NoCrypto,
        key_provider: &NoCrypto,
    };
    Ok(ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&version::TLS13])?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth())
}

/// A provider needs a cipher suite. This one is offered to no server.
static CIPHER_SUITE: Tls13CipherSuite = Tls13CipherSuite {
    common: CipherSuiteCommon {
        suite: CipherSuite::TLS13_AES_128_GCM_SHA256,
        hash_provider: &NoCrypto,
        confidentiality_limit: 0,
    },
    hkdf_provider: &HkdfUsingHmac(&NoCrypto),
    aead_alg: &NoCrypto,
    quic: None,
};

/// Cryptography that fails. A handshake begins with random bytes, so it goes no further.
#[derive(Debug)]
struct NoCrypto;

impl SecureRandom for NoCrypto {
    fn fill(&self, _bytes: &mut [u8]) -> Result<(), GetRandomFailed> {
        Err(GetRandomFailed)
    }
}

impl SupportedKxGroup for NoCrypto {
    fn start(&self) -> Result<Box<dyn ActiveKeyExchange>, Error> {
        Err(Error::FailedToGetRandomBytes)
    }

    fn name(&self) -> NamedGroup {
        NamedGroup::X25519
    }
}

impl KeyProvider for NoCrypto {
    fn load_private_key(&self, _key: PrivateKeyDer<'static>) -> Result<Arc<dyn SigningKey>, Error> {
        Err(Error::FailedToGetRandomBytes)
    }
}

const AFTER_RANDOM: &str = "a handshake fails when it asks for random bytes";

impl Hash for NoCrypto {
    fn start(&self) -> Box<dyn Context> {
        unreachable!("{AFTER_RANDOM}")
    }

    fn hash(&self, _data: &[u8]) -> Output {
        unreachable!("{AFTER_RANDOM}")
    }

    fn output_len(&self) -> usize {
        32
    }

    fn algorithm(&self) -> HashAlgorithm {
        HashAlgorithm::SHA256
    }
}

impl Hmac for NoCrypto {
    fn with_key(&self, _key: &[u8]) -> Box<dyn Key> {
        unreachable!("{AFTER_RANDOM}")
    }

    fn hash_output_len(&self) -> usize {
        32
    }
}

impl Tls13AeadAlgorithm for NoCrypto {
    fn encrypter(&self, _key: AeadKey, _iv: Iv) -> Box<dyn MessageEncrypter> {
        unreachable!("{AFTER_RANDOM}")
    }

    fn decrypter(&self, _key: AeadKey, _iv: Iv) -> Box<dyn MessageDecrypter> {
        unreachable!("{AFTER_RANDOM}")
    }

    fn key_len(&self) -> usize {
        16
    }

    fn extract_keys(
        &self,
        _key: AeadKey,
        _iv: Iv,
    ) -> Result<ConnectionTrafficSecrets, UnsupportedOperationError> {
        Err(UnsupportedOperationError)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustls::{ClientConnection, Error};

    use super::tls_settings;

    #[test]
    fn handshakes_fail_with_an_error() {
        let settings = Arc::new(tls_settings().unwrap());
        let result = ClientConnection::new(settings, "localhost".try_into().unwrap());
        assert_eq!(result.unwrap_err(), Error::FailedToGetRandomBytes);
    }
}

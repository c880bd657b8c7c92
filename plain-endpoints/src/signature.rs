//! Signatures of requests: <https://www.plain.com/docs/request-signing>.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Header that has the signature.
///
/// ```
/// assert_eq!(plain_endpoints::signature::HEADER, "plain-request-signature");
/// ```
pub const HEADER: &str = plain_schema::card_request::SIGNATURE_HEADER;

/// A signature that does not belong to the body and the secret.
///
/// ```
/// let error = plain_endpoints::signature::verify("secret", "hello-world", "00").unwrap_err();
/// assert_eq!(error.to_string(), "the signature is not that of the body");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature is not that of the body")]
pub struct InvalidSignature;

/// Signs a body as Plain does: HMAC-SHA256, in lower-case hexadecimal digits.
///
/// ```
/// let signature = plain_endpoints::signature::sign("secret", "hello-world");
/// assert_eq!(signature, "1bff4699de4fb5202a4b1e6cefd7b5fdfb02d19a67a1eb371dd417a45b0a47df");
/// ```
pub fn sign(secret: impl AsRef<[u8]>, body: impl AsRef<[u8]>) -> String {
    base16ct::lower::encode_string(&mac(secret.as_ref(), body.as_ref()).finalize().into_bytes())
}

/// Verifies the signature of a raw body, in constant time.
///
/// The body must be verified as it was received: JSON that is read and written again has other bytes.
///
/// # Errors
///
/// [`InvalidSignature`].
///
/// # Examples
///
/// ```
/// use plain_endpoints::signature::{sign, verify};
///
/// let body = r#"{"cardKeys":["usage"]}"#;
/// assert!(verify("secret", body, &sign("secret", body)).is_ok());
/// assert!(verify("another", body, &sign("secret", body)).is_err());
/// ```
pub fn verify(
    secret: impl AsRef<[u8]>,
    body: impl AsRef<[u8]>,
    signature: impl AsRef<[u8]>,
) -> Result<(), InvalidSignature> {
    let mut expected = [0; 32];
    let decoded = base16ct::mixed::decode(signature, &mut expected);
    let decoded = decoded.map_err(|_| InvalidSignature)?;
    mac(secret.as_ref(), body.as_ref())
        .verify_slice(decoded)
        .map_err(|_| InvalidSignature)
}

fn mac(secret: &[u8], body: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("a key of any length");
    mac.update(body);
    mac
}

#[cfg(test)]
mod tests {
    use super::{sign, verify};

    #[test]
    fn only_the_whole_signature_of_the_body_is_valid() {
        let signature = sign("secret", "body");
        assert!(verify("secret", "body", &signature).is_ok());
        assert!(verify("secret", "body", signature.to_uppercase()).is_ok());
        for wrong in [
            "",
            "g",
            "é",
            &signature[..62],
            &signature[1..],
            &format!("{signature}00"),
            &format!("sha256={signature}"),
            &sign("secret", "body "),
            &sign("", "body"),
        ] {
            assert!(verify("secret", "body", wrong).is_err(), "{wrong}");
        }
    }
}

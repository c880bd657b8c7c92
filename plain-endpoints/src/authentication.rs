//! Who may request cards.

use http::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};

use crate::signature;

/// Prefix of a bearer token in the header `Authorization`.
const BEARER: &[u8] = b"Bearer ";

/// Secrets of which a request has to prove one. Without any, everybody may request cards.
#[derive(Debug, Default)]
pub(crate) struct Authentication {
    pub(crate) signing_secrets: Vec<SecretString>,
    pub(crate) bearer_tokens: Vec<SecretString>,
}

/// The headers of a request that prove who sent it.
#[derive(Default)]
pub(crate) struct Credentials {
    signature: Option<Vec<u8>>,
    authorization: Option<Vec<u8>>,
}

/// Reason why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unauthorized {
    #[error("the header Plain-Request-Signature is missing")]
    MissingSignature,
    #[error("the signature is not that of the body with a secret of this endpoint")]
    WrongSignature,
    #[error("the header Authorization is missing")]
    MissingToken,
    #[error("the token in the header Authorization is not one of this endpoint")]
    WrongToken,
}

impl Credentials {
    pub(crate) fn new<K, V>(headers: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: AsRef<str>,
        V: AsRef<[u8]>,
    {
        let mut credentials = Self::default();
        for (name, value) in headers {
            let name = name.as_ref();
            let header = if name.eq_ignore_ascii_case(signature::HEADER) {
                &mut credentials.signature
            } else if name.eq_ignore_ascii_case(AUTHORIZATION.as_str()) {
                &mut credentials.authorization
            } else {
                continue;
            };
            // A header that is sent twice is one whose values are joined, as in any other framework.
            match header {
                Some(first) => *first = [first, value.as_ref()].join(&b", "[..]),
                None => *header = Some(value.as_ref().to_vec()),
            }
        }
        credentials
    }
}

impl Authentication {
    /// Checks all that does not need the body, before it is read.
    pub(crate) fn check_headers(&self, credentials: &Credentials) -> Result<(), Unauthorized> {
        if !self.bearer_tokens.is_empty() {
            let header = credentials.authorization.as_ref();
            let header = header.ok_or(Unauthorized::MissingToken)?;
            let token = header.split_at_checked(BEARER.len());
            let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case(BEARER));
            let (_, token) = token.ok_or(Unauthorized::WrongToken)?;
            if !self.has_token(token) {
                return Err(Unauthorized::WrongToken);
            }
        }
        if !self.signing_secrets.is_empty() && credentials.signature.is_none() {
            return Err(Unauthorized::MissingSignature);
        }
        Ok(())
    }

    /// Checks the signature of the body.
    pub(crate) fn check_body(
        &self,
        credentials: &Credentials,
        body: &[u8],
    ) -> Result<(), Unauthorized> {
        if self.signing_secrets.is_empty() {
            return Ok(());
        }
        let signature = credentials.signature.as_ref();
        let signature = signature.ok_or(Unauthorized::MissingSignature)?;
        let is_valid = |secret: &SecretString| {
            signature::verify(secret.expose_secret(), body, signature).is_ok()
        };
        if self.signing_secrets.iter().any(is_valid) {
            Ok(())
        } else {
            Err(Unauthorized::WrongSignature)
        }
    }

    /// Compares signatures of the tokens, whose comparison takes the same time for all tokens.
    fn has_token(&self, token: &[u8]) -> bool {
        let matches = |expected: &SecretString| {
            let expected = signature::sign(BEARER, expected.expose_secret());
            signature::verify(BEARER, token, expected).is_ok()
        };
        self.bearer_tokens.iter().any(matches)
    }
}

#[cfg(test)]
mod tests {
    use super::{Authentication, Credentials, Unauthorized};
    use crate::signature::sign;

    fn authentication(secrets: &[&str], tokens: &[&str]) -> Authentication {
        let all = |texts: &[&str]| texts.iter().map(|&text| text.into()).collect();
        Authentication {
            signing_secrets: all(secrets),
            bearer_tokens: all(tokens),
        }
    }

    fn check(
        authentication: &Authentication,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<(), Unauthorized> {
        let credentials = Credentials::new(headers.iter().copied());
        authentication.check_headers(&credentials)?;
        authentication.check_body(&credentials, body.as_bytes())
    }

    #[test]
    fn any_secret_verifies_a_signature() {
        let both = authentication(&["old", "new"], &[]);
        for secret in ["old", "new"] {
            let signature = sign(secret, "body");
            let headers = [("Plain-Request-Signature", signature.as_str())];
            assert_eq!(check(&both, &headers, "body"), Ok(()));
            assert_eq!(
                check(&both, &headers, "other"),
                Err(Unauthorized::WrongSignature)
            );
        }
        assert_eq!(
            check(&both, &[("signature", "a")], "body"),
            Err(Unauthorized::MissingSignature)
        );
    }

    #[test]
    fn any_token_is_enough_in_its_scheme() {
        let tokens = authentication(&[], &["old", "new"]);
        for value in ["Bearer old", "Bearer new", "bearer new"] {
            assert_eq!(check(&tokens, &[("authorization", value)], ""), Ok(()));
        }
        for value in ["", "new", "Bearer", "Bearer ", "Bearer newer", "Basic new"] {
            assert_eq!(
                check(&tokens, &[("authorization", value)], ""),
                Err(Unauthorized::WrongToken),
                "{value}"
            );
        }
        assert_eq!(check(&tokens, &[], ""), Err(Unauthorized::MissingToken));
    }

    #[test]
    fn token_and_signature_are_both_required() {
        let both = authentication(&["secret"], &["token"]);
        let signature = sign("secret", "body");
        let signed = ("plain-request-signature", signature.as_str());
        let token = ("authorization", "Bearer token");
        assert_eq!(check(&both, &[signed, token], "body"), Ok(()));
        assert_eq!(
            check(&both, &[signed], "body"),
            Err(Unauthorized::MissingToken)
        );
        assert_eq!(
            check(&both, &[token], "body"),
            Err(Unauthorized::MissingSignature)
        );
    }
}

//! The key that a request must carry.

use std::fmt;

/// An API key, which no log and no error ever shows.
pub(crate) struct ApiKey(String);

impl ApiKey {
    pub(crate) fn new(key: String) -> Self {
        Self(key)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an `Authorization` header presents this key as a bearer token (RFC 6750).
    pub(crate) fn is_presented_by(&self, authorization: &[u8]) -> bool {
        const SCHEME: &[u8] = b"Bearer ";
        authorization
            .split_at_checked(SCHEME.len())
            .is_some_and(|(scheme, key)| {
                scheme.eq_ignore_ascii_case(SCHEME) && key.trim_ascii() == self.0.as_bytes()
            })
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::ApiKey;

    #[test]
    fn only_the_key_as_a_bearer_token_is_taken() {
        let key = ApiKey::new("plainApiKey_1".to_owned());
        assert!(key.is_presented_by(b"Bearer plainApiKey_1"));
        assert!(key.is_presented_by(b"bearer  plainApiKey_1"));
        for header in [
            "",
            "Bearer",
            "Bearer ",
            "plainApiKey_1",
            "Bearer plainApiKey_2",
            "Basic plainApiKey_1",
        ] {
            assert!(!key.is_presented_by(header.as_bytes()), "{header}");
        }
    }

    #[test]
    fn debug_does_not_show_it() {
        assert_eq!(
            format!("{:?}", ApiKey::new("secret".to_owned())),
            "ApiKey(..)"
        );
    }
}

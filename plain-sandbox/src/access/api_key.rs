//! API keys and their permissions.

use std::fmt;

use plain_schema::Permission;

/// An API key with its permissions. The key never appears in a log or an error.
pub(crate) struct ApiKey {
    key: String,
    permissions: Vec<Permission>,
}

impl ApiKey {
    pub(crate) fn new(key: String, permissions: Vec<Permission>) -> Self {
        Self { key, permissions }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.key
    }

    /// Fails if an `Authorization` header cannot hold the key. The reason does not repeat the key.
    pub(crate) fn validate(&self) -> Result<(), String> {
        if self.key.is_empty() {
            return Err("an API key is empty; write one such as plainApiKey_1".to_owned());
        }
        let invalid = self
            .key
            .chars()
            .zip(1..)
            .find(|(it, _)| !it.is_ascii_graphic());
        match invalid {
            None => Ok(()),
            Some((character, position)) => Err(format!(
                "an API key has the character U+{:04X} at position {position}, which an `Authorization` header \
                 cannot hold; write visible ASCII characters only",
                u32::from(character)
            )),
        }
    }

    /// The permissions among `needed` that the key lacks.
    pub(crate) fn missing(&self, needed: &[Permission]) -> Vec<Permission> {
        let is_missing = |permission: &Permission| !self.permissions.contains(permission);
        needed.iter().copied().filter(is_missing).collect()
    }

    /// Whether an `Authorization` header has this key as its bearer token (RFC 6750).
    pub(crate) fn matches_header(&self, authorization: &[u8]) -> bool {
        const SCHEME: &[u8] = b"Bearer ";
        authorization
            .split_at_checked(SCHEME.len())
            .is_some_and(|(scheme, key)| {
                scheme.eq_ignore_ascii_case(SCHEME) && key.trim_ascii() == self.key.as_bytes()
            })
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey")
            .field("permissions", &self.permissions)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use plain_schema::Permission;

    use super::ApiKey;

    #[test]
    fn only_the_key_as_a_bearer_token_is_accepted() {
        let key = ApiKey::new("plainApiKey_1".to_owned(), Vec::new());
        assert!(key.matches_header(b"Bearer plainApiKey_1"));
        assert!(key.matches_header(b"bearer  plainApiKey_1"));
        for header in [
            "",
            "Bearer",
            "Bearer ",
            "plainApiKey_1",
            "Bearer plainApiKey_2",
            "Basic plainApiKey_1",
        ] {
            assert!(!key.matches_header(header.as_bytes()), "{header}");
        }
    }

    #[test]
    fn a_key_that_no_header_can_hold_is_invalid() {
        let validate = |key: &str| ApiKey::new(key.to_owned(), Vec::new()).validate();
        assert_eq!(validate("plainApiKey_1"), Ok(()));
        for (key, expected) in [
            ("", "is empty"),
            ("secret\nb", "U+000A at position 7"),
            ("secret b", "U+0020 at position 7"),
            ("\u{feff}secret", "U+FEFF at position 1"),
            ("secr\u{e9}t", "U+00E9 at position 5"),
            ("secret\u{7f}", "U+007F at position 7"),
        ] {
            let error = validate(key).unwrap_err();
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("secr"), "{error}");
        }
    }

    #[test]
    fn debug_output_omits_the_key() {
        let key = ApiKey::new("secret".to_owned(), vec![Permission::CustomerRead]);
        assert_eq!(
            format!("{key:?}"),
            "ApiKey { permissions: [CustomerRead], .. }"
        );
    }
}

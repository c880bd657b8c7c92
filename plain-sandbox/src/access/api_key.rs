//! The keys that requests carry.

use std::fmt;

use plain_schema::Permission;

/// An API key, which no log and no error ever shows, and what it may do.
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

    /// Those of the permissions that the key does not have.
    pub(crate) fn lacks(&self, needed: &[Permission]) -> Vec<Permission> {
        let lacks = |permission: &Permission| !self.permissions.contains(permission);
        needed.iter().copied().filter(lacks).collect()
    }

    /// Whether an `Authorization` header presents this key as a bearer token (RFC 6750).
    pub(crate) fn is_presented_by(&self, authorization: &[u8]) -> bool {
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
    use super::ApiKey;
    use plain_schema::Permission;

    #[test]
    fn only_the_key_as_a_bearer_token_is_taken() {
        let key = ApiKey::new("plainApiKey_1".to_owned(), Vec::new());
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
        let key = ApiKey::new("secret".to_owned(), vec![Permission::CustomerRead]);
        assert_eq!(
            format!("{key:?}"),
            "ApiKey { permissions: [CustomerRead], .. }"
        );
    }
}

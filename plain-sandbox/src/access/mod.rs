//! Access to a sandbox: hosts, API keys with permissions, and the rate limit.

pub(crate) mod allowed_hosts;
pub(crate) mod api_key;
pub(crate) mod rate_limit;

use plain_schema::Permission;

use allowed_hosts::AllowedHosts;
use api_key::ApiKey;
use rate_limit::RateLimit;

/// Which requests a sandbox accepts.
#[derive(Debug, Default)]
pub(crate) struct Access {
    pub(crate) allowed_hosts: AllowedHosts,
    /// The sandbox's own key, which has every permission, comes first.
    pub(crate) api_keys: Vec<ApiKey>,
    pub(crate) rate_limit: Option<RateLimit>,
}

impl Access {
    /// Fails if a setting cannot work, with the reason and the value to set instead.
    ///
    /// `api_key` has every permission, `other_keys` have their own.
    pub(crate) fn new(
        allowed_hosts: &[String],
        api_key: String,
        other_keys: Vec<ApiKey>,
        rate_limit: Option<u32>,
    ) -> Result<Self, String> {
        if rate_limit == Some(0) {
            return Err(
                "the rate limit is 0, so every request would be rejected; set at least 1, or none for no limit"
                    .to_owned(),
            );
        }
        let mut api_keys = vec![ApiKey::new(api_key, Permission::ALL.to_vec())];
        api_keys.extend(other_keys);
        for (index, key) in api_keys.iter().enumerate() {
            key.validate()?;
            let is_repeated = api_keys[..index]
                .iter()
                .any(|it| it.as_str() == key.as_str());
            if is_repeated {
                return Err(
                    "an API key is set twice; set each one once, with all of its permissions"
                        .to_owned(),
                );
            }
        }
        Ok(Self {
            allowed_hosts: AllowedHosts::new(allowed_hosts)?,
            api_keys,
            rate_limit: rate_limit.map(RateLimit::new),
        })
    }
}

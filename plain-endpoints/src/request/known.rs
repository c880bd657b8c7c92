//! Bodies with known fields only, which are decoded without values in between.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::Map;

use super::{CardCustomer, CardReference, CardRequestInner};

/// A body with known fields only.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct KnownBody {
    card_keys: Vec<String>,
    customer: KnownCustomer,
    thread: Option<KnownReference>,
    tenant: Option<KnownReference>,
    timestamp: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KnownCustomer {
    id: String,
    email: Option<String>,
    external_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KnownReference {
    id: String,
    external_id: Option<String>,
}

impl From<KnownBody> for CardRequestInner {
    fn from(body: KnownBody) -> Self {
        let KnownCustomer {
            id,
            email,
            external_id,
        } = body.customer;
        let customer = KnownReference { id, external_id };
        Self {
            keys: distinct(body.card_keys),
            customer: CardCustomer {
                reference: customer.into(),
                email,
            },
            thread: body.thread.map(CardReference::from),
            tenant: body.tenant.map(CardReference::from),
            timestamp: body.timestamp,
            extra: Map::new(),
        }
    }
}

impl From<KnownReference> for CardReference {
    fn from(KnownReference { id, external_id }: KnownReference) -> Self {
        Self {
            id,
            external_id,
            extra: Map::new(),
        }
    }
}

/// The keys, each once.
pub(super) fn distinct(mut keys: Vec<String>) -> Vec<String> {
    let mut sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        let mut known = HashSet::with_capacity(keys.len());
        keys.retain(|key| known.insert(key.clone()));
    }
    keys
}

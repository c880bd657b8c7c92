//! Tenants, as Plain returns them.

use serde::{Deserialize, Serialize};

use super::customer::UpsertResult;

/// A tenant: a group of customers, such as an organisation in your product.
///
/// Returned by [`Client::upsert_tenant`](crate::Client::upsert_tenant). See
/// <https://www.plain.com/docs/graphql-reference/mutations/upsertTenant>.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tenant {
    /// Plain's ID of the tenant, `te_…`.
    pub id: String,
    /// Name, which Plain shows.
    pub name: String,
    /// Your own ID of the tenant.
    pub external_id: String,
    /// Page of the tenant in your system.
    pub url: Option<String>,
}

/// Result of [`Client::upsert_tenant`](crate::Client::upsert_tenant).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UpsertedTenant {
    /// Whether the tenant was created, updated or left unchanged.
    pub result: UpsertResult,
    /// The tenant after the operation.
    pub tenant: Tenant,
}

//! Tenants and memberships.

use serde_json::{Value, json};

use super::{actor, date_time};
use crate::workspace::tenant::{Membership, Tenant};

/// The API's `Tenant`.
pub(crate) fn tenant(tenant: &Tenant) -> Value {
    let details = &tenant.details;
    json!({
        "__typename": "Tenant",
        "id": tenant.id,
        "name": details.name,
        "externalId": details.external_id,
        "url": details.url,
        "source": "API",
        "threadChannelAssociations": [],
        "primaryDomain": details.primary_domain,
        "alternateDomains": details.alternate_domains,
        "isDomainAutoJoinEnabled": details.is_domain_auto_join_enabled,
        "createdAt": date_time(tenant.created_at),
        "createdBy": actor(),
        "updatedAt": date_time(tenant.updated_at),
        "updatedBy": actor(),
    })
}

/// The API's `CustomerTenantMembership`.
pub(crate) fn membership(membership: &Membership) -> Value {
    let created_at = date_time(membership.created_at);
    json!({
        "__typename": "CustomerTenantMembership",
        "tenantId": membership.tenant_id,
        "createdAt": created_at,
        "createdBy": actor(),
        "updatedAt": created_at,
        "updatedBy": actor(),
    })
}

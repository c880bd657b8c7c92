//! Tenants of the workspace and the customers in them.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Clone)]
pub(crate) struct Tenant {
    pub(crate) id: String,
    pub(crate) details: TenantDetails,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// The fields that `upsertTenant` sets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TenantDetails {
    pub(crate) name: String,
    pub(crate) external_id: String,
    pub(crate) url: Option<String>,
    pub(crate) primary_domain: Option<String>,
    pub(crate) alternate_domains: Vec<String>,
    pub(crate) is_domain_auto_join_enabled: bool,
}

/// The membership of a customer in a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Membership {
    pub(crate) tenant_id: String,
    pub(crate) created_at: Timestamp,
}

/// The tenants of a workspace, indexed by their unique fields, and the memberships.
#[derive(Debug, Default)]
pub(crate) struct Tenants {
    list: Vec<Tenant>,
    by_id: HashMap<String, usize>,
    by_external_id: HashMap<String, usize>,
    /// The keys are ids of customers.
    memberships: HashMap<String, Vec<Membership>>,
}

impl Tenants {
    /// The tenants in order of creation.
    pub(crate) fn all(&self) -> &[Tenant] {
        &self.list
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Tenant> {
        self.list.get(*self.by_id.get(id)?)
    }

    pub(crate) fn by_external_id(&self, external_id: &str) -> Option<&Tenant> {
        self.list.get(*self.by_external_id.get(external_id)?)
    }

    /// Finds a tenant by a `TenantIdentifierInput`, or by an `AccountIdentifierInput`, with one field set.
    ///
    /// Accounts are tenants under another name. That their ids are the same is an assumption.
    pub(crate) fn by_identifier(&self, identifier: &Value) -> Option<&Tenant> {
        let id = identifier["tenantId"]
            .as_str()
            .or_else(|| identifier["accountId"].as_str());
        match id {
            Some(id) => self.by_id(id),
            None => self.by_external_id(identifier["externalId"].as_str()?),
        }
    }

    /// The memberships of a customer in order of creation.
    pub(crate) fn of_customer(&self, customer_id: &str) -> &[Membership] {
        self.memberships.get(customer_id).map_or(&[], Vec::as_slice)
    }

    /// Adds a tenant, or replaces the one with the same id.
    pub(super) fn put(&mut self, tenant: Tenant) {
        let external_id = tenant.details.external_id.clone();
        let index = match self.by_id.get(&tenant.id) {
            Some(&index) => {
                let former = std::mem::replace(&mut self.list[index], tenant);
                self.by_external_id.remove(&former.details.external_id);
                index
            }
            None => {
                let index = self.list.len();
                self.by_id.insert(tenant.id.clone(), index);
                self.list.push(tenant);
                index
            }
        };
        self.by_external_id.insert(external_id, index);
    }

    /// Replaces the memberships of a customer.
    pub(super) fn set_memberships(&mut self, customer_id: String, memberships: Vec<Membership>) {
        self.memberships.insert(customer_id, memberships);
    }
}

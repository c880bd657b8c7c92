//! The mutation `upsertTenant`.

use plain_schema::StringRule;
use plain_schema::identifier::TENANT_IDENTIFIER;
use serde_json::Value;

use super::references::texts;
use super::upsert_customer::UpsertResult;
use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::new_id;
use crate::workspace::tenant::{Tenant, TenantDetails};

/// Creates or updates a tenant.
pub(crate) fn upsert_tenant(
    state: &State,
    input: &Value,
) -> Result<(UpsertResult, Tenant), MutationError> {
    let identifier = &input["identifier"];
    let mut validator = InputValidator::default();
    validator.identifier(&TENANT_IDENTIFIER, identifier, "identifier");
    validator.string(StringRule::NotBlank, input.get("name"), "name");
    let external_id = input.get("externalId");
    validator.string(StringRule::ExternalId, external_id, "externalId");
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let Some(found) = workspace.tenants().by_identifier(identifier) else {
        // Plain assigns the ids, so a tenant cannot be created with this one.
        if let Some(id) = identifier["tenantId"].as_str() {
            let message = format!("Tenant {id:?} does not exist");
            return Err(MutationError::not_found("identifier.tenantId", message));
        }
        let tenant = Tenant {
            id: new_id("te_", now.into()),
            details: details(&TenantDetails::default(), input),
            created_at: now,
            updated_at: now,
        };
        let other = workspace
            .tenants()
            .by_external_id(&tenant.details.external_id);
        ensure_unique(&tenant, other)?;
        workspace.put_tenant(tenant.clone())?;
        return Ok((UpsertResult::Created, tenant));
    };
    let details = details(&found.details, input);
    if details == found.details {
        return Ok((UpsertResult::Noop, found.clone()));
    }
    let tenant = Tenant {
        details,
        updated_at: now,
        ..found.clone()
    };
    let other = workspace
        .tenants()
        .by_external_id(&tenant.details.external_id);
    ensure_unique(&tenant, other)?;
    workspace.put_tenant(tenant.clone())?;
    Ok((UpsertResult::Updated, tenant))
}

/// Applies the input. An absent optional field is unchanged, and one without a value is cleared.
fn details(current: &TenantDetails, input: &Value) -> TenantDetails {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let optional = |name: &str, current: &Option<String>| match input.get(name) {
        None => current.clone(),
        Some(changed) => text(&changed["value"]),
    };
    TenantDetails {
        name: text(&input["name"]).unwrap_or_default(),
        external_id: text(&input["externalId"]).unwrap_or_default(),
        url: optional("url", &current.url),
        primary_domain: optional("primaryDomain", &current.primary_domain),
        alternate_domains: match input.get("alternateDomains") {
            None => current.alternate_domains.clone(),
            Some(changed) => texts(&changed["value"]).map(str::to_owned).collect(),
        },
        is_domain_auto_join_enabled: input["isDomainAutoJoinEnabled"]["value"]
            .as_bool()
            .unwrap_or(current.is_domain_auto_join_enabled),
    }
}

fn ensure_unique(tenant: &Tenant, other: Option<&Tenant>) -> Result<(), MutationError> {
    if other.is_none_or(|other| other.id == tenant.id) {
        return Ok(());
    }
    let external_id = &tenant.details.external_id;
    let message = format!("A tenant with the external id {external_id:?} already exists");
    Err(MutationError::input_validation(vec![
        FieldError::validation("externalId", message),
    ]))
}

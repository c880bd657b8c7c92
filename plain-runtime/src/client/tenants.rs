//! Upserts tenants and puts customers in them.

use serde::Serialize;

use super::Client;
use super::response::data::{AddCustomerToTenantsData, SetCustomerTenantsData, UpsertTenantData};
use crate::error::Error;
use crate::graphql::{ADD_CUSTOMER_TO_TENANTS, SET_CUSTOMER_TENANTS, UPSERT_TENANT};
use crate::input::validate::{PropertyPath, Violations};
use crate::input::{CustomerIdentifier, TenantIdentifier, UpsertTenantInput, ValidationError};
use crate::response::{Customer, UpsertedTenant};

impl Client {
    /// Creates a tenant, or updates the existing one.
    ///
    /// The API key needs the permissions `tenant:create` and `tenant:read`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/upsertTenant>.
    ///
    /// If a response is lost and the request is retried, the [`result`](UpsertedTenant::result) is that
    /// of the retry.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the input violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain rejects the input.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::{CustomerIdentifier, TenantIdentifier, UpsertTenantInput};
    ///
    /// client
    ///     .upsert_tenant(&UpsertTenantInput::by_external_id("acme", "Acme Inc."))
    ///     .await?;
    /// let jane = CustomerIdentifier::email_address("jane@acme.com");
    /// client
    ///     .add_customer_to_tenants(&jane, &[TenantIdentifier::external_id("acme")])
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn upsert_tenant(&self, input: &UpsertTenantInput) -> Result<UpsertedTenant, Error> {
        input.validate()?;
        self.0
            .mutate::<UpsertTenantData>(&UPSERT_TENANT, input)
            .await
    }

    /// Puts a customer in tenants, in addition to those that the customer is in.
    ///
    /// The API key needs the permissions `customer:edit` and `customerTenantMembership:create`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/addCustomerToTenants>, and
    /// [`upsert_tenant`](Self::upsert_tenant) for an example.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if an identifier violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain does not know the customer or a tenant.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::{CustomerIdentifier, TenantIdentifier};
    ///
    /// let jane = CustomerIdentifier::email_address("jane@acme.com");
    /// client.add_customer_to_tenants(&jane, &[TenantIdentifier::external_id("acme")]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn add_customer_to_tenants(
        &self,
        customer: &CustomerIdentifier,
        tenants: &[TenantIdentifier],
    ) -> Result<Customer, Error> {
        let input = CustomerTenants::new(customer, tenants)?;
        self.0
            .mutate::<AddCustomerToTenantsData>(&ADD_CUSTOMER_TO_TENANTS, &input)
            .await
    }

    /// Puts a customer in tenants, and removes the customer from all others.
    ///
    /// The API key needs the permissions `customer:edit`, `customerTenantMembership:create` and
    /// `customerTenantMembership:delete`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/setCustomerTenants>.
    ///
    /// # Errors
    ///
    /// The same as [`add_customer_to_tenants`](Self::add_customer_to_tenants).
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::CustomerIdentifier;
    ///
    /// // Jane is in no tenant any more.
    /// let jane = CustomerIdentifier::email_address("jane@acme.com");
    /// client.set_customer_tenants(&jane, &[]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_customer_tenants(
        &self,
        customer: &CustomerIdentifier,
        tenants: &[TenantIdentifier],
    ) -> Result<Customer, Error> {
        let input = CustomerTenants::new(customer, tenants)?;
        self.0
            .mutate::<SetCustomerTenantsData>(&SET_CUSTOMER_TENANTS, &input)
            .await
    }
}

/// Input of the mutations that change the tenants of a customer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CustomerTenants<'a> {
    customer_identifier: &'a CustomerIdentifier,
    tenant_identifiers: &'a [TenantIdentifier],
}

impl<'a> CustomerTenants<'a> {
    fn new(
        customer_identifier: &'a CustomerIdentifier,
        tenant_identifiers: &'a [TenantIdentifier],
    ) -> Result<Self, ValidationError> {
        let mut violations = Violations::default();
        let root = PropertyPath::ROOT;
        let customer = root.property("customer_identifier");
        customer_identifier.check(&customer, &mut violations);
        let tenants = root.property("tenant_identifiers");
        for (index, tenant) in tenant_identifiers.iter().enumerate() {
            tenant.check(&tenants.index(index), &mut violations);
        }
        violations.into_result("membership")?;
        Ok(Self {
            customer_identifier,
            tenant_identifiers,
        })
    }
}

//! Customers and tenants, for programs that are not asynchronous.

use super::client::BlockingClient;
use crate::error::Error;
use crate::input::{CustomerIdentifier, TenantIdentifier, UpsertCustomerInput, UpsertTenantInput};
use crate::response::{Customer, UpsertedCustomer, UpsertedTenant};

impl BlockingClient {
    /// Creates a customer, or updates the existing one. See
    /// [`Client::upsert_customer`](crate::Client::upsert_customer).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::UpsertCustomerInput;
    ///
    /// let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane Doe");
    /// println!("{:?}", client.upsert_customer(&jane)?.result);
    /// # Ok(())
    /// # }
    /// ```
    pub fn upsert_customer(&self, input: &UpsertCustomerInput) -> Result<UpsertedCustomer, Error> {
        let (client, input) = (self.client().clone(), input.clone());
        self.block_on(None, async move { client.upsert_customer(&input).await })
    }

    /// Returns the customer with an ID of Plain's, `c_…`. See
    /// [`Client::customer`](crate::Client::customer).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// let customer = client.customer("c_01H14DFQ4PDYBH398J1E99TWSS")?;
    /// println!("{:?}", customer.map(|it| it.full_name));
    /// # Ok(())
    /// # }
    /// ```
    pub fn customer(&self, customer_id: &str) -> Result<Option<Customer>, Error> {
        let (client, customer_id) = (self.client().clone(), customer_id.to_owned());
        self.block_on(None, async move { client.customer(&customer_id).await })
    }

    /// Returns the customer with an email address. See
    /// [`Client::customer_by_email`](crate::Client::customer_by_email).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// if client.customer_by_email("jane@acme.com")?.is_none() {
    ///     println!("Jane has never written");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn customer_by_email(&self, email: &str) -> Result<Option<Customer>, Error> {
        let (client, email) = (self.client().clone(), email.to_owned());
        self.block_on(None, async move { client.customer_by_email(&email).await })
    }

    /// Returns the customer with an external ID. See
    /// [`Client::customer_by_external_id`](crate::Client::customer_by_external_id).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// if let Some(customer) = client.customer_by_external_id("account-17")? {
    ///     println!("{}", customer.email.email);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn customer_by_external_id(&self, external_id: &str) -> Result<Option<Customer>, Error> {
        let (client, external_id) = (self.client().clone(), external_id.to_owned());
        self.block_on(None, async move {
            client.customer_by_external_id(&external_id).await
        })
    }

    /// Creates a tenant, or updates the existing one. See
    /// [`Client::upsert_tenant`](crate::Client::upsert_tenant).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::UpsertTenantInput;
    ///
    /// let acme = UpsertTenantInput::by_external_id("acme", "Acme Inc.");
    /// println!("{}", client.upsert_tenant(&acme)?.tenant.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn upsert_tenant(&self, input: &UpsertTenantInput) -> Result<UpsertedTenant, Error> {
        let client = self.client().clone();
        let input = input.clone();
        self.block_on(None, async move { client.upsert_tenant(&input).await })
    }

    /// Puts a customer in tenants, in addition to those that the customer is in. See
    /// [`Client::add_customer_to_tenants`](crate::Client::add_customer_to_tenants).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::{CustomerIdentifier, TenantIdentifier};
    ///
    /// let jane = CustomerIdentifier::external_id("account-17");
    /// client.add_customer_to_tenants(&jane, &[TenantIdentifier::external_id("acme")])?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_customer_to_tenants(
        &self,
        customer: &CustomerIdentifier,
        tenants: &[TenantIdentifier],
    ) -> Result<Customer, Error> {
        let client = self.client().clone();
        let customer = customer.clone();
        let tenants = tenants.to_vec();
        self.block_on(None, async move {
            client.add_customer_to_tenants(&customer, &tenants).await
        })
    }

    /// Puts a customer in tenants, and removes the customer from all others. See
    /// [`Client::set_customer_tenants`](crate::Client::set_customer_tenants).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::{CustomerIdentifier, TenantIdentifier};
    ///
    /// // Jane changed her employer.
    /// let jane = CustomerIdentifier::external_id("account-17");
    /// client.set_customer_tenants(&jane, &[TenantIdentifier::external_id("globex")])?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_customer_tenants(
        &self,
        customer: &CustomerIdentifier,
        tenants: &[TenantIdentifier],
    ) -> Result<Customer, Error> {
        let client = self.client().clone();
        let customer = customer.clone();
        let tenants = tenants.to_vec();
        self.block_on(None, async move {
            client.set_customer_tenants(&customer, &tenants).await
        })
    }
}

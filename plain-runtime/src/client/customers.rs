//! Upserts and reads customers.

use super::Client;
use super::response::data::{
    CustomerByEmailData, CustomerByExternalIdData, CustomerData, UpsertCustomerData,
};
use crate::error::Error;
use crate::graphql::{CUSTOMER, CUSTOMER_BY_EMAIL, CUSTOMER_BY_EXTERNAL_ID, UPSERT_CUSTOMER};
use crate::input::UpsertCustomerInput;
use crate::response::{Customer, UpsertedCustomer};

impl Client {
    /// Creates a customer, or updates the existing one.
    ///
    /// The API key needs the permissions `customer:create` and `customer:edit`. See
    /// <https://www.plain.com/docs/api-reference/graphql/customers/upsert>.
    ///
    /// If a response is lost and the request is retried, the [`result`](UpsertedCustomer::result) is
    /// that of the retry: a customer created by the first attempt is reported as `Noop` or `Updated`.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the input violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain rejects the input, for example because another customer has
    ///   the email address.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{Client, UpsertCustomerInput, UpsertResult};
    /// # async fn example(client: Client, jane: UpsertCustomerInput) -> Result<(), plain_runtime::Error> {
    /// let upserted = client.upsert_customer(&jane).await?;
    /// if upserted.result == UpsertResult::Created {
    ///     println!("created {}", upserted.customer.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`UpsertCustomerInput`] shows how to build the input.
    pub async fn upsert_customer(
        &self,
        input: &UpsertCustomerInput,
    ) -> Result<UpsertedCustomer, Error> {
        input.validate()?;
        self.0
            .mutate::<UpsertCustomerData>(&UPSERT_CUSTOMER, input)
            .await
    }

    /// Returns the customer with an ID of Plain's, `c_…`, or `None` if there is no such customer.
    ///
    /// The API key needs the permission `customer:read`. See
    /// <https://www.plain.com/docs/api-reference/graphql/customers/get>.
    ///
    /// # Errors
    ///
    /// If the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// if let Some(customer) = client.customer("c_01H14DFQ4PDYBH398J1E99TWSS").await? {
    ///     println!("{}", customer.full_name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn customer(&self, customer_id: &str) -> Result<Option<Customer>, Error> {
        self.0
            .query::<CustomerData>(&CUSTOMER, &[("customerId", customer_id)])
            .await
    }

    /// Returns the customer with an email address, or `None` if there is no such customer.
    ///
    /// The API key needs the permission `customer:read`. See
    /// <https://www.plain.com/docs/api-reference/graphql/customers/get>.
    ///
    /// # Errors
    ///
    /// If the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// if let Some(customer) = client.customer_by_email("jane@acme.com").await? {
    ///     println!("{} is {}", customer.full_name, customer.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn customer_by_email(&self, email: &str) -> Result<Option<Customer>, Error> {
        self.0
            .query::<CustomerByEmailData>(&CUSTOMER_BY_EMAIL, &[("email", email)])
            .await
    }

    /// Returns the customer with an external ID, which is your own ID of the customer, or `None` if
    /// there is no such customer.
    ///
    /// The API key needs the permission `customer:read`. See
    /// <https://www.plain.com/docs/api-reference/graphql/customers/get>.
    ///
    /// # Errors
    ///
    /// If the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// let customer = client.customer_by_external_id("account-17").await?;
    /// println!("{:?}", customer.map(|it| it.email.email));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn customer_by_external_id(
        &self,
        external_id: &str,
    ) -> Result<Option<Customer>, Error> {
        let operation = &CUSTOMER_BY_EXTERNAL_ID;
        self.0
            .query::<CustomerByExternalIdData>(operation, &[("externalId", external_id)])
            .await
    }
}

//! Customers and tenants, as Plain returns them.

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::created_event::DateTime;

/// A customer of your workspace.
///
/// See <https://www.plain.com/docs/api-reference/graphql/customers/get>.
///
/// ```
/// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
/// if let Some(customer) = client.customer_by_email("jane@acme.com").await? {
///     println!("{} is {}", customer.full_name, customer.id);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "__typename", rename_all = "camelCase")]
#[non_exhaustive]
pub struct Customer {
    /// Plain's ID of the customer, `c_…`.
    pub id: String,
    /// Your own ID of the customer.
    pub external_id: Option<String>,
    /// Full name.
    pub full_name: String,
    /// Short name, often the first name.
    pub short_name: Option<String>,
    /// Email address, unique among the customers of a workspace.
    pub email: EmailAddress,
    /// Time of creation.
    pub created_at: DateTime,
    /// Actor that created the customer.
    pub created_by: Actor,
    /// Time of the last update.
    pub updated_at: DateTime,
    /// Actor that last updated the customer.
    pub updated_by: Actor,
}

/// Email address of a [`Customer`].
///
/// ```
/// # fn example(customer: &plain_runtime::Customer) {
/// use plain_runtime::EmailAddress;
///
/// let EmailAddress { email, is_verified, .. } = &customer.email;
/// println!("{email}{}", if *is_verified { "" } else { " (not verified)" });
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "__typename", rename_all = "camelCase")]
#[non_exhaustive]
pub struct EmailAddress {
    /// The email address.
    pub email: String,
    /// Whether the address is verified to belong to the customer.
    pub is_verified: bool,
}

/// Result of [`Client::upsert_customer`](crate::Client::upsert_customer).
///
/// ```
/// # use plain_runtime::{Client, Error, UpsertCustomerInput};
/// # async fn example(client: Client, jane: UpsertCustomerInput) -> Result<(), Error> {
/// use plain_runtime::UpsertedCustomer;
///
/// let upserted: UpsertedCustomer = client.upsert_customer(&jane).await?;
/// println!("{:?} {}", upserted.result, upserted.customer.id);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UpsertedCustomer {
    /// Whether the customer was created, updated or left unchanged.
    pub result: UpsertResult,
    /// The customer after the operation.
    pub customer: Customer,
}

/// Effect of an upsert, such as [`Client::upsert_customer`](crate::Client::upsert_customer), on the object.
///
/// ```
/// use plain_runtime::UpsertResult;
///
/// let result: UpsertResult = serde_json::from_str(r#""NOOP""#).unwrap();
/// assert_eq!(result, UpsertResult::Noop);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum UpsertResult {
    /// It was created.
    Created,
    /// It existed and was updated.
    Updated,
    /// It existed and already had the new values.
    Noop,
    /// A result that this version of the crate does not know, verbatim.
    #[serde(untagged)]
    Unknown(String),
}

/// A tenant: a group of customers, such as an organisation in your product.
///
/// Returned by [`Client::upsert_tenant`](crate::Client::upsert_tenant). See
/// <https://www.plain.com/docs/graphql-reference/mutations/upsertTenant>.
///
/// ```
/// use plain_runtime::Tenant;
///
/// let json = r#"{ "id": "te_1", "name": "Acme Inc.", "externalId": "acme", "url": null }"#;
/// let tenant: Tenant = serde_json::from_str(json).unwrap();
/// assert_eq!(tenant.name, "Acme Inc.");
/// ```
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
///
/// ```
/// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
/// use plain_runtime::{UpsertTenantInput, UpsertedTenant};
///
/// let acme = UpsertTenantInput::by_external_id("acme", "Acme Inc.");
/// let upserted: UpsertedTenant = client.upsert_tenant(&acme).await?;
/// println!("{:?} {}", upserted.result, upserted.tenant.id);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UpsertedTenant {
    /// Whether the tenant was created, updated or left unchanged.
    pub result: UpsertResult,
    /// The tenant after the operation.
    pub tenant: Tenant,
}

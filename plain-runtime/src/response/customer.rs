//! Customers, as Plain returns them.

use serde::{Deserialize, Serialize};

use super::created_event::{Actor, DateTime};

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
    /// Plain's id of the customer, `c_…`.
    pub id: String,
    /// Your own id of the customer.
    pub external_id: Option<String>,
    /// The whole name.
    pub full_name: String,
    /// What the customer is called, often the first name.
    pub short_name: Option<String>,
    /// The e-mail address. No two customers have the same.
    pub email: EmailAddress,
    /// When the customer was created.
    pub created_at: DateTime,
    /// Who created it.
    pub created_by: Actor,
    /// When it was last updated.
    pub updated_at: DateTime,
    /// Who last updated it.
    pub updated_by: Actor,
}

/// The e-mail address of a [`Customer`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "__typename", rename_all = "camelCase")]
#[non_exhaustive]
pub struct EmailAddress {
    /// The address.
    pub email: String,
    /// Whether it is known to be the customer's own.
    pub is_verified: bool,
}

/// What [`upsert_customer`](crate::Client::upsert_customer) has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UpsertedCustomer {
    /// Whether the customer is new, changed or as before.
    pub result: UpsertResult,
    /// The customer, as it is now.
    pub customer: Customer,
}

/// What became of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum UpsertResult {
    /// It did not exist.
    Created,
    /// It existed, and was changed.
    Updated,
    /// It existed as it was to be.
    Noop,
    /// A result that Plain has added since, as it came.
    #[serde(untagged)]
    Unknown(String),
}

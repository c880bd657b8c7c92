//! What Plain answers once an event is created.

use serde::{Deserialize, Serialize};

/// A customer event that Plain has created.
///
/// It serialises to the JSON that Plain's documentation shows.
/// See <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
///
/// ```
/// use plain_runtime::CreatedCustomerEvent;
///
/// # let json = r#"{"__typename":"CustomerEvent","id":"tev_01","externalId":"key-1","customerId":"c_01",
/// #   "title":"API key generated",
/// #   "createdAt":{"__typename":"DateTime","iso8601":"2023-09-26T15:36:23.690Z","unixTimestamp":"1695742583690"},
/// #   "createdBy":{"__typename":"MachineUserActor","machineUserId":"mu_01"},
/// #   "updatedAt":{"__typename":"DateTime","iso8601":"2023-09-26T15:36:23.690Z","unixTimestamp":"1695742583690"},
/// #   "updatedBy":{"__typename":"MachineUserActor","machineUserId":"mu_01"}}"#;
/// let event: CreatedCustomerEvent = serde_json::from_str(json).unwrap();
/// assert_eq!(event.external_id.as_deref(), Some("key-1"));
/// assert_eq!(serde_json::to_value(&event).unwrap()["createdBy"]["machineUserId"], "mu_01");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "__typename", rename = "CustomerEvent", rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreatedCustomerEvent {
    /// Plain's id of the event, `tev_…`.
    pub id: String,
    /// Your own id of the event, as it was sent: Plain does not return it.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Plain's id of the customer, `c_…`.
    pub customer_id: String,
    /// The title.
    pub title: String,
    /// When the event was created, or the timestamp it was given.
    pub created_at: DateTime,
    /// Who created it.
    pub created_by: Actor,
    /// When it was last updated.
    pub updated_at: DateTime,
    /// Who last updated it.
    pub updated_by: Actor,
}

/// A thread event that Plain has created.
///
/// See <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
///
/// ```
/// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
/// let event = plain_runtime::thread_event!(
///     client,
///     title = "Escalated",
///     thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ",
///     components = [badge("P1", color = Red)],
/// )
/// .await?;
/// println!("{} in {}", event.id, event.thread_id);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "__typename", rename = "ThreadEvent", rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreatedThreadEvent {
    /// Plain's id of the event, `tev_…`.
    pub id: String,
    /// Your own id of the event, as it was sent: Plain does not return it.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Plain's id of the customer, `c_…`.
    pub customer_id: String,
    /// Plain's id of the thread, `th_…`.
    pub thread_id: String,
    /// The title.
    pub title: String,
    /// When the event was created, or the timestamp it was given.
    pub created_at: DateTime,
    /// Who created it.
    pub created_by: Actor,
    /// When it was last updated.
    pub updated_at: DateTime,
    /// Who last updated it.
    pub updated_by: Actor,
}

/// A moment, as Plain writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "__typename", rename_all = "camelCase")]
#[non_exhaustive]
pub struct DateTime {
    /// ISO 8601 in UTC, with milliseconds.
    pub iso8601: String,
    /// Milliseconds after 1970-01-01T00:00:00Z, in decimal.
    pub unix_timestamp: String,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "__typename", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Actor {
    /// A user of your workspace.
    #[serde(rename = "UserActor")]
    User {
        /// `u_…`
        user_id: String,
    },
    /// A customer.
    #[serde(rename = "CustomerActor")]
    Customer {
        /// `c_…`
        customer_id: String,
    },
    /// A customer who has been deleted.
    #[serde(rename = "DeletedCustomerActor")]
    DeletedCustomer {
        /// `c_…`
        customer_id: String,
    },
    /// Plain itself.
    #[serde(rename = "SystemActor")]
    System {
        /// The part of Plain.
        system_id: String,
    },
    /// A machine user, such as the one your API key belongs to.
    #[serde(rename = "MachineUserActor")]
    MachineUser {
        /// `mu_…`
        machine_user_id: String,
    },
    /// An actor that Plain has added since, as it came.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

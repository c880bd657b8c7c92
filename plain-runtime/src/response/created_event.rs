//! Events that Plain has created.

use serde::{Deserialize, Serialize};

use super::actor::Actor;

/// A customer event that Plain has created.
///
/// Serialises to the JSON in Plain's documentation. See
/// <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
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
    /// Plain's ID of the event, `tev_…`.
    pub id: String,
    /// External ID that the event was sent with. Set by the client, since Plain does not return it.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Plain's ID of the customer, `c_…`.
    pub customer_id: String,
    /// Title of the event.
    pub title: String,
    /// Timestamp of the event. Defaults to the time of creation.
    pub created_at: DateTime,
    /// Actor that created the event.
    pub created_by: Actor,
    /// Time of the last update.
    pub updated_at: DateTime,
    /// Actor that last updated the event.
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
    /// Plain's ID of the event, `tev_…`.
    pub id: String,
    /// External ID that the event was sent with. Set by the client, since Plain does not return it.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Plain's ID of the customer, `c_…`.
    pub customer_id: String,
    /// Plain's ID of the thread, `th_…`.
    pub thread_id: String,
    /// Title of the event.
    pub title: String,
    /// Timestamp of the event. Defaults to the time of creation.
    pub created_at: DateTime,
    /// Actor that created the event.
    pub created_by: Actor,
    /// Time of the last update.
    pub updated_at: DateTime,
    /// Actor that last updated the event.
    pub updated_by: Actor,
}

/// A date and time, as Plain returns it.
///
/// ```
/// use plain_runtime::DateTime;
///
/// let json = r#"{
///     "__typename": "DateTime",
///     "iso8601": "2026-11-26T09:30:00.000Z",
///     "unixTimestamp": "1795685400000"
/// }"#;
/// let time: DateTime = serde_json::from_str(json).unwrap();
/// assert_eq!(time.unix_timestamp.parse(), Ok(1_795_685_400_000_u64));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "__typename", rename_all = "camelCase")]
#[non_exhaustive]
pub struct DateTime {
    /// ISO 8601 in UTC, with milliseconds.
    pub iso8601: String,
    /// Milliseconds since the Unix epoch, as a decimal number.
    pub unix_timestamp: String,
}

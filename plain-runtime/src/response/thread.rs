//! Threads, as Plain returns them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::actor::Actor;
use super::created_event::DateTime;
use super::customer::{Tenant, UpsertResult};
use crate::input::{AssigneeIdentifier, TenantIdentifier};

/// Result of [`Client::create_thread`](crate::Client::create_thread).
///
/// ```
/// # use plain_runtime::{Client, CreateThreadInput, Error};
/// # async fn example(client: Client, thread: CreateThreadInput) -> Result<(), Error> {
/// use plain_runtime::CreatedThread;
///
/// let created: CreatedThread = client.create_thread(&thread).await?;
/// assert!(created.left_out.is_empty());
/// println!("{}", created.thread.reference);
/// # Ok(())
/// # }
/// ```
///
/// See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CreatedThread {
    /// The thread.
    pub thread: ExistingThread,
    /// Parts that the thread was created without, because Plain does not know them. Empty unless
    /// [`without_unknown_references`](crate::client::CreateThread::without_unknown_references) was called.
    pub left_out: Vec<UnknownReference>,
}

impl CreatedThread {
    /// A thread from which nothing was left out.
    pub(crate) fn complete(thread: ExistingThread) -> Self {
        Self {
            thread,
            left_out: Vec::new(),
        }
    }
}

/// A part of a thread that refers to something that does not exist in Plain.
///
/// `Display` writes a noun and the reference, such as ``label type `lt_1` ``.
///
/// ```
/// use plain_runtime::UnknownReference;
///
/// let stale = UnknownReference::LabelType("lt_1".to_owned());
/// assert_eq!(stale.to_string(), "label type `lt_1`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownReference {
    /// A label type, by its ID.
    LabelType(String),
    /// A thread field, by its key.
    ThreadField(String),
    /// The tenant.
    Tenant(TenantIdentifier),
    /// The assignee.
    Assignee(AssigneeIdentifier),
}

impl fmt::Display for UnknownReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (noun, reference) = match self {
            Self::LabelType(id) => ("label type", id.as_str()),
            Self::ThreadField(key) => ("thread field", key.as_str()),
            Self::Tenant(TenantIdentifier::TenantId(id) | TenantIdentifier::ExternalId(id)) => {
                ("tenant", id.as_ref())
            }
            Self::Assignee(
                AssigneeIdentifier::UserId(id) | AssigneeIdentifier::MachineUserId(id),
            ) => ("assignee", id.as_ref()),
        };
        write!(f, "{noun} `{reference}`")
    }
}

/// A thread of your workspace: a conversation with a customer.
///
/// Returned by [`Client::thread`](crate::Client::thread) and by the mutations that change a thread. See
/// <https://www.plain.com/docs/graphql/threads/get>.
///
/// ```
/// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
/// if let Some(thread) = client.thread("th_01HB924RWAW8H3Q8KZDFWYBJHZ").await? {
///     println!("{} {}: priority {}", thread.reference, thread.title, thread.priority);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExistingThread {
    /// Plain's ID of the thread, `th_…`.
    pub id: String,
    /// The short reference that Plain shows, such as `T-17`.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Your own ID of the thread, unique for the customer.
    pub external_id: Option<String>,
    /// Plain's ID of the customer, `c_…`.
    #[serde(
        rename = "customer",
        serialize_with = "serialize_id",
        deserialize_with = "deserialize_id"
    )]
    pub customer_id: String,
    /// Title.
    pub title: String,
    /// Topic of the thread.
    pub description: Option<String>,
    /// Priority, from 0, the most urgent, to 3.
    pub priority: u32,
    /// Whether something is to be done.
    pub status: ThreadStatus,
    /// User or machine user that works on the thread.
    pub assigned_to: Option<ThreadAssignee>,
    /// Labels.
    pub labels: Vec<Label>,
    /// Values with keys that you choose.
    pub thread_fields: Vec<ExistingThreadField>,
    /// Tenant that the thread belongs to.
    pub tenant: Option<Tenant>,
    /// Time of creation.
    pub created_at: DateTime,
    /// Actor that created the thread.
    pub created_by: Actor,
    /// Time of the last update.
    pub updated_at: DateTime,
    /// Actor that last updated the thread.
    pub updated_by: Actor,
}

/// Object of which only the ID is requested.
#[derive(Serialize, Deserialize)]
struct Id<T> {
    id: T,
}

fn serialize_id<S: Serializer>(id: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Id { id }.serialize(serializer)
}

fn deserialize_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Id::deserialize(deserializer).map(|it| it.id)
}

/// Status of an [`ExistingThread`].
///
/// ```
/// use plain_runtime::ThreadStatus;
///
/// let status: ThreadStatus = serde_json::from_str(r#""SNOOZED""#).unwrap();
/// assert_eq!(status, ThreadStatus::Snoozed);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum ThreadStatus {
    /// Somebody has to do something.
    Todo,
    /// Nothing is to be done until a time, or until the customer replies.
    Snoozed,
    /// Nothing is to be done.
    Done,
    /// A status that this version of the crate does not know, verbatim.
    #[serde(untagged)]
    Unknown(String),
}

/// User or machine user that works on an [`ExistingThread`].
///
/// ```
/// # fn example(thread: &plain_runtime::ExistingThread) {
/// use plain_runtime::ThreadAssignee;
///
/// match &thread.assigned_to {
///     Some(ThreadAssignee::User { full_name, .. }) => println!("{full_name} works on it"),
///     Some(_) => println!("a machine works on it"),
///     None => println!("nobody works on it"),
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "__typename", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum ThreadAssignee {
    /// A user of your workspace.
    User {
        /// Plain's ID of the user, `u_…`.
        id: String,
        /// Full name.
        full_name: String,
    },
    /// A machine user of your workspace.
    MachineUser {
        /// Plain's ID of the machine user, `mu_…`.
        id: String,
        /// Full name.
        full_name: String,
    },
    /// Plain itself.
    System {
        /// ID of the part of Plain.
        id: String,
    },
    /// A kind of assignee that this version of the crate does not know, verbatim.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

/// Label of an [`ExistingThread`].
///
/// ```
/// # fn example(thread: &plain_runtime::ExistingThread) {
/// let is_bug = thread.labels.iter().any(|label| label.label_type.name == "Bug");
/// # }
/// ```
///
/// See <https://www.plain.com/docs/graphql-reference/mutations/addLabels>.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Label {
    /// Plain's ID of the label.
    pub id: String,
    /// Type of the label.
    pub label_type: LabelType,
}

/// Type of a [`Label`].
///
/// ```
/// use plain_runtime::LabelType;
///
/// let json = r#"{ "id": "lt_1", "name": "Bug", "isArchived": false }"#;
/// let bug: LabelType = serde_json::from_str(json).unwrap();
/// assert!(!bug.is_archived);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LabelType {
    /// Plain's ID of the label type, `lt_…`.
    pub id: String,
    /// Name, which Plain shows.
    pub name: String,
    /// Whether labels of this type can no longer be added.
    pub is_archived: bool,
}

/// Value of an [`ExistingThread`], with a key that you choose.
///
/// ```
/// # fn example(thread: &plain_runtime::ExistingThread) {
/// let plan = thread.thread_fields.iter().find(|field| field.key == "plan");
/// println!("{:?}", plan.and_then(|field| field.string_value.as_deref()));
/// # }
/// ```
///
/// See <https://www.plain.com/docs/graphql/threads/thread-fields>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExistingThreadField {
    /// Plain's ID of the field.
    pub id: String,
    /// Key.
    pub key: String,
    /// Type, which says which of the values is present.
    pub r#type: ThreadFieldType,
    /// Value of a `Text` or an `Enum`.
    pub string_value: Option<String>,
    /// Value of a `Bool`.
    pub boolean_value: Option<bool>,
    /// Value of a `Number` or a `Currency`.
    pub number_value: Option<f64>,
    /// Value of a `Date`.
    pub date_value: Option<DateTime>,
}

/// Type of an [`ExistingThreadField`].
///
/// ```
/// use plain_runtime::ThreadFieldType;
///
/// let r#type: ThreadFieldType = serde_json::from_str(r#""CURRENCY""#).unwrap();
/// assert_eq!(r#type, ThreadFieldType::Currency);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum ThreadFieldType {
    /// A text, `STRING` in Plain's schema.
    // Not `String`: rustc would write the path of every `String` in the errors of users.
    #[serde(rename = "STRING")]
    Text,
    /// A yes or no.
    Bool,
    /// One of several texts, which are set in Plain.
    Enum,
    /// A number.
    Number,
    /// An amount of money.
    Currency,
    /// A date.
    Date,
    /// A type that this version of the crate does not know, verbatim.
    #[serde(untagged)]
    Unknown(String),
}

/// Result of [`Client::upsert_thread_field`](crate::Client::upsert_thread_field).
///
/// ```
/// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
/// use plain_runtime::{UpsertResult, UpsertedThreadField, thread_field::StringField};
///
/// let plan = StringField { key: "plan".into(), value: "Pro".into() };
/// let upserted: UpsertedThreadField = client
///     .upsert_thread_field("th_01HB924RWAW8H3Q8KZDFWYBJHZ", &plan.into())
///     .await?;
/// let is_new = upserted.result == UpsertResult::Created;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UpsertedThreadField {
    /// Whether the field was created, updated or left unchanged.
    pub result: UpsertResult,
    /// The field after the operation.
    pub thread_field: ExistingThreadField,
}

/// A note, which only your team sees.
///
/// Returned by [`Client::create_note`](crate::Client::create_note).
///
/// ```
/// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
/// use plain_runtime::{CreateNoteInput, Note};
///
/// let input = CreateNoteInput::new("c_01H14DFQ4PDYBH398J1E99TWSS", "Their contract ends in May.");
/// let note: Note = client.create_note(&input).await?;
/// println!("{} at {}", note.id, note.created_at.iso8601);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Note {
    /// Plain's ID of the note.
    pub id: String,
    /// Text.
    pub text: String,
    /// The same text as Markdown.
    pub markdown: Option<String>,
    /// Time of creation.
    pub created_at: DateTime,
}

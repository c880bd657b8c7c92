//! Threads and tenants as records that tests assert on.

use serde_json::Value;

use super::Sandbox;
use crate::workspace::Workspace;
use crate::workspace::thread::{Assignee, Thread};
use crate::workspace::timeline_entry::EntryContent;

/// A thread of a sandbox: [`Sandbox::threads`].
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{Sandbox, ThreadRecord, seed};
///
/// let sandbox = Sandbox::start().await;
/// let seeded: &ThreadRecord = &sandbox.threads()[0];
/// assert_eq!(seeded.id, seed::THREAD_ID);
/// assert_eq!(seeded.customer_id, seed::CUSTOMER_ID);
/// assert_eq!(seeded.r#ref, "T-1");
/// assert!(seeded.replies.is_empty());
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ThreadRecord {
    /// The id: `th_` and a ULID.
    pub id: String,
    /// The id that people use, such as `T-1`.
    pub r#ref: String,
    /// The id of the customer.
    pub customer_id: String,
    /// The id that the client assigned.
    pub external_id: Option<String>,
    /// The title.
    pub title: String,
    /// The description.
    pub description: Option<String>,
    /// From 0, the most urgent, to 3.
    pub priority: i64,
    /// `TODO` or `DONE`.
    pub status: &'static str,
    /// Reason for the status: a value of the API's `StatusDetailType`, such as `DONE_MANUALLY_SET`.
    pub status_detail: &'static str,
    /// The ids of the types of its labels.
    pub label_type_ids: Vec<String>,
    /// The keys and values of its fields. The value of a date is the API's `DateTime`.
    pub fields: Vec<(String, Value)>,
    /// The id of the user or machine user that it is assigned to.
    pub assignee_id: Option<String>,
    /// The id of the tenant.
    pub tenant_id: Option<String>,
    /// The input of `createThread` after GraphQL's coercion.
    pub input: Value,
    /// The texts of the replies, in order of arrival.
    pub replies: Vec<String>,
    /// The texts of the notes in its timeline, in order of creation.
    pub notes: Vec<String>,
}

/// A tenant of a sandbox: [`Sandbox::tenants`].
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{Sandbox, TenantRecord};
///
/// let sandbox = Sandbox::start().await;
/// sandbox.add_tenant("acme", "Acme Inc.");
/// let tenant: &TenantRecord = &sandbox.tenants()[0];
/// assert_eq!(tenant.external_id, "acme");
/// assert!(tenant.id.starts_with("te_"));
/// assert!(tenant.customer_ids.is_empty());
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TenantRecord {
    /// The id: `te_` and a ULID.
    pub id: String,
    /// The id in the client's system.
    pub external_id: String,
    /// The name.
    pub name: String,
    /// The page in the client's system.
    pub url: Option<String>,
    /// The ids of the customers in it.
    pub customer_ids: Vec<String>,
}

impl Sandbox {
    /// The threads in order of creation, beginning with the seeded one.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Sandbox, seed};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.add_thread(seed::CUSTOMER_ID, "Where is my invoice?");
    /// let threads = sandbox.threads();
    /// assert_eq!(threads[1].title, "Where is my invoice?");
    /// assert_eq!(threads[1].status, "TODO");
    /// # }
    /// ```
    pub fn threads(&self) -> Vec<ThreadRecord> {
        let workspace = self.state.workspace();
        let threads = workspace.threads().all().iter();
        threads.map(|it| thread_record(&workspace, it)).collect()
    }

    /// The tenants in order of creation.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// sandbox.add_tenant("acme", "Acme Inc.");
    /// assert_eq!(sandbox.tenants()[0].name, "Acme Inc.");
    /// # }
    /// ```
    pub fn tenants(&self) -> Vec<TenantRecord> {
        let workspace = self.state.workspace();
        let tenants = workspace.tenants();
        let customers = workspace.customers().all();
        let records = tenants.all().iter().map(|tenant| TenantRecord {
            id: tenant.id.clone(),
            external_id: tenant.details.external_id.clone(),
            name: tenant.details.name.clone(),
            url: tenant.details.url.clone(),
            customer_ids: customers
                .iter()
                .filter(|customer| {
                    let memberships = tenants.of_customer(&customer.id);
                    memberships.iter().any(|it| it.tenant_id == tenant.id)
                })
                .map(|customer| customer.id.clone())
                .collect(),
        });
        records.collect()
    }
}

fn thread_record(workspace: &Workspace, thread: &Thread) -> ThreadRecord {
    let entries = || workspace.timeline().of_thread(&thread.id);
    let labels = thread.labels.iter();
    let fields = thread.fields.iter();
    ThreadRecord {
        id: thread.id.clone(),
        r#ref: thread.r#ref(),
        customer_id: thread.customer_id.clone(),
        external_id: thread.external_id.clone(),
        title: thread.title.clone(),
        description: thread.description.clone(),
        priority: thread.priority,
        status: thread.status.detail.status(),
        status_detail: thread.status.detail.name(),
        label_type_ids: labels.map(|it| it.type_id.clone()).collect(),
        fields: fields
            .map(|it| (it.key.clone(), it.value.clone()))
            .collect(),
        assignee_id: thread
            .assignee
            .as_ref()
            .map(|it| Assignee::id(it).to_owned()),
        tenant_id: thread.tenant_id.clone(),
        input: thread.input.clone(),
        replies: entries()
            .filter_map(|entry| match &entry.content {
                EntryContent::Reply(reply) => Some(reply.text.clone()),
                _ => None,
            })
            .collect(),
        notes: entries()
            .filter_map(|entry| match &entry.content {
                EntryContent::Note(id) => Some(workspace.notes().by_id(id)?.text.clone()),
                _ => None,
            })
            .collect(),
    }
}

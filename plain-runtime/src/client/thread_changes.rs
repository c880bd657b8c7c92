//! Changes threads: their status, priority, assignee, labels and fields.

use serde::Serialize;
use serde_json::{Value, json};

use super::Client;
use super::inner::{ClientInner, Request};
use super::look_up::Outcome;
use super::response::data::{
    AddLabelsData, AssignThreadData, ChangeThreadPriorityData, MarkThreadAsDoneData,
    MarkThreadAsTodoData, UpsertThreadFieldData,
};
use super::response::payload::{self, OperationData};
use super::retry::RateLimitWait;
use super::submit::same;
use crate::error::Error;
use crate::graphql::{
    ADD_LABELS, ASSIGN_THREAD, CHANGE_THREAD_PRIORITY, Input, MARK_THREAD_AS_DONE,
    MARK_THREAD_AS_TODO, Operation, UPSERT_THREAD_FIELD,
};
use crate::input::validate::{PropertyPath, Violations};
use crate::input::{AssigneeIdentifier, ThreadField, ThreadPriority, check_id};
use crate::response::{ExistingThread, Label, UpsertedThreadField};

impl Client {
    /// Marks a thread as done. A thread that is done stays done.
    ///
    /// The API key needs the permissions `thread:edit` and `thread:read`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/markThreadAsDone>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the ID is blank. Nothing is sent.
    /// * [`Error::Rejected`] if Plain does not know the thread.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// let thread = client.mark_thread_as_done("th_01HB924RWAW8H3Q8KZDFWYBJHZ").await?;
    /// println!("{} is {:?}", thread.reference, thread.status);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn mark_thread_as_done(&self, thread_id: &str) -> Result<ExistingThread, Error> {
        self.0
            .change_thread::<MarkThreadAsDoneData>(&MARK_THREAD_AS_DONE, thread_id, json!({}))
            .await
    }

    /// Marks a thread as to be done. A thread that is to be done stays so.
    ///
    /// The API key needs the permissions `thread:edit` and `thread:read`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/markThreadAsTodo>.
    ///
    /// # Errors
    ///
    /// The same as [`mark_thread_as_done`](Self::mark_thread_as_done), whose example applies as well.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::ThreadStatus;
    ///
    /// let thread = client.mark_thread_as_todo("th_01HB924RWAW8H3Q8KZDFWYBJHZ").await?;
    /// assert_eq!(thread.status, ThreadStatus::Todo);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn mark_thread_as_todo(&self, thread_id: &str) -> Result<ExistingThread, Error> {
        self.0
            .change_thread::<MarkThreadAsTodoData>(&MARK_THREAD_AS_TODO, thread_id, json!({}))
            .await
    }

    /// Sets the priority of a thread.
    ///
    /// The API key needs the permission `thread:edit`. See
    /// <https://www.plain.com/docs/graphql/threads/update>.
    ///
    /// # Errors
    ///
    /// The same as [`mark_thread_as_done`](Self::mark_thread_as_done).
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::ThreadPriority;
    ///
    /// let thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ";
    /// client.change_thread_priority(thread_id, ThreadPriority::Urgent).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn change_thread_priority(
        &self,
        thread_id: &str,
        priority: ThreadPriority,
    ) -> Result<ExistingThread, Error> {
        self.0
            .change_thread::<ChangeThreadPriorityData>(
                &CHANGE_THREAD_PRIORITY,
                thread_id,
                json!({ "priority": priority }),
            )
            .await
    }

    /// Assigns a thread to a user or a machine user.
    ///
    /// The API key needs the permissions `thread:assign` and `thread:read`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/assignThread>.
    ///
    /// # Errors
    ///
    /// The same as [`mark_thread_as_done`](Self::mark_thread_as_done); Plain also rejects an assignee that
    /// it does not know.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::AssigneeIdentifier;
    ///
    /// let grace = AssigneeIdentifier::user_id("u_01HB924RWAW8H3Q8KZDFWYBJHZ");
    /// client.assign_thread("th_01HB924RWAW8H3Q8KZDFWYBJHZ", &grace).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn assign_thread(
        &self,
        thread_id: &str,
        assignee: &AssigneeIdentifier,
    ) -> Result<ExistingThread, Error> {
        let mut violations = Violations::default();
        assignee.check(&PropertyPath::ROOT.property("assignee"), &mut violations);
        violations.into_result("assignment")?;
        self.0
            .change_thread::<AssignThreadData>(&ASSIGN_THREAD, thread_id, encode(assignee)?)
            .await
    }

    /// Adds labels to a thread, by the IDs of their types, `lt_…`. Returns the labels that Plain returns:
    /// those of the request that the thread has now.
    ///
    /// The API key needs the permission `label:create`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/addLabels>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if an ID is blank. Nothing is sent.
    /// * [`Error::Rejected`] if Plain does not know the thread or a label type, or a label type is archived,
    ///   with the code `cannot_add_label_using_archived_label_type`. Plain also documents
    ///   `label_with_given_type_already_added_to_thread`; if
    ///   [`may_have_taken_effect`](Error::may_have_taken_effect) is true as well, an earlier attempt of this
    ///   call may have added the labels, and [`thread`](Self::thread) tells.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// let thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ";
    /// for label in client.add_labels(thread_id, &["lt_01HB924RWAW8H3Q8KZDFWYBJHZ"]).await? {
    ///     println!("{}", label.label_type.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn add_labels(
        &self,
        thread_id: &str,
        label_type_ids: &[impl AsRef<str> + Sync],
    ) -> Result<Vec<Label>, Error> {
        let ids: Vec<&str> = label_type_ids.iter().map(AsRef::as_ref).collect();
        let mut violations = Violations::default();
        let list = PropertyPath::ROOT.property("label_type_ids");
        for (index, id) in ids.iter().enumerate() {
            check_id("lt_", &list.index(index), id, &mut violations);
        }
        violations.into_result("labels")?;
        let input = change(thread_id, json!({ "labelTypeIds": ids }))?;
        self.0.mutate::<AddLabelsData>(&ADD_LABELS, &input).await
    }

    /// Sets a field of a thread: creates it, or replaces its value.
    ///
    /// The API key needs the permissions `threadField:create` and `threadField:update`. See
    /// <https://www.plain.com/docs/graphql/threads/thread-fields>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the field violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain does not know the thread or the key, or the type is another one.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::thread_field::StringField;
    ///
    /// let plan = StringField { key: "plan".into(), value: "Pro".into() };
    /// client.upsert_thread_field("th_01HB924RWAW8H3Q8KZDFWYBJHZ", &plan.into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn upsert_thread_field(
        &self,
        thread_id: &str,
        field: &ThreadField,
    ) -> Result<UpsertedThreadField, Error> {
        let mut violations = Violations::default();
        field.check(&PropertyPath::ROOT.property("field"), &mut violations);
        violations.into_result("thread field")?;
        check_thread_id(thread_id)?;
        let mut input = encode(field)?;
        if let Some(fields) = input.as_object_mut() {
            fields.remove("key");
            let identifier = json!({ "threadId": thread_id, "key": field.key() });
            fields.insert("identifier".to_owned(), identifier);
        }
        self.0
            .mutate::<UpsertThreadFieldData>(&UPSERT_THREAD_FIELD, &input)
            .await
    }
}

impl ClientInner {
    /// Executes a mutation that changes a thread and returns it.
    async fn change_thread<D: OperationData<Output = ExistingThread>>(
        &self,
        operation: &Operation<'static>,
        thread_id: &str,
        fields: Value,
    ) -> Result<ExistingThread, Error> {
        let input = change(thread_id, fields)?;
        let request = Request::new(operation, Input { input: &input })?;
        let outcome = Outcome {
            decode: payload::decode::<D>,
            check: &|changed: &ExistingThread| same("thread", "ID", thread_id, &changed.id),
            look_up: None,
        };
        self.execute_as(&request, RateLimitWait::UntilDeadline, &outcome)
            .await
    }
}

/// Input of a mutation that changes a thread: its ID and other fields.
fn change(thread_id: &str, mut fields: Value) -> Result<Value, Error> {
    check_thread_id(thread_id)?;
    if let Some(fields) = fields.as_object_mut() {
        fields.insert("threadId".to_owned(), thread_id.into());
    }
    Ok(fields)
}

fn check_thread_id(thread_id: &str) -> Result<(), Error> {
    let mut violations = Violations::default();
    let path = PropertyPath::ROOT.property("thread_id");
    check_id("th_", &path, thread_id, &mut violations);
    Ok(violations.into_result("thread")?)
}

fn encode(value: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::Encode {
        message: error.to_string(),
    })
}

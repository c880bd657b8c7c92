//! Threads, for programs that are not asynchronous.

use super::client::BlockingClient;
use crate::error::Error;
use crate::input::{
    AssigneeIdentifier, CreateNoteInput, CreateThreadInput, ReplyToThreadInput, Thread,
    ThreadField, ThreadPriority,
};
use crate::response::{CreatedThread, ExistingThread, Label, Note, UpsertedThreadField};

impl BlockingClient {
    /// Creates a thread. Give it an `external_id`: then no failure creates it twice. See
    /// [`Client::create_thread`](crate::Client::create_thread).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// let thread = plain_runtime::thread!(
    ///     customer_identifier = email_address("jane@acme.com"),
    ///     title = "Cannot log in",
    ///     external_id = "ticket-7",
    /// );
    /// println!("{}", client.create_thread(&thread)?.thread.reference);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_thread<T: Thread + ?Sized>(&self, thread: &T) -> Result<CreatedThread, Error> {
        self.submit_thread(thread.thread())
    }

    /// Result of `thread!` with a client.
    #[doc(hidden)]
    pub fn submit_thread(&self, thread: CreateThreadInput) -> Result<CreatedThread, Error> {
        let external_id = thread.external_id.as_deref().map(str::to_owned);
        let call = self.client().submit_thread(thread);
        self.block_on(external_id, call.into_future())
    }

    /// Creates a thread, without the label types, thread fields, tenant or assignee that Plain does not
    /// know. See
    /// [`without_unknown_references`](crate::client::CreateThread::without_unknown_references).
    ///
    /// # Errors
    ///
    /// The same as [`create_thread`](Self::create_thread).
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{CreateThreadInput, Error, blocking};
    /// # fn example(client: blocking::Client, thread: CreateThreadInput) -> Result<(), Error> {
    /// let created = client.create_thread_without_unknown_references(&thread)?;
    /// for reference in &created.left_out {
    ///     eprintln!("{reference} does not exist in Plain");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_thread_without_unknown_references<T: Thread + ?Sized>(
        &self,
        thread: &T,
    ) -> Result<CreatedThread, Error> {
        let thread = thread.thread();
        let external_id = thread.external_id.as_deref().map(str::to_owned);
        let call = self.client().submit_thread(thread);
        self.block_on(external_id, call.without_unknown_references().into_future())
    }

    /// Returns the thread with an ID of Plain's, `th_…`. See
    /// [`Client::thread`](crate::Client::thread).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// if let Some(thread) = client.thread("th_01HB924RWAW8H3Q8KZDFWYBJHZ")? {
    ///     println!("{}: {}", thread.reference, thread.title);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn thread(&self, thread_id: &str) -> Result<Option<ExistingThread>, Error> {
        let client = self.client().clone();
        let thread_id = thread_id.to_owned();
        self.block_on(None, async move { client.thread(&thread_id).await })
    }

    /// Returns the thread of a customer with an external ID. See
    /// [`Client::thread_by_external_id`](crate::Client::thread_by_external_id).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// let thread = client.thread_by_external_id("c_01H14DFQ4PDYBH398J1E99TWSS", "ticket-4")?;
    /// println!("{:?}", thread.map(|it| it.status));
    /// # Ok(())
    /// # }
    /// ```
    pub fn thread_by_external_id(
        &self,
        customer_id: &str,
        external_id: &str,
    ) -> Result<Option<ExistingThread>, Error> {
        let client = self.client().clone();
        let customer_id = customer_id.to_owned();
        let external_id = external_id.to_owned();
        self.block_on(None, async move {
            client
                .thread_by_external_id(&customer_id, &external_id)
                .await
        })
    }

    /// Marks a thread as done. See
    /// [`Client::mark_thread_as_done`](crate::Client::mark_thread_as_done).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// client.mark_thread_as_done("th_01HB924RWAW8H3Q8KZDFWYBJHZ")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn mark_thread_as_done(&self, thread_id: &str) -> Result<ExistingThread, Error> {
        let client = self.client().clone();
        let thread_id = thread_id.to_owned();
        self.block_on(
            None,
            async move { client.mark_thread_as_done(&thread_id).await },
        )
    }

    /// Marks a thread as to be done. See
    /// [`Client::mark_thread_as_todo`](crate::Client::mark_thread_as_todo).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// let thread = client.mark_thread_as_todo("th_01HB924RWAW8H3Q8KZDFWYBJHZ")?;
    /// println!("{} is open again", thread.reference);
    /// # Ok(())
    /// # }
    /// ```
    pub fn mark_thread_as_todo(&self, thread_id: &str) -> Result<ExistingThread, Error> {
        let client = self.client().clone();
        let thread_id = thread_id.to_owned();
        self.block_on(
            None,
            async move { client.mark_thread_as_todo(&thread_id).await },
        )
    }

    /// Sets the priority of a thread. See
    /// [`Client::change_thread_priority`](crate::Client::change_thread_priority).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::ThreadPriority;
    ///
    /// client.change_thread_priority("th_01HB924RWAW8H3Q8KZDFWYBJHZ", ThreadPriority::Urgent)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn change_thread_priority(
        &self,
        thread_id: &str,
        priority: ThreadPriority,
    ) -> Result<ExistingThread, Error> {
        let client = self.client().clone();
        let thread_id = thread_id.to_owned();
        self.block_on(None, async move {
            client.change_thread_priority(&thread_id, priority).await
        })
    }

    /// Assigns a thread to a user or a machine user. See
    /// [`Client::assign_thread`](crate::Client::assign_thread).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::AssigneeIdentifier;
    ///
    /// let david = AssigneeIdentifier::user_id("u_01H14DFQ4PDYBH398J1E99TWT3");
    /// client.assign_thread("th_01HB924RWAW8H3Q8KZDFWYBJHZ", &david)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn assign_thread(
        &self,
        thread_id: &str,
        assignee: &AssigneeIdentifier,
    ) -> Result<ExistingThread, Error> {
        let client = self.client().clone();
        let thread_id = thread_id.to_owned();
        let assignee = assignee.clone();
        self.block_on(None, async move {
            client.assign_thread(&thread_id, &assignee).await
        })
    }

    /// Adds labels to a thread, by the IDs of their types. See
    /// [`Client::add_labels`](crate::Client::add_labels).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// let labels = client.add_labels("th_01HB924RWAW8H3Q8KZDFWYBJHZ", &["lt_01HB924RWAW8H3Q8KZDFWYBJHZ"])?;
    /// for label in labels {
    ///     println!("{}", label.label_type.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_labels(
        &self,
        thread_id: &str,
        label_type_ids: &[impl AsRef<str>],
    ) -> Result<Vec<Label>, Error> {
        let client = self.client().clone();
        let thread_id = thread_id.to_owned();
        let label_type_ids = label_type_ids
            .iter()
            .map(|id| id.as_ref().to_owned())
            .collect::<Vec<String>>();
        self.block_on(None, async move {
            client.add_labels(&thread_id, &label_type_ids).await
        })
    }

    /// Sets a field of a thread. See
    /// [`Client::upsert_thread_field`](crate::Client::upsert_thread_field).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::thread_field::BoolField;
    ///
    /// let trial = BoolField { key: "is_trial".into(), value: false };
    /// client.upsert_thread_field("th_01HB924RWAW8H3Q8KZDFWYBJHZ", &trial.into())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upsert_thread_field(
        &self,
        thread_id: &str,
        field: &ThreadField,
    ) -> Result<UpsertedThreadField, Error> {
        let client = self.client().clone();
        let thread_id = thread_id.to_owned();
        let field = field.clone();
        self.block_on(None, async move {
            client.upsert_thread_field(&thread_id, &field).await
        })
    }

    /// Replies to a thread. Never retried after an attempt that may have taken effect. See
    /// [`Client::reply_to_thread`](crate::Client::reply_to_thread).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::ReplyToThreadInput;
    ///
    /// let reply = ReplyToThreadInput::new("th_01HB924RWAW8H3Q8KZDFWYBJHZ", "It is fixed.");
    /// client.reply_to_thread(&reply)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn reply_to_thread(&self, input: &ReplyToThreadInput) -> Result<(), Error> {
        let client = self.client().clone();
        let input = input.clone();
        self.block_on(None, async move { client.reply_to_thread(&input).await })
    }

    /// Creates a note. Never retried after an attempt that may have taken effect. See
    /// [`Client::create_note`](crate::Client::create_note).
    ///
    /// # Errors
    ///
    /// The same as the asynchronous method.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(client: plain_runtime::blocking::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::CreateNoteInput;
    ///
    /// let note = CreateNoteInput::new("c_01H14DFQ4PDYBH398J1E99TWSS", "Their contract ends in May.");
    /// println!("{}", client.create_note(&note)?.id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_note(&self, input: &CreateNoteInput) -> Result<Note, Error> {
        let client = self.client().clone();
        let input = input.clone();
        self.block_on(None, async move { client.create_note(&input).await })
    }
}

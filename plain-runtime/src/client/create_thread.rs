//! Creates threads: the call and its outcome.

use std::fmt;

use futures_core::future::BoxFuture;

use super::Client;
use super::inner::{CallStep, ClientInner, Request};
use super::look_up::{LookUp, Outcome};
use super::response::data::{CreateThreadData, ThreadByExternalIdData};
use super::response::payload;
use super::retry::RateLimitWait;
use super::submit::same;
use super::unknown_reference::leave_out_unknown;
use crate::error::Error;
use crate::graphql::{CREATE_THREAD, Input, Operation, THREAD_BY_EXTERNAL_ID};
use crate::input::{CreateThreadInput, CustomerIdentifier, Thread};
use crate::response::{CreatedThread, ExistingThread};

/// `createThread` of a thread without an external ID.
const CREATE_THREAD_WITHOUT_KEY: Operation<'static> = CREATE_THREAD.without_key();

impl Client {
    /// Creates a thread. The call is executed when it is awaited.
    ///
    /// **Give the thread an `external_id`**: then no failure creates it twice. Plain does not document
    /// `createThread` as idempotent. After an attempt whose outcome is unknown, such as a timeout, the client
    /// asks for the customer's thread with the external ID, and repeats the request only if there is none. A
    /// thread without an external ID is not repeated after such an attempt:
    /// [`Error::may_have_taken_effect`] is true, and somebody should look.
    ///
    /// The thread that is found, possibly one of an earlier call, must have the customer, external ID and title
    /// of this one. If it does not, or if the query fails, the call ends with the error of the attempt, and
    /// `may_have_taken_effect` is true. Before you repeat such a call later, ask
    /// [`thread_by_external_id`](Self::thread_by_external_id): a thread that exists is rejected.
    ///
    /// The API key needs the permissions `thread:create` and `thread:read`, and `customer:read` to ask for the
    /// thread of a customer with an email address or external ID. See
    /// <https://www.plain.com/docs/api-reference/graphql/threads/create>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the thread violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain rejects the thread: for example if it does not know the customer
    ///   ([`Error::is_customer_not_found`]) or a label type, or if the customer has a thread with the external
    ///   ID from an earlier call: this is not [`Error::AlreadyCreated`], since Plain does not document how it
    ///   reports threads that exist. [`without_unknown_references`](CreateThread::without_unknown_references)
    ///   creates the thread without the label types and others that Plain does not know.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::{CreateThreadInput, CustomerIdentifier};
    ///
    /// let thread = CreateThreadInput {
    ///     title: Some("Cannot log in".into()),
    ///     external_id: Some("ticket-7".into()),
    ///     ..CreateThreadInput::new(CustomerIdentifier::email_address("jane@acme.com"))
    /// };
    /// let created = client.create_thread(&thread).await?;
    /// println!("{}", created.thread.reference);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_thread<T: Thread + ?Sized>(&self, thread: &T) -> CreateThread {
        self.submit_thread(thread.thread())
    }

    /// Call of `thread!` with a client. Owns its data, so that it can be spawned.
    #[doc(hidden)]
    pub fn submit_thread(&self, thread: CreateThreadInput) -> CreateThread {
        CreateThread {
            client: self.clone(),
            thread,
            leaves_out_unknown: false,
        }
    }
}

/// Call of [`Client::create_thread`], executed when it is awaited.
///
/// ```
/// # use plain_runtime::{Client, CreateThreadInput, Error};
/// # async fn example(client: Client, thread: CreateThreadInput) -> Result<(), Error> {
/// use plain_runtime::client::CreateThread;
///
/// let call: CreateThread = client.create_thread(&thread);
/// println!("{}", call.await?.thread.reference);
/// # Ok(())
/// # }
/// ```
#[must_use = "the thread is created when the call is awaited"]
pub struct CreateThread {
    client: Client,
    thread: CreateThreadInput,
    leaves_out_unknown: bool,
}

impl CreateThread {
    /// Creates the thread without the label types, thread fields, tenant or assignee that Plain does not
    /// know, rather than not at all. [`CreatedThread::left_out`] says which.
    ///
    /// If Plain answers that some of them do not exist, and nothing else is wrong, the client sends the thread
    /// once more, without them. See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateThreadInput, Error};
    /// # async fn example(client: Client, thread: CreateThreadInput) -> Result<(), Error> {
    /// let created = client.create_thread(&thread).without_unknown_references().await?;
    /// for reference in &created.left_out {
    ///     eprintln!("{reference} does not exist in Plain");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn without_unknown_references(mut self) -> Self {
        self.leaves_out_unknown = true;
        self
    }

    async fn execute(self) -> Result<CreatedThread, Error> {
        let Self {
            client,
            mut thread,
            leaves_out_unknown,
        } = self;
        let started = client.0.clock.instant();
        let error = match client.0.create_thread(&thread, None).await {
            Err(error) if leaves_out_unknown => error,
            result => return result.map(CreatedThread::complete),
        };
        let left_out = error
            .mutation_error()
            .map(|rejection| leave_out_unknown(&mut thread, rejection))
            .unwrap_or_default();
        if left_out.is_empty() {
            return Err(error);
        }
        let step = CallStep {
            name: None,
            started,
            effect_unknown: error.may_have_taken_effect(),
        };
        let thread = client.0.create_thread(&thread, Some(step)).await?;
        Ok(CreatedThread { thread, left_out })
    }
}

impl IntoFuture for CreateThread {
    type Output = Result<CreatedThread, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.execute())
    }
}

impl fmt::Debug for CreateThread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateThread")
            .field("thread", &self.thread)
            .field("leaves_out_unknown", &self.leaves_out_unknown)
            .finish_non_exhaustive()
    }
}

impl ClientInner {
    /// Validates a thread and creates it.
    async fn create_thread(
        &self,
        thread: &CreateThreadInput,
        step: Option<CallStep>,
    ) -> Result<ExistingThread, Error> {
        thread.validate()?;
        let external_id = thread.external_id.as_deref();
        let look_up = external_id.map(|external_id| ThreadLookUp {
            client: self,
            customer: &thread.customer_identifier,
            external_id,
        });
        let operation = match look_up {
            Some(_) => &CREATE_THREAD,
            None => &CREATE_THREAD_WITHOUT_KEY,
        };
        let request = Request {
            external_id: external_id.map(ToOwned::to_owned),
            step,
            ..Request::new(operation, Input { input: thread })?
        };
        let outcome = Outcome {
            decode: payload::decode::<CreateThreadData>,
            check: &|created| check(thread, created),
            look_up: look_up.as_ref().map(|it| it as &dyn LookUp<_>),
        };
        self.execute_as(&request, RateLimitWait::UntilDeadline, &outcome)
            .await
    }
}

/// Query for the thread of a customer with an external ID.
struct ThreadLookUp<'a> {
    client: &'a ClientInner,
    customer: &'a CustomerIdentifier,
    external_id: &'a str,
}

impl LookUp<ExistingThread> for ThreadLookUp<'_> {
    fn look_up(&self, step: CallStep) -> BoxFuture<'_, Result<Option<ExistingThread>, Error>> {
        Box::pin(async move {
            let customer = self.client.customer_id(self.customer, Some(step)).await?;
            let Some(customer_id) = customer else {
                return Ok(None);
            };
            let arguments = [
                ("customerId", customer_id.as_ref()),
                ("externalId", self.external_id),
            ];
            self.client
                .query_in::<ThreadByExternalIdData>(Some(step), &THREAD_BY_EXTERNAL_ID, &arguments)
                .await
        })
    }
}

/// Checks that this is the thread that was created, as far as its fields tell.
fn check(thread: &CreateThreadInput, created: &ExistingThread) -> Result<(), String> {
    let customer_id = match &thread.customer_identifier {
        CustomerIdentifier::CustomerId(id) => Some(id.as_ref()),
        // The response does not contain the other identifiers.
        _ => None,
    };
    let created_external_id = created.external_id.as_deref();
    for (name, sent, returned) in [
        ("customer", customer_id, Some(created.customer_id.as_str())),
        (
            "external ID",
            thread.external_id.as_deref(),
            created_external_id,
        ),
        (
            "title",
            thread.title.as_deref(),
            Some(created.title.as_str()),
        ),
    ] {
        if let Some(sent) = sent {
            same("thread", name, sent, returned.unwrap_or_default())?;
        }
    }
    Ok(())
}

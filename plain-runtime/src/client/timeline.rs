//! Finds events in timelines, by their external IDs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Client;
use super::inner::{CallStep, ClientInner, Request};
use super::response::data::{CustomerByEmailData, CustomerByExternalIdData};
use super::response::payload::{self, OperationData};
use super::response::timeline::{EventEntry, ThreadEntriesData, TimelineEntriesData, TimelinePage};
use super::retry::RateLimitWait;
use crate::error::{CallInfo, Error};
use crate::graphql::{
    CUSTOMER_BY_EMAIL, CUSTOMER_BY_EXTERNAL_ID, Operation, THREAD_ENTRIES, TIMELINE_ENTRIES,
};
use crate::input::CustomerIdentifier;
use crate::response::{CreatedCustomerEvent, CreatedThreadEvent};

/// Maximum number of pages of a timeline that a search reads. A page has 100 entries.
const MAX_PAGES: usize = 5;

impl Client {
    /// Finds the customer event with an external ID in the timeline of a customer.
    ///
    /// This is how to learn whether an event exists after
    /// [`Error::may_have_taken_effect`](crate::Error::may_have_taken_effect), and its ID after
    /// [`Error::AlreadyCreated`].
    /// [`ClientBuilder::verify_duplicates`](crate::ClientBuilder::verify_duplicates) does it in every
    /// call.
    ///
    /// **`None` does not prove that the event does not exist.** The search reads the latest 500
    /// entries. Entries belong to threads, so a customer without a thread has none; an event with a
    /// `timestamp` in the past may be further back; and a new event may not be in the timeline yet.
    /// To make sure that it exists, send it again with the same external ID.
    ///
    /// A timeline does not tell when an event was updated: `updated_at` and `updated_by` are those
    /// of the creation, and `created_at` is the time of the entry.
    ///
    /// The API key needs the permission `timeline:read`, and `customer:read` to find a customer by
    /// email address or external ID. See
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-customer-event>.
    ///
    /// # Errors
    ///
    /// If a request fails, or all of them take longer than the timeout of a call.
    /// [`Error::Forbidden`] names the missing permission.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::CustomerIdentifier;
    ///
    /// let customer = CustomerIdentifier::email_address("jane@acme.com");
    /// if let Some(event) = client.find_customer_event(&customer, "api-key-1").await? {
    ///     println!("{} was created at {}", event.id, event.created_at.iso8601);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn find_customer_event(
        &self,
        customer: &CustomerIdentifier,
        external_id: &str,
    ) -> Result<Option<CreatedCustomerEvent>, Error> {
        self.0
            .within_a_call(self.0.find_customer_event(customer, external_id))
            .await
    }

    /// Finds the thread event with an external ID in the timeline of a thread, as
    /// [`find_customer_event`](Self::find_customer_event) does for customer events.
    ///
    /// **`None` does not prove that the event does not exist.** The search reads the latest 500
    /// events of the thread, and a new one may not be in the timeline yet.
    ///
    /// The API key needs the permissions `thread:read` and `timeline:read`. See
    /// <https://www.plain.com/docs/api-reference/graphql/events/create-thread-event>.
    ///
    /// # Errors
    ///
    /// The same as [`find_customer_event`](Self::find_customer_event).
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// let thread_id = "th_01HB924RWAW8H3Q8KZDFWYBJHZ";
    /// if let Some(event) = client.find_thread_event(thread_id, "escalation-7").await? {
    ///     println!("{}", event.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn find_thread_event(
        &self,
        thread_id: &str,
        external_id: &str,
    ) -> Result<Option<CreatedThreadEvent>, Error> {
        self.0
            .within_a_call(self.0.find_thread_event(thread_id, external_id))
            .await
    }
}

impl ClientInner {
    /// Limits several requests to the timeout of one call.
    pub(super) async fn within_a_call<T>(
        &self,
        search: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        // An unsuitable runtime, which may lack the timer, is an error here.
        self.transport.http()?;
        let limit = tokio::time::timeout(self.policy.call_timeout, search);
        limit.await.unwrap_or_else(|_| {
            let call = CallInfo::default();
            Err(Error::Timeout { call })
        })
    }

    pub(super) async fn find_customer_event(
        &self,
        customer: &CustomerIdentifier,
        external_id: &str,
    ) -> Result<Option<CreatedCustomerEvent>, Error> {
        let Some(customer_id) = self.customer_id(customer, None).await? else {
            return Ok(None);
        };
        let operation = &TIMELINE_ENTRIES;
        let entry = self
            .find_entry::<TimelineEntriesData>(operation, "customerId", &customer_id, external_id)
            .await?;
        Ok(entry.map(EventEntry::into_customer_event))
    }

    pub(super) async fn find_thread_event(
        &self,
        thread_id: &str,
        external_id: &str,
    ) -> Result<Option<CreatedThreadEvent>, Error> {
        let operation = &THREAD_ENTRIES;
        let entry = self
            .find_entry::<ThreadEntriesData>(operation, "threadId", thread_id, external_id)
            .await?;
        Ok(entry.map(EventEntry::into_thread_event))
    }

    /// Plain's ID of a customer; `None` if there is no such customer.
    pub(super) async fn customer_id<'a>(
        &self,
        customer: &'a CustomerIdentifier,
        step: Option<CallStep>,
    ) -> Result<Option<Cow<'a, str>>, Error> {
        let found = match customer {
            CustomerIdentifier::CustomerId(id) => return Ok(Some(Cow::Borrowed(id))),
            CustomerIdentifier::EmailAddress(email) => {
                let operation = &CUSTOMER_BY_EMAIL;
                self.query_in::<CustomerByEmailData>(step, operation, &[("email", email)])
                    .await?
            }
            CustomerIdentifier::ExternalId(id) => {
                let operation = &CUSTOMER_BY_EXTERNAL_ID;
                self.query_in::<CustomerByExternalIdData>(step, operation, &[("externalId", id)])
                    .await?
            }
        };
        Ok(found.map(|customer| customer.id.into()))
    }

    /// Searches a timeline from its latest entry backwards.
    async fn find_entry<D: OperationData<Output = TimelinePage>>(
        &self,
        operation: &Operation<'static>,
        argument: &'static str,
        id: &str,
        external_id: &str,
    ) -> Result<Option<EventEntry>, Error> {
        let mut before: Option<String> = None;
        for _ in 0..MAX_PAGES {
            let variables = BTreeMap::from([(argument, Some(id)), ("before", before.as_deref())]);
            let request = Request::new(operation, variables)?;
            let wait = RateLimitWait::UntilDeadline;
            let page = self.execute(&request, wait, payload::decode::<D>).await?;
            let (entry, previous) = page.find(external_id);
            before = previous;
            if entry.is_some() || before.is_none() {
                return Ok(entry);
            }
        }
        Ok(None)
    }
}

//! Reads threads.

use super::Client;
use super::response::data::{ThreadByExternalIdData, ThreadData};
use crate::error::Error;
use crate::graphql::{THREAD, THREAD_BY_EXTERNAL_ID};
use crate::response::ExistingThread;

impl Client {
    /// Returns the thread with an ID of Plain's, `th_…`, or `None` if there is no such thread.
    ///
    /// The API key needs the permission `thread:read`. See
    /// <https://www.plain.com/docs/graphql/threads/get>.
    ///
    /// # Errors
    ///
    /// If the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::ThreadStatus;
    ///
    /// let thread = client.thread("th_01HB924RWAW8H3Q8KZDFWYBJHZ").await?;
    /// if thread.is_some_and(|thread| thread.status == ThreadStatus::Done) {
    ///     println!("solved");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn thread(&self, thread_id: &str) -> Result<Option<ExistingThread>, Error> {
        self.0
            .query::<ThreadData>(&THREAD, &[("threadId", thread_id)])
            .await
    }

    /// Returns the thread of a customer with an external ID, which is your own ID of the thread, or
    /// `None` if there is no such thread. `customer_id` is Plain's ID, `c_…`.
    ///
    /// The API key needs the permission `thread:read`. See
    /// <https://www.plain.com/docs/graphql/threads/get>.
    ///
    /// # Errors
    ///
    /// If the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// let customer_id = "c_01H14DFQ4PDYBH398J1E99TWSS";
    /// if let Some(thread) = client.thread_by_external_id(customer_id, "ticket-7").await? {
    ///     println!("{} has {} labels", thread.reference, thread.labels.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn thread_by_external_id(
        &self,
        customer_id: &str,
        external_id: &str,
    ) -> Result<Option<ExistingThread>, Error> {
        self.0
            .query::<ThreadByExternalIdData>(
                &THREAD_BY_EXTERNAL_ID,
                &[("customerId", customer_id), ("externalId", external_id)],
            )
            .await
    }
}

//! The budget of requests, for clients that send requests themselves.

use crate::error::Error;
use crate::outbox::Outbox;

impl Outbox {
    /// Waits for the right to send one request to the same workspace, outside the outbox. The relays then
    /// send one less, so that both together keep the rate limit. Cancelling the call wastes its permit.
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] if the database fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(outbox: plain_outbox::Outbox, client: plain_runtime::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// outbox.acquire_permit().await?;
    /// let customer = client.customer_by_email("jane@acme.com").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn acquire_permit(&self) -> Result<(), Error> {
        let wait = self.0.store.draw_permit(self.0.pace).await?;
        if !wait.is_zero() {
            self.0.clock.sleep(wait).await;
        }
        Ok(())
    }
}

//! Writes to threads: replies and notes. Repeating one writes it twice.

use super::Client;
use super::response::data::{CreateNoteData, ReplyToThreadData};
use crate::error::Error;
use crate::graphql::{CREATE_NOTE, REPLY_TO_THREAD};
use crate::input::{CreateNoteInput, ReplyToThreadInput};
use crate::response::Note;

impl Client {
    /// Replies to a thread. Plain sends the reply to the customer through the channel of the thread.
    ///
    /// **Never retried after an attempt that may have taken effect**, since the customer would receive the
    /// reply twice: then [`Error::may_have_taken_effect`] is true, and somebody should look at the thread.
    ///
    /// The API key needs the permission `thread:reply`. See
    /// <https://www.plain.com/docs/graphql-reference/mutations/replyToThread>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the input violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain does not know the thread, or its channel has no replies, with the code
    ///   `cannot_reply_to_thread`.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::ReplyToThreadInput;
    ///
    /// let reply = ReplyToThreadInput::new("th_01HB924RWAW8H3Q8KZDFWYBJHZ", "It is fixed.");
    /// client.reply_to_thread(&reply).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn reply_to_thread(&self, input: &ReplyToThreadInput) -> Result<(), Error> {
        input.validate()?;
        self.0
            .mutate::<ReplyToThreadData>(&REPLY_TO_THREAD, input)
            .await
    }

    /// Creates a note about a customer, in one thread or in all. Only your team sees it.
    ///
    /// **Never retried after an attempt that may have taken effect**, as
    /// [`reply_to_thread`](Self::reply_to_thread).
    ///
    /// The API key needs the permission `note:create`. See <https://www.plain.com/docs/graphql/notes>.
    ///
    /// # Errors
    ///
    /// * [`Error::Invalid`] if the input violates a rule. Nothing is sent.
    /// * [`Error::Rejected`] if Plain does not know the customer or the thread.
    /// * Another variant if the request fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) -> Result<(), plain_runtime::Error> {
    /// use plain_runtime::CreateNoteInput;
    ///
    /// let note = CreateNoteInput::new("c_01H14DFQ4PDYBH398J1E99TWSS", "Their contract ends in May.");
    /// println!("{}", client.create_note(&note).await?.id);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_note(&self, input: &CreateNoteInput) -> Result<Note, Error> {
        input.validate()?;
        self.0.mutate::<CreateNoteData>(&CREATE_NOTE, input).await
    }
}

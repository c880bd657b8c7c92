//! Facts that an error tells about its call.

use super::{CallInfo, Error, MutationError, UpsertingStep};

impl Error {
    /// Facts about the call. `None` if the call failed before it started.
    ///
    /// ```
    /// # fn example(error: &plain_runtime::Error) {
    /// let external_id = error.call().and_then(|call| call.external_id.as_deref());
    /// # }
    /// ```
    pub fn call(&self) -> Option<&CallInfo> {
        match self {
            Self::Config(_) | Self::Invalid(_) | Self::Encode { .. } => None,
            Self::Rejected { call, .. }
            | Self::AlreadyCreated { call, .. }
            | Self::PredicatePanicked { call, .. }
            | Self::Unauthorized { call, .. }
            | Self::Forbidden { call, .. }
            | Self::RateLimited { call, .. }
            | Self::Unavailable { call, .. }
            | Self::BadRequest { call, .. }
            | Self::Timeout { call }
            | Self::Interrupted { call }
            | Self::Transport { call, .. }
            | Self::Decode { call, .. } => Some(call),
        }
    }

    /// Plain's request ID of the last response, for Plain's support.
    ///
    /// ```
    /// # fn example(error: &plain_runtime::Error) {
    /// eprintln!("{error}; for Plain's support: {}", error.request_id().unwrap_or("no response"));
    /// # }
    /// ```
    pub fn request_id(&self) -> Option<&str> {
        self.call()?.request_id.as_deref()
    }

    /// Number of attempts. 0 if nothing was sent.
    ///
    /// ```
    /// # async fn example(client: plain_runtime::Client) {
    /// // An identifier that is blank is not sent.
    /// let blank = plain_runtime::ReplyToThreadInput::new("", "It is fixed.");
    /// let error = client.reply_to_thread(&blank).await.unwrap_err();
    /// assert_eq!(error.attempts(), 0);
    /// # }
    /// ```
    pub fn attempts(&self) -> u32 {
        self.call().map_or(0, |call| call.attempts)
    }

    /// External ID that the event or thread was sent with: the caller's, or the one that the client made for
    /// an event. `None` for a thread without an external ID, and for other operations.
    ///
    /// To try again later, give the event or thread this external ID, so that it cannot be created twice.
    ///
    /// # Examples
    ///
    /// ```
    /// # use plain_runtime::{Client, CreateCustomerEventInput, Error};
    /// async fn create(client: &Client, mut event: CreateCustomerEventInput) -> Result<(), Error> {
    ///     while let Err(error) = client.create_customer_event(&event).await {
    ///         if let Error::AlreadyCreated { .. } = error {
    ///             break;
    ///         }
    ///         if !error.is_retryable() {
    ///             return Err(error);
    ///         }
    ///         event.external_id = error.external_id().map(|id| id.to_owned().into());
    ///         // Wait here.
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn external_id(&self) -> Option<&str> {
        self.call()?.external_id.as_deref()
    }

    /// Wait before the next attempt that the last response asks for, by its header `retry-after`, in whole
    /// seconds. `None` without such a response.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn example(error: &plain_runtime::Error) {
    /// use std::time::Duration;
    ///
    /// let wait = error.retry_after().unwrap_or(Duration::from_secs(1));
    /// # }
    /// ```
    pub fn retry_after(&self) -> Option<std::time::Duration> {
        self.call()?.retry_after()
    }

    /// Plain's description of a mutation that failed or was rejected.
    ///
    /// ```
    /// # fn example(error: &plain_runtime::Error) {
    /// for field in error.mutation_error().into_iter().flat_map(|it| &it.fields) {
    ///     eprintln!("{}: {}", field.field, field.message);
    /// }
    /// # }
    /// ```
    pub fn mutation_error(&self) -> Option<&MutationError> {
        match self {
            Self::Rejected { error, .. }
            | Self::AlreadyCreated { error, .. }
            | Self::PredicatePanicked { error, .. } => Some(error),
            Self::Forbidden { error, .. } | Self::Unavailable { error, .. } => error.as_deref(),
            _ => None,
        }
    }

    /// The step of
    /// [`create_customer_event_upserting`](crate::Client::create_customer_event_upserting) that failed.
    /// `None` for other calls, and if nothing was sent because the input is invalid.
    ///
    /// ```
    /// # fn example(error: &plain_runtime::Error) {
    /// use plain_runtime::UpsertingStep;
    ///
    /// if error.upserting_step() == Some(UpsertingStep::CreateEventAgain) {
    ///     eprintln!("the customer exists now, the event does not: {error}");
    /// }
    /// # }
    /// ```
    pub fn upserting_step(&self) -> Option<UpsertingStep> {
        self.call()?.step
    }
}

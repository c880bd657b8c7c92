//! Customers and threads that a test needs besides the seeded ones.

use super::Sandbox;
use super::builder::SandboxBuilder;
use super::seeding::{NewCustomer, NewThread};
use crate::graphql::mutation::UpsertResult;

impl SandboxBuilder {
    /// Adds a customer, who exists when the sandbox starts. Without an external id, it is a customer who
    /// wrote to you before your product knew them.
    ///
    /// A customer with the same values that is already in the [file](Self::db) is left alone. A clash
    /// with another customer is an error of [`start`](Self::start).
    ///
    /// ```
    /// # async fn example() -> Result<(), plain_sandbox::StartError> {
    /// use plain_sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::builder()
    ///     .customer("user-17", "joe@acme.com")
    ///     .customer(None, "ann@acme.com")
    ///     .thread("joe@acme.com", "Where is my invoice?")
    ///     .start()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn customer<'a>(
        mut self,
        external_id: impl Into<Option<&'a str>>,
        email: impl Into<String>,
    ) -> Self {
        self.seeding.customers.push(NewCustomer {
            external_id: external_id.into().map(str::to_owned),
            email: email.into(),
        });
        self
    }

    /// Adds a thread of a customer, who is given by id (`c_…`), e-mail address or external id.
    ///
    /// A thread of the customer with the same title that is already in the [file](Self::db) is left
    /// alone. A missing customer is an error of [`start`](Self::start).
    ///
    /// ```
    /// use plain_sandbox::{Sandbox, seed};
    ///
    /// let builder = Sandbox::builder().thread(seed::CUSTOMER_ID, "Where is my invoice?");
    /// ```
    pub fn thread(mut self, customer: impl Into<String>, title: impl Into<String>) -> Self {
        self.seeding.threads.push(NewThread {
            customer: customer.into(),
            title: title.into(),
        });
        self
    }
}

impl Sandbox {
    /// Adds a customer and returns the id, `c_…`. Without an external id, it is a customer who wrote to
    /// you before your product knew them.
    ///
    /// The name is the part of the e-mail address before the `@`. For a customer with other details,
    /// call `upsertCustomer`.
    ///
    /// # Panics
    ///
    /// If the e-mail address or the external id is invalid or another customer's, or the workspace is
    /// kept in a file that cannot be written.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::start().await;
    /// let joe = sandbox.add_customer("user-17", "joe@acme.com");
    /// let ann = sandbox.add_customer(None, "ann@acme.com");
    /// assert!(joe.starts_with("c_") && joe != ann);
    /// # }
    /// ```
    #[track_caller]
    pub fn add_customer<'a>(
        &self,
        external_id: impl Into<Option<&'a str>>,
        email: impl Into<String>,
    ) -> String {
        let customer = NewCustomer {
            external_id: external_id.into().map(str::to_owned),
            email: email.into(),
        };
        match customer.add(&self.state) {
            Ok((UpsertResult::Created, customer)) => {
                self.state.changed();
                customer.id
            }
            Ok(_) => panic!(
                "a customer with the e-mail address {:?} already exists",
                customer.email
            ),
            Err(message) => panic!("{message}"),
        }
    }

    /// Adds a thread of a customer, who is given by id (`c_…`), e-mail address or external id. Returns
    /// the id of the thread, `th_…`.
    ///
    /// # Panics
    ///
    /// If the customer does not exist, the title is blank, or the workspace is kept in a file that
    /// cannot be written.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Sandbox, seed};
    ///
    /// let sandbox = Sandbox::start().await;
    /// let thread = sandbox.add_thread(seed::CUSTOMER_ID, "Where is my invoice?");
    /// assert!(thread.starts_with("th_") && thread != seed::THREAD_ID);
    /// # }
    /// ```
    #[track_caller]
    pub fn add_thread(&self, customer: impl Into<String>, title: impl Into<String>) -> String {
        let thread = NewThread {
            customer: customer.into(),
            title: title.into(),
        };
        match thread
            .customer_id(&self.state)
            .and_then(|customer_id| thread.add(&self.state, &customer_id))
        {
            Ok(id) => {
                self.state.changed();
                id
            }
            Err(message) => panic!("{message}"),
        }
    }
}

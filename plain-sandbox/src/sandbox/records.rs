//! Customers, threads, tenants and label types that a test needs besides the seeded ones.

use plain_schema::THREAD_FIELDS;
use serde_json::json;

use super::Sandbox;
use super::builder::SandboxBuilder;
use super::seeding::{NewCustomer, NewTenant, NewThread};
use crate::graphql::mutation::{
    UpsertResult, archive_label_type, create_label_type, create_thread_field_schema,
    mark_customer_as_spam,
};

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

impl SandboxBuilder {
    /// Adds a tenant. One with the same external id and name that is already in the [file](Self::db) is
    /// left alone.
    ///
    /// ```
    /// use plain_sandbox::Sandbox;
    ///
    /// let builder = Sandbox::builder().tenant("acme", "Acme Inc.");
    /// ```
    pub fn tenant(mut self, external_id: impl Into<String>, name: impl Into<String>) -> Self {
        self.seeding.tenants.push(NewTenant {
            external_id: external_id.into(),
            name: name.into(),
        });
        self
    }
}

impl Sandbox {
    /// Adds a label type, which threads can have, and returns its id, `lt_…`.
    ///
    /// # Panics
    ///
    /// If the name is blank, or the workspace is kept in a file that cannot be written.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// assert!(sandbox.add_label_type("Bug").starts_with("lt_"));
    /// # }
    /// ```
    #[track_caller]
    pub fn add_label_type(&self, name: impl Into<String>) -> String {
        let created = create_label_type(&self.state, &json!({ "name": name.into() }));
        self.added(created.map(|it| it.id).map_err(|error| error.message))
    }

    /// Archives a label type, which can then no longer be added to threads.
    ///
    /// # Panics
    ///
    /// If the label type does not exist, or the workspace is kept in a file that cannot be written.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// let bug = sandbox.add_label_type("Bug");
    /// sandbox.archive_label_type(&bug);
    /// # }
    /// ```
    #[track_caller]
    pub fn archive_label_type(&self, id: &str) {
        let archived = archive_label_type(&self.state, &json!({ "labelTypeId": id }));
        self.added(archived.map(drop).map_err(|error| error.message));
    }

    /// Adds a thread field schema with this key and type, such as `STRING`. From the first one on, threads
    /// have only fields with a schema.
    ///
    /// # Panics
    ///
    /// If the key is invalid or another schema's, the type is unknown, or the workspace is kept in a file
    /// that cannot be written.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// sandbox.add_thread_field_schema("plan", "STRING");
    /// # }
    /// ```
    #[track_caller]
    pub fn add_thread_field_schema(&self, key: &str, r#type: &str) {
        assert!(
            THREAD_FIELDS.iter().any(|it| it.graphql_type == r#type),
            "{type:?} is not a type of thread fields"
        );
        let input = json!({
            "label": key, "key": key, "description": "", "order": 0, "type": r#type,
            "enumValues": [], "isRequired": false, "isAiAutoFillEnabled": false,
        });
        let created = create_thread_field_schema(&self.state, &input);
        self.added(created.map(drop).map_err(|error| error.message));
    }

    /// Adds a tenant and returns its id, `te_…`.
    ///
    /// # Panics
    ///
    /// If a tenant has the external id, the name is blank, or the workspace is kept in a file that cannot
    /// be written.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// let sandbox = plain_sandbox::Sandbox::start().await;
    /// assert!(sandbox.add_tenant("acme", "Acme Inc.").starts_with("te_"));
    /// # }
    /// ```
    #[track_caller]
    pub fn add_tenant(&self, external_id: impl Into<String>, name: impl Into<String>) -> String {
        let tenant = NewTenant {
            external_id: external_id.into(),
            name: name.into(),
        };
        match tenant.add(&self.state) {
            Ok((UpsertResult::Created, tenant)) => self.added(Ok(tenant.id)),
            Ok(_) => panic!(
                "a tenant with the external id {:?} already exists",
                tenant.external_id
            ),
            Err(message) => panic!("{message}"),
        }
    }

    /// Marks a customer, who is given by id, as spam. Threads with the customer are rejected from then on.
    ///
    /// # Panics
    ///
    /// If the customer does not exist, or the workspace is kept in a file that cannot be written.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Sandbox, seed};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.mark_as_spam(seed::CUSTOMER_ID);
    /// # }
    /// ```
    #[track_caller]
    pub fn mark_as_spam(&self, customer_id: &str) {
        let input = json!({ "customerId": customer_id });
        let marked = mark_customer_as_spam(&self.state, &input, true);
        self.added(marked.map(drop).map_err(|error| error.message));
    }

    /// Notifies open pages of a record that was added.
    #[track_caller]
    pub(super) fn added<T>(&self, result: Result<T, String>) -> T {
        match result {
            Ok(record) => {
                self.state.changed();
                record
            }
            Err(message) => panic!("{message}"),
        }
    }

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
            Ok((UpsertResult::Created, customer)) => self.added(Ok(customer.id)),
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
        let customer_id = thread.customer_id(&self.state);
        self.added(customer_id.and_then(|customer_id| thread.add(&self.state, &customer_id)))
    }
}

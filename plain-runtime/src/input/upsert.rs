//! Builds the usual inputs of `upsertCustomer`.

use super::customer::{
    EmailAddressInput, UpsertCustomerInput, UpsertCustomerOnCreateInput,
    UpsertCustomerOnUpdateInput,
};
use super::identifier::CustomerIdentifier;

impl UpsertCustomerInput {
    /// Upserts the customer with an email address: creates it, or sets the name of the existing one.
    ///
    /// Prefer this to [`by_external_id`](Self::by_external_id), and add
    /// [`external_id`](Self::external_id): a customer who wrote to you before has an email address in
    /// Plain, but no external ID.
    ///
    /// The email address counts as not verified; see [`email_verified`](Self::email_verified). The
    /// fields of the result can be changed, for example to keep the name of an existing customer.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::UpsertCustomerInput;
    ///
    /// let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane Doe").external_id("user-17");
    /// assert_eq!(
    ///     serde_json::to_value(&jane).unwrap(),
    ///     serde_json::json!({
    ///         "identifier": { "emailAddress": "jane@acme.com" },
    ///         "onCreate": {
    ///             "externalId": "user-17",
    ///             "fullName": "Jane Doe",
    ///             "email": { "email": "jane@acme.com", "isVerified": false },
    ///         },
    ///         "onUpdate": {
    ///             "externalId": { "value": "user-17" },
    ///             "fullName": { "value": "Jane Doe" },
    ///         },
    ///     }),
    /// );
    /// ```
    pub fn by_email(email: impl Into<String>, full_name: impl Into<String>) -> Self {
        let email = email.into();
        Self::new(
            CustomerIdentifier::EmailAddress(email.clone().into()),
            None,
            email,
            full_name.into(),
        )
    }

    /// Upserts the customer with an external ID: creates it, or sets the name of the existing one. The
    /// schema requires an email address for a new customer; that of an existing one stays unchanged.
    ///
    /// If a customer with the email address exists without the external ID, Plain rejects the upsert
    /// with the code `customer_already_exists_with_email`; [`by_email`](Self::by_email) adds the ID.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::{CustomerIdentifier, UpsertCustomerInput};
    ///
    /// let jane = UpsertCustomerInput::by_external_id("user-17", "jane@acme.com", "Jane Doe");
    /// assert_eq!(jane.identifier, CustomerIdentifier::external_id("user-17"));
    /// assert_eq!(jane.on_create.external_id.as_deref(), Some("user-17"));
    /// ```
    pub fn by_external_id(
        external_id: impl Into<String>,
        email: impl Into<String>,
        full_name: impl Into<String>,
    ) -> Self {
        let external_id = external_id.into();
        Self::new(
            CustomerIdentifier::ExternalId(external_id.clone().into()),
            Some(external_id),
            email.into(),
            full_name.into(),
        )
    }

    fn new(
        identifier: CustomerIdentifier,
        external_id: Option<String>,
        email: String,
        full_name: String,
    ) -> Self {
        Self {
            identifier,
            on_create: UpsertCustomerOnCreateInput {
                external_id,
                full_name: full_name.clone(),
                short_name: None,
                email: EmailAddressInput {
                    email,
                    is_verified: false,
                },
            },
            on_update: UpsertCustomerOnUpdateInput {
                full_name: Some(full_name.into()),
                ..UpsertCustomerOnUpdateInput::default()
            },
        }
    }

    /// Sets your own ID of the customer, for a new and for an existing one.
    ///
    /// ```
    /// use plain_runtime::UpsertCustomerInput;
    ///
    /// let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane Doe").external_id("account-17");
    /// assert_eq!(jane.on_create.external_id.as_deref(), Some("account-17"));
    /// ```
    #[must_use]
    pub fn external_id(mut self, external_id: impl Into<String>) -> Self {
        let external_id = external_id.into();
        self.on_create.external_id = Some(external_id.clone());
        self.on_update.external_id = Some(external_id.into());
        self
    }

    /// Sets the short name, often the first name, for a new and for an existing customer.
    ///
    /// ```
    /// use plain_runtime::UpsertCustomerInput;
    ///
    /// let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane Doe").short_name("Jane");
    /// assert_eq!(jane.on_create.short_name.as_deref(), Some("Jane"));
    /// ```
    #[must_use]
    pub fn short_name(mut self, short_name: impl Into<String>) -> Self {
        let short_name = short_name.into();
        self.on_create.short_name = Some(short_name.clone());
        self.on_update.short_name = Some(short_name.into());
        self
    }

    /// Sets whether you have verified that the email address belongs to the customer, for a new and for
    /// an existing one, whose address becomes this one.
    ///
    /// ```
    /// use plain_runtime::UpsertCustomerInput;
    ///
    /// let jane = UpsertCustomerInput::by_email("jane@acme.com", "Jane Doe").email_verified(true);
    /// assert!(jane.on_create.email.is_verified);
    /// assert_eq!(jane.on_update.email, Some(jane.on_create.email));
    /// ```
    #[must_use]
    pub fn email_verified(mut self, is_verified: bool) -> Self {
        self.on_create.email.is_verified = is_verified;
        self.on_update.email = Some(self.on_create.email.clone());
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::UpsertCustomerInput;

    fn by_email() -> UpsertCustomerInput {
        UpsertCustomerInput::by_email("joe@acme.com", "Joe")
    }

    fn by_external_id() -> UpsertCustomerInput {
        UpsertCustomerInput::by_external_id("joe", "joe@acme.com", "Joe")
    }

    #[test]
    fn built_inputs_are_valid() {
        for input in [
            by_email(),
            by_email()
                .external_id("joe")
                .short_name("J")
                .email_verified(true),
            by_external_id().email_verified(false),
        ] {
            assert_eq!(input.validate(), Ok(()));
            assert_eq!(input.on_create.email.email, "joe@acme.com");
        }
    }

    #[test]
    fn setters_apply_to_new_and_existing_customers() {
        let input = by_email()
            .external_id("joe")
            .short_name("J")
            .email_verified(true);
        assert_eq!(input.on_create.external_id.as_deref(), Some("joe"));
        assert_eq!(input.on_update.external_id, Some("joe".into()));
        assert_eq!(input.on_create.short_name.as_deref(), Some("J"));
        assert_eq!(input.on_update.short_name, Some("J".into()));
        assert_eq!(input.on_update.full_name, Some("Joe".into()));
        assert_eq!(input.on_update.email, Some(input.on_create.email));
        assert_eq!(by_email().on_update.email, None);
        assert_eq!(by_email().on_update.external_id, None);
    }
}

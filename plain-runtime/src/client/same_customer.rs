//! Compares the customer of an upsert with that of an event.

use plain_schema::Violation;

use crate::input::validate::{PropertyPath, Violations};
use crate::input::{CustomerIdentifier, UpsertCustomerInput, ValidationError};

impl UpsertCustomerInput {
    /// Checks that the customer of an event is this one after the upsert.
    ///
    /// # Errors
    ///
    /// If the event may be for another customer.
    pub(super) fn validate_for(&self, event: &CustomerIdentifier) -> Result<(), ValidationError> {
        let violation = match event {
            CustomerIdentifier::CustomerId(_) => Some(Violation::AssignedByPlain),
            _ if self.identifies(event) => None,
            _ => Some(Violation::OtherCustomer),
        };
        let mut violations = Violations::default();
        if let Some(violation) = violation {
            violations.add(
                &PropertyPath::ROOT.property("customer_identifier"),
                violation,
            );
        }
        violations.into_result("event")
    }

    /// Whether the customer has this identifier after the upsert, new or not.
    fn identifies(&self, identifier: &CustomerIdentifier) -> bool {
        let (create, update) = (&self.on_create, &self.on_update);
        // An existing customer has the identifier by which it was found, unless the update changes it.
        match identifier {
            CustomerIdentifier::EmailAddress(email) => {
                let is_same = |other: &str| other.eq_ignore_ascii_case(email);
                let is_found =
                    matches!(&self.identifier, CustomerIdentifier::EmailAddress(it) if is_same(it));
                let updated = update.email.as_ref().map(|it| is_same(&it.email));
                is_same(&create.email.email) && updated.unwrap_or(is_found)
            }
            CustomerIdentifier::ExternalId(external_id) => {
                let is_found = self.identifier == *identifier;
                let updated = update.external_id.as_ref().map(|it| it.value.as_deref());
                create.external_id.as_deref() == Some(external_id)
                    && updated.map_or(is_found, |it| it == Some(external_id))
            }
            CustomerIdentifier::CustomerId(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{CustomerIdentifier, EmailAddressInput, OptionalStringInput, UpsertCustomerInput};

    fn by_email() -> UpsertCustomerInput {
        UpsertCustomerInput::by_email("joe@acme.com", "Joe")
    }

    fn by_external_id() -> UpsertCustomerInput {
        UpsertCustomerInput::by_external_id("joe", "joe@acme.com", "Joe")
    }

    #[test]
    fn upsert_identifies_the_customer_of_the_event() {
        let email = CustomerIdentifier::email_address;
        let external_id = CustomerIdentifier::external_id;
        for (input, event) in [
            (by_email(), email("joe@acme.com")),
            (by_email(), email("Joe@Acme.com")),
            (by_email().email_verified(true), email("joe@acme.com")),
            (by_email().external_id("joe"), email("joe@acme.com")),
            (by_email().external_id("joe"), external_id("joe")),
            (by_external_id(), external_id("joe")),
            (
                by_external_id().email_verified(false),
                email("joe@acme.com"),
            ),
        ] {
            assert_eq!(input.validate_for(&event), Ok(()), "{input:?} {event:?}");
        }
    }

    #[test]
    fn upsert_of_another_customer_is_a_violation() {
        let email = CustomerIdentifier::email_address;
        let external_id = CustomerIdentifier::external_id;
        let mut without_update = by_email().external_id("joe");
        without_update.on_update.external_id = None;
        let mut clearing = by_external_id();
        clearing.on_update.external_id = Some(OptionalStringInput { value: None });
        let mut without_create = by_external_id();
        without_create.on_create.external_id = None;
        let mut renaming = by_email();
        renaming.on_update.email = Some(EmailAddressInput {
            email: "joseph@acme.com".to_owned(),
            is_verified: true,
        });
        for (input, event) in [
            (by_email(), email("jo@acme.com")),
            (by_email(), external_id("joe")),
            (by_email().external_id("joe"), external_id("Joe")),
            // An existing customer with the email address keeps its external ID, or has none.
            (without_update, external_id("joe")),
            (clearing, external_id("joe")),
            (without_create, external_id("joe")),
            (renaming, email("joe@acme.com")),
            // An existing customer with the external ID keeps its email address.
            (by_external_id(), email("joe@acme.com")),
        ] {
            let error = input.validate_for(&event).unwrap_err().to_string();
            assert!(
                error.starts_with("invalid event: customer_identifier: not an identifier"),
                "{error}"
            );
        }
        let assigned = CustomerIdentifier::customer_id("c_1");
        let mut input = by_email();
        input.identifier = assigned.clone();
        let error = input.validate_for(&assigned).unwrap_err().to_string();
        assert!(error.contains("customer_id"), "{error}");
    }
}

//! Customers of the workspace.

use std::collections::HashMap;

use jiff::Timestamp;

#[derive(Debug, Clone)]
pub(crate) struct Customer {
    pub(crate) id: String,
    pub(crate) details: CustomerDetails,
    pub(crate) marked_as_spam_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// The fields that `upsertCustomer` sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomerDetails {
    pub(crate) external_id: Option<String>,
    pub(crate) full_name: String,
    pub(crate) short_name: Option<String>,
    pub(crate) email: String,
    pub(crate) is_email_verified: bool,
}

/// The customers of a workspace, indexed by their unique fields.
#[derive(Debug, Default)]
pub(crate) struct Customers {
    list: Vec<Customer>,
    by_id: HashMap<String, usize>,
    /// The keys are in lower case.
    by_email: HashMap<String, usize>,
    by_external_id: HashMap<String, usize>,
}

impl Customers {
    pub(crate) fn all(&self) -> &[Customer] {
        &self.list
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Customer> {
        self.get(self.by_id.get(id))
    }

    pub(crate) fn by_email(&self, email: &str) -> Option<&Customer> {
        self.get(self.by_email.get(&email.to_ascii_lowercase()))
    }

    pub(crate) fn by_external_id(&self, external_id: &str) -> Option<&Customer> {
        self.get(self.by_external_id.get(external_id))
    }

    pub(crate) fn add(&mut self, customer: Customer) {
        let index = self.list.len();
        self.by_id.insert(customer.id.clone(), index);
        self.index(&customer.details, index);
        self.list.push(customer);
    }

    /// Replaces the customer with the same id.
    pub(crate) fn replace(&mut self, customer: Customer) {
        let Some(&index) = self.by_id.get(&customer.id) else {
            return;
        };
        let former = &self.list[index].details;
        self.by_email.remove(&former.email.to_ascii_lowercase());
        if let Some(external_id) = &former.external_id {
            self.by_external_id.remove(external_id);
        }
        self.index(&customer.details, index);
        self.list[index] = customer;
    }

    fn get(&self, index: Option<&usize>) -> Option<&Customer> {
        self.list.get(*index?)
    }

    fn index(&mut self, details: &CustomerDetails, index: usize) {
        self.by_email
            .insert(details.email.to_ascii_lowercase(), index);
        if let Some(external_id) = &details.external_id {
            self.by_external_id.insert(external_id.clone(), index);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Customer, CustomerDetails, Customers};

    fn customer(id: &str, email: &str, external_id: Option<&str>) -> Customer {
        Customer {
            id: id.to_owned(),
            details: CustomerDetails {
                external_id: external_id.map(str::to_owned),
                full_name: String::new(),
                short_name: None,
                email: email.to_owned(),
                is_email_verified: false,
            },
            marked_as_spam_at: None,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_replaced_customer_is_found_by_its_new_fields() {
        let mut customers = Customers::default();
        customers.add(customer("c_1", "A@acme.com", Some("1")));
        customers.add(customer("c_2", "b@acme.com", None));
        customers.replace(customer("c_1", "c@acme.com", Some("one")));
        let id = |found: Option<&Customer>| found.map(|it| it.id.clone());
        assert_eq!(id(customers.by_email("a@acme.com")), None);
        assert_eq!(id(customers.by_external_id("1")), None);
        let one = Some("c_1".to_owned());
        assert_eq!(id(customers.by_id("c_1")), one);
        assert_eq!(id(customers.by_email("C@ACME.com")), one);
        assert_eq!(id(customers.by_external_id("one")), one);
        assert_eq!(id(customers.by_email("b@acme.com")), Some("c_2".to_owned()));
        assert_eq!(customers.all().len(), 2);
    }
}

//! The customers, found by what no two of them share.

use std::collections::HashMap;

use super::customer::{Customer, Details};

/// Where a customer stands in the list.
type Place = usize;

#[derive(Debug, Default)]
pub(crate) struct Customers {
    list: Vec<Customer>,
    by_id: HashMap<String, Place>,
    /// By address in lower case.
    by_email: HashMap<String, Place>,
    by_external_id: HashMap<String, Place>,
}

impl Customers {
    pub(crate) fn all(&self) -> &[Customer] {
        &self.list
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Customer> {
        self.at(self.by_id.get(id))
    }

    pub(crate) fn by_email(&self, email: &str) -> Option<&Customer> {
        self.at(self.by_email.get(&email.to_ascii_lowercase()))
    }

    pub(crate) fn by_external_id(&self, external_id: &str) -> Option<&Customer> {
        self.at(self.by_external_id.get(external_id))
    }

    pub(crate) fn add(&mut self, customer: Customer) {
        let place = self.list.len();
        self.by_id.insert(customer.id.clone(), place);
        self.name(&customer.details, place);
        self.list.push(customer);
    }

    /// Puts a customer in the place of the one with the same id.
    pub(crate) fn replace(&mut self, customer: Customer) {
        let Some(&place) = self.by_id.get(&customer.id) else {
            return;
        };
        let former = &self.list[place].details;
        self.by_email.remove(&former.email.to_ascii_lowercase());
        if let Some(external_id) = &former.external_id {
            self.by_external_id.remove(external_id);
        }
        self.name(&customer.details, place);
        self.list[place] = customer;
    }

    fn at(&self, place: Option<&Place>) -> Option<&Customer> {
        self.list.get(*place?)
    }

    fn name(&mut self, details: &Details, place: Place) {
        self.by_email
            .insert(details.email.to_ascii_lowercase(), place);
        if let Some(external_id) = &details.external_id {
            self.by_external_id.insert(external_id.clone(), place);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Customers;
    use crate::workspace::customer::{Customer, Details};

    fn customer(id: &str, email: &str, external_id: Option<&str>) -> Customer {
        Customer {
            id: id.to_owned(),
            details: Details {
                external_id: external_id.map(str::to_owned),
                full_name: String::new(),
                short_name: None,
                email: email.to_owned(),
                is_email_verified: false,
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_customer_is_found_by_what_it_is_called_now() {
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

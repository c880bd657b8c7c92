//! The workspace: everything a sandbox holds, in memory.

use std::collections::HashSet;

use jiff::Timestamp;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::Value;

use crate::customer::{Customer, Details};
use crate::event::Event;
use crate::seed;
use crate::thread::Thread;
use crate::user::{MachineUser, User};

#[derive(Debug)]
pub(crate) struct Workspace {
    customers: Vec<Customer>,
    threads: Vec<Thread>,
    users: Vec<User>,
    machine_users: Vec<MachineUser>,
    events: Vec<Event>,
    /// Of the events of both kinds.
    external_ids: HashSet<String>,
}

impl Workspace {
    /// A workspace with what [`seed`] names.
    pub(crate) fn seeded(now: Timestamp) -> Self {
        Self {
            customers: vec![Customer {
                id: seed::CUSTOMER_ID.to_owned(),
                details: Details {
                    external_id: Some(seed::CUSTOMER_EXTERNAL_ID.to_owned()),
                    full_name: "Jane Fenwick".to_owned(),
                    short_name: Some("Jane".to_owned()),
                    email: seed::CUSTOMER_EMAIL_ADDRESS.to_owned(),
                    is_email_verified: true,
                },
                created_at: now,
                updated_at: now,
            }],
            threads: vec![Thread {
                id: seed::THREAD_ID.to_owned(),
                customer_id: seed::CUSTOMER_ID.to_owned(),
                r#ref: "T-1".to_owned(),
                title: "My API key does not work".to_owned(),
                created_at: now,
            }],
            users: vec![User {
                id: seed::USER_ID.to_owned(),
                full_name: "David Okafor".to_owned(),
                public_name: "David".to_owned(),
                email: seed::USER_EMAIL_ADDRESS.to_owned(),
                created_at: now,
            }],
            machine_users: vec![MachineUser {
                id: seed::MACHINE_USER_ID.to_owned(),
                full_name: "Sandbox API key".to_owned(),
                public_name: "Sandbox".to_owned(),
                created_at: now,
            }],
            events: Vec::new(),
            external_ids: HashSet::new(),
        }
    }

    pub(crate) fn customer(&self, id: &str) -> Option<&Customer> {
        self.customers.iter().find(|customer| customer.id == id)
    }

    pub(crate) fn customer_by_email(&self, email: &str) -> Option<&Customer> {
        self.customers
            .iter()
            .find(|customer| customer.details.email.eq_ignore_ascii_case(email))
    }

    pub(crate) fn customer_by_external_id(&self, external_id: &str) -> Option<&Customer> {
        self.customers
            .iter()
            .find(|customer| customer.details.external_id.as_deref() == Some(external_id))
    }

    /// The customer that an identifier with one field set names.
    pub(crate) fn identified(&self, identifier: &Value) -> Option<&Customer> {
        if let Some(id) = identifier["customerId"].as_str() {
            self.customer(id)
        } else if let Some(email) = identifier["emailAddress"].as_str() {
            self.customer_by_email(email)
        } else {
            self.customer_by_external_id(identifier["externalId"].as_str()?)
        }
    }

    pub(crate) fn add_customer(&mut self, customer: Customer) {
        self.customers.push(customer);
    }

    /// Puts a customer in the place of the one with the same id.
    pub(crate) fn replace_customer(&mut self, customer: Customer) {
        if let Some(place) = self.customers.iter_mut().find(|it| it.id == customer.id) {
            *place = customer;
        }
    }

    pub(crate) fn thread(&self, id: &str) -> Option<&Thread> {
        self.threads.iter().find(|thread| thread.id == id)
    }

    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub(crate) fn user_by_email(&self, email: &str) -> Option<&User> {
        self.users
            .iter()
            .find(|user| user.email.eq_ignore_ascii_case(email))
    }

    pub(crate) fn machine_user(&self, id: &str) -> Option<&MachineUser> {
        self.machine_users.iter().find(|user| user.id == id)
    }

    /// In the order of their creation.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    pub(crate) fn has_event(&self, external_id: &str) -> bool {
        self.external_ids.contains(external_id)
    }

    pub(crate) fn add_event(&mut self, event: Event) {
        self.external_ids.extend(event.external_id.clone());
        self.events.push(event);
    }

    /// Their external ids are free again.
    pub(crate) fn clear_events(&mut self) {
        self.events.clear();
        self.external_ids.clear();
    }
}

/// What an identifier with one field set says, for an error.
pub(crate) fn said(identifier: &Value) -> String {
    CUSTOMER_IDENTIFIER
        .kinds
        .iter()
        .find_map(|kind| Some((kind.graphql_name, identifier[kind.graphql_name].as_str()?)))
        .map_or_else(String::new, |(name, text)| format!("{name} {text:?}"))
}

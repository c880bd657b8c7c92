//! The workspace: everything a sandbox holds, in memory.

mod customers;
mod threads;
mod timeline;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use plain_schema::EventKind;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::Value;

use crate::customer::{Customer, Details};
use crate::entry::{Content, Entry};
use crate::event::Event;
use crate::thread::Thread;
use crate::user::{MachineUser, User};
use crate::{id, moment, seed};
use customers::Customers;
use threads::Threads;
use timeline::Timeline;

/// How many of a customer's events a new thread shows, as
/// <https://www.plain.com/docs/graphql/events> says.
const EVENTS_OF_A_NEW_THREAD: usize = 25;

#[derive(Debug)]
pub(crate) struct Workspace {
    customers: Customers,
    threads: Threads,
    users: Vec<User>,
    machine_users: Vec<MachineUser>,
    events: Vec<Event>,
    /// The places of the customer events, by customer.
    customer_events: HashMap<String, Vec<usize>>,
    /// Of the events of both kinds.
    external_ids: HashSet<String>,
    timeline: Timeline,
}

impl Workspace {
    /// A workspace with what [`seed`] names.
    pub(crate) fn seeded(now: Timestamp) -> Self {
        let mut workspace = Self {
            customers: Customers::default(),
            threads: Threads::default(),
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
            customer_events: HashMap::new(),
            external_ids: HashSet::new(),
            timeline: Timeline::default(),
        };
        workspace.add_customer(Customer {
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
        });
        let thread = Thread {
            id: seed::THREAD_ID.to_owned(),
            number: 1,
            customer_id: seed::CUSTOMER_ID.to_owned(),
            external_id: None,
            title: "My API key does not work".to_owned(),
            description: None,
            priority: 2,
            channel: "API".to_owned(),
            assignee: None,
            fields: Vec::new(),
            created_at: now,
        };
        workspace.add_thread(thread, None);
        workspace
    }

    pub(crate) fn customers(&self) -> &[Customer] {
        self.customers.all()
    }

    pub(crate) fn customer(&self, id: &str) -> Option<&Customer> {
        self.customers.by_id(id)
    }

    pub(crate) fn customer_by_email(&self, email: &str) -> Option<&Customer> {
        self.customers.by_email(email)
    }

    pub(crate) fn customer_by_external_id(&self, external_id: &str) -> Option<&Customer> {
        self.customers.by_external_id(external_id)
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
        self.customers.add(customer);
    }

    /// Puts a customer in the place of the one with the same id.
    pub(crate) fn replace_customer(&mut self, customer: Customer) {
        self.customers.replace(customer);
    }

    /// In the order of their creation.
    pub(crate) fn threads(&self) -> &[Thread] {
        self.threads.all()
    }

    pub(crate) fn thread(&self, id: &str) -> Option<&Thread> {
        self.threads.by_id(id)
    }

    /// In the order of their creation.
    pub(crate) fn threads_of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Thread> {
        self.threads.of_customer(customer_id)
    }

    pub(crate) fn thread_by_ref(&self, r#ref: &str) -> Option<&Thread> {
        self.threads.by_ref(r#ref)
    }

    pub(crate) fn thread_by_external_id(
        &self,
        customer_id: &str,
        external_id: &str,
    ) -> Option<&Thread> {
        self.threads.by_external_id(customer_id, external_id)
    }

    /// Adds a thread, in which the customer's most recent events stand, and with what it was
    /// created, if anything.
    pub(crate) fn add_thread(&mut self, thread: Thread, components: Option<Value>) {
        let now = thread.created_at;
        for place in self.most_recent_events(&thread.customer_id) {
            self.add_event_entry(place, &thread.id, now);
        }
        if let Some(components) = components {
            let title = thread.title.clone();
            let content = Content::Custom { title, components };
            self.add_entry(&thread.id, &thread.customer_id, now, now, content);
        }
        self.threads.add(thread);
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

    /// Adds an event: to its thread, or to every thread that its customer has.
    pub(crate) fn add_event(&mut self, event: Event) {
        let now = moment::of(event.updated_at);
        let thread_ids: Vec<String> = match &event.thread_id {
            Some(thread_id) => vec![thread_id.clone()],
            None => self
                .threads
                .of_customer(&event.customer_id)
                .map(|thread| thread.id.clone())
                .collect(),
        };
        let place = self.events.len();
        self.external_ids.extend(event.external_id.clone());
        if event.kind == EventKind::CustomerEvent {
            self.customer_events
                .entry(event.customer_id.clone())
                .or_default()
                .push(place);
        }
        self.events.push(event);
        for thread_id in thread_ids {
            self.add_event_entry(place, &thread_id, now);
        }
    }

    /// They stand in no thread any more, and their external ids are free again.
    pub(crate) fn clear_events(&mut self) {
        self.events.clear();
        self.customer_events.clear();
        self.external_ids.clear();
        self.timeline.clear_events();
    }

    pub(crate) fn entry(&self, id: &str) -> Option<&Entry> {
        self.timeline.by_id(id)
    }

    pub(crate) fn entries_of_thread(&self, thread_id: &str) -> impl Iterator<Item = &Entry> {
        self.timeline.of_thread(thread_id)
    }

    pub(crate) fn entries_of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Entry> {
        let threads = self.threads.of_customer(customer_id);
        threads.flat_map(|thread| self.timeline.of_thread(&thread.id))
    }

    /// The places of a customer's most recent events, from the oldest to the newest.
    fn most_recent_events(&self, customer_id: &str) -> Vec<usize> {
        let places = self.customer_events.get(customer_id);
        let mut places = places.cloned().unwrap_or_default();
        places.sort_by_key(|place| self.events[*place].created_at);
        places.split_off(places.len().saturating_sub(EVENTS_OF_A_NEW_THREAD))
    }

    fn add_event_entry(&mut self, place: usize, thread_id: &str, now: Timestamp) {
        let event = &self.events[place];
        let timestamp = moment::of(event.created_at);
        let content = Content::Event {
            kind: event.kind,
            place,
        };
        let customer_id = event.customer_id.clone();
        self.add_entry(thread_id, &customer_id, timestamp, now, content);
    }

    fn add_entry(
        &mut self,
        thread_id: &str,
        customer_id: &str,
        timestamp: Timestamp,
        now: Timestamp,
        content: Content,
    ) {
        self.timeline.add(Entry {
            id: id::new("t_", now.into()),
            number: self.timeline.next_number(),
            thread_id: thread_id.to_owned(),
            customer_id: customer_id.to_owned(),
            timestamp,
            content,
        });
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

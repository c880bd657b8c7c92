//! The threads, found by what no two of them share.

use std::collections::HashMap;

use super::thread::Thread;

/// Where a thread stands in the list.
type Place = usize;

#[derive(Debug, Default)]
pub(crate) struct Threads {
    list: Vec<Thread>,
    by_id: HashMap<String, Place>,
    by_ref: HashMap<String, Place>,
    by_customer: HashMap<String, Vec<Place>>,
    /// By the ids of the customer and of the thread in the client's system.
    by_external_id: HashMap<(String, String), Place>,
}

impl Threads {
    /// In the order of their creation.
    pub(crate) fn all(&self) -> &[Thread] {
        &self.list
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Thread> {
        self.list.get(*self.by_id.get(id)?)
    }

    pub(crate) fn by_ref(&self, r#ref: &str) -> Option<&Thread> {
        self.list.get(*self.by_ref.get(r#ref)?)
    }

    pub(crate) fn by_external_id(&self, customer_id: &str, external_id: &str) -> Option<&Thread> {
        let key = (customer_id.to_owned(), external_id.to_owned());
        self.list.get(*self.by_external_id.get(&key)?)
    }

    pub(crate) fn of_customer(&self, customer_id: &str) -> impl Iterator<Item = &Thread> {
        let places = self.by_customer.get(customer_id).into_iter().flatten();
        places.filter_map(|place| self.list.get(*place))
    }

    pub(crate) fn add(&mut self, thread: Thread) {
        let place = self.list.len();
        self.by_id.insert(thread.id.clone(), place);
        self.by_ref.insert(thread.r#ref(), place);
        self.by_customer
            .entry(thread.customer_id.clone())
            .or_default()
            .push(place);
        if let Some(external_id) = &thread.external_id {
            let key = (thread.customer_id.clone(), external_id.clone());
            self.by_external_id.insert(key, place);
        }
        self.list.push(thread);
    }
}

//! Formats other than JSON, and values that serde keeps in a buffer of its own.
//!
//! A format must describe itself and write the names of fields: those that write a struct as a list are not
//! supported, since absent fields are omitted.

use std::fmt::Debug;

use plain_runtime::{
    Card, CreateCustomerEventInput, CreateThreadEventInput, CreateThreadInput, UpsertCustomerInput,
};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{events, records, threads};

/// A job in the queue of an application.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    Customer(CreateCustomerEventInput),
    ThreadEvent(CreateThreadEventInput),
    Thread(CreateThreadInput),
    Card(Card),
    Upsert(UpsertCustomerInput),
}

/// A job without a tag: the first type that the fields fit.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Customer(CreateCustomerEventInput),
    ThreadEvent(CreateThreadEventInput),
    Thread(CreateThreadInput),
    Card(Card),
    Upsert(UpsertCustomerInput),
}

/// A job with a field of its own beside its kind and content.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Job {
    attempts: u32,
    #[serde(flatten)]
    content: Adjacent,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "input")]
enum Adjacent {
    Customer(CreateCustomerEventInput),
    ThreadEvent(CreateThreadEventInput),
    Thread(CreateThreadInput),
    Card(Card),
    Upsert(UpsertCustomerInput),
}

fn assert_formats<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
    let bytes = rmp_serde::to_vec_named(value).unwrap();
    assert_eq!(
        rmp_serde::from_slice::<T>(&bytes).unwrap(),
        *value,
        "{json}"
    );
    assert_eq!(
        rmp_serde::from_read::<_, T>(&*bytes).unwrap(),
        *value,
        "{json}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn customer_events(event in events::customer_event()) {
        assert_formats(&event);
        assert_formats(&Tagged::Customer(event.clone()));
        assert_formats(&Untagged::Customer(event.clone()));
        assert_formats(&Job { attempts: 1, content: Adjacent::Customer(event) });
    }

    #[test]
    fn thread_events(event in events::thread_event()) {
        assert_formats(&event);
        assert_formats(&Tagged::ThreadEvent(event.clone()));
        assert_formats(&Untagged::ThreadEvent(event.clone()));
        assert_formats(&Job { attempts: 1, content: Adjacent::ThreadEvent(event) });
    }

    #[test]
    fn threads(thread in threads::thread()) {
        assert_formats(&thread);
        assert_formats(&Tagged::Thread(thread.clone()));
        assert_formats(&Job { attempts: 1, content: Adjacent::Thread(thread) });
    }

    #[test]
    fn cards(card in threads::card()) {
        assert_formats(&card);
        assert_formats(&Tagged::Card(card.clone()));
        assert_formats(&Job { attempts: 1, content: Adjacent::Card(card) });
    }

    #[test]
    fn customers(customer in records::upsert_customer()) {
        assert_formats(&customer);
        assert_formats(&Tagged::Upsert(customer.clone()));
        assert_formats(&Untagged::Upsert(customer.clone()));
        assert_formats(&Job { attempts: 1, content: Adjacent::Upsert(customer) });
    }
}

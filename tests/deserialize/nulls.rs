//! Null is the same as no field, as in GraphQL.

use plain_runtime::{CreateCustomerEventInput, CustomerIdentifier, EventComponent, customer_event};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{events, records, threads};

/// Adds null for each field that only the other value has, at any depth.
fn add_nulls(value: &mut Value, other: &Value) {
    match (value, other) {
        (Value::Object(fields), Value::Object(others)) => {
            for (name, other) in others {
                match fields.get_mut(name) {
                    Some(value) => add_nulls(value, other),
                    None => {
                        fields.insert(name.clone(), Value::Null);
                    }
                }
            }
        }
        (Value::Array(values), Value::Array(others)) => {
            for (value, other) in values.iter_mut().zip(others) {
                add_nulls(value, other);
            }
        }
        _ => {}
    }
}

/// Adds nulls and reads the value again.
fn with_nulls<T: Serialize + DeserializeOwned>(value: &T, other: &T) -> T {
    let mut json = serde_json::to_value(value).unwrap();
    add_nulls(&mut json, &serde_json::to_value(other).unwrap());
    serde_json::from_value(json).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn customer_events(event in events::customer_event(), other in events::customer_event()) {
        prop_assert_eq!(with_nulls(&event, &other), event);
    }

    #[test]
    fn thread_events(event in events::thread_event(), other in events::thread_event()) {
        prop_assert_eq!(with_nulls(&event, &other), event);
    }

    #[test]
    fn threads(thread in threads::thread(), other in threads::thread()) {
        prop_assert_eq!(with_nulls(&thread, &other), thread);
    }

    #[test]
    fn thread_fields(field in threads::thread_field(), other in threads::thread_field()) {
        prop_assert_eq!(with_nulls(&field, &other), field);
    }

    #[test]
    fn cards(card in threads::card(), other in threads::card()) {
        prop_assert_eq!(with_nulls(&card, &other), card);
    }

    #[test]
    fn customers(customer in records::upsert_customer(), other in records::upsert_customer()) {
        prop_assert_eq!(with_nulls(&customer, &other), customer);
    }

    #[test]
    fn tenants(tenant in records::upsert_tenant(), other in records::upsert_tenant()) {
        prop_assert_eq!(with_nulls(&tenant, &other), tenant);
    }

    #[test]
    fn replies(reply in records::reply(), other in records::reply()) {
        prop_assert_eq!(with_nulls(&reply, &other), reply);
    }

    #[test]
    fn notes(note in records::note(), other in records::note()) {
        prop_assert_eq!(with_nulls(&note, &other), note);
    }
}

#[test]
fn null_is_an_absent_value() {
    let event = customer_event!(
        title = "Paid",
        customer_identifier = external_id("user-17"),
        components = [badge("Pro")],
    );
    let mut json = serde_json::to_value(&event).unwrap();
    json["externalId"] = Value::Null;
    json["customerIdentifier"]["emailAddress"] = Value::Null;
    json["components"][0]["componentText"] = Value::Null;
    json["components"][0]["componentBadge"]["badgeColor"] = Value::Null;
    assert_eq!(
        serde_json::from_value::<CreateCustomerEventInput>(json).unwrap(),
        event
    );
}

#[test]
fn one_of_several_fields_is_expected() {
    let message = "invalid length 0, expected a map with one entry, a variant of `EventComponent`";
    let component = json!({ "componentBadge": null, "componentRow": null });
    let error = serde_json::from_value::<EventComponent>(component).unwrap_err();
    assert_eq!(error.to_string(), message);

    let message =
        "invalid length 2, expected a map with one entry, a variant of `CustomerIdentifier`";
    let customer = json!({ "customerId": "c_1", "emailAddress": null, "externalId": "user-17" });
    let error = serde_json::from_value::<CustomerIdentifier>(customer).unwrap_err();
    assert_eq!(error.to_string(), message);
}

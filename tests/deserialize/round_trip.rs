//! A value that is serialised and read again is equal.

use std::fmt::Debug;

use plain_runtime::component::{
    Badge, Container, CopyButton, DateTime, Divider, LinkButton, PlainText, Row, Spacer, Text,
    User, WorkflowButton,
};
use plain_runtime::{
    AssigneeIdentifier, BadgeColor, Card, ContainerContent, CreateCustomerEventInput,
    CreateNoteInput, CreateThreadEventInput, CreateThreadInput, CustomerIdentifier,
    EmailAddressInput, EventComponent, Iso8601, NumberValue, OptionalStringInput,
    ReplyToThreadInput, RowContent, SpacingSize, StringInput, TenantIdentifier, TextColor,
    TextSize, ThreadField, ThreadPriority, UpsertCustomerInput, UpsertCustomerOnCreateInput,
    UpsertCustomerOnUpdateInput, UpsertTenantInput, UserIdentifier, WorkflowIdentifier,
};
use plain_schema::COMPONENTS;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{events, records, threads};

const EVERY_COMPONENT: &str = include_str!("../fixtures/every_component.json");

/// Reads a value from text, from bytes as they arrive, and from a tree, whose keys are sorted.
fn assert_round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
    assert_eq!(
        serde_json::from_reader::<_, T>(json.as_bytes()).unwrap(),
        *value,
        "{json}"
    );
    let tree: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::from_value::<T>(tree).unwrap(), *value, "{json}");
}

fn read_again<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_slice(&serde_json::to_vec(value).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn customer_events(event in events::customer_event()) {
        assert_round_trip(&event);
        prop_assert_eq!(read_again(&event).validate(), event.validate());
    }

    #[test]
    fn thread_events(event in events::thread_event()) {
        assert_round_trip(&event);
        prop_assert_eq!(read_again(&event).validate(), event.validate());
    }

    #[test]
    fn threads(thread in threads::thread()) {
        assert_round_trip(&thread);
        prop_assert_eq!(read_again(&thread).validate(), thread.validate());
    }

    #[test]
    fn thread_fields(field in threads::thread_field()) {
        assert_round_trip(&field);
    }

    #[test]
    fn cards(card in threads::card()) {
        assert_round_trip(&card);
        prop_assert_eq!(read_again(&card).validate(), card.validate());
    }

    #[test]
    fn components(component in events::component()) {
        assert_round_trip(&component);
    }

    #[test]
    fn customers(customer in records::upsert_customer()) {
        assert_round_trip(&customer);
        prop_assert_eq!(read_again(&customer).validate(), customer.validate());
    }

    #[test]
    fn tenants(tenant in records::upsert_tenant()) {
        assert_round_trip(&tenant);
        prop_assert_eq!(read_again(&tenant).validate(), tenant.validate());
    }

    #[test]
    fn replies(reply in records::reply()) {
        assert_round_trip(&reply);
        prop_assert_eq!(read_again(&reply).validate(), reply.validate());
    }

    #[test]
    fn notes(note in records::note()) {
        assert_round_trip(&note);
        prop_assert_eq!(read_again(&note).validate(), note.validate());
    }
}

#[test]
fn every_component_is_read_as_plain_documents_it() {
    let json: Value = serde_json::from_str(EVERY_COMPONENT).unwrap();
    for component in COMPONENTS {
        let mut fields = json.as_array().unwrap().iter();
        assert!(
            fields.any(|it| it.get(component.graphql_field).is_some()),
            "{}: add it to tests/fixtures/every_component.json",
            component.name
        );
    }
    let components: Vec<EventComponent> = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(components).unwrap(), json);
}

/// Compiles if the types can be stored and read again.
#[test]
fn every_input_type_is_readable() {
    fn check<T: Serialize + DeserializeOwned>() {}

    check::<(Text, PlainText, Spacer, Divider, Badge, LinkButton)>();
    check::<(CopyButton, WorkflowButton, DateTime, User, Row, Container)>();
    check::<(EventComponent, ContainerContent, RowContent)>();
    check::<(CustomerIdentifier, UserIdentifier, WorkflowIdentifier)>();
    check::<(TextSize, TextColor, SpacingSize, BadgeColor, Iso8601)>();
    check::<(AssigneeIdentifier, TenantIdentifier, ThreadPriority)>();
    check::<(ThreadField, NumberValue)>();
    check::<(CreateCustomerEventInput, CreateThreadEventInput)>();
    check::<(CreateThreadInput, Card)>();
    check::<(
        UpsertCustomerInput,
        UpsertCustomerOnCreateInput,
        UpsertCustomerOnUpdateInput,
    )>();
    check::<(UpsertTenantInput, ReplyToThreadInput, CreateNoteInput)>();
    check::<(StringInput, OptionalStringInput, EmailAddressInput)>();
}

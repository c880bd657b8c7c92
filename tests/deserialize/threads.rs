//! Random threads and cards, valid or not.

use plain_runtime::thread_field::{
    BoolField, CurrencyField, DateField, EnumField, NumberField, StringField,
};
use plain_runtime::{
    AssigneeIdentifier, Card, CreateThreadInput, NumberValue, TenantIdentifier, ThreadField,
    ThreadPriority,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::events::{component, customer, date, text};

pub(crate) fn tenant() -> impl Strategy<Value = TenantIdentifier> {
    prop_oneof![
        text().prop_map(TenantIdentifier::TenantId),
        text().prop_map(TenantIdentifier::ExternalId),
    ]
}

fn assignee() -> impl Strategy<Value = AssigneeIdentifier> {
    prop_oneof![
        text().prop_map(AssigneeIdentifier::UserId),
        text().prop_map(AssigneeIdentifier::MachineUserId),
    ]
}

fn priority() -> impl Strategy<Value = ThreadPriority> {
    use ThreadPriority::{High, Low, Normal, Urgent};
    select([Urgent, High, Normal, Low].as_slice())
}

/// JSON has no infinite numbers: they are written as null, and read as a number that is none.
fn number() -> impl Strategy<Value = NumberValue> {
    use prop::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![
        (POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO).prop_map(NumberValue::new),
        any::<i64>().prop_map(NumberValue::from),
        any::<u64>().prop_map(NumberValue::from),
        any::<f32>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(NumberValue::from),
        (-99_999_i32..99_999).prop_map(|cents| NumberValue::new(f64::from(cents) / 100.0)),
        Just(NumberValue::new(f64::NAN)),
    ]
}

/// Any field of a thread.
pub(crate) fn thread_field() -> impl Strategy<Value = ThreadField> {
    prop_oneof![
        (text(), text()).prop_map(|(key, value)| StringField { key, value }.into()),
        (text(), text()).prop_map(|(key, value)| EnumField { key, value }.into()),
        (text(), any::<bool>()).prop_map(|(key, value)| BoolField { key, value }.into()),
        (text(), number()).prop_map(|(key, value)| NumberField { key, value }.into()),
        (text(), number()).prop_map(|(key, value)| CurrencyField { key, value }.into()),
        (text(), date()).prop_map(|(key, value)| DateField { key, value }.into()),
    ]
}

/// Any thread.
pub(crate) fn thread() -> impl Strategy<Value = CreateThreadInput> {
    let texts = || of(vec(text(), 0..3));
    let content = (
        of(text()),
        of(text()),
        of(vec(component(), 0..4)),
        of(priority()),
        of(vec(thread_field(), 0..4)),
    );
    let references = (texts(), of(tenant()), of(assignee()), of(text()), texts());
    (customer(), content, references).prop_map(
        |(
            customer_identifier,
            (title, description, components, priority, thread_fields),
            (label_type_ids, tenant_identifier, assigned_to, external_id, attachment_ids),
        )| CreateThreadInput {
            customer_identifier,
            title,
            description,
            components: components.map(Into::into),
            priority,
            label_type_ids: label_type_ids.map(Into::into),
            thread_fields: thread_fields.map(Into::into),
            tenant_identifier,
            assigned_to,
            external_id,
            attachment_ids: attachment_ids.map(Into::into),
        },
    )
}

/// Any customer card.
pub(crate) fn card() -> impl Strategy<Value = Card> {
    (vec(component(), 0..4), of(any::<u64>())).prop_map(|(components, time_to_live_seconds)| Card {
        components: components.into(),
        time_to_live_seconds,
    })
}

//! Random inputs, valid or not.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use plain_runtime::component::{
    Badge, Container, CopyButton, DateTime, Divider, LinkButton, PlainText, Row, Spacer, Text,
    User, WorkflowButton,
};
use plain_runtime::{
    BadgeColor, ContainerContent, CreateCustomerEventInput, CreateThreadEventInput,
    CustomerIdentifier, EventComponent, Iso8601, RowContent, SpacingSize, TextColor, TextSize,
    UserIdentifier, WorkflowIdentifier,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => any::<String>(),
        8 => "[a-z\"\\\\{}\u{0}-\u{20}]{0,9}",
        1 => Just("x".repeat(10_001)),
    ]
}

pub(crate) fn text() -> impl Strategy<Value = Cow<'static, str>> {
    string().prop_map(Cow::Owned)
}

pub(crate) fn date() -> impl Strategy<Value = Iso8601> {
    let known: &'static [&str] = &[
        "2024-10-28",
        "2024-10-28T18:30Z",
        "2024-10-28T18:30:00.123456+02:00",
        "0000-01-01",
    ];
    let parsed = select(known).prop_map(|date| Iso8601::parse(date).unwrap());
    // Some are outside the years 0 to 9999.
    let converted = (any::<bool>(), 0..1_u64 << 39).prop_map(|(is_past, seconds)| {
        let distance = Duration::from_secs(seconds);
        let epoch = SystemTime::UNIX_EPOCH;
        Iso8601::from(if is_past {
            epoch - distance
        } else {
            epoch + distance
        })
    });
    prop_oneof![parsed, converted]
}

fn size() -> impl Strategy<Value = Option<TextSize>> {
    of(select([TextSize::S, TextSize::M, TextSize::L].as_slice()))
}

fn color() -> impl Strategy<Value = Option<TextColor>> {
    use TextColor::{Error, Muted, Normal, Success, Warning};
    of(select([Normal, Muted, Success, Warning, Error].as_slice()))
}

fn spacing() -> impl Strategy<Value = SpacingSize> {
    use SpacingSize::{L, M, S, XL, XS};
    select([XS, S, M, L, XL].as_slice())
}

fn badge_color() -> impl Strategy<Value = Option<BadgeColor>> {
    use BadgeColor::{Blue, Green, Grey, Red, Yellow};
    of(select([Grey, Green, Yellow, Red, Blue].as_slice()))
}

pub(crate) fn customer() -> impl Strategy<Value = CustomerIdentifier> {
    prop_oneof![
        text().prop_map(CustomerIdentifier::EmailAddress),
        text().prop_map(CustomerIdentifier::ExternalId),
        text().prop_map(CustomerIdentifier::CustomerId),
    ]
}

fn user() -> impl Strategy<Value = UserIdentifier> {
    prop_oneof![
        text().prop_map(UserIdentifier::UserId),
        text().prop_map(UserIdentifier::EmailAddress),
        text().prop_map(UserIdentifier::MachineUserId),
    ]
}

fn workflow() -> impl Strategy<Value = WorkflowIdentifier> {
    prop_oneof![
        text().prop_map(WorkflowIdentifier::WorkflowId),
        text().prop_map(WorkflowIdentifier::WorkflowKey),
    ]
}

fn row_content() -> impl Strategy<Value = RowContent> {
    prop_oneof![
        (text(), size(), color()).prop_map(|(text, size, color)| Text { text, size, color }.into()),
        (text(), size(), color()).prop_map(|(plain_text, size, color)| PlainText {
            plain_text,
            size,
            color
        }
        .into()),
        spacing().prop_map(|size| Spacer { size }.into()),
        of(spacing()).prop_map(|spacing_size| Divider { spacing_size }.into()),
        (text(), badge_color()).prop_map(|(label, color)| Badge { label, color }.into()),
        (text(), text()).prop_map(|(label, url)| LinkButton { label, url }.into()),
        (text(), of(text())).prop_map(|(value, tooltip_label)| CopyButton {
            value,
            tooltip_label
        }
        .into()),
        (text(), workflow()).prop_map(|(label, workflow_identifier)| {
            WorkflowButton {
                label,
                workflow_identifier,
            }
            .into()
        }),
        date().prop_map(|iso8601| DateTime { iso8601 }.into()),
        user().prop_map(|user_identifier| User { user_identifier }.into()),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    (vec(row_content(), 0..3), vec(row_content(), 0..3)).prop_map(|(main, aside)| Row {
        main_content: main.into(),
        aside_content: aside.into(),
    })
}

fn container_content() -> impl Strategy<Value = ContainerContent> {
    prop_oneof![3 => row_content().prop_map(Into::into), 1 => row().prop_map(Into::into)]
}

/// Any component of an event.
pub(crate) fn component() -> impl Strategy<Value = EventComponent> {
    let container = vec(container_content(), 0..3).prop_map(|content| Container {
        content: content.into(),
    });
    prop_oneof![3 => container_content().prop_map(Into::into), 1 => container.prop_map(Into::into)]
}

/// Any customer event.
pub(crate) fn customer_event() -> impl Strategy<Value = CreateCustomerEventInput> {
    let options = (of(text()), of(date()), of(any::<bool>()));
    (text(), customer(), vec(component(), 0..4), options).prop_map(
        |(title, customer_identifier, components, (external_id, timestamp, is_collapsed))| {
            CreateCustomerEventInput {
                title,
                customer_identifier,
                components: components.into(),
                external_id,
                timestamp,
                is_collapsed,
            }
        },
    )
}

/// Any thread event.
pub(crate) fn thread_event() -> impl Strategy<Value = CreateThreadEventInput> {
    (customer_event(), text()).prop_map(|(event, thread_id)| CreateThreadEventInput {
        title: event.title,
        thread_id,
        components: event.components,
        external_id: event.external_id,
        timestamp: event.timestamp,
        is_collapsed: event.is_collapsed,
    })
}

//! Threads and customer cards with the components of the events, with the macros and as literals of the
//! structs that they fill.

use super::event::Event;
use super::{CodeStyle, macro_call, plain_runtime, struct_literal};

pub(super) const THREAD: CodeStyle = CodeStyle {
    name: "`thread!`",
    package: "thread-macro",
    dependencies: plain_runtime,
    head: "use plain_runtime::{CreateThreadInput, thread};\n",
    event: thread,
};

pub(super) const THREAD_LITERAL: CodeStyle = CodeStyle {
    name: "struct literals of threads",
    package: "thread-literal",
    dependencies: plain_runtime,
    head: "#![allow(unused_imports)]
use plain_runtime::component::{Badge, CopyButton, Divider, LinkButton, Row, Spacer, Text};
use plain_runtime::thread_field::{BoolField, StringField};
use plain_runtime::{
    BadgeColor, CreateThreadInput, CustomerIdentifier, EventComponent, RowContent, SpacingSize,
    TenantIdentifier, TextColor, ThreadField, ThreadPriority,
};
",
    event: thread_literal,
};

pub(super) const CARD: CodeStyle = CodeStyle {
    name: "`customer_card!`",
    package: "card-macro",
    dependencies: plain_runtime,
    head: "use plain_runtime::{Card, customer_card};\n",
    event: card,
};

pub(super) const CARD_LITERAL: CodeStyle = CodeStyle {
    name: "struct literals of cards",
    package: "card-literal",
    dependencies: plain_runtime,
    head: "#![allow(unused_imports)]
use plain_runtime::component::{Badge, CopyButton, Divider, LinkButton, Row, Spacer, Text};
use plain_runtime::{BadgeColor, Card, EventComponent, RowContent, SpacingSize, TextColor};
",
    event: card_literal,
};

/// Parameters that the texts of an event capture.
const PARAMETERS: &str = "email: &str, account: &str, amount: f64, roles: usize";

fn thread(event: &Event) -> String {
    format!(
        "pub fn thread_{}({PARAMETERS}) -> CreateThreadInput {{
    thread!(
        customer_identifier = email_address(email),
        title = {:?},
        components = [
{}        ],
        priority = High,
        label_type_ids = [\"lt_{}\"],
        thread_fields = [string_field(\"account\", account), bool_field(\"trial\", true)],
        tenant_identifier = external_id(account),
        external_id = {:?},
    )
}}",
        event.number,
        event.title,
        macro_call::components(&event.components, 3),
        event.number,
        event.external_id,
    )
}

fn thread_literal(event: &Event) -> String {
    format!(
        "pub fn thread_{}({PARAMETERS}) -> CreateThreadInput {{
    CreateThreadInput {{
        customer_identifier: CustomerIdentifier::EmailAddress(email.to_owned().into()),
        title: Some({}),
        description: None,
        components: Some(
            vec![
{}            ]
            .into(),
        ),
        priority: Some(ThreadPriority::High),
        label_type_ids: Some(vec![\"lt_{}\".into()].into()),
        thread_fields: Some(
            vec![
                ThreadField::StringField(StringField {{
                    key: \"account\".into(),
                    value: account.to_owned().into(),
                }}),
                ThreadField::BoolField(BoolField {{
                    key: \"trial\".into(),
                    value: true,
                }}),
            ]
            .into(),
        ),
        tenant_identifier: Some(TenantIdentifier::ExternalId(account.to_owned().into())),
        assigned_to: None,
        external_id: Some({}),
        attachment_ids: None,
    }}
}}",
        event.number,
        struct_literal::text(&event.title),
        struct_literal::components("EventComponent", &event.components, 4),
        event.number,
        struct_literal::text(&event.external_id),
    )
}

fn card(event: &Event) -> String {
    format!(
        "pub fn card_{}({PARAMETERS}) -> Card {{
    let _ = (email, account, amount, roles);
    customer_card!(
        components = [
{}        ],
        time_to_live_seconds = 300,
    )
}}",
        event.number,
        macro_call::components(&event.components, 3),
    )
}

fn card_literal(event: &Event) -> String {
    format!(
        "pub fn card_{}({PARAMETERS}) -> Card {{
    let _ = (email, account, amount, roles);
    Card {{
        components: vec![
{}        ]
        .into(),
        time_to_live_seconds: Some(300),
    }}
}}",
        event.number,
        struct_literal::components("EventComponent", &event.components, 3),
    )
}

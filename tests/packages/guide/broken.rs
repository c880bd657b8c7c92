//! JSON that breaks a rule, in ways that neither a macro nor Rust's types prevent.

use plain_sandbox::seed;
use serde_json::{Value, json};

/// Value that the JSON is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Noun {
    CustomerEvent,
    ThreadEvent,
    Thread,
    Card,
}

use Noun::{Card, CustomerEvent, Thread, ThreadEvent};

impl Noun {
    /// A valid value.
    pub(crate) fn valid(self) -> Value {
        let customer = json!({ "emailAddress": seed::CUSTOMER_EMAIL_ADDRESS });
        let components = json!([text("a")]);
        match self {
            CustomerEvent => {
                json!({ "title": "a", "customerIdentifier": customer, "components": components })
            }
            ThreadEvent => {
                json!({ "title": "a", "threadId": seed::THREAD_ID, "components": components })
            }
            Thread => json!({ "customerIdentifier": customer, "components": components }),
            Card => json!({ "components": components }),
        }
    }

    /// A valid value with another value of a field, or without the field.
    fn with(self, field: &str, value: Option<Value>) -> Value {
        let mut object = self.valid();
        match value {
            Some(value) => object[field] = value,
            None => drop(object.as_object_mut().unwrap().remove(field)),
        }
        object
    }
}

fn text(text: &str) -> Value {
    json!({ "componentText": { "text": text } })
}

fn link_button(label: &str, url: &str) -> Value {
    json!({ "componentLinkButton": { "linkButtonLabel": label, "linkButtonUrl": url } })
}

fn workflow_button(identifier: &Value) -> Value {
    json!({ "componentWorkflowButton": {
        "workflowButtonLabel": "a", "workflowButtonWorkflowIdentifier": identifier,
    } })
}

fn user(identifier: &Value) -> Value {
    json!({ "componentUser": { "userIdentifier": identifier } })
}

fn row(main: &[Value], aside: &[Value]) -> Value {
    json!({ "componentRow": { "rowMainContent": main, "rowAsideContent": aside } })
}

fn container(content: &[Value]) -> Value {
    json!({ "componentContainer": { "containerContent": content } })
}

fn thread_field(key: &str, r#type: &str, name: &str, value: &Value) -> Value {
    json!({ "key": key, "type": r#type, name: value })
}

/// A rule, and a value that breaks it.
pub(crate) type Broken = (&'static str, Noun, Value);

/// Values that break the rules: at least one for each rule that a value can break.
pub(crate) fn values() -> Vec<Broken> {
    let fields = events().into_iter().chain(other_nouns());
    let mut values: Vec<Broken> = fields
        .map(|(rule, noun, field, value)| (rule, noun, noun.with(field, value)))
        .collect();
    for (rule, component) in components() {
        for noun in [CustomerEvent, ThreadEvent, Thread, Card] {
            let components = Some(json!([component]));
            values.push((rule, noun, noun.with("components", components)));
        }
    }
    for fields in thread_fields() {
        values.push(("T5", Thread, Thread.with("threadFields", Some(fields))));
    }
    values
}

/// A rule, a value's noun and field, and the field's value that breaks the rule.
type BrokenField = (&'static str, Noun, &'static str, Option<Value>);

fn events() -> Vec<BrokenField> {
    vec![
        ("E1", CustomerEvent, "title", None),
        ("E1", CustomerEvent, "title", Some(json!("\u{200b}"))),
        ("E2", CustomerEvent, "customerIdentifier", Some(json!({}))),
        ("E3", ThreadEvent, "threadId", Some(json!(" "))),
        ("E3", CustomerEvent, "threadId", Some(json!("th_1"))),
        ("E4", CustomerEvent, "components", Some(json!([]))),
        ("E5", CustomerEvent, "externalId", Some(json!("a "))),
        ("E6", CustomerEvent, "timestamp", Some(json!("28.10.2024"))),
        (
            "E7",
            CustomerEvent,
            "customerIdentifier",
            Some(json!({ "emailAddress": "jane" })),
        ),
        (
            "E8",
            CustomerEvent,
            "customerIdentifier",
            Some(json!({ "customerId": "th_1" })),
        ),
        ("E9", CustomerEvent, "heading", Some(json!("a"))),
    ]
}

fn other_nouns() -> Vec<BrokenField> {
    vec![
        ("E1", ThreadEvent, "title", Some(json!(" "))),
        ("E4", ThreadEvent, "components", Some(json!([]))),
        ("E5", ThreadEvent, "externalId", Some(json!(" "))),
        ("E5", Thread, "externalId", Some(json!("\u{feff}a"))),
        ("E6", ThreadEvent, "timestamp", Some(json!("2024-13-01"))),
        (
            "E7",
            Thread,
            "customerIdentifier",
            Some(json!({ "externalId": " " })),
        ),
        (
            "E8",
            Thread,
            "customerIdentifier",
            Some(json!({ "customerId": "u_1" })),
        ),
        ("E9", ThreadEvent, "heading", Some(json!("a"))),
        ("E9", Thread, "heading", Some(json!("a"))),
        ("T1", Thread, "customerIdentifier", None),
        ("T1", Thread, "assignedTo", Some(json!({}))),
        ("T2", Thread, "title", Some(json!("\u{ad}"))),
        ("T3", Thread, "components", Some(json!([]))),
        ("T4", Thread, "priority", Some(json!(4))),
        ("T6", Thread, "labelTypeIds", Some(json!(["l_1"]))),
        ("K2", Card, "timeToLiveSeconds", Some(json!(31_536_001))),
        ("K3", Card, "components", None),
        (
            "K4",
            Card,
            "components",
            Some(json!([text(&"a".repeat(5_001))])),
        ),
    ]
}

fn components() -> Vec<(&'static str, Value)> {
    vec![
        ("C1", text(" ")),
        ("C1", text(&"a".repeat(10_001))),
        ("C2", link_button("", "https://a.com")),
        (
            "C3",
            json!({ "componentCopyButton": { "copyButtonValue": "" } }),
        ),
        ("C4", link_button("a", "javascript:alert(1)")),
        ("C5", json!({ "componentSpacer": {} })),
        ("C6", workflow_button(&json!({}))),
        ("C6", workflow_button(&json!({ "workflowKey": " " }))),
        (
            "C7",
            user(&json!({ "userId": "u_1", "emailAddress": "a@b.com" })),
        ),
        (
            "C8",
            json!({ "componentDateTime": { "dateTimeIso8601": "now" } }),
        ),
        ("C9", row(&[], &[text("a")])),
        ("C10", container(&[])),
        ("C11", container(&[container(&[text("a")])])),
        ("C11", row(&[row(&[text("a")], &[text("a")])], &[text("a")])),
        (
            "C12",
            json!({ "componentBadge": { "badgeLabel": "a", "badgeColor": "PINK" } }),
        ),
        (
            "C13",
            json!({ "componentBadge": { "badgeLabel": "a", "badgeShape": "M" } }),
        ),
        ("C14", json!("a")),
    ]
}

fn thread_fields() -> [Value; 3] {
    let plan = thread_field("plan", "STRING", "stringValue", &json!("Pro"));
    [
        json!([thread_field("plan", "STRING", "booleanValue", &json!(true))]),
        json!([thread_field("since", "DATE", "dateValue", &json!("now"))]),
        json!([plan, plan]),
    ]
}

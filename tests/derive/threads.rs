//! Derived threads.

use plain_runtime::{CustomerIdentifier, TenantIdentifier, Thread, ThreadPriority};
use serde_json::{Value, json};

fn json_of(thread: &impl Thread) -> Value {
    let thread = thread.thread();
    assert_eq!(thread.validate(), Ok(()));
    serde_json::to_value(thread).unwrap()
}

#[derive(Thread)]
#[thread(
    title = "{subject} by {name}",
    components = [text("Start"), .., divider()],
    thread_fields = [string_field("source", "form"), ..],
    assigned_to = user_id("u_1"),
)]
struct ContactForm<'a, N> {
    #[thread(customer_identifier = email_address)]
    email: &'a str,
    name: N,
    subject: String,
    #[thread(text(color = Muted), string_field("message"))]
    message: Option<String>,
    #[thread(enum_field(key = "plan"))]
    plan: &'static str,
    #[thread(bool_field("trial"))]
    trial: bool,
    #[thread(number_field("seats"))]
    seats: Option<u32>,
    #[thread(currency_field("price"))]
    price: f64,
    #[thread(priority)]
    priority: ThreadPriority,
    #[thread(tenant_identifier = external_id)]
    tenant: u8,
    #[thread(label_type_ids)]
    labels: Vec<String>,
    #[thread(attachment_ids)]
    attachment: Option<&'a str>,
    #[thread(external_id)]
    id: u64,
}

fn form() -> ContactForm<'static, char> {
    ContactForm {
        email: "jane@acme.com",
        name: 'J',
        subject: "Help".to_owned(),
        message: Some("*Hi*".to_owned()),
        plan: "pro",
        trial: true,
        seats: Some(3),
        price: 0.5,
        priority: ThreadPriority::High,
        tenant: 4,
        labels: vec!["lt_1".to_owned(), "lt_2".to_owned()],
        attachment: Some("att_1"),
        id: 7,
    }
}

#[test]
fn fields_have_every_role() {
    assert_eq!(
        json_of(&form()),
        json!({
            "customerIdentifier": { "emailAddress": "jane@acme.com" },
            "title": "Help by J",
            "components": [
                { "componentText": { "text": "Start" } },
                { "componentText": { "text": "\\*Hi\\*", "textColor": "MUTED" } },
                { "componentDivider": {} },
            ],
            "priority": 1,
            "labelTypeIds": ["lt_1", "lt_2"],
            "threadFields": [
                { "key": "source", "type": "STRING", "stringValue": "form" },
                { "key": "message", "type": "STRING", "stringValue": "*Hi*" },
                { "key": "plan", "type": "ENUM", "stringValue": "pro" },
                { "key": "trial", "type": "BOOL", "booleanValue": true },
                { "key": "seats", "type": "NUMBER", "numberValue": 3 },
                { "key": "price", "type": "CURRENCY", "numberValue": 0.5 },
            ],
            "tenantIdentifier": { "externalId": "4" },
            "assignedTo": { "userId": "u_1" },
            "externalId": "7",
            "attachmentIds": ["att_1"],
        })
    );
}

#[test]
fn absent_fields_add_nothing() {
    let form = ContactForm {
        message: None,
        seats: None,
        labels: vec![],
        attachment: None,
        ..form()
    };
    let value = json_of(&form);
    assert_eq!(value["components"].as_array().unwrap().len(), 2);
    assert_eq!(value["threadFields"].as_array().unwrap().len(), 4);
    assert_eq!(value["labelTypeIds"], json!([]));
    assert_eq!(value["attachmentIds"], json!([]));
}

#[derive(Thread)]
#[thread(
    customer_identifier = customer,
    priority = Low,
    label_type_ids = ["lt_all"],
    tenant_identifier = tenant,
)]
enum Request {
    #[thread(title = "Question", external_id = "question-{id}")]
    Question {
        customer: CustomerIdentifier,
        tenant: Option<TenantIdentifier>,
        id: u8,
    },
    #[thread(title = "Outage", priority = Urgent, label_type_ids = ["lt_outage", ..labels])]
    Outage {
        customer: CustomerIdentifier,
        tenant: Option<TenantIdentifier>,
        labels: Vec<String>,
        #[thread(badge(color = Red), string_field("region"))]
        region: String,
    },
    #[thread(transparent)]
    Form(Box<ContactForm<'static, char>>),
}

#[test]
fn variants_override_the_defaults() {
    let customer = CustomerIdentifier::customer_id("c_1");
    let question = Request::Question {
        customer: customer.clone(),
        tenant: None,
        id: 1,
    };
    assert_eq!(
        json_of(&question),
        json!({
            "customerIdentifier": { "customerId": "c_1" },
            "title": "Question",
            "priority": 3,
            "labelTypeIds": ["lt_all"],
            "externalId": "question-1",
        })
    );
    let outage = Request::Outage {
        customer,
        tenant: Some(TenantIdentifier::tenant_id("te_1")),
        labels: vec!["lt_eu".to_owned()],
        region: "eu".to_owned(),
    };
    let value = json_of(&outage);
    assert_eq!(value["priority"], 0);
    assert_eq!(value["labelTypeIds"], json!(["lt_outage", "lt_eu"]));
    assert_eq!(value["threadFields"][0]["stringValue"], "eu");
    assert_eq!(json_of(&Request::Form(Box::new(form()))), json_of(&form()));
}

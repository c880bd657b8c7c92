//! The body of a request for cards, as Plain writes it.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::state::cards::settings::Quirks;
use crate::time::timestamp;
use crate::workspace::Workspace;

/// Field that nobody knows.
const UNKNOWN_FIELD: &str = "plainSandboxUnknownField";

/// The customer whose cards are requested, and the thread that they are shown in.
#[derive(Debug, Clone)]
pub(crate) struct CardSubject {
    pub(crate) customer_id: String,
    customer_external_id: Option<String>,
    email: String,
    thread: Option<SubjectReference>,
    tenant: Option<SubjectReference>,
}

#[derive(Debug, Clone)]
struct SubjectReference {
    id: String,
    external_id: Option<String>,
}

impl CardSubject {
    /// A customer, by id, e-mail address or external id, and a thread of theirs. The error is a message.
    pub(crate) fn find(
        workspace: &Workspace,
        customer: &str,
        thread_id: Option<&str>,
    ) -> Result<Self, String> {
        let found = workspace.find_customer(customer);
        let customer = found
            .ok_or_else(|| format!("the customer {customer:?} does not exist; add it first"))?;
        let mut subject = Self {
            customer_id: customer.id.clone(),
            customer_external_id: customer.details.external_id.clone(),
            email: customer.details.email.clone(),
            thread: None,
            tenant: None,
        };
        let Some(thread_id) = thread_id else {
            return Ok(subject);
        };
        let thread = workspace
            .threads()
            .by_id(thread_id)
            .ok_or_else(|| format!("the thread {thread_id:?} does not exist; add it first"))?;
        if thread.customer_id != customer.id {
            return Err(format!(
                "the thread {thread_id:?} is not one of the customer {:?}",
                customer.id
            ));
        }
        subject.thread = Some(SubjectReference {
            id: thread.id.clone(),
            external_id: thread.external_id.clone(),
        });
        let tenant_id = thread.tenant_id.as_ref();
        let tenant = tenant_id.and_then(|id| workspace.tenants().by_id(id));
        subject.tenant = tenant.map(|tenant| SubjectReference {
            id: tenant.id.clone(),
            external_id: Some(tenant.details.external_id.clone()),
        });
        Ok(subject)
    }

    pub(crate) fn thread_id(&self) -> Option<&str> {
        self.thread.as_ref().map(|thread| thread.id.as_str())
    }

    /// The body of a request for these cards.
    pub(super) fn body(&self, keys: &[String], quirks: &Quirks, now: Timestamp) -> Vec<u8> {
        let writer = ObjectWriter(quirks);
        let email = quirks.has_email.then_some(self.email.as_str());
        let customer = writer.object([
            ("id", Some(json!(self.customer_id))),
            ("email", email.map(Value::from)),
            (
                "externalId",
                self.customer_external_id.as_deref().map(Value::from),
            ),
        ]);
        let reference = |reference: &SubjectReference| {
            writer.object([
                ("id", Some(json!(reference.id))),
                (
                    "externalId",
                    reference.external_id.as_deref().map(Value::from),
                ),
            ])
        };
        let body = writer.object([
            ("cardKeys", Some(json!(keys))),
            ("customer", Some(customer)),
            ("thread", self.thread.as_ref().map(reference)),
            ("tenant", self.tenant.as_ref().map(reference)),
        ]);
        let mut body = body;
        if quirks.has_timestamp {
            body["timestamp"] = json!(timestamp::iso8601(now));
        }
        body.to_string().into_bytes()
    }
}

/// Writes objects with nulls, or without the fields that have no value.
#[derive(Clone, Copy)]
struct ObjectWriter<'a>(&'a Quirks);

impl ObjectWriter<'_> {
    fn object<const N: usize>(self, fields: [(&str, Option<Value>); N]) -> Value {
        let mut object = Map::new();
        for (name, value) in fields {
            match value {
                Some(value) => object.insert(name.to_owned(), value),
                None if self.0.has_nulls => object.insert(name.to_owned(), Value::Null),
                None => None,
            };
        }
        if self.0.has_unknown_fields {
            object.insert(UNKNOWN_FIELD.to_owned(), json!({ "nested": [true] }));
        }
        Value::Object(object)
    }
}

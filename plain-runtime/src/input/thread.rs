//! Input of the mutation that creates a thread, and the trait of values that convert to it.

use std::borrow::Cow;

use super::object::{object, validate};
use super::thread_field::ThreadField;
use super::validation_error::ValidationError;
use super::{
    AssigneeIdentifier, CustomerIdentifier, EventComponent, TenantIdentifier, ThreadPriority,
};

object! {
    /// A thread, a conversation with a customer.
    ///
    /// It serialises to the `input` variable of `createThread`, without the fields that are `None`, and
    /// deserialises from it. Deserialising rejects unknown names; [`validate`](Self::validate) checks
    /// the values.
    ///
    /// ```
    /// use plain_runtime::{CreateThreadInput, CustomerIdentifier, ThreadPriority};
    ///
    /// let thread = CreateThreadInput {
    ///     title: Some("Cannot log in".into()),
    ///     priority: Some(ThreadPriority::High),
    ///     ..CreateThreadInput::new(CustomerIdentifier::email_address("jane@acme.com"))
    /// };
    /// assert_eq!(
    ///     serde_json::to_value(&thread).unwrap(),
    ///     serde_json::json!({
    ///         "customerIdentifier": { "emailAddress": "jane@acme.com" },
    ///         "title": "Cannot log in",
    ///         "priority": 1,
    ///     }),
    /// );
    /// ```
    #[must_use = "a thread does nothing until it is created"]
    CreateThreadInput = entity::THREAD.field,
    "https://www.plain.com/docs/api-reference/graphql/threads/create", thread {
        /// Customer of the thread: one of `email_address(..)`, `external_id(..)` and
        /// `customer_id(..)`. The customer must exist in Plain.
        customer_identifier: CustomerIdentifier,
        /// Title, not blank. The macros accept at most 500 characters.
        title: Option<Cow<'static, str>>,
        /// Preview of the thread. Defaults to one that Plain takes from the components.
        description: Option<Cow<'static, str>>,
        /// Components of the first entry, from top to bottom. The macros require at least one.
        components: Option<Cow<'static, [EventComponent]>>,
        /// Priority: `Urgent`, `High`, `Normal` or `Low`. Defaults to `Normal`.
        priority: Option<ThreadPriority>,
        /// Plain's IDs of the label types to add, `lt_…`, not blank.
        label_type_ids: Option<Cow<'static, [Cow<'static, str>]>>,
        /// Thread fields, each with a key of its own.
        thread_fields: Option<Cow<'static, [ThreadField]>>,
        /// Tenant of the thread: `tenant_id(..)` or `external_id(..)`.
        tenant_identifier: Option<TenantIdentifier>,
        /// Assignee of the thread: `user_id(..)` or `machine_user_id(..)`.
        assigned_to: Option<AssigneeIdentifier>,
        /// Your own ID of the thread, not blank. It is unique for the customer.
        external_id: Option<Cow<'static, str>>,
        /// Plain's IDs of the attachments of the first entry, `att_…`, not blank.
        attachment_ids: Option<Cow<'static, [Cow<'static, str>]>>,
    }
}

impl CreateThreadInput {
    /// A thread with a customer, whose other fields are not set.
    ///
    /// ```
    /// use plain_runtime::{CreateThreadInput, CustomerIdentifier};
    ///
    /// let thread = CreateThreadInput::new(CustomerIdentifier::customer_id("c_1"));
    /// assert_eq!(thread.title, None);
    /// ```
    ///
    /// See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
    pub const fn new(customer_identifier: CustomerIdentifier) -> Self {
        Self {
            customer_identifier,
            title: None,
            description: None,
            components: None,
            priority: None,
            label_type_ids: None,
            thread_fields: None,
            tenant_identifier: None,
            assigned_to: None,
            external_id: None,
            attachment_ids: None,
        }
    }

    /// Validates the values that are known only at run time. The client calls this before sending.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::{CreateThreadInput, CustomerIdentifier};
    ///
    /// let thread = CreateThreadInput::new(CustomerIdentifier::email_address("jane"));
    /// let error = thread.validate().unwrap_err();
    /// assert_eq!(error.violations()[0].path(), "customer_identifier.email_address");
    /// ```
    pub fn validate(&self) -> Result<(), ValidationError> {
        validate(self, "thread")
    }
}

/// A value that converts to a thread.
///
/// ```
/// use plain_runtime::{CreateThreadInput, CustomerIdentifier, Thread};
///
/// struct ContactForm {
///     email: String,
///     subject: String,
/// }
///
/// impl Thread for ContactForm {
///     fn thread(&self) -> CreateThreadInput {
///         CreateThreadInput {
///             title: Some(self.subject.clone().into()),
///             ..CreateThreadInput::new(CustomerIdentifier::email_address(&self.email))
///         }
///     }
/// }
///
/// let form = ContactForm { email: "jane@acme.com".to_owned(), subject: "Help".to_owned() };
/// assert_eq!(form.thread().title.as_deref(), Some("Help"));
/// ```
///
/// See <https://www.plain.com/docs/api-reference/graphql/threads/create>.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a thread",
    label = "expected a thread",
    note = "derive it with `#[derive(Thread)]`, or pass `thread!(..)`"
)]
pub trait Thread {
    /// Builds the thread. Equal values should build equal threads.
    fn thread(&self) -> CreateThreadInput;
}

impl Thread for CreateThreadInput {
    fn thread(&self) -> CreateThreadInput {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use serde_json::{Value, json};

    use super::CreateThreadInput;
    use crate::thread_field::{
        BoolField, CurrencyField, DateField, EnumField, NumberField, StringField,
    };
    use crate::{
        AssigneeIdentifier, CustomerIdentifier, FieldViolation, NumberValue, TenantIdentifier,
        ThreadField, ThreadPriority,
    };

    fn minimal() -> CreateThreadInput {
        CreateThreadInput::new(CustomerIdentifier::customer_id("c_1"))
    }

    fn fields() -> Vec<ThreadField> {
        let key = |key: &'static str| key.into();
        vec![
            StringField {
                key: key("a"),
                value: "".into(),
            }
            .into(),
            EnumField {
                key: key("b"),
                value: "pro".into(),
            }
            .into(),
            BoolField {
                key: key("c"),
                value: false,
            }
            .into(),
            NumberField {
                key: key("d"),
                value: 2.into(),
            }
            .into(),
            CurrencyField {
                key: key("e"),
                value: 9.5.into(),
            }
            .into(),
            DateField {
                key: key("f"),
                value: SystemTime::UNIX_EPOCH.into(),
            }
            .into(),
        ]
    }

    fn complete() -> CreateThreadInput {
        CreateThreadInput {
            customer_identifier: CustomerIdentifier::external_id("jane"),
            title: Some("Help".into()),
            description: Some("".into()),
            components: Some(crate::components![divider()].into()),
            priority: Some(ThreadPriority::Urgent),
            label_type_ids: Some(vec!["lt_1".into(), "lt_2".into()].into()),
            thread_fields: Some(fields().into()),
            tenant_identifier: Some(TenantIdentifier::tenant_id("te_1")),
            assigned_to: Some(AssigneeIdentifier::machine_user_id("mu_1")),
            external_id: Some("ticket-7".into()),
            attachment_ids: Some(vec![].into()),
        }
    }

    fn json_of(thread: &CreateThreadInput) -> Value {
        serde_json::to_value(thread).unwrap()
    }

    #[test]
    fn thread_is_serialised_as_plains_input() {
        assert_eq!(
            json_of(&minimal()),
            json!({ "customerIdentifier": { "customerId": "c_1" } })
        );
        assert_eq!(
            json_of(&complete()),
            json!({
                "customerIdentifier": { "externalId": "jane" },
                "title": "Help",
                "description": "",
                "components": [{ "componentDivider": {} }],
                "priority": 0,
                "labelTypeIds": ["lt_1", "lt_2"],
                "threadFields": [
                    { "key": "a", "type": "STRING", "stringValue": "" },
                    { "key": "b", "type": "ENUM", "stringValue": "pro" },
                    { "key": "c", "type": "BOOL", "booleanValue": false },
                    { "key": "d", "type": "NUMBER", "numberValue": 2 },
                    { "key": "e", "type": "CURRENCY", "numberValue": 9.5 },
                    { "key": "f", "type": "DATE", "dateValue": "1970-01-01T00:00:00.000Z" },
                ],
                "tenantIdentifier": { "tenantId": "te_1" },
                "assignedTo": { "machineUserId": "mu_1" },
                "externalId": "ticket-7",
                "attachmentIds": [],
            })
        );
    }

    #[test]
    fn deserialised_thread_is_equal() {
        for thread in [minimal(), complete()] {
            let read: CreateThreadInput = serde_json::from_value(json_of(&thread)).unwrap();
            assert_eq!(read, thread);
            assert_eq!(read.validate(), Ok(()));
        }
    }

    #[test]
    fn field_without_the_value_of_its_type_is_an_error() {
        for (field, message) in [
            (
                json!({ "key": "a", "type": "BOOL", "stringValue": "yes" }),
                "missing field `booleanValue`",
            ),
            (
                json!({ "key": "a", "type": "DATE" }),
                "missing field `dateValue`",
            ),
            (
                json!({ "key": "a", "type": "STRING", "stringValue": "b", "numberValue": 1 }),
                "a thread field has only one value",
            ),
            (
                json!({ "key": "a", "type": "TEXT", "stringValue": "b" }),
                "unknown variant `TEXT`",
            ),
        ] {
            let error = serde_json::from_value::<ThreadField>(field).unwrap_err();
            assert!(error.to_string().starts_with(message), "{error}");
        }
        assert!(serde_json::from_str::<ThreadPriority>("4").is_err());
        assert!(serde_json::from_str::<ThreadPriority>("\"URGENT\"").is_err());
    }

    #[test]
    fn every_violation_has_its_path() {
        let mut fields = fields();
        fields.push(
            StringField {
                key: "a".into(),
                value: "again".into(),
            }
            .into(),
        );
        fields.push(
            NumberField {
                key: " ".into(),
                value: NumberValue::new(f64::INFINITY),
            }
            .into(),
        );
        let thread = CreateThreadInput {
            customer_identifier: CustomerIdentifier::email_address("jane"),
            title: Some("\u{200B}".into()),
            label_type_ids: Some(vec!["lt_1".into(), "".into()].into()),
            thread_fields: Some(fields.into()),
            tenant_identifier: Some(TenantIdentifier::external_id(" ")),
            assigned_to: Some(AssigneeIdentifier::user_id("")),
            external_id: Some(" a".into()),
            ..complete()
        };
        let error = thread.validate().unwrap_err();
        let violations = error.violations().iter();
        let paths: Vec<&str> = violations.map(FieldViolation::path).collect();
        assert_eq!(
            paths,
            [
                "customer_identifier.email_address",
                "title",
                "label_type_ids[1]",
                "thread_fields[6].key",
                "thread_fields[7].number_field.key",
                "thread_fields[7].number_field.value",
                "tenant_identifier.external_id",
                "assigned_to.user_id",
                "external_id",
            ]
        );
        assert!(error.to_string().starts_with("invalid thread: "));
    }

    #[test]
    fn limits_of_the_source_do_not_apply_at_run_time() {
        let thread = CreateThreadInput {
            title: Some("x".repeat(501).into()),
            external_id: Some("x".repeat(501).into()),
            components: Some(vec![].into()),
            ..minimal()
        };
        assert_eq!(thread.validate(), Ok(()));
    }
}

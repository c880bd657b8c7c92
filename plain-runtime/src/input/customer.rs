//! Creating and updating a customer.

use plain_schema::StringRule;
use serde::Serialize;

use super::identifier::CustomerIdentifier;
use super::validate::{Path, Violations};
use crate::error::InvalidInput;

/// The customer that is to be there: `on_create` if there is none of this identifier, changed by
/// `on_update` if there is one.
///
/// See <https://www.plain.com/docs/api-reference/graphql/customers/upsert>.
///
/// ```
/// use plain_runtime::{
///     CustomerIdentifier, EmailAddressInput, UpsertCustomerInput, UpsertCustomerOnCreateInput,
///     UpsertCustomerOnUpdateInput,
/// };
///
/// let jane = UpsertCustomerInput {
///     identifier: CustomerIdentifier::ExternalId("jane".into()),
///     on_create: UpsertCustomerOnCreateInput {
///         external_id: Some("jane".into()),
///         full_name: "Jane Doe".into(),
///         short_name: None,
///         email: EmailAddressInput { email: "jane@acme.com".into(), is_verified: true },
///     },
///     on_update: UpsertCustomerOnUpdateInput {
///         full_name: Some("Jane Doe".into()),
///         ..Default::default()
///     },
/// };
/// assert_eq!(jane.validate(), Ok(()));
/// assert_eq!(
///     serde_json::to_value(&jane).unwrap()["onUpdate"],
///     serde_json::json!({ "fullName": { "value": "Jane Doe" } }),
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UpsertCustomerInput {
    /// Which customer it is.
    pub identifier: CustomerIdentifier,
    /// The customer to create, if there is none. It should have what the identifier names.
    pub on_create: UpsertCustomerOnCreateInput,
    /// What to change, if there is one; what is `None` stays as it is.
    pub on_update: UpsertCustomerOnUpdateInput,
}

/// A customer to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UpsertCustomerOnCreateInput {
    /// Your own id of the customer, not blank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The whole name, not blank.
    pub full_name: String,
    /// What the customer is called, often the first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// The e-mail address.
    pub email: EmailAddressInput,
}

/// What to change about a customer. What is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UpsertCustomerOnUpdateInput {
    /// Your own id of the customer, or that it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<OptionalStringInput>,
    /// The whole name, not blank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_name: Option<StringInput>,
    /// What the customer is called, or that it is called nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<OptionalStringInput>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddressInput>,
}

/// A new text.
///
/// ```
/// let name: plain_runtime::StringInput = "Jane".into();
/// assert_eq!(name.value, "Jane");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StringInput {
    /// The text.
    pub value: String,
}

impl<T: Into<String>> From<T> for StringInput {
    fn from(value: T) -> Self {
        Self {
            value: value.into(),
        }
    }
}

/// A new text, or none.
///
/// ```
/// use plain_runtime::OptionalStringInput;
///
/// assert_eq!(OptionalStringInput::from("Jane").value.as_deref(), Some("Jane"));
/// assert_eq!(serde_json::to_string(&OptionalStringInput { value: None }).unwrap(), r#"{"value":null}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OptionalStringInput {
    /// The text; `None` clears the field.
    pub value: Option<String>,
}

impl<T: Into<String>> From<T> for OptionalStringInput {
    fn from(value: T) -> Self {
        Self {
            value: Some(value.into()),
        }
    }
}

/// An e-mail address to give to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailAddressInput {
    /// The address.
    pub email: String,
    /// Whether it is known to be the customer's own.
    pub is_verified: bool,
}

impl UpsertCustomerInput {
    /// Checks the values. The client does so before it sends.
    ///
    /// # Errors
    ///
    /// Every violation, each with its path.
    pub fn validate(&self) -> Result<(), InvalidInput> {
        let mut violations = Violations::default();
        let root = Path::ROOT;

        let identifier = root.property("identifier");
        self.identifier.check(&identifier, &mut violations);

        let on_create = root.property("on_create");
        let mut check = |rule: StringRule, parent: &Path<'_>, name, text: Option<&str>| {
            if let Some(text) = text
                && let Err(violation) = rule.check(text)
            {
                violations.add(&parent.property(name), violation);
            }
        };
        let create = &self.on_create;
        let external_id = create.external_id.as_deref();
        check(StringRule::NotBlank, &on_create, "external_id", external_id);
        let full_name = Some(create.full_name.as_str());
        check(StringRule::NotBlank, &on_create, "full_name", full_name);
        let email = Some(create.email.email.as_str());
        check(StringRule::EmailAddress, &on_create, "email", email);

        let on_update = root.property("on_update");
        let update = &self.on_update;
        let external_id = update
            .external_id
            .as_ref()
            .and_then(|it| it.value.as_deref());
        check(StringRule::NotBlank, &on_update, "external_id", external_id);
        let full_name = update.full_name.as_ref().map(|it| it.value.as_str());
        check(StringRule::NotBlank, &on_update, "full_name", full_name);
        let email = update.email.as_ref().map(|it| it.email.as_str());
        check(StringRule::EmailAddress, &on_update, "email", email);

        violations.into_result("customer")
    }
}

//! Input of the mutation that creates or updates a customer.

use plain_schema::StringRule;
use serde::de::{Error, MapAccess};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::deserialize::{FromMap, Names, field, object};
use super::identifier::CustomerIdentifier;
use super::object::serialize_one_of;
use super::record::{RecordField, record};
use super::validate::{PropertyPath, Violations};
use super::validation_error::ValidationError;

/// Input of [`Client::upsert_customer`](crate::Client::upsert_customer).
///
/// If no customer matches the `identifier`, Plain creates one from `on_create`. Otherwise it applies
/// `on_update` to the existing customer.
///
/// [`by_email`](Self::by_email) and [`by_external_id`](Self::by_external_id) build the usual inputs. See
/// <https://www.plain.com/docs/api-reference/graphql/customers/upsert>.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpsertCustomerInput {
    /// The customer to create or update.
    pub identifier: CustomerIdentifier,
    /// The customer to create if none matches. It should contain the value of `identifier`.
    pub on_create: UpsertCustomerOnCreateInput,
    /// Changes to the existing customer. Fields that are `None` stay unchanged.
    pub on_update: UpsertCustomerOnUpdateInput,
}

record! {
    UpsertCustomerInput {
        identifier = "identifier",
        on_create = "onCreate",
        on_update = "onUpdate",
    }
}

/// A new customer, part of [`UpsertCustomerInput`].
///
/// ```
/// use plain_runtime::{EmailAddressInput, UpsertCustomerOnCreateInput};
///
/// let jane = UpsertCustomerOnCreateInput {
///     external_id: Some("account-17".to_owned()),
///     full_name: "Jane Doe".to_owned(),
///     short_name: Some("Jane".to_owned()),
///     email: EmailAddressInput { email: "jane@acme.com".to_owned(), is_verified: true },
/// };
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpsertCustomerOnCreateInput {
    /// Your own ID of the customer, not blank.
    pub external_id: Option<String>,
    /// Full name, not blank.
    pub full_name: String,
    /// Short name, often the first name.
    pub short_name: Option<String>,
    /// Email address.
    pub email: EmailAddressInput,
}

record! {
    UpsertCustomerOnCreateInput {
        external_id = "externalId",
        full_name = "fullName",
        short_name = "shortName",
        email = "email",
    }
}

/// Changes to an existing customer, part of [`UpsertCustomerInput`]. Fields that are `None` stay
/// unchanged.
///
/// ```
/// use plain_runtime::{OptionalStringInput, UpsertCustomerOnUpdateInput};
///
/// let changes = UpsertCustomerOnUpdateInput {
///     full_name: Some("Jane Roe".into()),
///     // Clears it.
///     short_name: Some(OptionalStringInput { value: None }),
///     ..Default::default()
/// };
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpsertCustomerOnUpdateInput {
    /// Your own ID of the customer. A value of `None` clears it.
    pub external_id: Option<OptionalStringInput>,
    /// Full name, not blank.
    pub full_name: Option<StringInput>,
    /// Short name. A value of `None` clears it.
    pub short_name: Option<OptionalStringInput>,
    /// Email address.
    pub email: Option<EmailAddressInput>,
}

record! {
    UpsertCustomerOnUpdateInput {
        external_id = "externalId",
        full_name = "fullName",
        short_name = "shortName",
        email = "email",
    }
}

/// New value of a text field.
///
/// ```
/// let name: plain_runtime::StringInput = "Jane".into();
/// assert_eq!(name.value, "Jane");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StringInput {
    /// The new text.
    pub value: String,
}

record! {
    StringInput {
        value = "value",
    }
}

impl<T: Into<String>> From<T> for StringInput {
    fn from(value: T) -> Self {
        Self {
            value: value.into(),
        }
    }
}

/// New value of an optional text field.
///
/// ```
/// use plain_runtime::OptionalStringInput;
///
/// assert_eq!(OptionalStringInput::from("Jane").value.as_deref(), Some("Jane"));
/// assert_eq!(serde_json::to_string(&OptionalStringInput { value: None }).unwrap(), r#"{"value":null}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OptionalStringInput {
    /// The new text; `None` clears the field.
    pub value: Option<String>,
}

impl Serialize for OptionalStringInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_one_of(serializer, "OptionalStringInput", "value", &self.value)
    }
}

impl<'de> Deserialize<'de> for OptionalStringInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer)
    }
}

impl RecordField<'_> for OptionalStringInput {}

impl FromMap for OptionalStringInput {
    const NAME: &'static str = "OptionalStringInput";
    const FIELDS: &'static [&'static str] = &["value"];

    fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut value = None;
        while map.next_key_seed(Names::Fields(Self::FIELDS))?.is_some() {
            field(&mut value, "value", || map.next_value())?;
        }
        // A missing value must not clear the field.
        let value = value.ok_or_else(|| A::Error::missing_field("value"))?;
        Ok(Self { value })
    }
}

impl<T: Into<String>> From<T> for OptionalStringInput {
    fn from(value: T) -> Self {
        Self {
            value: Some(value.into()),
        }
    }
}

/// Email address of a customer, part of [`UpsertCustomerInput`].
///
/// ```
/// use plain_runtime::EmailAddressInput;
///
/// let email = EmailAddressInput { email: "jane@acme.com".to_owned(), is_verified: true };
/// assert_eq!(
///     serde_json::to_string(&email).unwrap(),
///     r#"{"email":"jane@acme.com","isVerified":true}"#,
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EmailAddressInput {
    /// The email address.
    pub email: String,
    /// Whether you have verified that the address belongs to the customer.
    pub is_verified: bool,
}

record! {
    EmailAddressInput {
        email = "email",
        is_verified = "isVerified",
    }
}

impl UpsertCustomerInput {
    /// Validates the input. The client calls this before sending.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    pub fn validate(&self) -> Result<(), ValidationError> {
        let mut violations = Violations::default();
        let root = PropertyPath::ROOT;

        let identifier = root.property("identifier");
        self.identifier.check(&identifier, &mut violations);

        let on_create = root.property("on_create");
        let create = &self.on_create;
        let on_update = root.property("on_update");
        let update = &self.on_update;
        let new_external_id = update.external_id.as_ref();
        for (rule, parent, name, text) in [
            (
                StringRule::ExternalId,
                &on_create,
                "external_id",
                create.external_id.as_deref(),
            ),
            (
                StringRule::NotBlank,
                &on_create,
                "full_name",
                Some(create.full_name.as_str()),
            ),
            (
                StringRule::EmailAddress,
                &on_create,
                "email",
                Some(create.email.email.as_str()),
            ),
            (
                StringRule::ExternalId,
                &on_update,
                "external_id",
                new_external_id.and_then(|it| it.value.as_deref()),
            ),
            (
                StringRule::NotBlank,
                &on_update,
                "full_name",
                update.full_name.as_ref().map(|it| it.value.as_str()),
            ),
            (
                StringRule::EmailAddress,
                &on_update,
                "email",
                update.email.as_ref().map(|it| it.email.as_str()),
            ),
        ] {
            violations.check(rule, &parent.property(name), text);
        }
        violations.into_result("customer")
    }
}

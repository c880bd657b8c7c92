//! Input of the mutation that creates or updates a tenant.

use plain_schema::StringRule;

use super::customer::OptionalStringInput;
use super::identifier::TenantIdentifier;
use super::record::record;
use super::validate::{PropertyPath, Violations};
use super::validation_error::ValidationError;

/// Input of [`Client::upsert_tenant`](crate::Client::upsert_tenant).
///
/// A tenant is a group of customers, such as an organisation in your product. See
/// <https://www.plain.com/docs/graphql-reference/mutations/upsertTenant>.
///
/// ```
/// use plain_runtime::UpsertTenantInput;
///
/// let acme = UpsertTenantInput::by_external_id("acme", "Acme Inc.").url("https://acme.com");
/// assert_eq!(
///     serde_json::to_value(&acme).unwrap(),
///     serde_json::json!({
///         "identifier": { "externalId": "acme" },
///         "externalId": "acme",
///         "name": "Acme Inc.",
///         "url": { "value": "https://acme.com" },
///     }),
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpsertTenantInput {
    /// The tenant to update, or the external ID of a new one.
    pub identifier: TenantIdentifier,
    /// Name, not blank.
    pub name: String,
    /// Your own ID of the tenant, not blank. It is unique.
    pub external_id: String,
    /// Page of the tenant in your system. A value of `None` clears it.
    pub url: Option<OptionalStringInput>,
}

record! {
    UpsertTenantInput {
        identifier = "identifier",
        name = "name",
        external_id = "externalId",
        url = "url",
    }
}

impl UpsertTenantInput {
    /// Upserts the tenant with an external ID: creates it, or sets the name of the existing one.
    ///
    /// ```
    /// use plain_runtime::{TenantIdentifier, UpsertTenantInput};
    ///
    /// let acme = UpsertTenantInput::by_external_id("acme", "Acme Inc.");
    /// assert_eq!(acme.identifier, TenantIdentifier::external_id("acme"));
    /// ```
    pub fn by_external_id(external_id: impl Into<String>, name: impl Into<String>) -> Self {
        let external_id = external_id.into();
        Self {
            identifier: TenantIdentifier::ExternalId(external_id.clone().into()),
            name: name.into(),
            external_id,
            url: None,
        }
    }

    /// Sets the page of the tenant in your system, an absolute URL.
    ///
    /// ```
    /// use plain_runtime::UpsertTenantInput;
    ///
    /// let acme = UpsertTenantInput::by_external_id("acme", "Acme Inc.").url("https://admin.your-app.com/acme");
    /// assert_eq!(acme.validate(), Ok(()));
    /// ```
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into().into());
        self
    }

    /// Validates the input. The client calls this before sending.
    ///
    /// # Errors
    ///
    /// Returns every violation, each with its path.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_runtime::UpsertTenantInput;
    ///
    /// let error = UpsertTenantInput::by_external_id("acme", " ").validate().unwrap_err();
    /// assert_eq!(error.violations()[0].path(), "name");
    /// ```
    pub fn validate(&self) -> Result<(), ValidationError> {
        let mut violations = Violations::default();
        let root = PropertyPath::ROOT;
        let identifier = root.property("identifier");
        self.identifier.check(&identifier, &mut violations);
        let url = self.url.as_ref().and_then(|it| it.value.as_deref());
        for (name, rule, text) in [
            ("name", StringRule::NotBlank, Some(self.name.as_str())),
            (
                "external_id",
                StringRule::ExternalId,
                Some(self.external_id.as_str()),
            ),
            ("url", StringRule::Url, url),
        ] {
            violations.check(rule, &root.property(name), text);
        }
        violations.into_result("tenant")
    }
}

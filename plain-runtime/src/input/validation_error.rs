//! Violations found before an input is sent.

use std::fmt;

use plain_schema::Violation;

/// An event or a customer that violates at least one rule, and was therefore not sent.
///
/// ```
/// use plain_runtime::{CreateCustomerEventInput, CustomerIdentifier, EventComponent, component::Badge};
///
/// let label = "x".repeat(501);
/// let event = CreateCustomerEventInput {
///     title: "Upgraded".into(),
///     customer_identifier: CustomerIdentifier::ExternalId("".into()),
///     components: vec![EventComponent::from(Badge { label: label.into(), color: None })].into(),
///     external_id: None,
///     timestamp: None,
///     is_collapsed: None,
/// };
/// let error = event.validate().unwrap_err();
/// let paths: Vec<&str> = error.violations().iter().map(|it| it.path()).collect();
/// assert_eq!(paths, ["customer_identifier.external_id", "components[0].badge.label"]);
/// assert!(error.to_string().starts_with("invalid event: customer_identifier.external_id: "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationError {
    /// Noun for the input: `event`, `thread`, `card` or `customer`.
    pub(crate) input: &'static str,
    pub(crate) violations: Vec<FieldViolation>,
}

impl ValidationError {
    /// All violations, in the order of the fields. Never empty.
    pub fn violations(&self) -> &[FieldViolation] {
        &self.violations
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid {}: ", self.input)?;
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ValidationError {}

/// A value that violates a rule, with its path.
///
/// The `Display` implementation writes both, as `path: message`.
///
/// ```
/// use plain_runtime::{FieldViolation, UpsertTenantInput, Violation};
///
/// let error = UpsertTenantInput::by_external_id("acme", "").validate().unwrap_err();
/// let first: &FieldViolation = &error.violations()[0];
/// assert_eq!((first.path(), first.violation()), ("name", Violation::Blank));
/// assert_eq!(first.to_string(), "name: blank");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldViolation {
    pub(crate) path: String,
    pub(crate) violation: Violation,
}

impl FieldViolation {
    /// Path of the value, such as `components[2].row.main_content[0].text`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule that the value violates. Its `Display` implementation is the message.
    pub fn violation(&self) -> Violation {
        self.violation
    }
}

impl fmt::Display for FieldViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.violation)
    }
}

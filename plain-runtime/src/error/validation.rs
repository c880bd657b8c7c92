//! An input that breaks a rule.

use std::fmt;

use plain_schema::Violation;

/// An event, or a customer, that breaks a rule, and was therefore not sent.
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
/// let invalid = event.validate().unwrap_err();
/// assert_eq!(
///     invalid.to_string(),
///     "the event was not sent: \
///      customer_identifier.external_id: blank; \
///      components[0].badge.label: longer than 500 characters (it has 501)",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidInput {
    /// What it was to be.
    pub(crate) what: &'static str,
    pub(crate) values: Vec<InvalidValue>,
}

impl InvalidInput {
    /// Every value that is wrong, in the order of the fields.
    pub fn values(&self) -> &[InvalidValue] {
        &self.values
    }
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} was not sent: ", self.what)?;
        for (index, value) in self.values.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            value.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidInput {}

/// One value that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue {
    pub(crate) path: String,
    pub(crate) violation: Violation,
}

impl InvalidValue {
    /// Where it stands, such as `components[2].row.main_content[0].text`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    pub fn violation(&self) -> Violation {
        self.violation
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.violation)
    }
}

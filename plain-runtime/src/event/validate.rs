//! The check before sending: every violation, each with its path.

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
    what: &'static str,
    values: Vec<InvalidValue>,
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
    path: String,
    violation: Violation,
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

/// The violations found so far.
#[derive(Debug, Default)]
pub(crate) struct Violations(Vec<InvalidValue>);

impl Violations {
    pub(crate) fn add(&mut self, path: &Path<'_>, violation: Violation) {
        self.0.push(InvalidValue {
            path: path.to_string(),
            violation,
        });
    }

    pub(crate) fn into_result(self, what: &'static str) -> Result<(), InvalidInput> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(InvalidInput {
                what,
                values: self.0,
            })
        }
    }
}

/// Where a value stands. It is written out only if something is wrong there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Root,
    Name(&'static str),
    Index(usize),
}

impl<'a> Path<'a> {
    pub(crate) const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Root,
    };

    pub(crate) fn property(&'a self, name: &'static str) -> Path<'a> {
        // `text.text` says no more than `text`.
        if matches!(self.step, Step::Name(own) if own == name) {
            return *self;
        }
        self.child(Step::Name(name))
    }

    pub(crate) fn index(&'a self, index: usize) -> Path<'a> {
        self.child(Step::Index(index))
    }

    fn child(&'a self, step: Step) -> Path<'a> {
        Path {
            parent: Some(self),
            step,
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_first = match self.parent {
            None => true,
            Some(parent) => {
                parent.fmt(f)?;
                matches!(parent.step, Step::Root)
            }
        };
        match self.step {
            Step::Root => Ok(()),
            Step::Name(name) if is_first => f.write_str(name),
            Step::Name(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

//! Collects the violations of an input, each with its path.

use std::fmt;

use plain_schema::{StringRule, Violation};

use super::validation_error::{FieldViolation, ValidationError};

/// Violations found so far.
#[derive(Debug, Default)]
pub(crate) struct Violations(Vec<FieldViolation>);

impl Violations {
    pub(crate) fn add(&mut self, path: &PropertyPath<'_>, violation: Violation) {
        self.0.push(FieldViolation {
            path: path.to_string(),
            violation,
        });
    }

    /// Checks a text, if there is one.
    pub(crate) fn check(&mut self, rule: StringRule, path: &PropertyPath<'_>, text: Option<&str>) {
        if let Some(text) = text
            && let Err(violation) = rule.check(text)
        {
            self.add(path, violation);
        }
    }

    /// Fails if there are violations. `input` is the noun for the input in the message.
    pub(crate) fn into_result(self, input: &'static str) -> Result<(), ValidationError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(ValidationError {
                input,
                violations: self.0,
            })
        }
    }
}

/// Path of a value, formatted only if the value violates a rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PropertyPath<'a> {
    parent: Option<&'a PropertyPath<'a>>,
    segment: PathSegment,
}

#[derive(Debug, Clone, Copy)]
enum PathSegment {
    Root,
    Name(&'static str),
    Index(usize),
}

impl<'a> PropertyPath<'a> {
    pub(crate) const ROOT: PropertyPath<'static> = PropertyPath {
        parent: None,
        segment: PathSegment::Root,
    };

    pub(crate) fn property(&'a self, name: &'static str) -> PropertyPath<'a> {
        // `text.text` is shortened to `text`.
        if matches!(self.segment, PathSegment::Name(own) if own == name) {
            return *self;
        }
        self.child(PathSegment::Name(name))
    }

    pub(crate) fn index(&'a self, index: usize) -> PropertyPath<'a> {
        self.child(PathSegment::Index(index))
    }

    fn child(&'a self, segment: PathSegment) -> PropertyPath<'a> {
        PropertyPath {
            parent: Some(self),
            segment,
        }
    }
}

impl fmt::Display for PropertyPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_first = match self.parent {
            None => true,
            Some(parent) => {
                parent.fmt(f)?;
                matches!(parent.segment, PathSegment::Root)
            }
        };
        match self.segment {
            PathSegment::Root => Ok(()),
            PathSegment::Name(name) if is_first => f.write_str(name),
            PathSegment::Name(name) => write!(f, ".{name}"),
            PathSegment::Index(index) => write!(f, "[{index}]"),
        }
    }
}

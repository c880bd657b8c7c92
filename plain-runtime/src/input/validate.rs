//! The check before sending: every violation, each with its path.

use std::fmt;

use plain_schema::Violation;

use crate::error::{InvalidInput, InvalidValue};

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

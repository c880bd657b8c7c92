//! A value for tests.

use std::fmt::{self, Display};

/// Displays itself piece by piece, as a value of several parts does.
pub(crate) struct Pieces<'a>(pub(crate) &'a str);

impl Display for Pieces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|character| write!(f, "{character}"))
    }
}

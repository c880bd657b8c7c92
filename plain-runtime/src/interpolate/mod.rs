//! Values that are inserted into text: into Markdown, into a URL, or as they are.

mod byte_set;
pub(crate) mod markdown;
mod text_buffer;
pub(crate) mod url;

#[cfg(test)]
use std::fmt::{self, Display};

/// Displays itself piece by piece, as a value of several parts does.
#[cfg(test)]
struct CharByChar<'a>(&'a str);

#[cfg(test)]
impl Display for CharByChar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|character| write!(f, "{character}"))
    }
}

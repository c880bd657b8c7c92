//! Where the changes of a workspace are written down.

use std::error::Error;
use std::fmt;

use super::change::Change;

/// Why changes were not written, for people.
pub(crate) type StoreError = Box<dyn Error + Send + Sync>;

/// What outlives a workspace.
pub(crate) trait Store: fmt::Debug + Send {
    /// Writes all of the changes, for good, or none of them.
    fn write(&mut self, changes: &[Change]) -> Result<(), StoreError>;
}

//! Predicates that interpret rejections, and that the caller can replace.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::duplicate::is_already_created;
use super::missing_customer::is_customer_not_found;
use crate::error::MutationError;

type Predicate = Arc<dyn Fn(&MutationError) -> bool + Send + Sync>;

/// The predicates of a client.
#[derive(Clone)]
pub(in crate::client) struct Predicates {
    is_duplicate: Predicate,
    is_customer_not_found: Predicate,
}

/// A predicate panicked.
pub(in crate::client) struct PredicatePanic {
    /// Method of the builder that sets the predicate.
    pub(in crate::client) predicate: &'static str,
    /// Message of the panic.
    pub(in crate::client) message: String,
}

impl Predicates {
    pub(in crate::client) fn set_duplicate(
        &mut self,
        predicate: impl Fn(&MutationError) -> bool + Send + Sync + 'static,
    ) {
        self.is_duplicate = Arc::new(predicate);
    }

    pub(in crate::client) fn set_customer_not_found(
        &mut self,
        predicate: impl Fn(&MutationError) -> bool + Send + Sync + 'static,
    ) {
        self.is_customer_not_found = Arc::new(predicate);
    }

    /// Whether the event exists.
    ///
    /// # Errors
    ///
    /// If the predicate panics: the request was sent, and its outcome must not be lost.
    pub(in crate::client) fn is_duplicate(
        &self,
        error: &MutationError,
    ) -> Result<bool, PredicatePanic> {
        evaluate("already_created_if", &self.is_duplicate, error)
    }

    /// Whether the customer of the event does not exist.
    ///
    /// # Errors
    ///
    /// If the predicate panics.
    pub(in crate::client) fn is_customer_not_found(
        &self,
        error: &MutationError,
    ) -> Result<bool, PredicatePanic> {
        evaluate("customer_not_found_if", &self.is_customer_not_found, error)
    }
}

fn evaluate(
    name: &'static str,
    predicate: &Predicate,
    error: &MutationError,
) -> Result<bool, PredicatePanic> {
    catch_unwind(AssertUnwindSafe(|| predicate(error))).map_err(|panic| PredicatePanic {
        predicate: name,
        message: panic_message(panic.as_ref()),
    })
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a value that is not a string")
        .to_owned()
}

impl Default for Predicates {
    fn default() -> Self {
        Self {
            is_duplicate: Arc::new(is_already_created),
            is_customer_not_found: Arc::new(is_customer_not_found),
        }
    }
}

impl fmt::Debug for Predicates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Predicates")
    }
}

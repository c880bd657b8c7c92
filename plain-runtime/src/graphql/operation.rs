//! A GraphQL operation, and the effect of executing it twice.

use plain_schema::Permission;

use super::document;

/// A GraphQL operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation<'a> {
    /// Name of the operation and of its field in the schema; `None` for a document of the caller.
    pub(crate) name: Option<&'static str>,
    /// GraphQL document.
    pub(crate) query: &'a str,
    pub(crate) idempotency: Idempotency,
    /// Whether the input has the identifier of a customer, whom Plain may not know.
    pub(crate) identifies_customer: bool,
    /// Permissions that the API key needs; empty if unknown.
    pub(crate) permissions: &'static [Permission],
}

/// Effect of executing an operation twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idempotency {
    /// The same as executing it once: a query, or an update to the same values.
    Idempotent,
    /// The second execution fails, because the external ID is taken.
    ByKey,
    /// The effect may occur twice, but a query tells whether it occurred once.
    ByLookUp,
    /// The effect may occur twice.
    NonIdempotent,
}

impl<'a> Operation<'a> {
    /// An operation with a document of the caller.
    pub(crate) fn custom(query: &'a str) -> Self {
        Self {
            name: None,
            query,
            idempotency: if may_mutate(query) {
                Idempotency::NonIdempotent
            } else {
                Idempotency::Idempotent
            },
            identifies_customer: false,
            permissions: &[],
        }
    }

    /// The operation without an external ID: nothing tells whether it took effect.
    pub(crate) const fn without_key(self) -> Self {
        Self {
            idempotency: Idempotency::NonIdempotent,
            ..self
        }
    }

    /// The operation whose input has the identifier of a customer.
    pub(crate) const fn identifying_customer(self) -> Self {
        Self {
            identifies_customer: true,
            ..self
        }
    }

    /// Whether the document may contain a mutation.
    pub(crate) fn may_mutate(&self) -> bool {
        may_mutate(self.query)
    }

    /// Name of the first operation in the document, if it has one.
    pub(crate) fn document_name(&self) -> Option<&'a str> {
        document::operation_name(self.query)
    }
}

/// Whether a document may contain a mutation. A false positive, such as the word in a comment, only
/// costs retries.
fn may_mutate(query: &str) -> bool {
    query.contains("mutation")
}

//! The JSON around what is asked and what is answered.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Operation;

/// The body of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Request<'a, V> {
    query: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation_name: Option<&'a str>,
    variables: V,
}

impl<'a, V: Serialize> Request<'a, V> {
    pub(crate) fn new(operation: &Operation<'a>, variables: V) -> Self {
        Self {
            query: operation.query,
            operation_name: operation.name,
            variables,
        }
    }
}

/// The variables of a mutation of Plain's: there is always one, `input`.
#[derive(Serialize)]
pub(crate) struct Input<'a, I> {
    pub(crate) input: &'a I,
}

/// The body of an answer.
#[derive(Deserialize)]
pub(crate) struct Response<'a> {
    /// Unread: what is to be read of it depends on the operation.
    #[serde(default, borrow)]
    data: Option<&'a RawValue>,
    /// Absent, null or empty if there are none.
    #[serde(default)]
    errors: Option<Vec<GraphqlError>>,
}

impl<'a> Response<'a> {
    pub(crate) fn into_parts(self) -> (Option<&'a RawValue>, Vec<GraphqlError>) {
        (self.data, self.errors.unwrap_or_default())
    }
}

/// An error of GraphQL's own: the request, or a part of it, was not carried out.
#[derive(Deserialize)]
pub(crate) struct GraphqlError {
    #[serde(default)]
    pub(crate) message: String,
    #[serde(default)]
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
struct Extensions {
    #[serde(default)]
    code: Option<String>,
}

impl GraphqlError {
    /// Plain's code, such as `UNAUTHENTICATED`.
    pub(crate) fn code(&self) -> Option<&str> {
        self.extensions.as_ref()?.code.as_deref()
    }
}

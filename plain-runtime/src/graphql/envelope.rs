//! JSON envelope of requests and responses.

use serde::{Deserialize, Serialize};

use super::Operation;

/// Initial capacity for a request besides its document, enough for a typical event.
const VARIABLES_CAPACITY: usize = 512;

/// Encodes the body of a request.
///
/// # Errors
///
/// If the variables cannot be serialised as JSON.
pub(crate) fn encode_request(
    operation: &Operation<'_>,
    variables: &impl Serialize,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut body = Vec::with_capacity(operation.query.len() + VARIABLES_CAPACITY);
    body.extend_from_slice(br#"{"query":"#);
    match operation.name {
        // Our own documents contain nothing that JSON escapes (a test checks this), so they are
        // copied, which is faster: they are the largest part of a request.
        Some(name) => {
            for part in ["\"", operation.query, r#"","operationName":""#, name, "\""] {
                body.extend_from_slice(part.as_bytes());
            }
        }
        None => serde_json::to_writer(&mut body, operation.query)?,
    }
    body.extend_from_slice(br#","variables":"#);
    serde_json::to_writer(&mut body, variables)?;
    body.push(b'}');
    Ok(body)
}

/// Variables of Plain's mutations, which all have a single variable, `input`.
#[derive(Serialize)]
pub(crate) struct Input<'a, I> {
    pub(crate) input: &'a I,
}

/// Body of a response.
#[derive(Deserialize)]
pub(crate) struct GraphqlResponse<D> {
    data: Option<D>,
    /// Absent, null or empty if there are no errors.
    errors: Option<Vec<GraphqlError>>,
}

impl<D> GraphqlResponse<D> {
    pub(crate) fn into_parts(self) -> (Option<D>, Vec<GraphqlError>) {
        (self.data, self.errors.unwrap_or_default())
    }
}

/// GraphQL error: the server did not execute the request or a part of it.
#[derive(Deserialize)]
pub(crate) struct GraphqlError {
    #[serde(default)]
    pub(crate) message: String,
    /// Any value, so that a malformed path does not hide the error.
    #[serde(default)]
    path: serde_json::Value,
    #[serde(default)]
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
struct Extensions {
    #[serde(default)]
    code: Option<String>,
}

impl GraphqlError {
    /// Error code, such as `UNAUTHENTICATED`.
    pub(crate) fn code(&self) -> Option<&str> {
        self.extensions.as_ref()?.code.as_deref()
    }

    /// Length of the path to the field that failed: 0 if the request failed as a whole, 1 for a
    /// field of `Query` or `Mutation`, more for a field below one.
    pub(crate) fn depth(&self) -> usize {
        self.path.as_array().map_or(0, Vec::len)
    }
}

//! The JSON around what is asked and what is answered.

use serde::{Deserialize, Serialize};

use super::Operation;

/// Room for the variables of a request: more than most events take.
const ROOM: usize = 384;

/// The body of a request.
///
/// # Errors
///
/// If the variables are not JSON.
pub(crate) fn request(
    operation: &Operation<'_>,
    variables: &impl Serialize,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut body = Vec::with_capacity(operation.query.len() + ROOM);
    body.extend_from_slice(br#"{"query":"#);
    match operation.name {
        // A document of ours has nothing that JSON would escape, as a test makes sure, and is most
        // of what is sent.
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

/// The variables of a mutation of Plain's: there is always one, `input`.
#[derive(Serialize)]
pub(crate) struct Input<'a, I> {
    pub(crate) input: &'a I,
}

/// The body of an answer.
#[derive(Deserialize)]
pub(crate) struct Response<D> {
    data: Option<D>,
    /// Absent, null or empty if there are none.
    errors: Option<Vec<GraphqlError>>,
}

impl<D> Response<D> {
    pub(crate) fn into_parts(self) -> (Option<D>, Vec<GraphqlError>) {
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

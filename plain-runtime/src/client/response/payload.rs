//! Decodes the body of a response, and says why its data is not a result.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _, IgnoredAny};

use crate::error::MutationError;
use crate::graphql::{GraphqlError, GraphqlResponse};

/// A decoded body.
pub(in crate::client) struct Decoded<T> {
    /// Result of the operation; `None` if the response has no data.
    pub(in crate::client) result: Option<Result<T, PayloadError>>,
    pub(in crate::client) errors: Vec<GraphqlError>,
}

/// Why the data of a response is not a result.
#[derive(Debug)]
pub(in crate::client) enum PayloadError {
    /// Plain rejected the mutation.
    Rejected(MutationError),
    /// The field of the operation is absent or null.
    Absent(String),
    /// The data does not have the shape of the operation.
    Malformed(String),
}

/// Decodes the body of a response.
pub(in crate::client) type DecodeFn<T> = fn(&[u8]) -> Result<Decoded<T>, serde_json::Error>;

/// Decodes the body of a response whose data is a `D`, in a single pass if it is well-formed.
///
/// # Errors
///
/// If the body is not the response of a GraphQL server.
pub(in crate::client) fn decode<D: OperationData>(
    body: &[u8],
) -> Result<Decoded<D::Output>, serde_json::Error> {
    // Validates UTF-8 once for the whole body instead of once per string.
    let body = str::from_utf8(body).map_err(serde_json::Error::custom)?;
    let malformed = match serde_json::from_str::<GraphqlResponse<D>>(body) {
        Ok(response) => {
            let (data, errors) = response.into_parts();
            let result = data.map(OperationData::into_result);
            return Ok(Decoded { result, errors });
        }
        Err(error) => error,
    };
    // If only the data is malformed, the errors beside it explain why.
    let (data, errors) = serde_json::from_str::<GraphqlResponse<IgnoredAny>>(body)?.into_parts();
    let result = data.map(|_| Err(PayloadError::Malformed(malformed.to_string())));
    Ok(Decoded { result, errors })
}

/// Data of an operation's response.
pub(in crate::client) trait OperationData: DeserializeOwned {
    /// The part that the caller receives.
    type Output;

    fn into_result(self) -> Result<Self::Output, PayloadError>;
}

/// Data of [`Client::graphql`](crate::Client::graphql), as the caller's type.
#[derive(Deserialize)]
#[serde(transparent)]
pub(in crate::client) struct RawData<T>(T);

impl<T: DeserializeOwned> OperationData for RawData<T> {
    type Output = T;

    fn into_result(self) -> Result<T, PayloadError> {
        Ok(self.0)
    }
}

/// Value of the operation's field.
pub(super) fn root<T>(value: Option<T>, name: &str) -> Result<T, PayloadError> {
    value.ok_or_else(|| PayloadError::Absent(format!("missing `{name}`")))
}

/// The created or changed object, unless Plain rejected the mutation.
pub(super) fn object<T>(
    object: Option<T>,
    error: Option<MutationError>,
    name: &str,
) -> Result<T, PayloadError> {
    match (object, error) {
        (Some(object), None) => Ok(object),
        (None, Some(error)) => Err(PayloadError::Rejected(error)),
        (Some(_), Some(error)) => {
            let message = format!("both `{name}` and an error: {error}");
            Err(PayloadError::Malformed(message))
        }
        (None, None) => present(None, name),
    }
}

/// Value of a field that must be present and not null.
pub(super) fn present<T>(value: Option<T>, name: &str) -> Result<T, PayloadError> {
    value.ok_or_else(|| PayloadError::Malformed(format!("missing `{name}`")))
}

/// Fails if Plain rejected the mutation.
pub(super) fn accepted(error: Option<MutationError>) -> Result<(), PayloadError> {
    error.map_or(Ok(()), |error| Err(PayloadError::Rejected(error)))
}

//! Data of the responses, by operation.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _, IgnoredAny};

use crate::error::MutationError;
use crate::graphql::{GraphqlError, GraphqlResponse};
use crate::response::{
    CreatedCustomerEvent, CreatedThreadEvent, Customer, UpsertResult, UpsertedCustomer,
};

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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::client) struct CreateCustomerEventData {
    create_customer_event: Option<CreateCustomerEventOutput>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateCustomerEventOutput {
    customer_event: Option<CreatedCustomerEvent>,
    error: Option<MutationError>,
}

impl OperationData for CreateCustomerEventData {
    type Output = CreatedCustomerEvent;

    fn into_result(self) -> Result<CreatedCustomerEvent, PayloadError> {
        let output = root(self.create_customer_event, "createCustomerEvent")?;
        created(output.customer_event, output.error, "customerEvent")
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::client) struct CreateThreadEventData {
    create_thread_event: Option<CreateThreadEventOutput>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateThreadEventOutput {
    thread_event: Option<CreatedThreadEvent>,
    error: Option<MutationError>,
}

impl OperationData for CreateThreadEventData {
    type Output = CreatedThreadEvent;

    fn into_result(self) -> Result<CreatedThreadEvent, PayloadError> {
        let output = root(self.create_thread_event, "createThreadEvent")?;
        created(output.thread_event, output.error, "threadEvent")
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::client) struct UpsertCustomerData {
    upsert_customer: Option<UpsertCustomerOutput>,
}

#[derive(Deserialize)]
struct UpsertCustomerOutput {
    result: Option<UpsertResult>,
    customer: Option<Customer>,
    error: Option<MutationError>,
}

impl OperationData for UpsertCustomerData {
    type Output = UpsertedCustomer;

    fn into_result(self) -> Result<UpsertedCustomer, PayloadError> {
        let output = root(self.upsert_customer, "upsertCustomer")?;
        accepted(output.error)?;
        Ok(UpsertedCustomer {
            result: present(output.result, "result")?,
            customer: present(output.customer, "customer")?,
        })
    }
}

/// Declares the data of a query for one customer, which is null if no customer matches.
macro_rules! customer_query {
    ($data:ident, $query:ident) => {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(in crate::client) struct $data {
            // Makes an absent field an error, not null.
            #[serde(deserialize_with = "Option::deserialize")]
            $query: Option<Customer>,
        }

        impl OperationData for $data {
            type Output = Option<Customer>;

            fn into_result(self) -> Result<Option<Customer>, PayloadError> {
                Ok(self.$query)
            }
        }
    };
}

customer_query!(CustomerData, customer);
customer_query!(CustomerByEmailData, customer_by_email);
customer_query!(CustomerByExternalIdData, customer_by_external_id);

/// Value of the operation's field.
fn root<T>(value: Option<T>, name: &str) -> Result<T, PayloadError> {
    value.ok_or_else(|| PayloadError::Absent(format!("missing `{name}`")))
}

/// The created event, unless Plain rejected it.
fn created<T>(
    event: Option<T>,
    error: Option<MutationError>,
    name: &str,
) -> Result<T, PayloadError> {
    match (event, error) {
        (Some(event), None) => Ok(event),
        (None, Some(error)) => Err(PayloadError::Rejected(error)),
        (Some(_), Some(error)) => {
            let message = format!("both `{name}` and an error: {error}");
            Err(PayloadError::Malformed(message))
        }
        (None, None) => present(None, name),
    }
}

/// Value of a field that must be present and not null.
fn present<T>(value: Option<T>, name: &str) -> Result<T, PayloadError> {
    value.ok_or_else(|| PayloadError::Malformed(format!("missing `{name}`")))
}

/// Fails if Plain rejected the mutation.
fn accepted(error: Option<MutationError>) -> Result<(), PayloadError> {
    error.map_or(Ok(()), |error| Err(PayloadError::Rejected(error)))
}

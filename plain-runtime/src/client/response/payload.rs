//! What the data of an answer holds, by operation.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _, IgnoredAny};

use crate::error::MutationError;
use crate::graphql::{GraphqlError, Response};
use crate::response::{
    CreatedCustomerEvent, CreatedThreadEvent, Customer, UpsertResult, UpsertedCustomer,
};

/// What an answer says.
pub(in crate::client) struct Contents<T> {
    /// What came of the operation, if there is data at all.
    pub(in crate::client) result: Option<Result<T, NoResult>>,
    pub(in crate::client) errors: Vec<GraphqlError>,
}

/// Why data holds no result.
#[derive(Debug)]
pub(in crate::client) enum NoResult {
    /// The mutation was refused.
    Refused(MutationError),
    /// It is not what the operation answers.
    Unreadable(String),
}

/// Reads the body of an answer.
pub(in crate::client) type Read<T> = fn(&[u8]) -> Result<Contents<T>, serde_json::Error>;

/// Reads the body of an answer that has such data, in one go.
///
/// # Errors
///
/// If it is no answer of a GraphQL server.
pub(in crate::client) fn read<D: Data>(
    body: &[u8],
) -> Result<Contents<D::Result>, serde_json::Error> {
    // Looked at once as a whole, and not once more for each text in it.
    let body = str::from_utf8(body).map_err(serde_json::Error::custom)?;
    let unreadable = match serde_json::from_str::<Response<D>>(body) {
        Ok(response) => {
            let (data, errors) = response.into_parts();
            let result = data.map(Data::into_result);
            return Ok(Contents { result, errors });
        }
        Err(error) => error,
    };
    // Its data may be what is wrong: then its errors say why.
    let (data, errors) = serde_json::from_str::<Response<IgnoredAny>>(body)?.into_parts();
    let result = data.map(|_| Err(NoResult::Unreadable(unreadable.to_string())));
    Ok(Contents { result, errors })
}

/// The data of an operation's answer.
pub(in crate::client) trait Data: DeserializeOwned {
    /// What the caller is given of it.
    type Result;

    fn into_result(self) -> Result<Self::Result, NoResult>;
}

/// Data as the caller of `graphql` wants it.
#[derive(Deserialize)]
#[serde(transparent)]
pub(in crate::client) struct Whole<T>(T);

impl<T: DeserializeOwned> Data for Whole<T> {
    type Result = T;

    fn into_result(self) -> Result<T, NoResult> {
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

impl Data for CreateCustomerEventData {
    type Result = CreatedCustomerEvent;

    fn into_result(self) -> Result<CreatedCustomerEvent, NoResult> {
        let output = present(self.create_customer_event, "createCustomerEvent")?;
        accepted(output.error)?;
        present(output.customer_event, "customerEvent")
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

impl Data for CreateThreadEventData {
    type Result = CreatedThreadEvent;

    fn into_result(self) -> Result<CreatedThreadEvent, NoResult> {
        let output = present(self.create_thread_event, "createThreadEvent")?;
        accepted(output.error)?;
        present(output.thread_event, "threadEvent")
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

impl Data for UpsertCustomerData {
    type Result = UpsertedCustomer;

    fn into_result(self) -> Result<UpsertedCustomer, NoResult> {
        let output = present(self.upsert_customer, "upsertCustomer")?;
        accepted(output.error)?;
        Ok(UpsertedCustomer {
            result: present(output.result, "result")?,
            customer: present(output.customer, "customer")?,
        })
    }
}

/// Declares the data of a query for one customer: null if there is none.
macro_rules! customer_query {
    ($data:ident, $query:ident) => {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(in crate::client) struct $data {
            // Without this, no such field would be as good as null.
            #[serde(deserialize_with = "Option::deserialize")]
            $query: Option<Customer>,
        }

        impl Data for $data {
            type Result = Option<Customer>;

            fn into_result(self) -> Result<Option<Customer>, NoResult> {
                Ok(self.$query)
            }
        }
    };
}

customer_query!(CustomerData, customer);
customer_query!(CustomerByEmailData, customer_by_email);
customer_query!(CustomerByExternalIdData, customer_by_external_id);

/// A field that is there and not null.
fn present<T>(value: Option<T>, name: &str) -> Result<T, NoResult> {
    value.ok_or_else(|| NoResult::Unreadable(format!("it has no `{name}`")))
}

/// A mutation that was not refused.
fn accepted(error: Option<MutationError>) -> Result<(), NoResult> {
    error.map_or(Ok(()), |error| Err(NoResult::Refused(error)))
}

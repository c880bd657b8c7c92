//! The operations, and the envelope that requests and answers come in.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::MutationError;

/// A mutation that creates an event: one of Plain's, by name.
pub(crate) struct Operation {
    /// The name of the mutation, of the operation and of the answer's field.
    pub(crate) name: &'static str,
    /// The document.
    pub(crate) query: &'static str,
    /// The field of the payload that holds what was created.
    pub(crate) payload: &'static str,
}

/// The fields that both events have, and the fragments they need. `__typename` is read only where
/// the type cannot be known.
macro_rules! operation {
    ($name:literal, $input:literal, $payload:literal, $own_fields:literal) => {
        Operation {
            name: $name,
            payload: $payload,
            query: concat!(
                "mutation ", $name, "($input:", $input, "!){", $name, "(input:$input){",
                $payload, "{id customerId", $own_fields, " title",
                " createdAt{...D}createdBy{...A}updatedAt{...D}updatedBy{...A}}",
                "error{message type code fields{field message type}}}}",
                "fragment D on DateTime{iso8601 unixTimestamp}",
                "fragment A on Actor{__typename ...on UserActor{userId}...on CustomerActor{customerId}",
                "...on DeletedCustomerActor{customerId}...on SystemActor{systemId}",
                "...on MachineUserActor{machineUserId}}",
            ),
        }
    };
}

pub(crate) const CREATE_CUSTOMER_EVENT: Operation = operation!(
    "createCustomerEvent",
    "CreateCustomerEventInput",
    "customerEvent",
    ""
);

pub(crate) const CREATE_THREAD_EVENT: Operation = operation!(
    "createThreadEvent",
    "CreateThreadEventInput",
    "threadEvent",
    " threadId"
);

/// The body of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Request<'a, V> {
    query: &'a str,
    operation_name: &'a str,
    variables: V,
}

/// The variables of a mutation of Plain's: there is always one, `input`.
#[derive(Serialize)]
pub(crate) struct Input<'a, I> {
    input: &'a I,
}

impl<'a, I: Serialize> Request<'a, Input<'a, I>> {
    pub(crate) fn new(operation: &'a Operation, input: &'a I) -> Self {
        Self {
            query: operation.query,
            operation_name: operation.name,
            variables: Input { input },
        }
    }
}

/// The body of an answer.
#[derive(Deserialize)]
pub(crate) struct Response {
    #[serde(default)]
    pub(crate) data: Option<Value>,
    #[serde(default)]
    pub(crate) errors: Vec<GraphqlError>,
}

/// An error of GraphQL's own: the request was not carried out.
#[derive(Deserialize)]
pub(crate) struct GraphqlError {
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

/// What a mutation answers: what it made, or why not.
pub(crate) struct Payload {
    pub(crate) created: Option<Value>,
    pub(crate) error: Option<MutationError>,
}

impl Response {
    /// Takes the payload of an operation out of the answer.
    pub(crate) fn payload(
        self,
        operation: &Operation,
    ) -> Result<Option<Payload>, serde_json::Error> {
        let Some(mut payload) = self.data.map(|mut data| data[operation.name].take()) else {
            return Ok(None);
        };
        if payload.is_null() {
            return Ok(None);
        }
        let created = payload.get_mut(operation.payload).map(Value::take);
        let error = payload.get_mut("error").map(Value::take);
        Ok(Some(Payload {
            created: created.filter(|created| !created.is_null()),
            error: match error {
                Some(error) => serde_json::from_value(error)?,
                None => None,
            },
        }))
    }
}

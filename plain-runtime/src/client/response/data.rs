//! Data of the operations: payloads of the mutations, and objects of the queries.

use serde::Deserialize;

use super::payload::{OperationData, PayloadError, accepted, object, present, root};
use crate::error::MutationError;
use crate::response::{
    CreatedCustomerEvent, CreatedThreadEvent, Customer, ExistingThread, ExistingThreadField, Label,
    Note, Tenant, UpsertResult, UpsertedCustomer, UpsertedTenant, UpsertedThreadField,
};

/// Payload of a mutation.
pub(in crate::client) trait Payload {
    /// The part that the caller receives.
    type Output;

    fn into_result(self) -> Result<Self::Output, PayloadError>;
}

/// Declares the data of mutations, each with the name of its field and its payload.
macro_rules! mutation_data {
    ($($data:ident = $field:literal: $payload:ty;)*) => {$(
        #[derive(Deserialize)]
        pub(in crate::client) struct $data {
            #[serde(rename = $field)]
            payload: Option<$payload>,
        }

        impl OperationData for $data {
            type Output = <$payload as Payload>::Output;

            fn into_result(self) -> Result<Self::Output, PayloadError> {
                root(self.payload, $field)?.into_result()
            }
        }
    )*};
}

mutation_data! {
    CreateCustomerEventData = "createCustomerEvent": CustomerEventPayload;
    CreateThreadEventData = "createThreadEvent": ThreadEventPayload;
    UpsertCustomerData = "upsertCustomer": UpsertCustomerPayload;
    AddCustomerToTenantsData = "addCustomerToTenants": CustomerPayload;
    SetCustomerTenantsData = "setCustomerTenants": CustomerPayload;
    UpsertTenantData = "upsertTenant": UpsertTenantPayload;
    CreateThreadData = "createThread": ThreadPayload;
    MarkThreadAsDoneData = "markThreadAsDone": ThreadPayload;
    MarkThreadAsTodoData = "markThreadAsTodo": ThreadPayload;
    ChangeThreadPriorityData = "changeThreadPriority": ThreadPayload;
    AssignThreadData = "assignThread": ThreadPayload;
    AddLabelsData = "addLabels": LabelsPayload;
    UpsertThreadFieldData = "upsertThreadField": UpsertThreadFieldPayload;
    ReplyToThreadData = "replyToThread": EmptyPayload;
    CreateNoteData = "createNote": NotePayload;
}

/// Declares payloads with one object, which is present unless Plain rejected the mutation.
macro_rules! object_payload {
    ($($payload:ident = $field:literal: $object:ty;)*) => {$(
        #[derive(Deserialize)]
        pub(in crate::client) struct $payload {
            #[serde(rename = $field)]
            object: Option<$object>,
            error: Option<MutationError>,
        }

        impl Payload for $payload {
            type Output = $object;

            fn into_result(self) -> Result<$object, PayloadError> {
                object(self.object, self.error, $field)
            }
        }
    )*};
}

object_payload! {
    CustomerEventPayload = "customerEvent": CreatedCustomerEvent;
    ThreadEventPayload = "threadEvent": CreatedThreadEvent;
    CustomerPayload = "customer": Customer;
    ThreadPayload = "thread": ExistingThread;
    NotePayload = "note": Note;
}

/// Declares payloads with an object and the effect of the upsert on it.
macro_rules! upsert_payload {
    ($($payload:ident = $field:literal: $upserted:ident { $object:ident: $type:ty };)*) => {$(
        #[derive(Deserialize)]
        pub(in crate::client) struct $payload {
            result: Option<UpsertResult>,
            #[serde(rename = $field)]
            object: Option<$type>,
            error: Option<MutationError>,
        }

        impl Payload for $payload {
            type Output = $upserted;

            fn into_result(self) -> Result<$upserted, PayloadError> {
                accepted(self.error)?;
                Ok($upserted {
                    result: present(self.result, "result")?,
                    $object: present(self.object, $field)?,
                })
            }
        }
    )*};
}

upsert_payload! {
    UpsertCustomerPayload = "customer": UpsertedCustomer { customer: Customer };
    UpsertTenantPayload = "tenant": UpsertedTenant { tenant: Tenant };
    UpsertThreadFieldPayload = "threadField": UpsertedThreadField { thread_field: ExistingThreadField };
}

/// Payload with a list, which is empty after an error.
#[derive(Deserialize)]
pub(in crate::client) struct LabelsPayload {
    labels: Option<Vec<Label>>,
    error: Option<MutationError>,
}

impl Payload for LabelsPayload {
    type Output = Vec<Label>;

    fn into_result(self) -> Result<Vec<Label>, PayloadError> {
        accepted(self.error)?;
        present(self.labels, "labels")
    }
}

/// Payload without an object.
#[derive(Deserialize)]
pub(in crate::client) struct EmptyPayload {
    error: Option<MutationError>,
}

impl Payload for EmptyPayload {
    type Output = ();

    fn into_result(self) -> Result<(), PayloadError> {
        accepted(self.error)
    }
}

/// Declares the data of a query for one object, which is null if there is no such object.
macro_rules! query_data {
    ($($data:ident = $field:literal: $object:ty;)*) => {$(
        #[derive(Deserialize)]
        pub(in crate::client) struct $data {
            // Makes an absent field an error, not null.
            #[serde(rename = $field, deserialize_with = "Option::deserialize")]
            object: Option<$object>,
        }

        impl OperationData for $data {
            type Output = Option<$object>;

            fn into_result(self) -> Result<Option<$object>, PayloadError> {
                Ok(self.object)
            }
        }
    )*};
}

query_data! {
    CustomerData = "customer": Customer;
    CustomerByEmailData = "customerByEmail": Customer;
    CustomerByExternalIdData = "customerByExternalId": Customer;
    ThreadData = "thread": ExistingThread;
    ThreadByExternalIdData = "threadByExternalId": ExistingThread;
}

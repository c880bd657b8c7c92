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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{
        AddLabelsData, CreateThreadData, OperationData, ReplyToThreadData, ThreadData,
        UpsertTenantData, UpsertThreadFieldData,
    };
    use crate::client::response::payload::{self, PayloadError};
    use crate::{Actor, ThreadAssignee, ThreadFieldType, ThreadStatus, UpsertResult};

    fn decode<D: OperationData>(data: &Value) -> Result<D::Output, PayloadError> {
        let body = json!({ "data": data }).to_string();
        payload::decode::<D>(body.as_bytes())
            .unwrap()
            .result
            .unwrap()
    }

    fn time() -> Value {
        json!({ "iso8601": "2026-11-26T03:00:00.000Z", "unixTimestamp": "1795662000" })
    }

    /// A thread in which every value that may be of an unknown kind is of one.
    fn thread_of_later_kinds() -> Value {
        let later = json!({ "__typename": "LaterActor", "laterId": "l_1" });
        json!({
            "id": "th_1", "ref": "T-1", "externalId": null, "customer": { "id": "c_1" },
            "title": "a", "description": null, "priority": 7, "status": "ARCHIVED_LATER",
            "assignedTo": { "__typename": "Robot", "id": "r_1", "model": 9 },
            "labels": [], "tenant": null, "threadFields": [{
                "id": "tf_1", "key": "k", "type": "LATER", "stringValue": null,
                "booleanValue": null, "numberValue": null, "dateValue": null,
            }],
            "createdAt": time(), "createdBy": later, "updatedAt": time(), "updatedBy": later,
        })
    }

    #[test]
    fn unknown_kinds_are_kept_verbatim() {
        let data = json!({ "createThread": { "thread": thread_of_later_kinds(), "error": null } });
        let thread = decode::<CreateThreadData>(&data).unwrap();
        assert_eq!(
            thread.status,
            ThreadStatus::Unknown("ARCHIVED_LATER".to_owned())
        );
        assert_eq!(thread.priority, 7);
        let Some(ThreadAssignee::Unknown(robot)) = &thread.assigned_to else {
            panic!("{:?}", thread.assigned_to);
        };
        assert_eq!(robot["model"], 9);
        let kind = &thread.thread_fields[0].r#type;
        assert_eq!(*kind, ThreadFieldType::Unknown("LATER".to_owned()));
        assert!(matches!(thread.created_by, Actor::Unknown(_)));
        // Unknown kinds are written as they were read.
        let written = serde_json::to_value(&thread).unwrap();
        assert_eq!(written["assignedTo"], thread_of_later_kinds()["assignedTo"]);
        assert_eq!(written["status"], "ARCHIVED_LATER");

        let data = json!({ "thread": thread_of_later_kinds() });
        assert_eq!(decode::<ThreadData>(&data).unwrap(), Some(thread));
    }

    #[test]
    fn known_member_with_a_missing_field_is_kept_verbatim() {
        let mut thread = thread_of_later_kinds();
        thread["assignedTo"] = json!({ "__typename": "User", "id": "u_1" });
        let data = json!({ "thread": thread });
        let thread = decode::<ThreadData>(&data).unwrap().unwrap();
        assert!(matches!(
            thread.assigned_to,
            Some(ThreadAssignee::Unknown(_))
        ));
    }

    #[test]
    fn unknown_result_of_an_upsert_is_kept() {
        let tenant = json!({ "id": "te_1", "name": "a", "externalId": "acme", "url": null });
        let data =
            json!({ "upsertTenant": { "result": "MERGED", "tenant": tenant, "error": null } });
        let upserted = decode::<UpsertTenantData>(&data).unwrap();
        assert_eq!(upserted.result, UpsertResult::Unknown("MERGED".to_owned()));

        let field = thread_of_later_kinds()["threadFields"][0].clone();
        let payload = json!({ "result": "MERGED", "threadField": field, "error": null });
        let data = json!({ "upsertThreadField": payload });
        let upserted = decode::<UpsertThreadFieldData>(&data).unwrap();
        assert_eq!(upserted.result, UpsertResult::Unknown("MERGED".to_owned()));
    }

    #[test]
    fn payload_without_its_object_is_no_result() {
        let nothing = json!({ "error": null });
        let error = json!({ "message": "No", "type": "LATER", "code": "later", "fields": [] });
        for (payload, is_rejection) in [(nothing, false), (json!({ "error": error }), true)] {
            let create = decode::<CreateThreadData>(&json!({ "createThread": payload }));
            let labels = decode::<AddLabelsData>(&json!({ "addLabels": payload }));
            let tenant = decode::<UpsertTenantData>(&json!({ "upsertTenant": payload }));
            for error in [
                create.unwrap_err(),
                labels.unwrap_err(),
                tenant.unwrap_err(),
            ] {
                assert_eq!(
                    matches!(error, PayloadError::Rejected(_)),
                    is_rejection,
                    "{error:?}"
                );
            }
            let reply = decode::<ReplyToThreadData>(&json!({ "replyToThread": payload }));
            assert_eq!(reply.is_err(), is_rejection);
        }
        // The field is absent, not null.
        assert!(matches!(
            decode::<ThreadData>(&json!({})),
            Err(PayloadError::Malformed(_))
        ));
        assert_eq!(
            decode::<ThreadData>(&json!({ "thread": null })).unwrap(),
            None
        );
    }
}

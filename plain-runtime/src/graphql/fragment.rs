//! Parts of the documents of the client's operations.

/// Fields that say when and by whom an object was created and updated.
macro_rules! audit_fields {
    () => {
        "createdAt{...D}createdBy{...A}updatedAt{...D}updatedBy{...A}"
    };
}
pub(super) use audit_fields;

/// Fragments that `audit_fields` uses. `__typename` is requested only where the type is unknown.
macro_rules! audit_fragments {
    () => {
        concat!(
            "fragment D on DateTime{iso8601 unixTimestamp}",
            "fragment A on Actor{__typename ...on UserActor{userId}...on CustomerActor{customerId}",
            "...on DeletedCustomerActor{customerId}...on SystemActor{systemId}",
            "...on MachineUserActor{machineUserId}}",
        )
    };
}
pub(super) use audit_fragments;

/// A mutation with one argument, `input`. The selection of its payload is followed by that of its error.
macro_rules! mutation {
    ($name:literal($input:literal), $idempotency:ident, [$($selection:expr),*], $fragments:expr) => {
        $crate::graphql::Operation {
            name: Some($name),
            idempotency: $crate::graphql::Idempotency::$idempotency,
            identifies_customer: false,
            permissions: ::plain_schema::Permission::needed_for($name),
            query: concat!(
                "mutation ",
                $name,
                "($input:",
                $input,
                "!){",
                $name,
                "(input:$input){",
                $($selection,)*
                "error{message type code fields{field message type}}}}",
                $fragments,
            ),
        }
    };
}
pub(super) use mutation;

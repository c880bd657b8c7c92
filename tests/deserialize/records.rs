//! Random customers, tenants, replies and notes, valid or not.

use plain_runtime::{
    CreateNoteInput, EmailAddressInput, OptionalStringInput, ReplyToThreadInput, StringInput,
    UpsertCustomerInput, UpsertCustomerOnCreateInput, UpsertCustomerOnUpdateInput,
    UpsertTenantInput,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use crate::events::{customer, string};
use crate::threads::tenant;

fn email() -> impl Strategy<Value = EmailAddressInput> {
    (string(), any::<bool>())
        .prop_map(|(email, is_verified)| EmailAddressInput { email, is_verified })
}

fn optional_string() -> impl Strategy<Value = Option<OptionalStringInput>> {
    of(of(string()).prop_map(|value| OptionalStringInput { value }))
}

/// Any input that creates or updates a customer.
pub(crate) fn upsert_customer() -> impl Strategy<Value = UpsertCustomerInput> {
    let on_create = (of(string()), string(), of(string()), email()).prop_map(
        |(external_id, full_name, short_name, email)| UpsertCustomerOnCreateInput {
            external_id,
            full_name,
            short_name,
            email,
        },
    );
    let full_name = of(string().prop_map(StringInput::from));
    let on_update = (optional_string(), full_name, optional_string(), of(email())).prop_map(
        |(external_id, full_name, short_name, email)| UpsertCustomerOnUpdateInput {
            external_id,
            full_name,
            short_name,
            email,
        },
    );
    (customer(), on_create, on_update).prop_map(|(identifier, on_create, on_update)| {
        UpsertCustomerInput {
            identifier,
            on_create,
            on_update,
        }
    })
}

/// Any input that creates or updates a tenant.
pub(crate) fn upsert_tenant() -> impl Strategy<Value = UpsertTenantInput> {
    (tenant(), string(), string(), optional_string()).prop_map(
        |(identifier, name, external_id, url)| UpsertTenantInput {
            identifier,
            name,
            external_id,
            url,
        },
    )
}

/// Any reply.
pub(crate) fn reply() -> impl Strategy<Value = ReplyToThreadInput> {
    (string(), string(), of(string()), vec(string(), 0..3)).prop_map(
        |(thread_id, text_content, markdown_content, attachment_ids)| ReplyToThreadInput {
            thread_id,
            text_content,
            markdown_content,
            attachment_ids,
        },
    )
}

/// Any note.
pub(crate) fn note() -> impl Strategy<Value = CreateNoteInput> {
    let content = (string(), of(string()), vec(string(), 0..3));
    (string(), of(string()), content).prop_map(
        |(customer_id, thread_id, (text, markdown, attachment_ids))| CreateNoteInput {
            customer_id,
            thread_id,
            text,
            markdown,
            attachment_ids,
        },
    )
}

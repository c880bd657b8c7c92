//! Executes mutations by their names.

use plain_schema::EVENTS;
use serde_json::{Value, json};

use super::change_thread::{
    assign_thread, change_thread_priority, mark_thread_as_done, mark_thread_as_todo,
};
use super::create_event::create_event;
use super::create_note::create_note;
use super::create_thread;
use super::customer_tenants::{
    add_customer_to_tenants, remove_customer_from_tenants, set_customer_tenants,
};
use super::label_types::{archive_label_type, create_label_type};
use super::labels::{add_labels, remove_labels};
use super::reply_to_thread::reply_to_thread;
use super::spam::mark_customer_as_spam;
use super::thread_field::upsert_thread_field;
use super::{create_thread_field_schema, upsert_customer, upsert_tenant};
use crate::graphql::object;
use crate::response::mutation_error::MutationError;
use crate::state::State;
use crate::workspace::customer::Customer;
use crate::workspace::label::LabelType;
use crate::workspace::thread::Thread;

/// Executes a mutation and returns its output: `None` if the name is unknown.
pub(crate) fn execute(
    state: &State,
    name: &str,
    input: Value,
) -> Option<Result<Value, MutationError>> {
    if let Some(event) = EVENTS.iter().find(|event| event.mutation.name == name) {
        let created = create_event(state, event.kind, input);
        return Some(created.map(|it| json!({ event.mutation.output_field: object::event(&it) })));
    }
    let input = &input;
    of_threads(state, name, input).or_else(|| of_others(state, name, input))
}

/// The mutations of threads.
fn of_threads(state: &State, name: &str, input: &Value) -> Option<Result<Value, MutationError>> {
    let thread = |thread: Thread| json!({ "thread": object::thread(&thread) });
    Some(match name {
        "createThread" => create_thread(state, input).map(thread),
        "addLabels" => add_labels(state, input).map(|(thread, labels)| {
            let labels: Vec<Value> = labels.iter().map(object::label).collect();
            json!({ "labels": labels, "thread": object::thread(&thread) })
        }),
        "removeLabels" => remove_labels(state, input).map(thread),
        "upsertThreadField" => {
            upsert_thread_field(state, input).map(|(result, field, thread_id)| {
                let field = object::thread_field(&thread_id, &field);
                json!({ "result": result.name(), "threadField": field })
            })
        }
        "createThreadFieldSchema" => create_thread_field_schema(state, input)
            .map(|schema| json!({ "threadFieldSchema": object::thread_field_schema(&schema) })),
        "changeThreadPriority" => change_thread_priority(state, input).map(thread),
        "markThreadAsDone" => mark_thread_as_done(state, input).map(thread),
        "markThreadAsTodo" => mark_thread_as_todo(state, input).map(thread),
        "assignThread" => assign_thread(state, input).map(thread),
        "replyToThread" => reply_to_thread(state, input).map(|()| json!({})),
        "createNote" => create_note(state, input).map(|it| json!({ "note": object::note(&it) })),
        _ => return None,
    })
}

/// The mutations of customers, tenants and label types.
fn of_others(state: &State, name: &str, input: &Value) -> Option<Result<Value, MutationError>> {
    let customer = |customer: Customer| json!({ "customer": object::customer(&customer) });
    let label_type = |it: LabelType| json!({ "labelType": object::label_type(&it) });
    Some(match name {
        "upsertCustomer" => upsert_customer(state, input).map(|(result, customer)| {
            json!({ "result": result.name(), "customer": object::customer(&customer) })
        }),
        "markCustomerAsSpam" => mark_customer_as_spam(state, input, true).map(customer),
        "unmarkCustomerAsSpam" => mark_customer_as_spam(state, input, false).map(customer),
        "upsertTenant" => upsert_tenant(state, input).map(|(result, tenant)| {
            json!({ "result": result.name(), "tenant": object::tenant(&tenant) })
        }),
        "addCustomerToTenants" => add_customer_to_tenants(state, input).map(customer),
        "removeCustomerFromTenants" => remove_customer_from_tenants(state, input).map(customer),
        "setCustomerTenants" => set_customer_tenants(state, input).map(customer),
        "createLabelType" => create_label_type(state, input).map(label_type),
        "archiveLabelType" => archive_label_type(state, input).map(label_type),
        _ => return None,
    })
}

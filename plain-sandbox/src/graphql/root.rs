//! The fields of `Query` and `Mutation`.

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use plain_schema::EVENTS;

use super::arguments::argument;
use super::context::Call;
use super::mutation::{create_event, create_thread, upsert_customer};
use super::query;
use super::resolve::{owned, refused};
use crate::state::State;
use crate::workspace::customer::Customer;
use crate::workspace::thread::Thread;
use crate::workspace::user::{MachineUser, User};

pub(crate) struct Query<'a>(pub(crate) &'a State);

impl ObjectValue for Query<'_> {
    fn type_name(&self) -> &'static str {
        "Query"
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let text = |name| argument(info, name).as_str().unwrap_or_default().to_owned();
        let workspace = self.0.workspace();
        let found = match info.field_name() {
            "customer" => workspace
                .customer(&text("customerId"))
                .map(Customer::graphql),
            "customerByEmail" => workspace
                .customer_by_email(&text("email"))
                .map(Customer::graphql),
            "customerByExternalId" => workspace
                .customer_by_external_id(&text("externalId"))
                .map(Customer::graphql),
            "customers" => Some(query::customers(&workspace, info).map_err(refused)?),
            "thread" => workspace.thread(&text("threadId")).map(Thread::graphql),
            "threadByRef" => workspace.thread_by_ref(&text("ref")).map(Thread::graphql),
            "threadByExternalId" => workspace
                .thread_by_external_id(&text("customerId"), &text("externalId"))
                .map(Thread::graphql),
            "threads" => Some(query::threads(&workspace, info).map_err(refused)?),
            "timelineEntries" => {
                let customer_id = text("customerId");
                Some(query::of_customer(&workspace, &customer_id, info).map_err(refused)?)
            }
            "timelineEntry" => workspace
                .entry(&text("timelineEntryId"))
                .filter(|entry| entry.customer_id == text("customerId"))
                .map(|entry| entry.graphql(workspace.events())),
            "user" => workspace.user(&text("userId")).map(User::graphql),
            "userByEmail" => workspace.user_by_email(&text("email")).map(User::graphql),
            "machineUser" => workspace
                .machine_user(&text("machineUserId"))
                .map(MachineUser::graphql),
            _ => return Err(self.unknown_field_error(info)),
        };
        Ok(owned(found.unwrap_or_default(), self.0))
    }
}

pub(crate) struct Mutation<'a>(pub(crate) &'a Call<'a>);

impl ObjectValue for Mutation<'_> {
    fn type_name(&self) -> &'static str {
        "Mutation"
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let input = argument(info, "input");
        let name = info.field_name();
        let state = self.0.state;
        let answer = if let Some(event) = EVENTS.iter().find(|event| event.mutation == name) {
            create_event(state, event.kind, input)
        } else if name == "upsertCustomer" {
            upsert_customer(state, &input)
        } else if name == "createThread" {
            create_thread(state, &input)
        } else {
            return Err(self.unknown_field_error(info));
        };
        self.0.note(&answer);
        Ok(owned(answer, state))
    }
}

//! The fields of `Query` and `Mutation`.

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use plain_schema::EVENTS;
use serde_json::Value;

use crate::call::Call;
use crate::customer::Customer;
use crate::input::argument;
use crate::mutation::{create_event, upsert_customer};
use crate::resolve::owned;
use crate::state::State;
use crate::thread::Thread;

pub(crate) struct Query<'a>(pub(crate) &'a State);

impl ObjectValue for Query<'_> {
    fn type_name(&self) -> &'static str {
        "Query"
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let argument = |name| argument(info.arguments(), name);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let workspace = self.0.workspace();
        let found = match info.field_name() {
            "customer" => workspace
                .customer(&text(&argument("customerId")))
                .map(Customer::graphql),
            "customerByEmail" => workspace
                .customer_by_email(&text(&argument("email")))
                .map(Customer::graphql),
            "customerByExternalId" => workspace
                .customer_by_external_id(&text(&argument("externalId")))
                .map(Customer::graphql),
            "thread" => workspace
                .thread(&text(&argument("threadId")))
                .map(Thread::graphql),
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
        let input = argument(info.arguments(), "input");
        let name = info.field_name();
        let state = self.0.state;
        let answer = if let Some(event) = EVENTS.iter().find(|event| event.mutation == name) {
            create_event(state, event.kind, input)
        } else if name == "upsertCustomer" {
            upsert_customer(state, &input)
        } else {
            return Err(self.unknown_field_error(info));
        };
        self.0.note(&answer);
        Ok(owned(answer, state))
    }
}

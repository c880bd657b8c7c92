//! Resolves the fields of `Query` and `Mutation`.

use apollo_compiler::Schema;
use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use serde_json::{Value, json};

use super::arguments::argument;
use super::context::{FieldPath, RequestContext};
use super::resolve::owned;
use super::{mutation, object, query};
use crate::response::ErrorCode;
use crate::response::mutation_error::MutationError;
use crate::workspace::Workspace;

pub(crate) struct QueryRoot<'a>(pub(crate) &'a RequestContext<'a>);

impl ObjectValue for QueryRoot<'_> {
    fn type_name(&self) -> &'static str {
        "Query"
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let context = self.0;
        let path = FieldPath::new(info, None);
        if let Err(message) = context.authorize(info.field_name()) {
            let code = ErrorCode::Forbidden;
            context.reject(code.name(), &message);
            return Err(context.field_error(&path, code, message));
        }
        let Some(found) = find(&context.state.workspace(), info) else {
            return Err(self.unknown_field_error(info));
        };
        match found {
            Ok(found) => Ok(owned(found.unwrap_or_default(), context, path)),
            Err(message) => Err(context.field_error(&path, ErrorCode::BadUserInput, message)),
        }
    }
}

/// Runs a query: `None` if the field is unknown, an error if its arguments are invalid.
fn find(workspace: &Workspace, info: &ResolveInfo<'_>) -> Option<Result<Option<Value>, String>> {
    let text = |name| argument(info, name).as_str().unwrap_or_default().to_owned();
    let customers = workspace.customers();
    let threads = workspace.threads();
    let users = workspace.users();
    let label_types = workspace.label_types();
    Some(Ok(match info.field_name() {
        "customer" => customers.by_id(&text("customerId")).map(object::customer),
        "customerByEmail" => customers.by_email(&text("email")).map(object::customer),
        "customerByExternalId" => customers
            .by_external_id(&text("externalId"))
            .map(object::customer),
        "customers" => return Some(query::customers(workspace, info).map(Some)),
        "thread" => threads.by_id(&text("threadId")).map(object::thread),
        "threadByRef" => threads.by_ref(&text("ref")).map(object::thread),
        "threadByExternalId" => threads
            .by_external_id(&text("customerId"), &text("externalId"))
            .map(object::thread),
        "threads" => return Some(query::threads(workspace, info).map(Some)),
        "timelineEntries" => {
            let entries = query::entries_of_customer(workspace, &text("customerId"), info);
            return Some(entries.map(Some));
        }
        "timelineEntry" => workspace
            .timeline()
            .by_id(&text("timelineEntryId"))
            .filter(|entry| entry.customer_id == text("customerId"))
            .map(|entry| object::timeline_entry(entry, workspace)),
        "labelTypes" => return Some(query::label_types(workspace, info).map(Some)),
        "labelType" => label_types
            .by_id(&text("labelTypeId"))
            .map(object::label_type),
        "labelTypeByExternalId" => label_types
            .by_external_id(&text("externalId"))
            .map(object::label_type),
        "threadFieldSchemas" => {
            return Some(query::thread_field_schemas(workspace, info).map(Some));
        }
        "threadFieldSchema" => {
            let schemas = workspace.thread_field_schemas();
            let schema = schemas.by_id(&text("threadFieldSchemaId"));
            schema.map(object::thread_field_schema)
        }
        "tenants" => return Some(query::tenants(workspace, info).map(Some)),
        "tenant" => {
            let tenant = workspace.tenants().by_id(&text("tenantId"));
            tenant.map(object::tenant)
        }
        "user" => users.by_id(&text("userId")).map(object::user),
        "userByEmail" => users.by_email(&text("email")).map(object::user),
        "machineUser" => users
            .machine_user(&text("machineUserId"))
            .map(object::machine_user),
        _ => return None,
    }))
}

pub(crate) struct MutationRoot<'a>(pub(crate) &'a RequestContext<'a>);

impl ObjectValue for MutationRoot<'_> {
    fn type_name(&self) -> &'static str {
        "Mutation"
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let context = self.0;
        let Some(result) = self.execute(info) else {
            return Err(self.unknown_field_error(info));
        };
        let output_type = info.field_definition().ty.inner_named_type();
        let mut output = result.unwrap_or_else(|error| {
            context.reject(&error.code, &error.message);
            let mut output = empty_lists(info.schema(), output_type);
            output["error"] = object::mutation_error(&error);
            output
        });
        output["__typename"] = output_type.as_str().into();
        Ok(owned(output, context, FieldPath::new(info, None)))
    }
}

/// The lists of an output type that are not nullable, which are empty after an error.
fn empty_lists(schema: &Schema, output_type: &str) -> Value {
    let fields = schema.get_object(output_type).into_iter();
    let fields = fields.flat_map(|output| output.fields.values());
    fields
        .filter(|field| field.ty.is_non_null() && field.ty.is_list())
        .map(|field| (field.name.to_string(), json!([])))
        .collect()
}

impl MutationRoot<'_> {
    /// Executes a mutation as far as the API key and the injected error allow: `None` if the field
    /// is unknown.
    fn execute(&self, info: &ResolveInfo<'_>) -> Option<Result<Value, MutationError>> {
        let context = self.0;
        if let Err(message) = context.authorize(info.field_name()) {
            return Some(Err(MutationError::forbidden(message)));
        }
        let Some(injected) = context.injected_error else {
            return self.mutate(info);
        };
        if injected.is_after_commit
            && let Err(error) = self.mutate(info)?
        {
            context.reject(&error.code, &error.message);
        }
        Some(Err(injected.error.clone()))
    }

    fn mutate(&self, info: &ResolveInfo<'_>) -> Option<Result<Value, MutationError>> {
        let state = self.0.state;
        let field = info.field_name();
        let input = argument(info, "input");
        mutation::execute(state, field, input)
    }
}

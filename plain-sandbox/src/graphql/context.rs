//! One request that is executed: who asks, what they may, and what becomes of it.

use std::cell::RefCell;

use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use plain_schema::Permission;
use serde_json::{Value, json};

use super::resolve::owned;
use crate::access::api_key::ApiKey;
use crate::fault::InjectedError;
use crate::response::ErrorCode;
use crate::response::mutation_error::MutationError;
use crate::state::State;
use crate::state::request_log::Refusal;

pub(crate) struct Call<'a> {
    pub(crate) state: &'a State,
    pub(crate) key: &'a ApiKey,
    /// The fault that takes the place of the mutations' answers.
    pub(crate) injected: Option<InjectedError<'a>>,
    refusals: RefCell<Vec<Refusal>>,
}

impl<'a> Call<'a> {
    pub(crate) fn new(
        state: &'a State,
        key: &'a ApiKey,
        injected: Option<InjectedError<'a>>,
    ) -> Self {
        Self {
            state,
            key,
            injected,
            refusals: RefCell::default(),
        }
    }

    /// Notes the `MutationError` of a mutation's answer, if it is one.
    pub(crate) fn note(&self, output: &Value) {
        let Some(error) = output.get("error") else {
            return;
        };
        let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
        self.refuse(text("code"), text("message"));
    }

    /// Whether an error of a field is that the key may not read it.
    pub(crate) fn is_forbidden(&self, message: &str) -> bool {
        let refusals = self.refusals.borrow();
        let code = ErrorCode::Forbidden.name();
        refusals
            .iter()
            .any(|it| it.code == code && it.message == message)
    }

    /// The first refusal of a field.
    pub(crate) fn into_refusal(self) -> Option<Refusal> {
        self.refusals.into_inner().into_iter().next()
    }

    fn refuse(&self, code: String, message: String) {
        self.refusals.borrow_mut().push(Refusal { code, message });
    }

    fn refused_output(&self, info: &ResolveInfo<'_>, error: &MutationError) -> Value {
        let output = info.field_definition().ty.inner_named_type().as_str();
        let output = json!({ "__typename": output, "error": error.graphql() });
        self.note(&output);
        output
    }
}

/// `Query` or `Mutation`, as far as the key and the faults let through.
pub(crate) struct Guarded<'a> {
    pub(crate) root: &'a dyn ObjectValue,
    pub(crate) call: &'a Call<'a>,
    pub(crate) is_mutation: bool,
}

impl ObjectValue for Guarded<'_> {
    fn type_name(&self) -> &str {
        self.root.type_name()
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let call = self.call;
        let field = info.field_name();
        let lacking = call.key.lacks(Permission::needed_for(field));
        if !lacking.is_empty() {
            let message = forbidden(field, &lacking);
            if self.is_mutation {
                let output = call.refused_output(info, &MutationError::forbidden(message));
                return Ok(owned(output, call.state));
            }
            call.refuse(ErrorCode::Forbidden.name().to_owned(), message.clone());
            return Err(FieldError { message });
        }
        if let Some(injected) = call.injected
            && self.is_mutation
        {
            if injected.is_after_commit {
                self.root.resolve_field(info)?;
            }
            return Ok(owned(call.refused_output(info, injected.error), call.state));
        }
        self.root.resolve_field(info)
    }
}

fn forbidden(field: &str, lacking: &[Permission]) -> String {
    let names: Vec<String> = lacking.iter().map(Permission::to_string).collect();
    format!(
        "The API key may not do this: {field} needs the permission {}",
        names.join(" and ")
    )
}

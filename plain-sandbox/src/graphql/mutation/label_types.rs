//! The mutations `createLabelType` and `archiveLabelType`.

use plain_schema::StringRule;
use serde_json::Value;

use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::label::{LabelType, LabelTypeDetails};
use crate::workspace::new_id;

/// Creates a label type.
///
/// The error for an external id that exists is an assumption, by analogy with that of `upsertTenant`.
pub(crate) fn create_label_type(state: &State, input: &Value) -> Result<LabelType, MutationError> {
    let mut validator = InputValidator::default();
    validator.string(StringRule::NotBlank, input.get("name"), "name");
    let external_id = input.get("externalId");
    validator.string(StringRule::ExternalId, external_id, "externalId");
    validator.finish()?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let label_types = workspace.label_types();
    if let Some(id) = input["parentLabelTypeId"].as_str()
        && label_types.by_id(id).is_none()
    {
        let message = format!("Label type {id:?} does not exist");
        return Err(MutationError::not_found("parentLabelTypeId", message));
    }
    if let Some(external_id) = input["externalId"].as_str()
        && label_types.by_external_id(external_id).is_some()
    {
        let message = format!("A label type with the external id {external_id:?} already exists");
        return Err(MutationError::input_validation(vec![
            FieldError::validation("externalId", message),
        ]));
    }
    let text = |name: &str| input[name].as_str().map(str::to_owned);
    let default = LabelTypeDetails::default();
    let label_type = LabelType {
        id: new_id("lt_", now.into()),
        number: label_types.all().len() + 1,
        details: LabelTypeDetails {
            name: text("name").unwrap_or_default(),
            icon: text("icon"),
            color: text("color"),
            kind: text("type").unwrap_or(default.kind),
            description: text("description"),
            parent_id: text("parentLabelTypeId"),
            external_id: text("externalId"),
            is_excluded_from_ai: input["isExcludedFromAi"] == true,
        },
        archived_at: None,
        created_at: now,
        updated_at: now,
    };
    workspace.put_label_type(label_type.clone())?;
    Ok(label_type)
}

/// Archives a label type. One that is archived stays as it is.
pub(crate) fn archive_label_type(state: &State, input: &Value) -> Result<LabelType, MutationError> {
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let id = input["labelTypeId"].as_str().unwrap_or_default();
    let found = workspace.label_types().by_id(id).ok_or_else(|| {
        MutationError::not_found("labelTypeId", format!("Label type {id:?} does not exist"))
    })?;
    if found.archived_at.is_some() {
        return Ok(found.clone());
    }
    let label_type = LabelType {
        archived_at: Some(now),
        updated_at: now,
        ..found.clone()
    };
    workspace.put_label_type(label_type.clone())?;
    Ok(label_type)
}

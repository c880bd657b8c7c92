//! Labels and their types.

use serde_json::{Value, json};

use super::{actor, date_time};
use crate::workspace::label::{Label, LabelType};

/// The API's `Label`.
pub(crate) fn label(label: &Label) -> Value {
    let created_at = date_time(label.created_at);
    json!({
        "__typename": "Label",
        "id": label.id,
        "labelTypeId": label.type_id,
        "createdAt": created_at,
        "createdBy": actor(),
        "updatedAt": created_at,
        "updatedBy": actor(),
    })
}

/// The API's `LabelType`.
pub(crate) fn label_type(label_type: &LabelType) -> Value {
    let details = &label_type.details;
    json!({
        "__typename": "LabelType",
        "id": label_type.id,
        "name": details.name,
        "icon": details.icon,
        "color": details.color,
        "type": details.kind,
        "description": details.description,
        "parentLabelTypeId": details.parent_id,
        // Sorts like the number.
        "position": format!("{:06}", label_type.number),
        "externalId": details.external_id,
        "isArchived": label_type.archived_at.is_some(),
        "archivedAt": label_type.archived_at.map(date_time),
        "archivedBy": label_type.archived_at.map(|_| actor()),
        "isExcludedFromAi": details.is_excluded_from_ai,
        "createdAt": date_time(label_type.created_at),
        "createdBy": actor(),
        "updatedAt": date_time(label_type.updated_at),
        "updatedBy": actor(),
    })
}

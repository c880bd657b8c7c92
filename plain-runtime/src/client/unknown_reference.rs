//! Leaves out of a thread what Plain does not know.

use std::borrow::Cow;

use plain_schema::entity::THREAD;

use crate::error::{MutationError, MutationErrorType, MutationFieldErrorType};
use crate::input::CreateThreadInput;
use crate::response::UnknownReference;

/// Removes the references of a thread that a rejection calls unknown, and returns them. Changes nothing if
/// anything else is wrong: the thread would be rejected again.
///
/// Plain reports a stale label type as `fields: [{field: "labelTypeIds", type: NOT_FOUND}]`. A path with an
/// index names one element of a list; without one, every element may be unknown.
pub(super) fn leave_out_unknown(
    thread: &mut CreateThreadInput,
    rejection: &MutationError,
) -> Vec<UnknownReference> {
    let fields = rejection.fields.iter();
    let unknown: Option<Vec<FieldPath>> = fields
        .map(|field| match field.r#type {
            MutationFieldErrorType::NotFound => FieldPath::parse(&field.field),
            _ => None,
        })
        .collect();
    match unknown {
        Some(unknown) if rejection.r#type == MutationErrorType::Validation => {
            let mut left_out = Vec::new();
            for property in Reference::ALL {
                let paths = unknown.iter().filter(|path| path.reference == property);
                let indices: Vec<Option<usize>> = paths.map(|path| path.index).collect();
                if !indices.is_empty() {
                    left_out.extend(property.remove(thread, &indices));
                }
            }
            left_out
        }
        _ => Vec::new(),
    }
}

/// Property of a thread that refers to something in Plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reference {
    LabelTypes,
    ThreadFields,
    Tenant,
    Assignee,
}

impl Reference {
    const ALL: [Self; 4] = [
        Self::LabelTypes,
        Self::ThreadFields,
        Self::Tenant,
        Self::Assignee,
    ];

    /// Name of the property in the macros.
    fn name(self) -> &'static str {
        match self {
            Self::LabelTypes => "label_type_ids",
            Self::ThreadFields => "thread_fields",
            Self::Tenant => "tenant_identifier",
            Self::Assignee => "assigned_to",
        }
    }

    /// The property with a name of Plain's schema.
    fn of(graphql_name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reference| {
            THREAD
                .field(reference.name())
                .is_some_and(|property| property.graphql_name == graphql_name)
        })
    }

    /// Removes the elements with these indices, or all of them if an index is `None`.
    fn remove(
        self,
        thread: &mut CreateThreadInput,
        indices: &[Option<usize>],
    ) -> Vec<UnknownReference> {
        match self {
            Self::LabelTypes => remove_elements(&mut thread.label_type_ids, indices, |id| {
                UnknownReference::LabelType(id.to_string())
            }),
            Self::ThreadFields => remove_elements(&mut thread.thread_fields, indices, |field| {
                UnknownReference::ThreadField(field.key().to_owned())
            }),
            Self::Tenant => {
                let tenant = thread.tenant_identifier.take();
                tenant.map(UnknownReference::Tenant).into_iter().collect()
            }
            Self::Assignee => {
                let assignee = thread.assigned_to.take();
                assignee
                    .map(UnknownReference::Assignee)
                    .into_iter()
                    .collect()
            }
        }
    }
}

fn remove_elements<T: Clone>(
    list: &mut Option<Cow<'static, [T]>>,
    indices: &[Option<usize>],
    reference: impl Fn(&T) -> UnknownReference,
) -> Vec<UnknownReference> {
    let elements = list.take().unwrap_or_default().into_owned();
    let is_unknown = |index| indices.iter().any(|it| it.is_none_or(|it| it == index));
    let mut left_out = Vec::new();
    let mut kept = Vec::new();
    for (index, element) in elements.into_iter().enumerate() {
        if is_unknown(index) {
            left_out.push(reference(&element));
        } else {
            kept.push(element);
        }
    }
    *list = (!kept.is_empty()).then(|| kept.into());
    left_out
}

/// Path of a field error, such as `labelTypeIds`, `input.labelTypeIds[1]` or `threadFields.0.key`.
struct FieldPath {
    reference: Reference,
    /// Position in the list.
    index: Option<usize>,
}

impl FieldPath {
    fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix("input.").unwrap_or(path);
        let mut segments = path.split(['.', '[', ']']).filter(|it| !it.is_empty());
        Some(Self {
            reference: Reference::of(segments.next()?)?,
            index: segments.next().and_then(|it| it.parse().ok()),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::leave_out_unknown;
    use crate::response::UnknownReference;
    use crate::thread_field::StringField;
    use crate::{
        AssigneeIdentifier, CreateThreadInput, CustomerIdentifier, MutationError, TenantIdentifier,
    };

    fn thread() -> CreateThreadInput {
        let field = |key: &'static str| {
            StringField {
                key: key.into(),
                value: "a".into(),
            }
            .into()
        };
        CreateThreadInput {
            label_type_ids: Some(vec!["lt_1".into(), "lt_2".into()].into()),
            thread_fields: Some(vec![field("plan"), field("seats")].into()),
            tenant_identifier: Some(TenantIdentifier::external_id("acme")),
            assigned_to: Some(AssigneeIdentifier::user_id("u_1")),
            ..CreateThreadInput::new(CustomerIdentifier::customer_id("c_1"))
        }
    }

    /// Leaves out what an error calls unknown. Returns it as text.
    fn left_out(thread: &mut CreateThreadInput, fields: &[(&str, &str)]) -> Vec<String> {
        let fields: Vec<Value> = fields
            .iter()
            .map(|(field, kind)| json!({ "field": field, "message": "No", "type": kind }))
            .collect();
        let error = json!({
            "message": "No", "type": "VALIDATION", "code": "not_found", "fields": fields,
        });
        let error: MutationError = serde_json::from_value(error).unwrap();
        let left_out = leave_out_unknown(thread, &error);
        left_out.iter().map(UnknownReference::to_string).collect()
    }

    #[test]
    fn unknown_references_are_left_out() {
        for (path, expected) in [
            (
                "labelTypeIds",
                &["label type `lt_1`", "label type `lt_2`"][..],
            ),
            (
                "input.labelTypeIds",
                &["label type `lt_1`", "label type `lt_2`"],
            ),
            ("labelTypeIds[1]", &["label type `lt_2`"]),
            ("labelTypeIds.0", &["label type `lt_1`"]),
            ("threadFields[1].key", &["thread field `seats`"]),
            (
                "threadFields",
                &["thread field `plan`", "thread field `seats`"],
            ),
            ("tenantIdentifier", &["tenant `acme`"]),
            ("tenantIdentifier.externalId", &["tenant `acme`"]),
            ("assignedTo.userId", &["assignee `u_1`"]),
        ] {
            let mut changed = thread();
            assert_eq!(
                left_out(&mut changed, &[(path, "NOT_FOUND")]),
                expected,
                "{path}"
            );
            assert_eq!(
                left_out(&mut changed, &[(path, "NOT_FOUND")]).len(),
                match path {
                    // The indices of a second rejection are those of the shorter list.
                    "labelTypeIds.0" => 1,
                    _ => 0,
                }
            );
        }
    }

    #[test]
    fn the_rest_of_the_thread_is_kept() {
        let mut changed = thread();
        let unknown = [
            ("labelTypeIds[0]", "NOT_FOUND"),
            ("tenantIdentifier", "NOT_FOUND"),
        ];
        assert_eq!(
            left_out(&mut changed, &unknown),
            ["label type `lt_1`", "tenant `acme`"]
        );
        let expected = CreateThreadInput {
            label_type_ids: Some(vec!["lt_2".into()].into()),
            tenant_identifier: None,
            ..thread()
        };
        assert_eq!(changed, expected);
    }

    #[test]
    fn thread_with_another_fault_is_not_changed() {
        let unknown = ("labelTypeIds", "NOT_FOUND");
        for other in [
            ("customerIdentifier", "NOT_FOUND"),
            ("labelTypeIds", "VALIDATION"),
            ("labelTypes", "NOT_FOUND"),
            ("title", "REQUIRED"),
            ("", "NOT_FOUND"),
        ] {
            let mut changed = thread();
            assert!(
                left_out(&mut changed, &[unknown, other]).is_empty(),
                "{other:?}"
            );
            assert_eq!(changed, thread());
        }
        assert!(left_out(&mut thread(), &[]).is_empty());
    }
}

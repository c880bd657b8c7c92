//! Why a mutation did nothing.

use plain_schema::Violation;
use serde_json::{Value, json};

/// The API's `MutationError`, of type `VALIDATION`: the only one that an input can cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MutationError {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) fields: Vec<FieldError>,
}

/// What is wrong with one field of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    /// Where, as in `components[1].componentText.text`.
    pub(crate) field: String,
    pub(crate) message: String,
    pub(crate) kind: FieldErrorKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldErrorKind {
    Validation,
    Required,
    NotFound,
}

impl MutationError {
    /// The input breaks rules.
    pub(crate) fn input_validation(fields: Vec<FieldError>) -> Self {
        let places: Vec<String> = fields
            .iter()
            .map(|error| format!("{}: {}", error.field, error.message))
            .collect();
        Self {
            code: "input_validation",
            message: format!("The input is not valid. {}", places.join(". ")),
            fields,
        }
    }

    /// The input names something that does not exist.
    pub(crate) fn not_found(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of_field("not_found", field, message, FieldErrorKind::NotFound)
    }

    /// The input takes a name that something else has.
    pub(crate) fn already_exists(
        code: &'static str,
        field: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::of_field(code, field, message, FieldErrorKind::Validation)
    }

    fn of_field(
        code: &'static str,
        field: impl Into<String>,
        message: impl Into<String>,
        kind: FieldErrorKind,
    ) -> Self {
        let field = FieldError {
            field: field.into(),
            message: message.into(),
            kind,
        };
        Self {
            code,
            message: field.message.clone(),
            fields: vec![field],
        }
    }

    pub(crate) fn graphql(&self) -> Value {
        let fields: Vec<Value> = self.fields.iter().map(FieldError::graphql).collect();
        json!({
            "__typename": "MutationError",
            "message": self.message,
            "type": "VALIDATION",
            "code": self.code,
            "fields": fields,
        })
    }
}

impl FieldError {
    /// A value breaks a rule of `plain-schema`.
    pub(crate) fn violation(field: &str, violation: Violation) -> Self {
        let kind = match violation {
            Violation::Empty | Violation::Blank | Violation::NoComponents => {
                FieldErrorKind::Required
            }
            _ => FieldErrorKind::Validation,
        };
        Self {
            field: field.to_owned(),
            message: format!("{violation}; {}", violation.help()),
            kind,
        }
    }

    pub(crate) fn required(field: &str, message: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            message: message.into(),
            kind: FieldErrorKind::Required,
        }
    }

    pub(crate) fn validation(field: &str, message: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            message: message.into(),
            kind: FieldErrorKind::Validation,
        }
    }

    fn graphql(&self) -> Value {
        json!({
            "__typename": "MutationFieldError",
            "field": self.field,
            "message": self.message,
            "type": match self.kind {
                FieldErrorKind::Validation => "VALIDATION",
                FieldErrorKind::Required => "REQUIRED",
                FieldErrorKind::NotFound => "NOT_FOUND",
            },
        })
    }
}

//! Why a mutation did nothing.

use std::borrow::Cow;

use plain_schema::Violation;
use serde_json::{Value, json};

use crate::workspace::store::StoreError;

/// The API's `MutationError`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MutationError {
    pub(crate) kind: MutationErrorKind,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
    pub(crate) fields: Vec<FieldError>,
}

/// The API's `MutationErrorType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MutationErrorKind {
    /// The input is wrong: the only one that an input can cause.
    Validation,
    /// The key lacks a permission.
    Forbidden,
    /// The change could not be stored, or a fault says so.
    Internal,
}

impl MutationErrorKind {
    const ALL: [Self; 3] = [Self::Validation, Self::Forbidden, Self::Internal];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Validation => "VALIDATION",
            Self::Forbidden => "FORBIDDEN",
            Self::Internal => "INTERNAL",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
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
            kind: MutationErrorKind::Validation,
            code: "input_validation".into(),
            message: format!("The input is not valid. {}", places.join(". ")),
            fields,
        }
    }

    /// The key may not do this.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self {
            kind: MutationErrorKind::Forbidden,
            code: "forbidden".into(),
            message: message.into(),
            fields: Vec::new(),
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
            kind: MutationErrorKind::Validation,
            code: code.into(),
            message: field.message.clone(),
            fields: vec![field],
        }
    }

    pub(crate) fn graphql(&self) -> Value {
        let fields: Vec<Value> = self.fields.iter().map(FieldError::graphql).collect();
        json!({
            "__typename": "MutationError",
            "message": self.message,
            "type": self.kind.name(),
            "code": self.code,
            "fields": fields,
        })
    }
}

/// What cannot be written down is not done.
impl From<StoreError> for MutationError {
    fn from(error: StoreError) -> Self {
        Self {
            kind: MutationErrorKind::Internal,
            code: "internal".into(),
            message: error.to_string(),
            fields: Vec::new(),
        }
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

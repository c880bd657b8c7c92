//! Errors of mutations, as Plain's API defines them.

use std::borrow::Cow;

use plain_schema::Violation;
use serde_json::Value;

use crate::workspace::change::StoreError;
use crate::workspace::describe_identifier;

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
    /// The input is invalid: the only kind that an input can cause.
    Validation,
    /// The API key lacks a permission.
    Forbidden,
    /// The change could not be stored, or a fault injected the error.
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

/// The API's `MutationFieldError`: one invalid field of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    /// Path of the field, such as `components[1].componentText.text`.
    pub(crate) field: String,
    pub(crate) message: String,
    pub(crate) kind: FieldErrorKind,
}

/// The API's `MutationFieldErrorType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldErrorKind {
    Validation,
    Required,
    NotFound,
}

impl MutationError {
    /// The input violates rules.
    pub(crate) fn input_validation(fields: Vec<FieldError>) -> Self {
        let violations: Vec<String> = fields
            .iter()
            .map(|error| format!("{}: {}", error.field, error.message))
            .collect();
        Self {
            kind: MutationErrorKind::Validation,
            code: "input_validation".into(),
            message: format!("The input is invalid. {}", violations.join(". ")),
            fields,
        }
    }

    /// The API key lacks a permission.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self {
            kind: MutationErrorKind::Forbidden,
            code: "forbidden".into(),
            message: message.into(),
            fields: Vec::new(),
        }
    }

    /// The customer of a `customerIdentifier` does not exist.
    pub(crate) fn customer_not_found(identifier: &Value) -> Self {
        let identifier = describe_identifier(identifier);
        Self::not_found(
            "customerIdentifier",
            format!("Customer with {identifier} does not exist; create one with upsertCustomer"),
        )
    }

    /// The input refers to a record that does not exist.
    pub(crate) fn not_found(field: &str, message: impl Into<String>) -> Self {
        Self::of_field("not_found", FieldError::not_found(field, message))
    }

    /// The input refers to records that do not exist.
    pub(crate) fn references_not_found(fields: Vec<FieldError>) -> Self {
        let messages: Vec<&str> = fields.iter().map(|it| &it.message[..]).collect();
        Self {
            kind: MutationErrorKind::Validation,
            code: "not_found".into(),
            message: messages.join(". "),
            fields,
        }
    }

    /// A record with the same unique field exists.
    pub(crate) fn already_exists(
        code: &'static str,
        field: &str,
        message: impl Into<String>,
    ) -> Self {
        Self::of_field(code, FieldError::validation(field, message))
    }

    /// One field of the input is invalid in a way that has a code of its own.
    pub(crate) fn of_field(code: &'static str, field: FieldError) -> Self {
        Self {
            kind: MutationErrorKind::Validation,
            code: code.into(),
            message: field.message.clone(),
            fields: vec![field],
        }
    }
}

/// A change that cannot be stored is not applied.
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
    /// A value violates a rule of `plain-schema`.
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

    pub(crate) fn not_found(field: &str, message: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            message: message.into(),
            kind: FieldErrorKind::NotFound,
        }
    }

    pub(crate) fn validation(field: &str, message: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            message: message.into(),
            kind: FieldErrorKind::Validation,
        }
    }
}

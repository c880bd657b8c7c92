//! Plain's own description of a rejected mutation.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Plain's description of a rejected mutation.
///
/// See <https://www.plain.com/docs/api-reference/graphql/error-handling>.
///
/// ```
/// use plain_runtime::{MutationError, MutationErrorType};
///
/// let json = r#"{"message":"No such customer","type":"VALIDATION","code":"not_found","fields":[]}"#;
/// let error: MutationError = serde_json::from_str(json).unwrap();
/// assert_eq!(error.r#type, MutationErrorType::Validation);
/// assert_eq!(error.to_string(), "No such customer (not_found)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MutationError {
    /// Message for developers, in English.
    pub message: String,
    /// Type of the error.
    pub r#type: MutationErrorType,
    /// Stable error code, such as `input_validation`.
    pub code: String,
    /// Invalid fields of the input.
    #[serde(default)]
    pub fields: Vec<MutationFieldError>,
}

impl fmt::Display for MutationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)?;
        for field in &self.fields {
            write!(f, "; {}", field.field)?;
            // The message of a single field often repeats that of the error.
            if field.message != self.message {
                write!(f, ": {}", field.message)?;
            }
        }
        Ok(())
    }
}

/// An invalid field of a mutation's input.
///
/// ```
/// use plain_runtime::{MutationFieldError, MutationFieldErrorType};
///
/// let json = r#"{"field":"input.title","message":"is blank","type":"REQUIRED"}"#;
/// let error: MutationFieldError = serde_json::from_str(json).unwrap();
/// assert_eq!(error.r#type, MutationFieldErrorType::Required);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MutationFieldError {
    /// Name of the field.
    pub field: String,
    /// Message for developers, in English.
    pub message: String,
    /// Type of the error.
    pub r#type: MutationFieldErrorType,
}

/// Type of a [`MutationError`].
///
/// ```
/// use plain_runtime::MutationErrorType;
///
/// let later: MutationErrorType = serde_json::from_str(r#""CONFLICT""#).unwrap();
/// assert_eq!(later, MutationErrorType::Unknown("CONFLICT".to_owned()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum MutationErrorType {
    /// The input is invalid.
    Validation,
    /// The API key lacks the required permission.
    Forbidden,
    /// Plain failed; the same mutation may succeed later.
    Internal,
    /// A type that this version of the crate does not know, verbatim.
    #[serde(untagged)]
    Unknown(String),
}

/// Type of a [`MutationFieldError`].
///
/// ```
/// use plain_runtime::MutationFieldErrorType;
///
/// let r#type: MutationFieldErrorType = serde_json::from_str(r#""NOT_FOUND""#).unwrap();
/// assert_eq!(r#type, MutationFieldErrorType::NotFound);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum MutationFieldErrorType {
    /// The value violates a rule.
    Validation,
    /// The value is missing or blank.
    Required,
    /// The value refers to an object that does not exist.
    NotFound,
    /// A type that this version of the crate does not know, verbatim.
    #[serde(untagged)]
    Unknown(String),
}

//! Why Plain refused a mutation, in its own words.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why Plain refused a mutation.
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
    /// For developers, in English.
    pub message: String,
    /// What kind of failure it is.
    pub r#type: MutationErrorType,
    /// A fixed code, such as `input_validation`.
    pub code: String,
    /// The fields that are wrong.
    #[serde(default)]
    pub fields: Vec<MutationFieldError>,
}

impl fmt::Display for MutationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)?;
        for field in &self.fields {
            write!(f, "; {}", field.field)?;
            // What is said of the only field is often all there is to say.
            if field.message != self.message {
                write!(f, ": {}", field.message)?;
            }
        }
        Ok(())
    }
}

/// One field of a mutation's input that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MutationFieldError {
    /// Its name.
    pub field: String,
    /// For developers, in English.
    pub message: String,
    /// What is wrong with it.
    pub r#type: MutationFieldErrorType,
}

/// What kind of failure a [`MutationError`] is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum MutationErrorType {
    /// The input is wrong.
    Validation,
    /// The API key has not the permission.
    Forbidden,
    /// Plain failed; the same mutation may succeed later.
    Internal,
    /// A type that Plain has added since, as it came.
    #[serde(untagged)]
    Unknown(String),
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum MutationFieldErrorType {
    /// It breaks a rule.
    Validation,
    /// It is missing or blank.
    Required,
    /// It names something that does not exist.
    NotFound,
    /// A type that Plain has added since, as it came.
    #[serde(untagged)]
    Unknown(String),
}

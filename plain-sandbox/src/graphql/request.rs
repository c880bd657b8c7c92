//! The body of a GraphQL request.

use apollo_compiler::response::JsonMap;
use serde::Deserialize;

use crate::response::{Answer, ErrorCode};

/// What a client asks for.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) query: String,
    pub(crate) variables: JsonMap,
    pub(crate) operation_name: Option<String>,
}

/// The body, in which each field may be null or absent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    query: Option<String>,
    variables: Option<JsonMap>,
    operation_name: Option<String>,
}

impl Request {
    /// Reads a body, or says what is wrong with it.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Answer> {
        let body: Body = serde_json::from_slice(body).map_err(|error| {
            refuse(format!(
                "The body is not a GraphQL request in JSON: {error}; send an object with `query` and `variables`"
            ))
        })?;
        let query = body.query.ok_or_else(|| {
            refuse("The body has no `query`; send an object with `query` and `variables`")
        })?;
        Ok(Self {
            query,
            variables: body.variables.unwrap_or_default(),
            operation_name: body.operation_name,
        })
    }
}

fn refuse(message: impl Into<String>) -> Answer {
    Answer::error(ErrorCode::BadUserInput, message)
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn variables_and_operation_name_may_be_absent_or_null() {
        for body in [
            r#"{"query":"{a}"}"#,
            r#"{"query":"{a}","variables":null,"operationName":null,"extensions":{}}"#,
        ] {
            let request = Request::parse(body.as_bytes()).unwrap_or_else(|_| panic!("{body}"));
            assert_eq!(request.query, "{a}");
            assert!(request.variables.is_empty());
            assert_eq!(request.operation_name, None);
        }
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for body in [
            "",
            "{",
            "[]",
            "\"{a}\"",
            "{}",
            r#"{"query":null}"#,
            r#"{"query":1}"#,
            r#"{"query":"{a}","variables":[]}"#,
            r#"{"query":"{a}","operationName":1}"#,
            r#"[{"query":"{a}"}]"#,
            "\u{0}",
        ] {
            let answer = Request::parse(body.as_bytes()).err().map(|it| it.status);
            assert_eq!(answer.map(|status| status.as_u16()), Some(400), "{body}");
        }
    }
}

//! The body of a GraphQL request and the operation that it selects.

use apollo_compiler::ast::{Definition, Document, OperationDefinition, OperationType, Selection};
use apollo_compiler::response::JsonMap;
use serde::Deserialize;

use crate::response::{ApiResponse, ErrorCode};

/// A GraphQL request.
#[derive(Debug)]
pub(crate) struct GraphqlRequest {
    pub(crate) query: String,
    pub(crate) variables: JsonMap,
    pub(crate) operation_name: Option<String>,
}

/// The JSON body, in which each field may be null or absent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestBody {
    query: Option<String>,
    variables: Option<JsonMap>,
    operation_name: Option<String>,
}

impl GraphqlRequest {
    /// Parses a body.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, ApiResponse> {
        if body.trim_ascii_start().starts_with(b"[") {
            return Err(reject(
                "The body is a JSON array; batches are not supported, so send each operation in a request of its own",
            ));
        }
        let body: RequestBody = serde_json::from_slice(body).map_err(|error| {
            reject(format!(
                "The body is not a GraphQL request in JSON: {error}; send an object with `query` and `variables`"
            ))
        })?;
        let query = body.query.ok_or_else(|| {
            reject("The body has no `query`; send an object with `query` and `variables`")
        })?;
        Ok(Self {
            query,
            variables: body.variables.unwrap_or_default(),
            operation_name: body.operation_name,
        })
    }
}

fn reject(message: impl Into<String>) -> ApiResponse {
    ApiResponse::error(ErrorCode::BadUserInput, message)
}

/// The operation that a request selects, before it is validated against the schema.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RequestedOperation {
    /// The selected fields of `Query` or `Mutation`, in order.
    pub(crate) fields: Vec<String>,
    pub(crate) is_mutation: bool,
}

impl RequestedOperation {
    /// Finds the operation; without one, it has no fields.
    pub(crate) fn find(document: &Document, name: Option<&str>) -> Self {
        let mut operations = document.definitions.iter().filter_map(|it| match it {
            Definition::OperationDefinition(operation) => Some(operation),
            _ => None,
        });
        let selected = match name {
            None => operations.next(),
            Some(name) => operations.find(|it| is_named(it, name)),
        };
        let Some(operation) = selected else {
            return Self::default();
        };
        let mut fields = Vec::new();
        collect_fields(
            document,
            &operation.selection_set,
            &mut Vec::new(),
            &mut fields,
        );
        Self {
            fields,
            is_mutation: operation.operation_type == OperationType::Mutation,
        }
    }
}

fn is_named(operation: &OperationDefinition, name: &str) -> bool {
    operation.name.as_ref().is_some_and(|it| it == name)
}

/// Collects the fields of a selection.
///
/// `visited` holds the names of expanded fragments. Each is expanded once, so a recursive fragment
/// terminates.
fn collect_fields<'a>(
    document: &'a Document,
    selections: &'a [Selection],
    visited: &mut Vec<&'a str>,
    fields: &mut Vec<String>,
) {
    for selection in selections {
        match selection {
            Selection::Field(field) => fields.push(field.name.to_string()),
            Selection::InlineFragment(fragment) => {
                collect_fields(document, &fragment.selection_set, visited, fields);
            }
            Selection::FragmentSpread(spread) => {
                let name = spread.fragment_name.as_str();
                let fragment = document.definitions.iter().find_map(|it| match it {
                    Definition::FragmentDefinition(it) if it.name == name => Some(it),
                    _ => None,
                });
                if let Some(fragment) = fragment
                    && !visited.contains(&name)
                {
                    visited.push(name);
                    collect_fields(document, &fragment.selection_set, visited, fields);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use apollo_compiler::parser::Parser;

    use super::{GraphqlRequest, RequestedOperation};

    #[test]
    fn variables_and_operation_name_may_be_absent_or_null() {
        for body in [
            r#"{"query":"{a}"}"#,
            r#"{"query":"{a}","variables":null,"operationName":null,"extensions":{}}"#,
        ] {
            let request =
                GraphqlRequest::parse(body.as_bytes()).unwrap_or_else(|_| panic!("{body}"));
            assert_eq!(request.query, "{a}");
            assert!(request.variables.is_empty());
            assert_eq!(request.operation_name, None);
        }
    }

    #[test]
    fn a_malformed_body_is_rejected() {
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
            let status = GraphqlRequest::parse(body.as_bytes())
                .err()
                .map(|it| it.status);
            assert_eq!(status.map(|it| it.as_u16()), Some(400), "{body}");
        }
    }

    fn find(query: &str, name: Option<&str>) -> (String, bool) {
        let document = Parser::new().parse_ast(query, "query.graphql").unwrap();
        let operation = RequestedOperation::find(&document, name);
        (operation.fields.join(" "), operation.is_mutation)
    }

    #[test]
    fn fields_belong_to_the_selected_operation() {
        let two = "query A { a } mutation B { b c }";
        for (query, name, expected) in [
            ("{ a { b } }", None, ("a", false)),
            ("mutation { x: a b }", None, ("a b", true)),
            (two, Some("B"), ("b c", true)),
            (two, Some("A"), ("a", false)),
            (two, None, ("a", false)),
            (two, Some("C"), ("", false)),
            (
                "{ ... { a ...F } } fragment F on Query { b ...F }",
                None,
                ("a b", false),
            ),
            ("{ ...G a }", None, ("a", false)),
            ("fragment F on Query { b }", None, ("", false)),
        ] {
            let (fields, is_mutation) = find(query, name);
            assert_eq!((fields.as_str(), is_mutation), expected, "{query} {name:?}");
        }
    }
}

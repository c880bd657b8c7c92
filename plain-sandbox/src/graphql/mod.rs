//! The GraphQL API: parses, validates and executes requests.

mod arguments;
pub(crate) mod card_layout;
mod context;
pub(crate) mod endpoint;
pub(crate) mod mutation;
mod object;
mod one_of;
mod pagination;
mod query;
mod request;
mod resolve;
mod root;
mod validate;

use std::sync::LazyLock;

use apollo_compiler::ast::Document;
use apollo_compiler::executable::{Operation, OperationType};
use apollo_compiler::parser::Parser;
use apollo_compiler::request::{RequestError, coerce_variable_values};
use apollo_compiler::resolvers::{Execution, ObjectValue};
use apollo_compiler::response::{ExecutionResponse, GraphQLError};
use apollo_compiler::validation::{DiagnosticList, Valid};
use apollo_compiler::{ExecutableDocument, Node, Schema};
use axum::http::StatusCode;

use crate::response::{ApiResponse, ErrorCode};
use context::RequestContext;
use request::GraphqlRequest;
use root::{MutationRoot, QueryRoot};

/// Upper bound on the errors reported for one document: in an invalid one, each brace can be an
/// error.
const MAX_ERRORS: usize = 50;

/// Upper bound on the tokens of a query, blanks included. A request with the longest introspection query
/// has about 1,000; each token takes several hundred bytes while it is parsed.
const MAX_TOKENS: usize = 100_000;

/// The schema that every sandbox executes.
#[expect(
    clippy::expect_used,
    reason = "the schema is part of the program, and a test of this module parses it"
)]
static SCHEMA: LazyLock<Valid<Schema>> = LazyLock::new(|| {
    let schema = Schema::parse_and_validate(plain_schema::SDL, "schema.graphql");
    one_of::with_field(schema.expect("the schema is valid"))
});

/// Parses a query without validating it against the schema.
fn parse(query: &str) -> Result<Document, ApiResponse> {
    let mut parser = Parser::new().token_limit(MAX_TOKENS);
    let parsed = parser.parse_ast(query, "query.graphql");
    parsed.map_err(|it| {
        let code = ErrorCode::GraphqlParseFailed;
        if parser.tokens_reached() > MAX_TOKENS {
            let message = format!(
                "The query has more than {MAX_TOKENS} tokens; send its values as variables, or fewer fields"
            );
            return ApiResponse::error(code, message);
        }
        ApiResponse::rejected(code, reported_errors(&it.errors))
    })
}

/// Executes a request.
fn execute(
    context: RequestContext<'_>,
    request: &GraphqlRequest,
    document: &Document,
) -> ApiResponse {
    match execute_operation(&context, request, document) {
        Ok(mut response) => {
            let rejection = context.finish(&mut response);
            // An executed request is a success, even if all of its fields failed.
            let mut response = ApiResponse::json(StatusCode::OK, &response);
            response.rejection = rejection;
            response
        }
        Err(rejected) => rejected,
    }
}

fn execute_operation(
    context: &RequestContext<'_>,
    request: &GraphqlRequest,
    document: &Document,
) -> Result<ExecutionResponse, ApiResponse> {
    let document = document.to_executable_validate(&SCHEMA).map_err(|it| {
        let code = ErrorCode::GraphqlValidationFailed;
        ApiResponse::rejected(code, reported_errors(&it.errors))
    })?;
    let mut document = document.into_inner();
    let asks_for_one_of = one_of::replace(&mut document, &SCHEMA);
    let document = Valid::assume_valid(document);
    let reject = |error: RequestError| {
        let error = error.to_graphql_error(&document.sources);
        ApiResponse::rejected(ErrorCode::BadUserInput, [error])
    };
    let operation = document
        .operations
        .get(request.operation_name.as_deref())
        .map_err(reject)?;
    let variables = coerce_variable_values(&SCHEMA, operation, &request.variables)
        .map_err(|error| reject_variables(&error, operation, &document))?;
    let root: &dyn ObjectValue = match operation.operation_type {
        OperationType::Mutation => &MutationRoot(context),
        _ => &QueryRoot(context),
    };
    let mut response = Execution::new(&SCHEMA, &document)
        .operation(operation)
        .coerced_variable_values(&variables)
        .enable_schema_introspection(true)
        .execute_sync(root)
        .map_err(reject)?;
    if asks_for_one_of && let Some(data) = &mut response.data {
        one_of::restore(data);
    }
    Ok(response)
}

/// Rejects variables that do not fit the operation.
///
/// The official TypeScript SDK expects a location in every error. An invalid value has none, so it
/// gets the location of the operation.
fn reject_variables(
    error: &RequestError,
    operation: &Node<Operation>,
    document: &Valid<ExecutableDocument>,
) -> ApiResponse {
    let mut error = error.to_graphql_error(&document.sources);
    if error.locations.is_empty() {
        let location = operation.location();
        error.locations = GraphQLError::new("", location, &document.sources).locations;
    }
    ApiResponse::rejected(ErrorCode::BadUserInput, [error])
}

fn reported_errors(diagnostics: &DiagnosticList) -> Vec<GraphQLError> {
    let errors = diagnostics.iter().map(|it| it.to_json());
    errors.take(MAX_ERRORS).collect()
}

#[cfg(test)]
mod tests {
    use super::SCHEMA;

    #[test]
    fn the_schema_is_valid() {
        assert!(SCHEMA.types.contains_key("CreateCustomerEventInput"));
    }
}

//! Executes a GraphQL request against the schema.

pub(crate) mod actor;
mod arguments;
mod context;
pub(crate) mod endpoint;
mod mutation;
mod operation;
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

use crate::response::{Answer, ErrorCode};
use context::{Call, Guarded};
use request::Request;
use root::{Mutation, Query};

/// The most errors that are told of one document: each brace of a senseless one can be an error.
const MOST_ERRORS: usize = 50;

/// The schema that every sandbox executes.
#[expect(
    clippy::expect_used,
    reason = "the schema is part of the program, and a test of this module parses it"
)]
pub(crate) static SCHEMA: LazyLock<Valid<Schema>> = LazyLock::new(|| {
    Schema::parse_and_validate(plain_schema::SDL, "schema.graphql").expect("the schema is valid")
});

/// Reads a query, without holding it against the schema.
pub(crate) fn parse(query: &str) -> Result<Document, Answer> {
    Parser::new()
        .parse_ast(query, "query.graphql")
        .map_err(|it| Answer::refused(ErrorCode::GraphqlParseFailed, errors(&it.errors)))
}

/// Executes a request, and says what a server answers.
pub(crate) fn execute(call: Call<'_>, request: &Request, document: &Document) -> Answer {
    match run(&call, request, document) {
        Ok(mut response) => {
            for error in &mut response.errors {
                mark(error, &call);
            }
            Answer::executed(&response, call.into_refusal())
        }
        Err(refusal) => refusal,
    }
}

/// Gives its code to the error of a field.
fn mark(error: &mut GraphQLError, call: &Call<'_>) {
    // What apollo-compiler writes in front of what a resolver says, which is what the client did
    // wrong. All else an input cannot cause: it is a mistake of the sandbox.
    let Some(message) = error.message.strip_prefix("resolver error: ") else {
        return ErrorCode::InternalServerError.mark(error);
    };
    error.message = message.to_owned();
    if call.is_forbidden(&error.message) {
        ErrorCode::Forbidden.mark(error);
    } else {
        ErrorCode::BadUserInput.mark(error);
    }
}

fn run(
    call: &Call<'_>,
    request: &Request,
    document: &Document,
) -> Result<ExecutionResponse, Answer> {
    let document = validated(document)?;
    let refuse = |error: RequestError| {
        Answer::refused(
            ErrorCode::BadUserInput,
            [error.to_graphql_error(&document.sources)],
        )
    };
    let operation = document
        .operations
        .get(request.operation_name.as_deref())
        .map_err(refuse)?;
    let variables = coerce_variable_values(&SCHEMA, operation, &request.variables)
        .map_err(|error| refuse_variables(&error, operation, &document))?;
    let is_mutation = operation.operation_type == OperationType::Mutation;
    let root: &dyn ObjectValue = if is_mutation {
        &Mutation(call)
    } else {
        &Query(call.state)
    };
    Execution::new(&SCHEMA, &document)
        .operation(operation)
        .coerced_variable_values(&variables)
        .enable_schema_introspection(true)
        .execute_sync(&Guarded {
            root,
            call,
            is_mutation,
        })
        .map_err(refuse)
}

/// The variables do not fit. An error says where in the document that is, which the official
/// TypeScript SDK asks of every one; of a wrong value it is the operation that takes it.
fn refuse_variables(
    error: &RequestError,
    operation: &Node<Operation>,
    document: &ExecutableDocument,
) -> Answer {
    let mut error = error.to_graphql_error(&document.sources);
    if error.locations.is_empty() {
        let place = operation.location();
        error.locations = GraphQLError::new("", place, &document.sources).locations;
    }
    Answer::refused(ErrorCode::BadUserInput, [error])
}

fn validated(document: &Document) -> Result<Valid<ExecutableDocument>, Answer> {
    document
        .to_executable_validate(&SCHEMA)
        .map_err(|it| Answer::refused(ErrorCode::GraphqlValidationFailed, errors(&it.errors)))
}

fn errors(diagnostics: &DiagnosticList) -> Vec<GraphQLError> {
    let errors = diagnostics.iter().map(|it| it.to_json());
    errors.take(MOST_ERRORS).collect()
}

#[cfg(test)]
mod tests {
    use super::SCHEMA;

    #[test]
    fn the_schema_is_valid() {
        assert!(SCHEMA.types.contains_key("CreateCustomerEventInput"));
    }
}

//! State of one request while its operation is executed.

use std::cell::RefCell;
use std::collections::HashMap;

use apollo_compiler::Name;
use apollo_compiler::resolvers::{FieldError, ResolveInfo};
use apollo_compiler::response::{ExecutionResponse, ResponseDataPathSegment};
use plain_schema::Permission;

use crate::access::api_key::ApiKey;
use crate::fault::InjectedError;
use crate::response::{ErrorCode, Rejection};
use crate::state::State;

/// The sandbox and the API key that a request is executed with, and the rejections so far.
pub(crate) struct RequestContext<'a> {
    pub(crate) state: &'a State,
    key: &'a ApiKey,
    /// Error that a fault puts in place of every mutation's result.
    pub(crate) injected_error: Option<InjectedError<'a>>,
    /// Errors that resolvers returned, by their position in the response.
    field_errors: RefCell<HashMap<Vec<ResponseDataPathSegment>, (ErrorCode, String)>>,
    first_rejection: RefCell<Option<Rejection>>,
}

impl<'a> RequestContext<'a> {
    pub(crate) fn new(
        state: &'a State,
        key: &'a ApiKey,
        injected_error: Option<InjectedError<'a>>,
    ) -> Self {
        Self {
            state,
            key,
            injected_error,
            field_errors: RefCell::default(),
            first_rejection: RefCell::default(),
        }
    }

    /// Checks that the API key may use a field of `Query` or `Mutation`.
    pub(crate) fn authorize(&self, field: &str) -> Result<(), String> {
        let missing = self.key.missing(Permission::needed_for(field));
        if missing.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = missing.iter().map(|it| Permission::name(*it)).collect();
        Err(format!(
            "The API key may not do this: {field} needs the permission {}",
            names.join(" and ")
        ))
    }

    /// Records the rejection of a field. Only the first one of a request is logged.
    pub(crate) fn reject(&self, code: &str, message: &str) {
        self.first_rejection
            .borrow_mut()
            .get_or_insert_with(|| Rejection {
                code: code.to_owned(),
                message: message.to_owned(),
            });
    }

    /// Creates the error of a field that cannot be resolved because of the request.
    ///
    /// apollo-compiler's `FieldError` has no code. [`finish`](Self::finish) adds it to the response.
    /// The error alone is not logged as a rejection of the request; [`reject`](Self::reject) does that.
    pub(crate) fn field_error(
        &self,
        path: &FieldPath<'_>,
        code: ErrorCode,
        message: String,
    ) -> FieldError {
        self.field_errors
            .borrow_mut()
            .insert(path.segments(), (code, message.clone()));
        FieldError { message }
    }

    /// Completes the errors of a response and returns the rejection to log.
    ///
    /// Errors that no resolver created are bugs of the sandbox.
    pub(crate) fn finish(self, response: &mut ExecutionResponse) -> Option<Rejection> {
        let mut field_errors = self.field_errors.into_inner();
        for error in &mut response.errors {
            let code = match field_errors.remove(&error.path) {
                Some((code, message)) => {
                    error.message = message;
                    code
                }
                None => ErrorCode::InternalServerError,
            };
            code.mark(error);
        }
        self.first_rejection.into_inner()
    }
}

/// Position of a field in the response.
#[derive(Debug, Clone)]
pub(crate) struct FieldPath<'a> {
    parent: Option<&'a Self>,
    response_key: &'a Name,
    /// Position within the field's list, which may be nested.
    indexes: Vec<usize>,
}

impl<'a> FieldPath<'a> {
    pub(crate) fn new(info: &ResolveInfo<'a>, parent: Option<&'a Self>) -> Self {
        Self {
            parent,
            response_key: info.field_selections()[0].response_key(),
            indexes: Vec::new(),
        }
    }

    /// Position of an item of the field's list.
    pub(crate) fn item(&self, index: usize) -> Self {
        let mut item = self.clone();
        item.indexes.push(index);
        item
    }

    fn segments(&self) -> Vec<ResponseDataPathSegment> {
        let mut segments = self.parent.map(Self::segments).unwrap_or_default();
        segments.push(ResponseDataPathSegment::Field(self.response_key.clone()));
        let indexes = self.indexes.iter().copied();
        segments.extend(indexes.map(ResponseDataPathSegment::ListIndex));
        segments
    }
}

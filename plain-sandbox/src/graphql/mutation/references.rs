//! Records that the input of a mutation refers to.

use serde_json::Value;

use crate::response::mutation_error::{FieldError, MutationError};
use crate::workspace::Workspace;
use crate::workspace::customer::Customer;
use crate::workspace::label::LabelType;
use crate::workspace::tenant::Tenant;
use crate::workspace::thread::{Assignee, Thread, value_name};
use crate::workspace::user::User;

/// Finds records, and collects the references to those that do not exist.
pub(super) struct References<'a> {
    workspace: &'a Workspace,
    missing: Vec<FieldError>,
    invalid: Vec<FieldError>,
}

impl<'a> References<'a> {
    pub(super) fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            missing: Vec::new(),
            invalid: Vec::new(),
        }
    }

    /// Fails if a record does not exist, or a thread field does not fit its schema.
    pub(super) fn finish(self) -> Result<(), MutationError> {
        if !self.missing.is_empty() {
            return Err(MutationError::references_not_found(self.missing));
        }
        if !self.invalid.is_empty() {
            return Err(MutationError::input_validation(self.invalid));
        }
        Ok(())
    }

    /// The label types of a list of ids, each once.
    ///
    /// As Plain does, the error names the list, not the item.
    pub(super) fn label_types(&mut self, ids: &Value, field: &str) -> Vec<&'a LabelType> {
        let mut found: Vec<&LabelType> = Vec::new();
        let mut missing = Vec::new();
        for id in texts(ids) {
            match self.workspace.label_types().by_id(id) {
                None => missing.push(format!("{id:?}")),
                Some(label_type) if found.iter().any(|it| it.id == label_type.id) => {}
                Some(label_type) => found.push(label_type),
            }
        }
        self.add_missing(field, "Label type", &missing);
        found
    }

    /// The tenants of a list of identifiers, each once.
    pub(super) fn tenants(&mut self, identifiers: &Value, field: &str) -> Vec<&'a Tenant> {
        let mut found: Vec<&Tenant> = Vec::new();
        let mut missing = Vec::new();
        for identifier in identifiers.as_array().into_iter().flatten() {
            match self.workspace.tenants().by_identifier(identifier) {
                None => missing.push(format!("with {}", describe(identifier))),
                Some(tenant) if found.iter().any(|it| it.id == tenant.id) => {}
                Some(tenant) => found.push(tenant),
            }
        }
        self.add_missing(field, "Tenant", &missing);
        found
    }

    /// The tenant of an identifier: `None` if there is no identifier or no such tenant.
    pub(super) fn tenant(&mut self, identifier: &Value, field: &str) -> Option<&'a Tenant> {
        if identifier.is_null() {
            return None;
        }
        let found = self.workspace.tenants().by_identifier(identifier);
        if found.is_none() {
            self.add_missing(field, "Tenant", &[format!("with {}", describe(identifier))]);
        }
        found
    }

    /// The assignee of an object with a `userId` or a `machineUserId`, whose path ends in a dot.
    pub(super) fn assignee(&mut self, object: &Value, path: &str) -> Option<Assignee> {
        let users = self.workspace.users();
        if let Some(id) = object["userId"].as_str() {
            let user = users.by_id(id).map(|user| Assignee::User(user.id.clone()));
            if user.is_none() {
                self.add_missing(&format!("{path}userId"), "User", &[format!("{id:?}")]);
            }
            return user;
        }
        let id = object["machineUserId"].as_str()?;
        let user = users.machine_user(id);
        if user.is_none() {
            let field = format!("{path}machineUserId");
            self.add_missing(&field, "Machine user", &[format!("{id:?}")]);
        }
        Some(Assignee::MachineUser(user?.id.clone()))
    }

    /// Finds the schema of a thread field, and compares its type and value with it. The path of the value
    /// ends in a dot, or is empty.
    ///
    /// A workspace without schemas accepts every field. That it rejects fields of other keys and types
    /// otherwise is an assumption.
    pub(super) fn thread_field(
        &mut self,
        (key, key_path): (&str, &str),
        (field, path): (&Value, &str),
    ) {
        let schemas = self.workspace.thread_field_schemas();
        if schemas.all().is_empty() {
            return;
        }
        let Some(schema) = schemas.by_key(key) else {
            return self.add_missing(key_path, "Thread field", &[format!("{key:?}")]);
        };
        let (kind, sent) = (schema.kind(), &field["type"]);
        let name = value_name(kind);
        let (name, message) = if sent != kind {
            let message = format!("{sent}; the thread field has the type {kind}");
            ("type", message)
        } else if !schema.admits(&field[name]) {
            let message = format!("{} is not a value of the thread field", field[name]);
            (name, message)
        } else {
            return;
        };
        let error = FieldError::validation(&format!("{path}{name}"), message);
        self.invalid.push(error);
    }

    fn add_missing(&mut self, field: &str, noun: &str, missing: &[String]) {
        if !missing.is_empty() {
            let message = format!("{noun} {} does not exist", missing.join(", "));
            self.missing.push(FieldError::not_found(field, message));
        }
    }
}

/// The customer of an id.
pub(super) fn customer<'a>(
    workspace: &'a Workspace,
    input: &Value,
) -> Result<&'a Customer, MutationError> {
    let id = input["customerId"].as_str().unwrap_or_default();
    workspace.customers().by_id(id).ok_or_else(|| {
        MutationError::not_found("customerId", format!("Customer {id:?} does not exist"))
    })
}

/// The thread of an object with a `threadId`, whose path is `field`.
pub(super) fn thread<'a>(
    workspace: &'a Workspace,
    object: &Value,
    field: &str,
) -> Result<&'a Thread, MutationError> {
    let id = object["threadId"].as_str().unwrap_or_default();
    workspace
        .threads()
        .by_id(id)
        .ok_or_else(|| MutationError::not_found(field, format!("Thread {id:?} does not exist")))
}

/// The user of a `UserIdentifierInput` that is not a machine user.
pub(super) fn user<'a>(workspace: &'a Workspace, identifier: &Value) -> Option<&'a User> {
    let users = workspace.users();
    match identifier["userId"].as_str() {
        Some(id) => users.by_id(id),
        None => users.by_email(identifier["emailAddress"].as_str()?),
    }
}

/// Rejects attachments, which cannot be uploaded to a sandbox.
pub(super) fn reject_attachments(input: &Value) -> Result<(), MutationError> {
    let Some(id) = input["attachmentIds"][0].as_str() else {
        return Ok(());
    };
    let message = format!("Attachment {id:?} was not uploaded; a sandbox has no attachments");
    Err(MutationError::of_field(
        "attachment_not_uploaded",
        FieldError::validation("attachmentIds", message),
    ))
}

/// Describes an identifier with one field set, such as `externalId "1"`.
fn describe(identifier: &Value) -> String {
    let fields = identifier.as_object().into_iter().flatten();
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    fields.join(" and ")
}

/// The strings of a list.
pub(super) fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

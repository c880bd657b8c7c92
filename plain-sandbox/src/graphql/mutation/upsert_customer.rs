//! `upsertCustomer`.

use plain_schema::StringRule;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::{Value, json};

use crate::graphql::validate::Check;
use crate::response::mutation_error::{FieldError, MutationError};
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::customer::{Customer, Details};
use crate::workspace::id;
use crate::workspace::{self, Workspace};

/// Creates or updates a customer, and answers as the mutation does.
pub(crate) fn upsert_customer(state: &State, input: &Value) -> Value {
    match upsert(state, input) {
        Ok((result, customer)) => json!({
            "__typename": "UpsertCustomerOutput",
            "result": result,
            "customer": customer.graphql(),
        }),
        Err(error) => json!({ "__typename": "UpsertCustomerOutput", "error": error.graphql() }),
    }
}

fn upsert(state: &State, input: &Value) -> Result<(&'static str, Customer), MutationError> {
    let violations = violations(input);
    if !violations.is_empty() {
        return Err(MutationError::input_validation(violations));
    }

    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let identifier = &input["identifier"];
    let Some(found) = workspace.identified(identifier) else {
        // Plain gives the ids, so a customer cannot be created with this one.
        if identifier.get("customerId").is_some() {
            return Err(MutationError::not_found(
                "identifier.customerId",
                format!("There is no customer with {}", workspace::said(identifier)),
            ));
        }
        let customer = Customer {
            id: id::new("c_", now.into()),
            details: created(&input["onCreate"]),
            created_at: now,
            updated_at: now,
        };
        refuse_taken(&workspace, &customer, &CREATE_FIELDS)?;
        workspace.add_customer(customer.clone())?;
        return Ok(("CREATED", customer));
    };

    let details = updated(&found.details, &input["onUpdate"]);
    if details == found.details {
        return Ok(("NOOP", found.clone()));
    }
    let customer = Customer {
        details,
        updated_at: now,
        ..found.clone()
    };
    refuse_taken(&workspace, &customer, &UPDATE_FIELDS)?;
    workspace.replace_customer(customer.clone())?;
    Ok(("UPDATED", customer))
}

fn violations(input: &Value) -> Vec<FieldError> {
    const TEXTS: [(&str, StringRule); 6] = [
        ("/onCreate/fullName", StringRule::NotBlank),
        ("/onCreate/externalId", StringRule::NotBlank),
        ("/onCreate/email/email", StringRule::EmailAddress),
        ("/onUpdate/fullName/value", StringRule::NotBlank),
        ("/onUpdate/externalId/value", StringRule::NotBlank),
        ("/onUpdate/email/email", StringRule::EmailAddress),
    ];
    let mut check = Check::default();
    check.identifier(&CUSTOMER_IDENTIFIER, &input["identifier"], "identifier");
    for (pointer, rule) in TEXTS {
        let path = pointer.trim_start_matches('/').replace('/', ".");
        check.text(rule, input.pointer(pointer), &path);
    }
    check.into_errors()
}

fn created(on_create: &Value) -> Details {
    Details {
        external_id: text(&on_create["externalId"]),
        full_name: text(&on_create["fullName"]).unwrap_or_default(),
        short_name: text(&on_create["shortName"]),
        email: text(&on_create["email"]["email"]).unwrap_or_default(),
        is_email_verified: on_create["email"]["isVerified"] == true,
    }
}

/// What is absent stays; an optional text that is there without a value is cleared.
fn updated(current: &Details, on_update: &Value) -> Details {
    let mut details = current.clone();
    if let Some(full_name) = text(&on_update["fullName"]["value"]) {
        details.full_name = full_name;
    }
    if let Some(short_name) = on_update.get("shortName") {
        details.short_name = text(&short_name["value"]);
    }
    if let Some(external_id) = on_update.get("externalId") {
        details.external_id = text(&external_id["value"]);
    }
    if let Some(email) = text(&on_update["email"]["email"]) {
        details.email = email;
        details.is_email_verified = on_update["email"]["isVerified"] == true;
    }
    details
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// Where the input names what no two customers share.
struct UniqueFields {
    email: &'static str,
    external_id: &'static str,
}

const CREATE_FIELDS: UniqueFields = UniqueFields {
    email: "onCreate.email.email",
    external_id: "onCreate.externalId",
};
const UPDATE_FIELDS: UniqueFields = UniqueFields {
    email: "onUpdate.email.email",
    external_id: "onUpdate.externalId.value",
};

fn refuse_taken(
    workspace: &Workspace,
    customer: &Customer,
    fields: &UniqueFields,
) -> Result<(), MutationError> {
    let details = &customer.details;
    let is_other = |other: Option<&Customer>| other.is_some_and(|it| it.id != customer.id);
    if is_other(workspace.customer_by_email(&details.email)) {
        let message = format!(
            "There is a customer with the e-mail address {:?} already",
            details.email
        );
        return Err(MutationError::already_exists(
            "customer_already_exists_with_email",
            fields.email,
            message,
        ));
    }
    if let Some(external_id) = &details.external_id
        && is_other(workspace.customer_by_external_id(external_id))
    {
        let message = format!("There is a customer with the external id {external_id:?} already");
        return Err(MutationError::already_exists(
            "customer_already_exists_with_external_id",
            fields.external_id,
            message,
        ));
    }
    Ok(())
}

//! The mutation `upsertCustomer`.

use plain_schema::StringRule;
use plain_schema::identifier::CUSTOMER_IDENTIFIER;
use serde_json::Value;

use crate::graphql::validate::InputValidator;
use crate::response::mutation_error::MutationError;
use crate::state::State;
use crate::time::timestamp;
use crate::workspace::customer::{Customer, CustomerDetails};
use crate::workspace::{Workspace, describe_identifier, new_id};

/// The API's `UpsertResult`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UpsertResult {
    Created,
    Updated,
    Noop,
}

impl UpsertResult {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Updated => "UPDATED",
            Self::Noop => "NOOP",
        }
    }
}

/// Creates or updates a customer.
pub(crate) fn upsert_customer(
    state: &State,
    input: &Value,
) -> Result<(UpsertResult, Customer), MutationError> {
    validate(input)?;
    let now = timestamp::of(state.clock.now());
    let mut workspace = state.workspace();
    let identifier = &input["identifier"];
    let Some(found) = workspace.customer_by_identifier(identifier) else {
        // Plain assigns the ids, so a customer cannot be created with this one.
        if identifier.get("customerId").is_some() {
            let identifier = describe_identifier(identifier);
            return Err(MutationError::not_found(
                "identifier.customerId",
                format!("Customer with {identifier} does not exist"),
            ));
        }
        let customer = Customer {
            id: new_id("c_", now.into()),
            details: new_details(&input["onCreate"]),
            marked_as_spam_at: None,
            created_at: now,
            updated_at: now,
        };
        ensure_unique(&workspace, &customer, &CREATE_FIELDS)?;
        workspace.add_customer(customer.clone())?;
        return Ok((UpsertResult::Created, customer));
    };

    let details = updated_details(&found.details, &input["onUpdate"]);
    if details == found.details {
        return Ok((UpsertResult::Noop, found.clone()));
    }
    let customer = Customer {
        details,
        updated_at: now,
        ..found.clone()
    };
    ensure_unique(&workspace, &customer, &UPDATE_FIELDS)?;
    workspace.replace_customer(customer.clone())?;
    Ok((UpsertResult::Updated, customer))
}

fn validate(input: &Value) -> Result<(), MutationError> {
    const STRINGS: [(&str, StringRule); 6] = [
        ("/onCreate/fullName", StringRule::NotBlank),
        ("/onCreate/externalId", StringRule::ExternalId),
        ("/onCreate/email/email", StringRule::EmailAddress),
        ("/onUpdate/fullName/value", StringRule::NotBlank),
        ("/onUpdate/externalId/value", StringRule::ExternalId),
        ("/onUpdate/email/email", StringRule::EmailAddress),
    ];
    let mut validator = InputValidator::default();
    validator.identifier(&CUSTOMER_IDENTIFIER, &input["identifier"], "identifier");
    for (pointer, rule) in STRINGS {
        let path = pointer.trim_start_matches('/').replace('/', ".");
        validator.string(rule, input.pointer(pointer), &path);
    }
    validator.finish()
}

fn new_details(on_create: &Value) -> CustomerDetails {
    CustomerDetails {
        external_id: text(&on_create["externalId"]),
        full_name: text(&on_create["fullName"]).unwrap_or_default(),
        short_name: text(&on_create["shortName"]),
        email: text(&on_create["email"]["email"]).unwrap_or_default(),
        is_email_verified: on_create["email"]["isVerified"] == true,
    }
}

/// Applies an update. An absent field is unchanged, and an optional field without a value is cleared.
fn updated_details(current: &CustomerDetails, on_update: &Value) -> CustomerDetails {
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

/// Paths in the input of the fields that must be unique.
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

fn ensure_unique(
    workspace: &Workspace,
    customer: &Customer,
    fields: &UniqueFields,
) -> Result<(), MutationError> {
    let details = &customer.details;
    let customers = workspace.customers();
    let is_other = |other: Option<&Customer>| other.is_some_and(|it| it.id != customer.id);
    if is_other(customers.by_email(&details.email)) {
        let email = &details.email;
        return Err(MutationError::already_exists(
            "customer_already_exists_with_email",
            fields.email,
            format!("A customer with the e-mail address {email:?} already exists"),
        ));
    }
    if let Some(external_id) = &details.external_id
        && is_other(customers.by_external_id(external_id))
    {
        return Err(MutationError::already_exists(
            "customer_already_exists_with_external_id",
            fields.external_id,
            format!("A customer with the external id {external_id:?} already exists"),
        ));
    }
    Ok(())
}

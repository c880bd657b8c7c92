//! Adds customers, tenants and threads to the workspace of a sandbox.

use serde_json::{Value, json};

use crate::graphql::mutation::{UpsertResult, create_thread, upsert_customer, upsert_tenant};
use crate::state::State;
use crate::workspace::customer::Customer;
use crate::workspace::tenant::Tenant;

/// Records that a builder adds when the sandbox starts.
#[derive(Debug, Default)]
pub(super) struct Seeding {
    pub(super) customers: Vec<NewCustomer>,
    pub(super) tenants: Vec<NewTenant>,
    pub(super) threads: Vec<NewThread>,
}

#[derive(Debug)]
pub(super) struct NewTenant {
    pub(super) external_id: String,
    pub(super) name: String,
}

#[derive(Debug)]
pub(super) struct NewCustomer {
    pub(super) external_id: Option<String>,
    pub(super) email: String,
}

#[derive(Debug)]
pub(super) struct NewThread {
    /// Id, e-mail address or external id.
    pub(super) customer: String,
    pub(super) title: String,
}

impl Seeding {
    /// Adds the records that do not exist. The error is a message.
    pub(super) fn apply(&self, state: &State) -> Result<(), String> {
        for customer in &self.customers {
            let (_, existing) = customer.add(state)?;
            if existing.details.external_id != customer.external_id {
                let email = &customer.email;
                return Err(format!(
                    "a customer with the e-mail address {email:?} and another external id already exists"
                ));
            }
        }
        for tenant in &self.tenants {
            tenant.add(state)?;
        }
        for thread in &self.threads {
            let customer_id = thread.customer_id(state)?;
            let exists = state
                .workspace()
                .threads()
                .of_customer(&customer_id)
                .any(|existing| existing.title == thread.title);
            if !exists {
                thread.add(state, &customer_id)?;
            }
        }
        Ok(())
    }
}

impl NewCustomer {
    /// Adds the customer, unless there is one with the e-mail address, who stays as it is.
    pub(super) fn add(&self, state: &State) -> Result<(UpsertResult, Customer), String> {
        let full_name = self.email.split('@').next();
        let mut input = json!({
            "identifier": { "emailAddress": self.email },
            "onCreate": {
                "fullName": full_name,
                "email": { "email": self.email, "isVerified": true },
            },
            "onUpdate": {},
        });
        // The sandbox treats a field as absent only if it is.
        if let Some(external_id) = &self.external_id {
            input["onCreate"]["externalId"] = Value::from(external_id.as_str());
        }
        upsert_customer(state, &input).map_err(|error| error.message)
    }
}

impl NewTenant {
    /// Adds the tenant, or gives the one with the external id this name.
    pub(super) fn add(&self, state: &State) -> Result<(UpsertResult, Tenant), String> {
        let input = json!({
            "identifier": { "externalId": self.external_id },
            "externalId": self.external_id,
            "name": self.name,
        });
        upsert_tenant(state, &input).map_err(|error| error.message)
    }
}

impl NewThread {
    pub(super) fn customer_id(&self, state: &State) -> Result<String, String> {
        let (workspace, customer) = (state.workspace(), &self.customer);
        let found = workspace.find_customer(customer);
        found.map(|found| found.id.clone()).ok_or_else(|| {
            format!("the customer {customer:?} of the thread {:?} does not exist; add the customer first", self.title)
        })
    }

    /// Adds the thread and returns its id.
    pub(super) fn add(&self, state: &State, customer_id: &str) -> Result<String, String> {
        let input = json!({
            "customerIdentifier": { "customerId": customer_id },
            "title": self.title,
        });
        let thread = create_thread(state, &input);
        thread
            .map(|thread| thread.id)
            .map_err(|error| error.message)
    }
}

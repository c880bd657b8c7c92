//! Customers.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::graphql::actor;
use crate::time::timestamp;

#[derive(Debug, Clone)]
pub(crate) struct Customer {
    pub(crate) id: String,
    pub(crate) details: Details,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// What `upsertCustomer` sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Details {
    pub(crate) external_id: Option<String>,
    pub(crate) full_name: String,
    pub(crate) short_name: Option<String>,
    pub(crate) email: String,
    pub(crate) is_email_verified: bool,
}

impl Customer {
    pub(crate) fn graphql(&self) -> Value {
        let details = &self.details;
        json!({
            "__typename": "Customer",
            "id": self.id,
            "externalId": details.external_id,
            "fullName": details.full_name,
            "shortName": details.short_name,
            "email": {
                "__typename": "EmailAddress",
                "email": details.email,
                "isVerified": details.is_email_verified,
            },
            "isAnonymous": false,
            "identities": [{ "__typename": "EmailCustomerIdentity", "email": details.email }],
            "status": "ACTIVE",
            "createdAt": timestamp::graphql(self.created_at),
            "createdBy": actor::machine_user(),
            "updatedAt": timestamp::graphql(self.updated_at),
            "updatedBy": actor::machine_user(),
        })
    }
}

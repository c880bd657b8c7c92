//! Those who work in the workspace: people and programs.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::graphql::actor;
use crate::time::timestamp;

#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) full_name: String,
    pub(crate) public_name: String,
    pub(crate) email: String,
    pub(crate) created_at: Timestamp,
}

impl User {
    pub(crate) fn graphql(&self) -> Value {
        let created_at = timestamp::graphql(self.created_at);
        json!({
            "__typename": "User",
            "id": self.id,
            "fullName": self.full_name,
            "publicName": self.public_name,
            "email": self.email,
            "slackIdentities": [],
            "status": "ONLINE",
            "statusChangedAt": created_at,
            "createdAt": created_at,
            "createdBy": actor::machine_user(),
            "updatedAt": created_at,
            "updatedBy": actor::machine_user(),
            "isDeleted": false,
        })
    }
}

#[derive(Debug, Clone)]
pub(crate) struct MachineUser {
    pub(crate) id: String,
    pub(crate) full_name: String,
    pub(crate) public_name: String,
    pub(crate) created_at: Timestamp,
}

impl MachineUser {
    pub(crate) fn graphql(&self) -> Value {
        let created_at = timestamp::graphql(self.created_at);
        json!({
            "__typename": "MachineUser",
            "id": self.id,
            "fullName": self.full_name,
            "publicName": self.public_name,
            "type": "API_USER",
            "createdAt": created_at,
            "createdBy": actor::machine_user(),
            "updatedAt": created_at,
            "updatedBy": actor::machine_user(),
            "isDeleted": false,
        })
    }
}

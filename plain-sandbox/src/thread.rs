//! Threads.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{actor, moment};

#[derive(Debug, Clone)]
pub(crate) struct Thread {
    pub(crate) id: String,
    pub(crate) customer_id: String,
    pub(crate) r#ref: String,
    pub(crate) title: String,
    pub(crate) created_at: Timestamp,
}

impl Thread {
    pub(crate) fn graphql(&self) -> Value {
        let created_at = moment::graphql(self.created_at);
        json!({
            "__typename": "Thread",
            "id": self.id,
            "customerId": self.customer_id,
            "ref": self.r#ref,
            "title": self.title,
            "priority": 2,
            "status": "TODO",
            "statusChangedAt": created_at,
            "statusChangedBy": actor::machine_user(),
            "createdAt": created_at,
            "createdBy": actor::machine_user(),
            "updatedAt": created_at,
            "updatedBy": actor::machine_user(),
        })
    }
}

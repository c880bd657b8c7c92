//! What [`seed`] names.

use jiff::Timestamp;

use super::change::{Change, History};
use super::customer::{Customer, Details};
use super::seed;
use super::thread::Thread;
use super::user::{MachineUser, User};

impl History {
    /// A workspace that is created now.
    pub(crate) fn seeded(now: Timestamp) -> Self {
        let customer = Customer {
            id: seed::CUSTOMER_ID.to_owned(),
            details: Details {
                external_id: Some(seed::CUSTOMER_EXTERNAL_ID.to_owned()),
                full_name: "Jane Fenwick".to_owned(),
                short_name: Some("Jane".to_owned()),
                email: seed::CUSTOMER_EMAIL_ADDRESS.to_owned(),
                is_email_verified: true,
            },
            created_at: now,
            updated_at: now,
        };
        let thread = Thread {
            id: seed::THREAD_ID.to_owned(),
            number: 1,
            customer_id: seed::CUSTOMER_ID.to_owned(),
            external_id: None,
            title: "My API key does not work".to_owned(),
            description: None,
            priority: 2,
            channel: "API".to_owned(),
            assignee: None,
            fields: Vec::new(),
            created_at: now,
        };
        Self {
            created_at: now,
            changes: vec![Change::AddCustomer(customer), Change::AddThread(thread)],
        }
    }
}

/// Who works in the workspace, which nothing changes.
pub(super) fn user(created_at: Timestamp) -> User {
    User {
        id: seed::USER_ID.to_owned(),
        full_name: "David Okafor".to_owned(),
        public_name: "David".to_owned(),
        email: seed::USER_EMAIL_ADDRESS.to_owned(),
        created_at,
    }
}

/// To whom the API key belongs, which nothing changes.
pub(super) fn machine_user(created_at: Timestamp) -> MachineUser {
    MachineUser {
        id: seed::MACHINE_USER_ID.to_owned(),
        full_name: "Sandbox API key".to_owned(),
        public_name: "Sandbox".to_owned(),
        created_at,
    }
}

//! The records that every sandbox starts with.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use plain_sandbox::{Sandbox, seed};
//!
//! let customer = [seed::CUSTOMER_ID, seed::CUSTOMER_EMAIL_ADDRESS, seed::CUSTOMER_EXTERNAL_ID];
//! assert_eq!(customer, ["c_01H14DFQ4PDYBH398J1E99TWSS", "jane@acme.com", "jane"]);
//! assert_eq!(Sandbox::start().await.threads()[0].id, seed::THREAD_ID);
//! // A support agent, the owner of the API keys, and the workspace of requests for cards:
//! println!("{} {}", seed::USER_ID, seed::USER_EMAIL_ADDRESS);
//! println!("{} {}", seed::MACHINE_USER_ID, seed::WORKSPACE_ID);
//! # }
//! ```

use jiff::Timestamp;
use serde_json::json;

use super::change::{Change, History};
use super::customer::{Customer, CustomerDetails};
use super::status::{StatusDetail, ThreadStatus};
use super::thread::{DEFAULT_PRIORITY, Thread};
use super::user::{MachineUser, User, Users};

/// Id of the workspace, which requests for customer cards have in a header.
pub const WORKSPACE_ID: &str = "w_01H14DFQ4PDYBH398J1E99TWT4";
/// Id of the customer.
pub const CUSTOMER_ID: &str = "c_01H14DFQ4PDYBH398J1E99TWSS";
/// E-mail address of the customer.
pub const CUSTOMER_EMAIL_ADDRESS: &str = "jane@acme.com";
/// External id of the customer.
pub const CUSTOMER_EXTERNAL_ID: &str = "jane";
/// Id of the customer's thread.
pub const THREAD_ID: &str = "th_01HB924RWAW8H3Q8KZDFWYBJHZ";
/// Id of the user, a support agent, whom a `user` component can show.
pub const USER_ID: &str = "u_01H14DFQ4PDYBH398J1E99TWT3";
/// E-mail address of the user.
pub const USER_EMAIL_ADDRESS: &str = "david@acme.com";
/// Id of the machine user that owns the API keys and so creates every record.
pub const MACHINE_USER_ID: &str = "mu_01HBZM0TZAKAZPJ47NX7X7XMDY";

const THREAD_TITLE: &str = "My API key does not work";

impl History {
    /// A new workspace with the seeded customer and thread.
    pub(crate) fn seeded(now: Timestamp) -> Self {
        let customer = Customer {
            id: CUSTOMER_ID.to_owned(),
            details: CustomerDetails {
                external_id: Some(CUSTOMER_EXTERNAL_ID.to_owned()),
                full_name: "Jane Fenwick".to_owned(),
                short_name: Some("Jane".to_owned()),
                email: CUSTOMER_EMAIL_ADDRESS.to_owned(),
                is_email_verified: true,
            },
            marked_as_spam_at: None,
            created_at: now,
            updated_at: now,
        };
        let thread = Thread {
            id: THREAD_ID.to_owned(),
            number: 1,
            customer_id: CUSTOMER_ID.to_owned(),
            external_id: None,
            title: THREAD_TITLE.to_owned(),
            description: None,
            priority: DEFAULT_PRIORITY,
            channel: "API".to_owned(),
            status: ThreadStatus {
                detail: StatusDetail::Created,
                changed_at: now,
            },
            assignee: None,
            assigned_at: None,
            labels: Vec::new(),
            fields: Vec::new(),
            tenant_id: None,
            input: json!({
                "customerIdentifier": { "customerId": CUSTOMER_ID },
                "title": THREAD_TITLE,
            }),
            created_at: now,
            updated_at: now,
        };
        Self {
            created_at: now,
            changes: vec![Change::AddCustomer(customer), Change::PutThread(thread)],
        }
    }
}

/// The users of a workspace.
pub(super) fn users(created_at: Timestamp) -> Users {
    Users {
        users: vec![User {
            id: USER_ID.to_owned(),
            full_name: "David Okafor".to_owned(),
            public_name: "David".to_owned(),
            email: USER_EMAIL_ADDRESS.to_owned(),
            created_at,
        }],
        machine_users: vec![MachineUser {
            id: MACHINE_USER_ID.to_owned(),
            full_name: "Sandbox API key".to_owned(),
            public_name: "Sandbox".to_owned(),
            created_at,
        }],
    }
}

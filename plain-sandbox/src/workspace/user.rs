//! Users and machine users of the workspace.

use jiff::Timestamp;

#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) full_name: String,
    pub(crate) public_name: String,
    pub(crate) email: String,
    pub(crate) created_at: Timestamp,
}

#[derive(Debug, Clone)]
pub(crate) struct MachineUser {
    pub(crate) id: String,
    pub(crate) full_name: String,
    pub(crate) public_name: String,
    pub(crate) created_at: Timestamp,
}

/// The users, which no mutation changes.
#[derive(Debug)]
pub(crate) struct Users {
    pub(super) users: Vec<User>,
    pub(super) machine_users: Vec<MachineUser>,
}

impl Users {
    pub(crate) fn by_id(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub(crate) fn by_email(&self, email: &str) -> Option<&User> {
        self.users
            .iter()
            .find(|user| user.email.eq_ignore_ascii_case(email))
    }

    pub(crate) fn machine_user(&self, id: &str) -> Option<&MachineUser> {
        self.machine_users.iter().find(|user| user.id == id)
    }
}

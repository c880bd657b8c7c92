//! Changes of a thread that its timeline shows.

use serde::{Deserialize, Serialize};

use super::label::Label;
use super::status::ThreadStatus;
use super::thread::Assignee;

/// A change of a thread, with the values before and after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ThreadChange {
    Labels {
        previous: Vec<Label>,
        next: Vec<Label>,
    },
    Priority {
        previous: i64,
        next: i64,
    },
    Status {
        previous: ThreadStatus,
        next: ThreadStatus,
    },
    Assignment {
        previous: Option<Assignee>,
        next: Option<Assignee>,
    },
}

impl ThreadChange {
    /// The API's `TimelineEntryType`.
    pub(crate) const fn entry_type(&self) -> &'static str {
        match self {
            Self::Labels { .. } => "THREAD_LABELS_CHANGED",
            Self::Priority { .. } => "THREAD_PRIORITY_CHANGED",
            Self::Status { .. } => "THREAD_STATUS_TRANSITIONED",
            Self::Assignment { .. } => "THREAD_ASSIGNMENT_TRANSITIONED",
        }
    }
}

/// A reply to a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reply {
    pub(crate) email_id: String,
    pub(crate) author: ReplyAuthor,
    pub(crate) text: String,
    pub(crate) markdown: Option<String>,
    pub(crate) additional_recipients: Vec<EmailParticipant>,
    pub(crate) hidden_recipients: Vec<EmailParticipant>,
    /// Whether the thread had no message before.
    pub(crate) is_start_of_thread: bool,
}

/// The author of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ReplyAuthor {
    /// The machine user that owns the API key.
    MachineUser,
    /// Id of a user.
    User(String),
    /// Id of a customer.
    Customer(String),
}

/// A sender or recipient of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EmailParticipant {
    pub(crate) name: Option<String>,
    pub(crate) email: String,
}

//! Statuses of threads.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The status of a thread, and since when it has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ThreadStatus {
    pub(crate) detail: StatusDetail,
    pub(crate) changed_at: Timestamp,
}

/// Reason for a status: the values of the API's `StatusDetailType` that a sandbox sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum StatusDetail {
    Created,
    InProgress,
    NewReply,
    ThreadLinkUpdated,
    ThreadDiscussionResolved,
    Ignored,
    DoneManuallySet,
    DoneAutomaticallySet,
}

impl StatusDetail {
    const ALL: [Self; 8] = [
        Self::Created,
        Self::InProgress,
        Self::NewReply,
        Self::ThreadLinkUpdated,
        Self::ThreadDiscussionResolved,
        Self::Ignored,
        Self::DoneManuallySet,
        Self::DoneAutomaticallySet,
    ];

    /// The API's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::InProgress => "IN_PROGRESS",
            Self::NewReply => "NEW_REPLY",
            Self::ThreadLinkUpdated => "THREAD_LINK_UPDATED",
            Self::ThreadDiscussionResolved => "THREAD_DISCUSSION_RESOLVED",
            Self::Ignored => "IGNORED",
            Self::DoneManuallySet => "DONE_MANUALLY_SET",
            Self::DoneAutomaticallySet => "DONE_AUTOMATICALLY_SET",
        }
    }

    /// Finds a detail by the API's name. `TIMER_EXPIRED` is the former name of `DONE_AUTOMATICALLY_SET`.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        if name == "TIMER_EXPIRED" {
            return Some(Self::DoneAutomaticallySet);
        }
        Self::ALL.into_iter().find(|detail| detail.name() == name)
    }

    /// The object type of the detail.
    pub(crate) const fn graphql_type(self) -> &'static str {
        match self {
            Self::Created => "ThreadStatusDetailCreated",
            Self::InProgress => "ThreadStatusDetailInProgress",
            Self::NewReply => "ThreadStatusDetailNewReply",
            Self::ThreadLinkUpdated => "ThreadStatusDetailThreadLinkUpdated",
            Self::ThreadDiscussionResolved => "ThreadStatusDetailThreadDiscussionResolved",
            Self::Ignored => "ThreadStatusDetailIgnored",
            Self::DoneManuallySet => "ThreadStatusDetailDoneManuallySet",
            Self::DoneAutomaticallySet => "ThreadStatusDetailDoneAutomaticallySet",
        }
    }

    /// The API's `ThreadStatus` that the detail belongs to.
    pub(crate) const fn status(self) -> &'static str {
        match self {
            Self::Created
            | Self::InProgress
            | Self::NewReply
            | Self::ThreadLinkUpdated
            | Self::ThreadDiscussionResolved => "TODO",
            Self::Ignored | Self::DoneManuallySet | Self::DoneAutomaticallySet => "DONE",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StatusDetail;

    #[test]
    fn details_are_found_by_their_names() {
        for detail in StatusDetail::ALL {
            assert_eq!(StatusDetail::from_name(detail.name()), Some(detail));
            let stored = serde_json::to_value(detail).unwrap();
            assert_eq!(stored, detail.name());
        }
        let detail = StatusDetail::from_name("TIMER_EXPIRED");
        assert_eq!(detail, Some(StatusDetail::DoneAutomaticallySet));
        assert_eq!(StatusDetail::from_name("SNOOZED"), None);
    }
}

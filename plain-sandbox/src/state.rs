//! What the requests to one sandbox share.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::api_key::ApiKey;
use crate::clock::Clock;
use crate::moment;
use crate::workspace::Workspace;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) api_key: ApiKey,
    pub(crate) clock: Clock,
    workspace: Mutex<Workspace>,
}

impl State {
    pub(crate) fn new(api_key: ApiKey, clock: Clock) -> Self {
        let workspace = Workspace::seeded(moment::of(clock.now()));
        Self {
            api_key,
            clock,
            workspace: Mutex::new(workspace),
        }
    }

    /// The workspace, for this caller alone: what is checked and done under one guard is one step.
    pub(crate) fn workspace(&self) -> MutexGuard<'_, Workspace> {
        // A mutation changes the workspace last, so one that panicked has changed nothing.
        self.workspace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

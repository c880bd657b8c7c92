//! What the requests to one sandbox share.

pub(crate) mod request_log;

use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::access::api_key::ApiKey;
use crate::access::rate_limit::RateLimit;
use crate::fault::Faults;
use crate::shutdown::Ending;
use crate::time::clock::Clock;
use crate::workspace::Workspace;
use crate::workspace::event::Event;
use crate::workspace::store::StoreError;
use request_log::RequestLog;

#[derive(Debug)]
pub(crate) struct State {
    /// Where the sandbox listens.
    pub(crate) address: SocketAddr,
    /// The sandbox's own key first, which may do everything.
    pub(crate) api_keys: Vec<ApiKey>,
    pub(crate) clock: Clock,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) faults: Faults,
    pub(crate) requests: RequestLog,
    pub(crate) ending: Ending,
    workspace: Mutex<Workspace>,
    /// Told whenever the workspace or the requests may have changed.
    changes: watch::Sender<()>,
}

impl State {
    pub(crate) fn new(
        address: SocketAddr,
        api_keys: Vec<ApiKey>,
        clock: Clock,
        rate_limit: Option<RateLimit>,
        faults: Faults,
        ending: Ending,
        workspace: Workspace,
    ) -> Self {
        Self {
            address,
            api_keys,
            clock,
            rate_limit,
            faults,
            requests: RequestLog::default(),
            ending,
            workspace: Mutex::new(workspace),
            changes: watch::Sender::new(()),
        }
    }

    /// The workspace, for this caller alone: what is checked and done under one guard is one step.
    pub(crate) fn workspace(&self) -> MutexGuard<'_, Workspace> {
        // A mutation changes the workspace last, so one that panicked has changed nothing.
        self.workspace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The events, in the order of their creation.
    pub(crate) fn events(&self) -> Vec<Event> {
        self.workspace().events().iter().cloned().collect()
    }

    /// Removes the events.
    pub(crate) fn clear_events(&self) -> Result<(), StoreError> {
        self.workspace().clear_events()?;
        self.changed();
        Ok(())
    }

    /// Lets those look again who wait for a change of the workspace or of the requests.
    pub(crate) fn changed(&self) {
        self.changes.send_replace(());
    }

    /// Tells of every change of the workspace and of the requests from now on.
    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    /// Waits until the events are what is waited for, and returns them. It ends as well if the
    /// sandbox does: with the events that are there.
    pub(crate) async fn wait_for(&self, is_done: impl Fn(&[Event]) -> bool) -> Vec<Event> {
        // Subscribed first, so that no change falls between looking and waiting.
        let mut changes = self.changes.subscribe();
        let mut events = Vec::new();
        let mut next = 0;
        loop {
            next = self.catch_up(&mut events, next);
            if is_done(&events) {
                return events;
            }
            tokio::select! {
                _ = changes.changed() => {}
                () = self.ending.finish() => return self.events(),
            }
        }
    }

    /// Brings events that were read before up to date, so that waiting for many is not copying all
    /// of them for each. `next` is what it returned then: the number of the event to come.
    fn catch_up(&self, known: &mut Vec<Event>, next: usize) -> usize {
        let workspace = self.workspace();
        let events = workspace.events();
        // Those in front may have been pruned, and all may have been cleared.
        let first = events.iter().next().map(|event| &event.id);
        let still = known.iter().position(|event| Some(&event.id) == first);
        known.drain(..still.unwrap_or(known.len()));
        known.extend(events.since(next).cloned());
        events.next_number()
    }
}

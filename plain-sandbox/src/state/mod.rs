//! State shared by the requests to one sandbox.

pub(crate) mod request_log;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::access::Access;
use crate::fault::Faults;
use crate::shutdown::Shutdown;
use crate::time::clock::Clock;
use crate::workspace::Workspace;
use crate::workspace::change::StoreError;
use crate::workspace::event::Event;
use request_log::RequestLog;

/// Path of the API.
pub(crate) const API_PATH: &str = "/graphql/v1";

#[derive(Debug)]
pub(crate) struct State {
    /// Scheme of the sandbox's URLs.
    scheme: &'static str,
    /// Address that the sandbox listens on.
    pub(crate) address: SocketAddr,
    pub(crate) access: Access,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) requests: RequestLog,
    pub(crate) shutdown: Shutdown,
    workspace: Mutex<Workspace>,
    /// Notified whenever the workspace or the request log may have changed.
    changes: watch::Sender<()>,
}

impl State {
    pub(crate) fn new(
        (scheme, address): (&'static str, SocketAddr),
        access: Access,
        clock: Clock,
        faults: Faults,
        shutdown: Shutdown,
        workspace: Workspace,
    ) -> Self {
        Self {
            scheme,
            address,
            access,
            clock,
            faults,
            requests: RequestLog::default(),
            shutdown,
            workspace: Mutex::new(workspace),
            changes: watch::Sender::new(()),
        }
    }

    /// URL of the API for a client on this machine.
    pub(crate) fn api_url(&self) -> String {
        let ip = match self.address {
            SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            address => address.ip(),
        };
        let address = SocketAddr::new(ip, self.address.port());
        format!("{}://{address}{API_PATH}", self.scheme)
    }

    /// Locks the workspace. Checks and changes under one guard are atomic.
    pub(crate) fn workspace(&self) -> MutexGuard<'_, Workspace> {
        // A mutation changes the workspace last, so one that panicked has changed nothing.
        self.workspace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The events in order of creation.
    pub(crate) fn events(&self) -> Vec<Event> {
        self.workspace().events().iter().cloned().collect()
    }

    pub(crate) fn clear_events(&self) -> Result<(), StoreError> {
        self.workspace().clear_events()?;
        self.changed();
        Ok(())
    }

    pub(crate) fn clear_requests(&self) {
        self.requests.clear();
        self.changed();
    }

    /// Notifies subscribers of a change to the workspace or the request log.
    pub(crate) fn changed(&self) {
        self.changes.send_replace(());
    }

    /// Subscribes to changes of the workspace and the request log.
    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    /// Waits until `is_done` accepts the events, or the sandbox shuts down, and returns them.
    pub(crate) async fn wait_for(&self, is_done: impl Fn(&[Event]) -> bool) -> Vec<Event> {
        // Subscribed before the first check, so that no change is missed in between.
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
                () = self.shutdown.requested() => return self.events(),
            }
        }
    }

    /// Updates a copy of the events, so that waiting for many does not copy all of them for each.
    ///
    /// `next` is the return value of the previous call: the number of the next event.
    fn catch_up(&self, known: &mut Vec<Event>, next: usize) -> usize {
        let workspace = self.workspace();
        let events = workspace.events();
        // The first ones may have been pruned, and all may have been cleared.
        let first = events.iter().next().map(|event| &event.id);
        let still = known.iter().position(|event| Some(&event.id) == first);
        known.drain(..still.unwrap_or(known.len()));
        known.extend(events.since(next).cloned());
        events.next_number()
    }
}

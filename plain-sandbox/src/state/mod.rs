//! State shared by the requests to one sandbox.

pub(crate) mod cards;
mod event_counter;
pub(crate) mod request_log;
mod shared_events;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::access::Access;
use crate::fault::Faults;
use crate::shutdown::Shutdown;
use crate::time::clock::Clock;
use crate::workspace::Workspace;
use crate::workspace::change::StoreError;
use crate::workspace::event::{Event, EventFilter};
use cards::CardRegistry;
use event_counter::EventCounter;
use request_log::RequestLog;
use shared_events::{EventReader, SharedEvents};

/// Path of the API.
pub(crate) const API_PATH: &str = "/graphql/v1";

/// Shortest time between two ticks.
const TICK_INTERVAL: Duration = Duration::from_millis(250);
/// Shortest pause of a caller that waits for events. Changes in between are evaluated together.
const MIN_PAUSE: Duration = Duration::from_millis(5);

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
    pub(crate) cards: CardRegistry,
    pub(crate) shutdown: Shutdown,
    workspace: Mutex<Workspace>,
    /// Notified whenever the workspace, the request log or the cards may have changed.
    changes: watch::Sender<()>,
    /// Number of the current tick. A tick follows changes.
    ticks: watch::Sender<u64>,
    shared_events: SharedEvents,
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
            cards: CardRegistry::default(),
            shutdown,
            workspace: Mutex::new(workspace),
            changes: watch::Sender::new(()),
            ticks: watch::Sender::new(0),
            shared_events: SharedEvents::default(),
        }
    }

    /// URL of the API for a client on this machine.
    pub(crate) fn api_url(&self) -> String {
        self.api_url_with(self.scheme)
    }

    /// URL of the API without TLS, for a client that does not trust the certificate.
    pub(crate) fn unencrypted_api_url(&self) -> String {
        self.api_url_with("http")
    }

    fn api_url_with(&self, scheme: &str) -> String {
        let ip = match self.address {
            SocketAddr::V4(v4) if v4.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(v6) if v6.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            address => address.ip(),
        };
        let address = SocketAddr::new(ip, self.address.port());
        format!("{scheme}://{address}{API_PATH}")
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
        let events = self.events_matching(&EventFilter::default());
        events.iter().map(|event| Event::clone(event)).collect()
    }

    /// The events of a filter in order of creation. They are not copied.
    pub(crate) fn events_matching(&self, filter: &EventFilter) -> Vec<Arc<Event>> {
        self.workspace().events().matching(filter)
    }

    pub(crate) fn clear_events(&self) -> Result<(), StoreError> {
        self.workspace().clear_events()?;
        self.changed();
        Ok(())
    }

    pub(crate) fn clear_requests(&self) {
        self.requests.clear();
        self.cards.clear_attempts();
        self.changed();
    }

    /// Notifies subscribers of a change to the workspace, the request log or the cards.
    pub(crate) fn changed(&self) {
        self.changes.send_replace(());
    }

    /// Subscribes to the ticks, of which there are few a second. A page that was drawn during a tick has
    /// every change before it.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.ticks.subscribe()
    }

    /// Number of the current tick.
    pub(crate) fn tick(&self) -> u64 {
        *self.ticks.borrow()
    }

    /// Differs between two states of the workspace, the request log and the cards.
    pub(crate) fn revision(&self) -> (u64, u64) {
        let others = self.requests.revision() + self.cards.revision();
        (self.workspace().revision(), others)
    }

    /// Ticks on changes, but at most once in each interval.
    pub(crate) async fn run_ticks(&self) {
        let mut changes = self.changes.subscribe();
        while changes.changed().await.is_ok() {
            self.ticks.send_modify(|tick| *tick += 1);
            tokio::time::sleep(TICK_INTERVAL).await;
        }
    }

    /// Waits until at least `count` events match a filter, or the sandbox shuts down.
    pub(crate) async fn wait_for_matching(&self, filter: &EventFilter, count: usize) {
        let mut counter = EventCounter::new(filter);
        let is_done = || counter.reaches(count, self.workspace().events());
        self.wait_until(is_done, tokio::time::sleep).await;
    }

    /// Waits until a condition accepts the events, or the sandbox shuts down. `sleep` pauses between two
    /// evaluations, which take at most a fifth of the time.
    pub(crate) async fn wait_for(
        &self,
        is_accepted: impl Fn(&[Event]) -> bool,
        sleep: impl AsyncFn(Duration),
    ) {
        let events = EventReader::new(&self.shared_events, &self.workspace);
        self.wait_until(|| is_accepted(&events.read()), sleep).await;
    }

    async fn wait_until(&self, mut is_done: impl FnMut() -> bool, sleep: impl AsyncFn(Duration)) {
        // Subscribed before the first evaluation, so that no change is missed in between.
        let mut changes = self.changes.subscribe();
        let done = async {
            loop {
                let start = Instant::now();
                if is_done() {
                    return;
                }
                sleep(MIN_PAUSE.max(4 * start.elapsed())).await;
                // Without a sender, the sandbox has been dropped.
                if changes.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::select! {
            () = done => {}
            () = self.shutdown.requested() => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::net::{Ipv4Addr, SocketAddr};
    use std::time::SystemTime;

    use jiff::Timestamp;
    use plain_schema::EventKind;
    use serde_json::Value;

    use super::State;
    use crate::access::Access;
    use crate::fault::Faults;
    use crate::shutdown::Shutdown;
    use crate::time::clock::Clock;
    use crate::workspace::change::History;
    use crate::workspace::event::Event;
    use crate::workspace::{Workspace, new_id, seed};

    /// The state of a sandbox without a server.
    pub(crate) fn state(max_events: Option<usize>) -> State {
        let history = History::seeded(Timestamp::UNIX_EPOCH);
        State::new(
            ("http", SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
            Access::default(),
            Clock::system(),
            Faults::new(0, Vec::new()),
            Shutdown::new().1,
            Workspace::new(history, max_events, None).unwrap(),
        )
    }

    /// Adds an event whose external id is its title and number.
    pub(crate) fn add_event(state: &State, title: &str) {
        let number = state.workspace().events().next_number();
        let event = Event {
            id: new_id("tev_", SystemTime::UNIX_EPOCH),
            kind: EventKind::CustomerEvent,
            title: title.to_owned(),
            customer_id: seed::CUSTOMER_ID.to_owned(),
            thread_id: None,
            external_id: Some(format!("{title}-{number}")),
            is_collapsed: false,
            input: Value::Null,
            created_at: SystemTime::UNIX_EPOCH,
            updated_at: SystemTime::UNIX_EPOCH,
        };
        state.workspace().add_event(event).unwrap();
        state.changed();
    }
}

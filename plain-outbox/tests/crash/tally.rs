//! Counts of the requests, of which the sandbox keeps only the latest.

use std::fmt;
use std::time::{Duration, SystemTime};

use plain_sandbox::Sandbox;

/// Time after which a request is decided.
const DECIDED_AFTER: Duration = Duration::from_millis(200);

/// Numbers of requests.
#[derive(Debug)]
pub(crate) struct Tally {
    counted_until: SystemTime,
    pub(crate) requests: u32,
    /// Requests with a fault.
    pub(crate) faults: u32,
    /// Events that were rejected because they exist.
    pub(crate) duplicates: u32,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self {
            counted_until: SystemTime::UNIX_EPOCH,
            requests: 0,
            faults: 0,
            duplicates: 0,
        }
    }

    /// Counts the requests that are decided.
    pub(crate) fn update(&mut self, sandbox: &Sandbox) {
        self.count(sandbox, SystemTime::now() - DECIDED_AFTER);
    }

    /// Counts the last requests, after the relays have ended.
    pub(crate) fn finish(&mut self, sandbox: &Sandbox) {
        self.count(sandbox, SystemTime::now());
    }

    fn count(&mut self, sandbox: &Sandbox, until: SystemTime) {
        for request in sandbox.requests() {
            if request.at <= self.counted_until || request.at > until {
                continue;
            }
            self.requests += 1;
            self.faults += u32::from(request.fault.is_some());
            let exists = request.rejection.as_ref();
            self.duplicates +=
                u32::from(exists.is_some_and(|it| it.message.ends_with("already exists")));
        }
        self.counted_until = self.counted_until.max(until);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            requests,
            faults,
            duplicates,
            ..
        } = self;
        write!(
            f,
            "{requests} requests, {faults} faults, {duplicates} duplicates refused"
        )
    }
}

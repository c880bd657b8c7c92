//! Log of the requests to the API.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::fault::Fault;
use crate::response::Rejection;

/// Capacity of the log. The oldest requests are dropped.
const MAX_REQUESTS: usize = 1_000;
/// Upper bound on the bytes of all request bodies. The oldest bodies are dropped.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A request to the API, as returned by [`Sandbox::requests`](crate::Sandbox::requests).
///
/// ```
/// # #[cfg(feature = "client")]
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use plain_sandbox::{Fault, RecordedRequest, Sandbox};
///
/// let sandbox = Sandbox::start().await;
/// sandbox.faults().set([Fault::status(503)]);
/// let client = sandbox.client().without_retries();
/// assert!(client.customer_by_email("jane@acme.com").await.is_err());
/// let request: &RecordedRequest = &sandbox.requests()[0];
/// assert_eq!(request.operations, ["customerByEmail"]);
/// assert_eq!(request.status, Some(503));
/// assert_eq!(request.fault, Some(Fault::status(503)));
/// # }
/// # #[cfg(not(feature = "client"))] fn main() {}
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// When it arrived, by the sandbox's clock.
    pub at: SystemTime,
    /// The version of HTTP, such as `HTTP/1.1` or `HTTP/2.0`.
    pub http_version: &'static str,
    /// The selected fields of `Mutation` or `Query`, such as `createCustomerEvent`. Empty if the request
    /// could not be parsed.
    pub operations: Vec<String>,
    /// The status of the response. `None` if there is none: the request is in progress, the client
    /// disconnected, or a fault suppressed the response.
    pub status: Option<u16>,
    /// The fault that was applied.
    pub fault: Option<Fault>,
    /// Why the sandbox rejected it. `None` if it did not, or if a fault came first.
    pub rejection: Option<Rejection>,
    /// The body of a rejected request. Old bodies are dropped when they take too much memory.
    pub body: Option<String>,
}

impl RecordedRequest {
    /// Whether it was rejected or a fault was applied.
    fn is_failed(&self) -> bool {
        self.rejection.is_some() || self.fault.is_some()
    }
}

/// Writes the request on one line, with its status, fault and rejection.
impl fmt::Display for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.operations[..] {
            [] => f.write_str("unparsable request")?,
            operations => f.write_str(&operations.join(", "))?,
        }
        match self.status {
            Some(status) => write!(f, ": {status}")?,
            None => f.write_str(": no response")?,
        }
        if let Some(fault) = &self.fault {
            write!(f, ", fault: {fault}")?;
        }
        if let Some(rejection) = &self.rejection {
            write!(f, ", {}: {}", rejection.code, rejection.message)?;
        }
        Ok(())
    }
}

/// The latest requests.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(Mutex<LogEntries>);

#[derive(Debug, Default)]
struct LogEntries {
    requests: VecDeque<RecordedRequest>,
    /// Number of requests that were dropped.
    dropped: u64,
    /// Total length of the bodies.
    bytes: usize,
    /// How often the log has changed.
    revision: u64,
}

/// Identifies a request that is in progress.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestId(u64);

impl RequestLog {
    /// Adds a request.
    pub(crate) fn begin(
        &self,
        at: SystemTime,
        http_version: &'static str,
        operations: Vec<String>,
        fault: Option<Fault>,
    ) -> RequestId {
        let mut log = self.changed_log();
        log.requests.push_back(RecordedRequest {
            at,
            http_version,
            operations,
            status: None,
            fault,
            rejection: None,
            body: None,
        });
        let id = RequestId(log.dropped + log.requests.len() as u64 - 1);
        if log.requests.len() > MAX_REQUESTS {
            let oldest = log.requests.pop_front();
            log.dropped += 1;
            log.bytes -= oldest.and_then(|it| it.body).map_or(0, |body| body.len());
        }
        id
    }

    /// Records the rejection of a request.
    pub(crate) fn reject(&self, id: RequestId, rejection: Rejection, body: &[u8]) {
        let mut log = self.changed_log();
        let body = String::from_utf8_lossy(body).into_owned();
        let length = body.len();
        if let Some(request) = log.get(id) {
            request.rejection = Some(rejection);
            request.body = Some(body);
            log.bytes += length;
        }
        log.drop_bodies();
    }

    /// Records the status of the response.
    pub(crate) fn respond(&self, id: RequestId, status: u16) {
        if let Some(request) = self.changed_log().get(id) {
            request.status = Some(status);
        }
    }

    /// The requests in order of arrival.
    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.log().requests.iter().cloned().collect()
    }

    /// The rejected or faulted requests that `matches` accepts, in order of arrival and with unique
    /// numbers.
    pub(crate) fn failed(
        &self,
        matches: impl Fn(&RecordedRequest) -> bool,
    ) -> Vec<(u64, RecordedRequest)> {
        let log = self.log();
        (log.dropped..)
            .zip(&log.requests)
            .filter(|(_, it)| it.is_failed() && matches(it))
            .map(|(number, it)| (number, it.clone()))
            .collect()
    }

    /// Number of rejected or faulted requests.
    pub(crate) fn failed_count(&self) -> usize {
        let log = self.log();
        log.requests.iter().filter(|it| it.is_failed()).count()
    }

    pub(crate) fn clear(&self) {
        let mut log = self.changed_log();
        log.dropped += log.requests.len() as u64;
        log.requests.clear();
        log.bytes = 0;
    }

    /// Differs between two states of the log.
    pub(crate) fn revision(&self) -> u64 {
        self.log().revision
    }

    fn log(&self) -> MutexGuard<'_, LogEntries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the log to change it.
    fn changed_log(&self) -> MutexGuard<'_, LogEntries> {
        let mut log = self.log();
        log.revision += 1;
        log
    }
}

impl LogEntries {
    /// The request, if it has not been dropped.
    fn get(&mut self, id: RequestId) -> Option<&mut RecordedRequest> {
        let index = usize::try_from(id.0.checked_sub(self.dropped)?).ok()?;
        self.requests.get_mut(index)
    }

    fn drop_bodies(&mut self) {
        for request in &mut self.requests {
            if self.bytes <= MAX_BYTES {
                return;
            }
            self.bytes -= request.body.take().map_or(0, |body| body.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::{MAX_BYTES, MAX_REQUESTS, RequestLog};
    use crate::response::Rejection;

    fn begin(log: &RequestLog) -> super::RequestId {
        log.begin(
            SystemTime::UNIX_EPOCH,
            "HTTP/1.1",
            vec!["thread".to_owned()],
            None,
        )
    }

    fn rejection() -> Rejection {
        Rejection {
            code: "not_found".to_owned(),
            message: "missing".to_owned(),
        }
    }

    #[test]
    fn the_oldest_requests_are_dropped() {
        let log = RequestLog::default();
        let first = begin(&log);
        log.reject(first, rejection(), b"{}");
        for _ in 0..MAX_REQUESTS {
            log.respond(begin(&log), 200);
        }
        let requests = log.requests();
        assert_eq!(requests.len(), MAX_REQUESTS);
        assert!(requests.iter().all(|it| it.status == Some(200)));
        assert_eq!(log.log().bytes, 0);
        // The first request has been dropped, so its response is ignored.
        log.respond(first, 500);
        assert_eq!(log.requests(), requests);
    }

    #[test]
    fn cleared_requests_record_nothing() {
        let log = RequestLog::default();
        let before = begin(&log);
        log.clear();
        let after = begin(&log);
        log.reject(before, rejection(), b"{}");
        log.respond(after, 200);
        let requests = log.requests();
        assert_eq!(requests.len(), 1);
        assert_eq!(
            (requests[0].status, &requests[0].rejection),
            (Some(200), &None)
        );
        assert_eq!(log.log().bytes, 0);
    }

    #[test]
    fn the_oldest_bodies_are_dropped() {
        let log = RequestLog::default();
        let body = vec![b'x'; MAX_BYTES / 4 + 1];
        for _ in 0..5 {
            let id = begin(&log);
            log.reject(id, rejection(), &body);
        }
        let kept: Vec<bool> = log.requests().iter().map(|it| it.body.is_some()).collect();
        assert_eq!(kept, [false, false, true, true, true]);
        assert!(log.log().bytes <= MAX_BYTES);
    }
}

//! The requests that came, and what became of them.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::fault::Fault;

/// How many requests are kept: the latest.
const MOST_REQUESTS: usize = 1_000;
/// How many bytes of bodies are kept: those of the latest refused requests.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A request to the API, as [`Sandbox::requests`](crate::Sandbox::requests) has it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// When it came, by the sandbox's clock.
    pub at: SystemTime,
    /// The fields of `Mutation` or `Query` that it asks for, such as `createCustomerEvent`. None, if
    /// the request could not be read.
    pub operations: Vec<String>,
    /// The status it was answered with. `None`, if it was not: it is being handled, the client did not
    /// wait, or a fault came between.
    pub status: Option<u16>,
    /// The fault that struck it.
    pub fault: Option<Fault>,
    /// Why the sandbox did not do what it asks for. `None`, if it did, or if a fault kept it from it.
    pub refusal: Option<Refusal>,
    /// The body of a refused request; of the many or the long only the latest are kept.
    pub body: Option<String>,
}

impl RecordedRequest {
    /// Whether it was refused, or struck by a fault.
    fn is_failed(&self) -> bool {
        self.refusal.is_some() || self.fault.is_some()
    }
}

/// Why a request was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The code of a `MutationError`, such as `input_validation`, or of a GraphQL error, such as
    /// `UNAUTHENTICATED`.
    pub code: String,
    /// What the client was told.
    pub message: String,
}

/// The request, its answer and what came between, on one line.
impl fmt::Display for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.operations[..] {
            [] => f.write_str("a request")?,
            operations => f.write_str(&operations.join(", "))?,
        }
        match self.status {
            Some(status) => write!(f, ": {status}")?,
            None => f.write_str(": no answer")?,
        }
        if let Some(fault) = &self.fault {
            write!(f, ", fault: {fault}")?;
        }
        if let Some(refusal) = &self.refusal {
            write!(f, ", {}: {}", refusal.code, refusal.message)?;
        }
        Ok(())
    }
}

/// The latest requests.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(Mutex<Log>);

#[derive(Debug, Default)]
struct Log {
    requests: VecDeque<RecordedRequest>,
    /// How many requests were there before the first that is kept.
    gone: u64,
    /// How many bytes the bodies have.
    bytes: usize,
}

/// Stands for a request whose end is not known yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestId(u64);

impl RequestLog {
    /// Notes that a request came.
    pub(crate) fn begin(
        &self,
        at: SystemTime,
        operations: Vec<String>,
        fault: Option<Fault>,
    ) -> RequestId {
        let mut log = self.log();
        log.requests.push_back(RecordedRequest {
            at,
            operations,
            status: None,
            fault,
            refusal: None,
            body: None,
        });
        let id = RequestId(log.gone + log.requests.len() as u64 - 1);
        if log.requests.len() > MOST_REQUESTS {
            let oldest = log.requests.pop_front();
            log.gone += 1;
            log.bytes -= oldest.and_then(|it| it.body).map_or(0, |body| body.len());
        }
        id
    }

    /// Notes why the sandbox did not do what a request asks for.
    pub(crate) fn refuse(&self, id: RequestId, refusal: Refusal, body: &[u8]) {
        let mut log = self.log();
        let body = String::from_utf8_lossy(body).into_owned();
        let length = body.len();
        if let Some(request) = log.get(id) {
            request.refusal = Some(refusal);
            request.body = Some(body);
            log.bytes += length;
        }
        log.forget_bodies();
    }

    /// Notes what a request was answered with.
    pub(crate) fn answer(&self, id: RequestId, status: u16) {
        if let Some(request) = self.log().get(id) {
            request.status = Some(status);
        }
    }

    /// In the order they came.
    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.log().requests.iter().cloned().collect()
    }

    /// Those that were refused or that a fault struck, if they are wanted, in the order they came. Each
    /// has a number that tells it from all others.
    pub(crate) fn failed(
        &self,
        is_wanted: impl Fn(&RecordedRequest) -> bool,
    ) -> Vec<(u64, RecordedRequest)> {
        let log = self.log();
        (log.gone..)
            .zip(&log.requests)
            .filter(|(_, it)| it.is_failed() && is_wanted(it))
            .map(|(number, it)| (number, it.clone()))
            .collect()
    }

    /// How many were refused or struck by a fault.
    pub(crate) fn failed_count(&self) -> usize {
        let log = self.log();
        log.requests.iter().filter(|it| it.is_failed()).count()
    }

    pub(crate) fn clear(&self) {
        let mut log = self.log();
        log.gone += log.requests.len() as u64;
        log.requests.clear();
        log.bytes = 0;
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log {
    /// A request, if it is kept still.
    fn get(&mut self, id: RequestId) -> Option<&mut RecordedRequest> {
        let index = usize::try_from(id.0.checked_sub(self.gone)?).ok()?;
        self.requests.get_mut(index)
    }

    fn forget_bodies(&mut self) {
        for request in &mut self.requests {
            if self.bytes <= MOST_BYTES {
                return;
            }
            self.bytes -= request.body.take().map_or(0, |body| body.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::{MOST_BYTES, MOST_REQUESTS, Refusal, RequestLog};

    fn begin(log: &RequestLog) -> super::RequestId {
        log.begin(SystemTime::UNIX_EPOCH, vec!["thread".to_owned()], None)
    }

    fn refusal() -> Refusal {
        Refusal {
            code: "not_found".to_owned(),
            message: "none".to_owned(),
        }
    }

    #[test]
    fn the_latest_requests_are_kept() {
        let log = RequestLog::default();
        let first = begin(&log);
        log.refuse(first, refusal(), b"{}");
        for _ in 0..MOST_REQUESTS {
            log.answer(begin(&log), 200);
        }
        let requests = log.requests();
        assert_eq!(requests.len(), MOST_REQUESTS);
        assert!(requests.iter().all(|it| it.status == Some(200)));
        assert_eq!(log.log().bytes, 0);
        // It is gone, so nothing else changes.
        log.answer(first, 500);
        assert_eq!(log.requests(), requests);
    }

    #[test]
    fn what_was_cleared_is_not_written_to() {
        let log = RequestLog::default();
        let before = begin(&log);
        log.clear();
        let after = begin(&log);
        log.refuse(before, refusal(), b"{}");
        log.answer(after, 200);
        let requests = log.requests();
        assert_eq!(requests.len(), 1);
        assert_eq!(
            (requests[0].status, &requests[0].refusal),
            (Some(200), &None)
        );
        assert_eq!(log.log().bytes, 0);
    }

    #[test]
    fn the_bodies_of_the_latest_are_kept() {
        let log = RequestLog::default();
        let body = vec![b'x'; MOST_BYTES / 4 + 1];
        for _ in 0..5 {
            let id = begin(&log);
            log.refuse(id, refusal(), &body);
        }
        let kept: Vec<bool> = log.requests().iter().map(|it| it.body.is_some()).collect();
        assert_eq!(kept, [false, false, true, true, true]);
        assert!(log.log().bytes <= MOST_BYTES);
    }
}

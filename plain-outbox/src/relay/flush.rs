//! Waits until the events of an outbox are settled.

use std::time::{Duration, Instant};

use crate::error::Error;
use crate::outbox::Outbox;

/// Time between two looks at the database, for events that other processes settle.
const LOOK_INTERVAL: Duration = Duration::from_millis(200);
/// A look counts the events that are left. A rest of this many times its time follows, so that the relays
/// have the database nearly always.
const REST_PER_LOOK: u32 = 10;
/// Upper bound on the rest.
const MAX_REST: Duration = Duration::from_secs(1);

/// Progress of a flush, for its error.
#[derive(Debug, Default)]
struct FlushProgress {
    /// `None` before the first look.
    left: Option<u64>,
    /// The last failure of the database.
    error: Option<Error>,
}

/// Waits until every event that was enqueued or emitted before is settled: delivered or dead.
pub(super) async fn flush(outbox: &Outbox, timeout: Duration) -> Result<(), Error> {
    let mut progress = FlushProgress::default();
    let settled = wait_until_settled(outbox, &mut progress);
    if tokio::time::timeout(timeout, settled).await.is_ok() {
        return Ok(());
    }
    Err(match progress {
        FlushProgress {
            error: Some(error), ..
        } => error,
        FlushProgress {
            left: Some(left), ..
        } => Error::Unsettled { left },
        FlushProgress { left: None, .. } => {
            Error::Database(format!("no answer within {timeout:?}").into())
        }
    })
}

async fn wait_until_settled(outbox: &Outbox, progress: &mut FlushProgress) {
    let mut newest = None;
    loop {
        let settled = outbox.0.settled.notified();
        let started = Instant::now();
        match look(outbox, &mut newest).await {
            Ok(0) => return,
            Ok(left) => {
                progress.left = Some(left);
                progress.error = None;
            }
            Err(error) => progress.error = Some(error),
        }
        tokio::time::sleep((started.elapsed() * REST_PER_LOOK).min(MAX_REST)).await;
        // Either is a reason to look again.
        let _ = tokio::time::timeout(LOOK_INTERVAL, settled).await;
    }
}

/// Number of events that are left, of those up to the newest one at the first look.
async fn look(outbox: &Outbox, newest: &mut Option<i64>) -> Result<u64, Error> {
    let newest = match *newest {
        Some(newest) => newest,
        None => {
            outbox.write_emitted().await?;
            *newest.insert(outbox.0.store.newest().await?)
        }
    };
    outbox.0.store.pending_up_to(newest).await
}

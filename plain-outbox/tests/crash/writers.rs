//! Writers, which repeat what fails, and note the events they committed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::application::{Application, WriteError};
use crate::plan::{Step, WRITERS};
use crate::progress::{Outage, Progress, Watch};

/// Pause of a writer before it repeats a write.
const PAUSE: Duration = Duration::from_millis(20);

/// An event that is committed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    pub(crate) step: Step,
    /// Moments before and after the write. An event precedes those that begin after its end.
    pub(crate) begin: u64,
    pub(crate) end: u64,
}

/// Writes everything, and returns the events that were committed.
pub(crate) async fn write_all(
    applications: [Application; WRITERS],
    plan: [Vec<Step>; WRITERS],
    progress: Arc<Watch>,
) -> Vec<Written> {
    let moments = Arc::new(AtomicU64::new(0));
    let mut writers = JoinSet::new();
    for (application, steps) in applications.into_iter().zip(plan) {
        let writer = Writer {
            application,
            moments: Arc::clone(&moments),
            progress: Arc::clone(&progress),
        };
        writers.spawn(writer.write(steps));
    }
    writers.join_all().await.concat()
}

struct Writer {
    application: Application,
    moments: Arc<AtomicU64>,
    progress: Arc<Watch>,
}

impl Writer {
    async fn write(self, steps: Vec<Step>) -> Vec<Written> {
        let mut written = Vec::new();
        let mut progress = self.progress.subscribe();
        for (index, &step) in steps.iter().enumerate() {
            if index == steps.len() / 8 {
                // The database fails while there is much to write.
                let begun = |it: &Progress| !matches!(it.outage, Outage::Planned | Outage::Begins);
                progress.wait_for(begun).await.unwrap();
            }
            // A transaction that failed is rolled back, too.
            if let Err(error) = self.application.roll_back(step).await {
                self.failed(&error);
            }
            if step.way.commits() {
                written.push(self.commit(step).await);
            }
            self.progress.send_modify(|progress| progress.steps += 1);
        }
        written
    }

    /// Records an event. If that fails, it may have been recorded or not, so it is repeated.
    async fn commit(&self, step: Step) -> Written {
        let begin = self.moment();
        while let Err(error) = self.application.commit(step).await {
            self.failed(&error);
            tokio::time::sleep(PAUSE).await;
        }
        Written {
            step,
            begin,
            end: self.moment(),
        }
    }

    fn moment(&self) -> u64 {
        self.moments.fetch_add(1, Ordering::SeqCst)
    }

    /// Counts a failure, which only a database that was made to fail excuses.
    fn failed(&self, error: &WriteError) {
        let mut is_expected = true;
        self.progress.send_modify(|progress| {
            progress.failed_writes += 1;
            is_expected = progress.outage.explains_failures();
        });
        assert!(is_expected, "a write failed: {error}");
    }
}

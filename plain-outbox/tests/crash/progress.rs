//! Progress of a run, and its bar.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::time::Instant;

use tokio::sync::watch;

const WIDTH: usize = 40;

/// State that the parts of a run wait for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Progress {
    /// Steps that writers have finished.
    pub(crate) steps: usize,
    /// Writes that failed and were repeated.
    pub(crate) failed_writes: u32,
    pub(crate) kills: u32,
    /// Relays that did not start because the database failed.
    pub(crate) failed_starts: u32,
    pub(crate) outage: Outage,
}

impl Progress {
    pub(crate) fn new(database_fails: bool) -> Self {
        let outage = if database_fails {
            Outage::Planned
        } else {
            Outage::Never
        };
        Self {
            outage,
            ..Self::default()
        }
    }
}

/// State of the failure of the database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Outage {
    /// The database does not fail.
    #[default]
    Never,
    Planned,
    /// It may fail already.
    Begins,
    Begun,
    Over,
}

impl Outage {
    /// Whether the database fails, or begins to.
    pub(crate) fn is_now(self) -> bool {
        matches!(self, Self::Begins | Self::Begun)
    }

    /// Whether failures are to be expected, now or from operations that began earlier.
    pub(crate) fn explains_failures(self) -> bool {
        matches!(self, Self::Begins | Self::Begun | Self::Over)
    }
}

pub(crate) type Watch = watch::Sender<Progress>;

/// Shows how many events are delivered. Tests capture it unless they run with `--nocapture`.
pub(crate) struct Bar {
    total: usize,
    shown: usize,
    started: Instant,
    redraws: bool,
}

impl Bar {
    pub(crate) fn new(total: usize) -> Self {
        Self {
            total,
            shown: 0,
            started: Instant::now(),
            redraws: stderr().is_terminal(),
        }
    }

    /// Draws the bar again on a terminal, or prints a line for each tenth.
    pub(crate) fn show(&mut self, delivered: usize, kills: u32) {
        let tenth = |count| count * 10 / self.total;
        let is_new = tenth(delivered) > tenth(self.shown);
        if !(self.redraws || is_new) {
            return;
        }
        self.shown = delivered;
        let (filled, total) = (WIDTH * delivered.min(self.total) / self.total, self.total);
        let (done, left) = ("#".repeat(filled), " ".repeat(WIDTH - filled));
        let seconds = self.started.elapsed().as_secs();
        let line =
            format!("[{done}{left}] {delivered} of {total} events, {kills} kills, {seconds} s");
        if self.redraws {
            eprint!("\r{line}");
            // The test goes on without its bar.
            let _ = stderr().flush();
        } else {
            eprintln!("{line}");
        }
    }
}

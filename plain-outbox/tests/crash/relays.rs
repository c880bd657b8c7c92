//! Relays, which are killed.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use plain_sandbox::Sandbox;
use tokio::sync::watch;

use crate::progress::{Outage, Watch};

const RELAYS: usize = 3;
/// Options of a relay. Its leases run out soon, and so do its waits: the faults of the suite are those of a bad
/// day, and after a few of them a wait could be longer than the run.
const OPTIONS: [&str; 12] = [
    "--requests-per-minute",
    "600000",
    "--deadline",
    "2s",
    "--lease",
    "12s",
    "--max-in-flight",
    "6",
    "--poll-interval",
    "100ms",
    "--max-backoff",
    "5s",
];

/// Processes of `plain-outbox relay`.
pub(crate) struct Relays {
    database: String,
    api_url: String,
    api_key: String,
    children: Vec<Child>,
    log: Arc<watch::Sender<Log>>,
}

/// Log of all relays.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) lines: Vec<String>,
    /// Relays that met a failure of the database.
    pub(crate) database_failures: u32,
}

impl Log {
    /// Latest lines, for the message of a failed test.
    pub(crate) fn tail(&self) -> String {
        let start = self.lines.len().saturating_sub(30);
        self.lines[start..].join("\n")
    }
}

impl Relays {
    pub(crate) fn start(database: String, sandbox: &Sandbox) -> Self {
        let mut relays = Self {
            database,
            api_url: sandbox.url().to_owned(),
            api_key: sandbox.api_key().to_owned(),
            children: Vec::new(),
            log: Arc::default(),
        };
        relays.children = (0..RELAYS).map(|_| relays.start_one()).collect();
        relays
    }

    pub(crate) fn log(&self) -> Arc<watch::Sender<Log>> {
        Arc::clone(&self.log)
    }

    fn start_one(&self) -> Child {
        let mut child = Command::new(env!("CARGO_BIN_EXE_plain-outbox"))
            .args(["relay", "--database", &self.database])
            .args(OPTIONS)
            .env("PLAIN_API_KEY", &self.api_key)
            .env("PLAIN_API_URL", &self.api_url)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::clone(&self.log);
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        // Ends with the relay.
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                log.send_modify(|log| {
                    log.database_failures += u32::from(line.contains("database failed"));
                    log.lines.push(line);
                });
            }
        });
        child
    }

    /// Kills a relay about every second, and starts it again; at most `max` times. Never returns.
    ///
    /// While the database fails, it is always the same one: the others live to meet the failure.
    pub(crate) async fn kill_at_random(
        &mut self,
        mut random: Rng,
        max: u32,
        progress: &Watch,
    ) -> ! {
        loop {
            let pause = Duration::from_millis(random.u64(500..1_500));
            tokio::time::sleep(pause).await;
            let failed_starts = self.restart_ended(progress.borrow().outage);
            progress.send_modify(|progress| progress.failed_starts += failed_starts);
            if progress.borrow().kills < max {
                let is_failing = progress.borrow().outage.is_now();
                let index = random.usize(..if is_failing { 1 } else { RELAYS });
                kill(&mut self.children[index]);
                self.children[index] = self.start_one();
                progress.send_modify(|progress| progress.kills += 1);
            }
        }
    }

    /// Starts relays again that ended without being killed, for which only a failed database is a reason.
    /// Returns their number.
    fn restart_ended(&mut self, outage: Outage) -> u32 {
        let mut count = 0;
        for index in 0..RELAYS {
            let Some(status) = self.children[index].try_wait().unwrap() else {
                continue;
            };
            let log = self.log.borrow().tail();
            assert!(outage.explains_failures(), "a relay ended, {status}: {log}");
            self.children[index] = self.start_one();
            count += 1;
        }
        count
    }

    pub(crate) fn stop(&mut self) {
        self.children.iter_mut().for_each(kill);
    }
}

impl Drop for Relays {
    fn drop(&mut self) {
        self.stop();
    }
}

fn kill(child: &mut Child) {
    // SIGKILL. It may have ended already.
    let _ = child.kill();
    let _ = child.wait();
}

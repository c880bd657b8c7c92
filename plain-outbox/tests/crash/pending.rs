//! Events that are not delivered, for the message of a run that hangs.

use std::fmt;
use std::time::Duration;

use tokio::time::timeout;

use crate::application::Application;

/// Columns of a pending event: its external ID, deliveries, attempts that count, whether it is leased, and
/// microseconds until its lease or its wait ends.
pub(crate) type PendingRow = (String, i64, i64, i64, i64);

pub(crate) const PENDING_SQLITE: &str = "
    SELECT external_id, generation, attempts, is_leased,
        visible_at - CAST(unixepoch('subsec') * 1000000 AS INTEGER)
    FROM plain_outbox_events WHERE state = 0 ORDER BY id";

#[cfg(feature = "postgres")]
pub(crate) const PENDING_POSTGRES: &str = "
    SELECT message ->> 'external_id', read_ct::bigint, plain_outbox.attempts(read_ct, headers)::bigint,
        (read_ct > 0 AND last_read_at IS NOT NULL)::integer::bigint,
        (extract(epoch FROM vt - clock_timestamp()) * 1000000)::bigint
    FROM pgmq.q_plain_outbox ORDER BY msg_id";

/// Events that the message shows.
const MAX_SHOWN: usize = 50;
/// Time that the database has to answer.
const LIMIT: Duration = Duration::from_secs(20);

/// An event that is not delivered, without its content.
#[derive(Debug)]
pub(crate) struct PendingEvent {
    external_id: String,
    deliveries: i64,
    attempts: i64,
    is_leased: bool,
    /// Seconds until its lease or its wait ends; negative if it is over.
    seconds: f64,
}

impl From<PendingRow> for PendingEvent {
    fn from((external_id, deliveries, attempts, is_leased, micros): PendingRow) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a time to read")]
        let seconds = micros as f64 / 1e6;
        Self {
            external_id,
            deliveries,
            attempts,
            is_leased: is_leased != 0,
            seconds,
        }
    }
}

impl fmt::Display for PendingEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            external_id,
            deliveries,
            attempts,
            is_leased,
            seconds,
        } = self;
        if *deliveries == 0 {
            return write!(f, "{external_id}: not delivered yet");
        }
        write!(
            f,
            "{external_id}: {deliveries} deliveries, {attempts} attempts, "
        )?;
        match (*is_leased, *seconds > 0.0) {
            (true, true) => write!(f, "leased for {seconds:.1} s"),
            (true, false) => write!(f, "its lease ended {:.1} s ago", -seconds),
            (false, true) => write!(f, "waits for {seconds:.1} s"),
            (false, false) => write!(f, "due for {:.1} s", -seconds),
        }
    }
}

/// Describes why an outbox is not empty: its numbers, and the events that were tried.
pub(crate) async fn describe(application: &Application) -> String {
    match timeout(LIMIT, try_describe(application)).await {
        Ok(Ok(text)) => text,
        Ok(Err(error)) => format!("the database failed: {error}"),
        Err(_) => format!("the database does not answer within {LIMIT:?}"),
    }
}

async fn try_describe(application: &Application) -> Result<String, crate::application::WriteError> {
    let stats = application.outbox.stats().await?;
    let events = application.pending().await?;
    let (tried, untried): (Vec<_>, Vec<_>) = events.iter().partition(|it| it.deliveries > 0);
    let shown = tried.iter().chain(&untried).take(MAX_SHOWN);
    let mut lines = vec![format!("{stats:?}")];
    lines.extend(shown.map(|event| format!("  {event}")));
    if events.len() > MAX_SHOWN {
        lines.push(format!("  and {} more", events.len() - MAX_SHOWN));
    }
    Ok(lines.join("\n"))
}

#[tokio::test]
async fn a_run_that_hangs_shows_its_pending_events() {
    use plain_sandbox::{Fault, Sandbox};

    use crate::plan::{DOMAIN, PAYLOAD, Step, Way, address};

    let folder = tempfile::tempdir().unwrap();
    let application = Application::sqlite(&folder.path().join("events.db")).await;
    let sandbox = Sandbox::start().await;
    sandbox.add_customer(None, &*address(1));
    sandbox
        .faults()
        .set([Fault::status(503).header("retry-after", "60")]);
    for number in 1..=60 {
        let step = Step {
            number,
            customer: 1,
            way: Way::Enqueue,
        };
        application.commit(step).await.unwrap();
    }
    let relay = application.outbox.relay(sandbox.client());
    assert_eq!(relay.deliver_due().await.unwrap().retried, 1);
    let text = describe(&application).await;
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].contains("pending: 60"), "{text}");
    let (first, wait) = lines[1].split_once("waits for ").unwrap();
    assert_eq!(first, "  event-1: 1 deliveries, 1 attempts, ");
    let seconds: f64 = wait.trim_end_matches(" s").parse().unwrap();
    assert!((0.0..=60.0).contains(&seconds), "{text}");
    assert_eq!(lines[2], "  event-2: not delivered yet");
    assert_eq!(lines[51], "  and 10 more");
    assert!(!text.contains(DOMAIN) && !text.contains(PAYLOAD), "{text}");
}

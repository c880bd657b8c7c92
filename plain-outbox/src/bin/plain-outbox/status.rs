//! The command `status`: numbers of events by state.

use std::time::Duration;

use plain_outbox::{Outbox, Stats};
use serde_json::{Value, json};

use crate::output::{CommandError, print};

pub(crate) async fn run(outbox: &Outbox, json: bool) -> Result<(), CommandError> {
    let stats = outbox.stats().await?;
    if json {
        return print(&to_json(&stats).to_string());
    }
    print(&table(&stats))
}

/// Without `dropped`, which counts events of this process.
fn to_json(stats: &Stats) -> Value {
    json!({
        "pending": stats.pending,
        "in_flight": stats.in_flight,
        "delivered": stats.delivered,
        "dead": stats.dead,
        "oldest_pending_seconds": stats.oldest_pending_seconds,
    })
}

fn table(stats: &Stats) -> String {
    let oldest = stats.oldest_pending_seconds.map_or_else(
        || "-".to_owned(),
        |seconds| humantime::format_duration(Duration::from_secs(seconds)).to_string(),
    );
    let rows = [
        ("pending", stats.pending.to_string()),
        ("in flight", stats.in_flight.to_string()),
        ("delivered", stats.delivered.to_string()),
        ("dead", stats.dead.to_string()),
        ("oldest pending", oldest),
    ];
    let lines: Vec<String> = rows
        .iter()
        .map(|(name, value)| format!("{name:<15} {value:>8}"))
        .collect();
    let mut text = lines.join("\n");
    if stats.dead > 0 {
        text.push_str("\n\n`plain-outbox dead` lists the dead letters.");
    }
    text
}

#[cfg(test)]
mod tests {
    use plain_outbox::Outbox;

    use super::table;

    #[tokio::test]
    async fn the_table_is_aligned() -> Result<(), plain_outbox::Error> {
        let mut stats = Outbox::in_memory().stats().await?;
        stats.pending = 1_200;
        stats.dead = 1;
        stats.oldest_pending_seconds = Some(3_725);
        let expected = "\
pending             1200
in flight              0
delivered              0
dead                   1
oldest pending  1h 2m 5s

`plain-outbox dead` lists the dead letters.";
        assert_eq!(table(&stats), expected);
        Ok(())
    }
}

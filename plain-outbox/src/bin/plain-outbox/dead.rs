//! The command `dead`: lists the dead letters.

use std::fmt::Write as _;

use plain_outbox::{DeadLetter, Outbox};
use serde_json::{Value, json};

use crate::output::{CommandError, print, printable};

pub(crate) async fn run(outbox: &Outbox, json: bool) -> Result<(), CommandError> {
    let dead = outbox.dead().await?;
    if json {
        let letters: Vec<Value> = dead.iter().map(to_json).collect();
        return print(&serde_json::to_string(&letters)?);
    }
    if dead.is_empty() {
        return print("There are no dead letters.");
    }
    let mut text = String::new();
    for letter in &dead {
        describe(&mut text, letter)?;
    }
    text.push_str("`plain-outbox retry EXTERNAL_ID` sends one again, `plain-outbox discard EXTERNAL_ID` removes it.");
    print(&text)
}

fn to_json(letter: &DeadLetter) -> Value {
    json!({
        "id": letter.id(),
        "kind": letter.kind(),
        "external_id": letter.external_id(),
        "title": letter.title(),
        "reason": letter.reason(),
        "attempts": letter.attempts(),
        "enqueued_at": humantime::format_rfc3339_millis(letter.enqueued_at()).to_string(),
        "died_at": humantime::format_rfc3339_millis(letter.died_at()).to_string(),
    })
}

fn describe(text: &mut String, letter: &DeadLetter) -> std::fmt::Result {
    let title = letter.title();
    let rows = [
        ("title", title.unwrap_or_else(|| "(unreadable)".to_owned())),
        ("kind", letter.kind().to_owned()),
        ("reason", letter.reason().to_owned()),
        ("attempts", letter.attempts().to_string()),
        (
            "enqueued",
            humantime::format_rfc3339_seconds(letter.enqueued_at()).to_string(),
        ),
        (
            "died",
            humantime::format_rfc3339_seconds(letter.died_at()).to_string(),
        ),
    ];
    let external_id = printable(letter.external_id());
    writeln!(text, "{external_id} (ID {})", letter.id())?;
    for (name, value) in rows {
        writeln!(text, "  {name:<9} {}", printable(&value))?;
    }
    text.push('\n');
    Ok(())
}

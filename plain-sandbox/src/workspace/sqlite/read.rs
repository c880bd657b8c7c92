//! Reads a workspace as the changes that led to it.

use jiff::Timestamp;
use plain_schema::EventKind;
use rusqlite::types::Type;
use rusqlite::{Connection, Error, Result, Row};

use crate::workspace::change::{Change, History};
use crate::workspace::customer::{Customer, CustomerDetails};
use crate::workspace::event::Event;
use crate::workspace::thread::{Assignee, Thread};
use crate::workspace::timeline_entry::{EntryContent, TimelineEntry};

pub(super) fn history(connection: &Connection) -> Result<History> {
    let sql = "SELECT created_at FROM workspace";
    let created_at = connection.query_row(sql, [], |row| row.get(0))?;
    let mut changes = Vec::new();
    let mut read = |sql: &str, change: fn(&Row<'_>) -> Result<Change>| -> Result<()> {
        let mut statement = connection.prepare(sql)?;
        for change in statement.query_map([], change)? {
            changes.push(change?);
        }
        Ok(())
    };
    read("SELECT * FROM customers ORDER BY number", customer)?;
    read("SELECT * FROM threads ORDER BY number", thread)?;
    read("SELECT * FROM events ORDER BY number", event)?;
    read("SELECT * FROM external_ids", |row| {
        Ok(Change::ReserveExternalId(row.get("external_id")?))
    })?;
    read(
        "SELECT timeline_entries.*, events.thread_id AS event_thread_id
            FROM timeline_entries LEFT JOIN events ON events.number = event
            ORDER BY timeline_entries.number",
        entry,
    )?;
    Ok(History {
        created_at,
        changes,
    })
}

fn customer(row: &Row<'_>) -> Result<Change> {
    Ok(Change::AddCustomer(Customer {
        id: row.get("id")?,
        details: CustomerDetails {
            external_id: row.get("external_id")?,
            full_name: row.get("full_name")?,
            short_name: row.get("short_name")?,
            email: row.get("email")?,
            is_email_verified: row.get("is_email_verified")?,
        },
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    }))
}

fn thread(row: &Row<'_>) -> Result<Change> {
    let user: Option<String> = row.get("assigned_user_id")?;
    let machine_user: Option<String> = row.get("assigned_machine_user_id")?;
    let fields: String = row.get("fields")?;
    let column = row.as_ref().column_index("fields")?;
    Ok(Change::AddThread(Thread {
        id: row.get("id")?,
        number: row.get("number")?,
        customer_id: row.get("customer_id")?,
        external_id: row.get("external_id")?,
        title: row.get("title")?,
        description: row.get("description")?,
        priority: row.get("priority")?,
        channel: row.get("channel")?,
        assignee: user
            .map(Assignee::User)
            .or(machine_user.map(Assignee::MachineUser)),
        fields: serde_json::from_str(&fields)
            .map_err(|error| Error::FromSqlConversionFailure(column, Type::Text, error.into()))?,
        created_at: row.get("created_at")?,
    }))
}

fn event(row: &Row<'_>) -> Result<Change> {
    let thread_id: Option<String> = row.get("thread_id")?;
    let event = Event {
        id: row.get("id")?,
        kind: kind(thread_id.as_deref()),
        title: row.get("title")?,
        customer_id: row.get("customer_id")?,
        thread_id,
        external_id: row.get("external_id")?,
        is_collapsed: row.get("is_collapsed")?,
        input: row.get("input")?,
        created_at: row.get::<_, Timestamp>("created_at")?.into(),
        updated_at: row.get::<_, Timestamp>("updated_at")?.into(),
    };
    let number = row.get("number")?;
    Ok(Change::AddEvent { number, event })
}

fn entry(row: &Row<'_>) -> Result<Change> {
    let content = match row.get("event")? {
        Some(number) => EntryContent::Event {
            kind: kind(row.get::<_, Option<String>>("event_thread_id")?.as_deref()),
            number,
        },
        None => EntryContent::Custom {
            title: row.get("title")?,
            components: row.get("components")?,
        },
    };
    Ok(Change::AddEntry(TimelineEntry {
        id: row.get("id")?,
        number: row.get("number")?,
        thread_id: row.get("thread_id")?,
        customer_id: row.get("customer_id")?,
        timestamp: row.get("timestamp")?,
        content,
    }))
}

/// Only thread events have a thread.
fn kind(thread_id: Option<&str>) -> EventKind {
    match thread_id {
        None => EventKind::CustomerEvent,
        Some(_) => EventKind::ThreadEvent,
    }
}

//! Reads a workspace as the changes that led to it.

use jiff::Timestamp;
use plain_schema::EventKind;
use rusqlite::types::Type;
use rusqlite::{Connection, Error, Result, Row};
use serde::de::DeserializeOwned;

use crate::workspace::change::{Change, History};
use crate::workspace::customer::{Customer, CustomerDetails};
use crate::workspace::event::Event;
use crate::workspace::label::LabelType;
use crate::workspace::note::Note;
use crate::workspace::tenant::{Membership, Tenant};
use crate::workspace::thread::Thread;
use crate::workspace::thread_field_schema::ThreadFieldSchema;
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
    read("SELECT * FROM label_types ORDER BY number", label_type)?;
    read("SELECT * FROM tenants ORDER BY number", tenant)?;
    read(
        "SELECT * FROM thread_field_schemas ORDER BY number",
        thread_field_schema,
    )?;
    read("SELECT * FROM threads ORDER BY number", thread)?;
    read("SELECT * FROM notes ORDER BY number", note)?;
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
    changes.extend(memberships(connection)?);
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
        marked_as_spam_at: row.get("marked_as_spam_at")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    }))
}

fn thread(row: &Row<'_>) -> Result<Change> {
    Ok(Change::PutThread(Thread {
        id: row.get("id")?,
        number: row.get("number")?,
        customer_id: row.get("customer_id")?,
        external_id: row.get("external_id")?,
        title: row.get("title")?,
        description: row.get("description")?,
        priority: row.get("priority")?,
        channel: row.get("channel")?,
        status: json(row, "status")?,
        assignee: json(row, "assignee")?,
        assigned_at: row.get("assigned_at")?,
        labels: json(row, "labels")?,
        fields: json(row, "fields")?,
        tenant_id: row.get("tenant_id")?,
        input: row.get("input")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    }))
}

/// The value of a column that holds JSON.
fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    let index = row.as_ref().column_index(column)?;
    serde_json::from_str(&text)
        .map_err(|error| Error::FromSqlConversionFailure(index, Type::Text, error.into()))
}

fn label_type(row: &Row<'_>) -> Result<Change> {
    Ok(Change::PutLabelType(LabelType {
        id: row.get("id")?,
        number: row.get("number")?,
        details: json(row, "details")?,
        archived_at: row.get("archived_at")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    }))
}

fn tenant(row: &Row<'_>) -> Result<Change> {
    Ok(Change::PutTenant(Tenant {
        id: row.get("id")?,
        details: json(row, "details")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    }))
}

/// The memberships of each customer, in order of creation.
fn memberships(connection: &Connection) -> Result<Vec<Change>> {
    let sql = "SELECT * FROM memberships ORDER BY customer_id, number";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut of_customers: Vec<(String, Vec<Membership>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let customer_id: String = row.get("customer_id")?;
        let membership = Membership {
            tenant_id: row.get("tenant_id")?,
            created_at: row.get("created_at")?,
        };
        match of_customers.last_mut() {
            Some((id, memberships)) if *id == customer_id => memberships.push(membership),
            _ => of_customers.push((customer_id, vec![membership])),
        }
    }
    let changes = of_customers.into_iter();
    Ok(changes
        .map(|(customer_id, memberships)| Change::SetMemberships {
            customer_id,
            memberships,
        })
        .collect())
}

fn thread_field_schema(row: &Row<'_>) -> Result<Change> {
    Ok(Change::AddThreadFieldSchema(ThreadFieldSchema {
        id: row.get("id")?,
        input: row.get("input")?,
        created_at: row.get("created_at")?,
    }))
}

fn note(row: &Row<'_>) -> Result<Change> {
    Ok(Change::AddNote(Note {
        id: row.get("id")?,
        customer_id: row.get("customer_id")?,
        thread_id: row.get("thread_id")?,
        text: row.get("text")?,
        markdown: row.get("markdown")?,
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
        None => json(row, "content")?,
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

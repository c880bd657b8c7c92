//! Writes the changes of a workspace.

use rusqlite::{Transaction, params};

use crate::time::timestamp;
use crate::workspace::change::{Change, History};
use crate::workspace::customer::Customer;
use crate::workspace::event::Event;
use crate::workspace::thread::{Assignee, Thread};
use crate::workspace::timeline_entry::{EntryContent, TimelineEntry};

pub(super) fn history(transaction: &Transaction<'_>, history: &History) -> rusqlite::Result<()> {
    transaction.execute(
        "INSERT INTO workspace (created_at) VALUES (?1)",
        [history.created_at],
    )?;
    changes(transaction, &history.changes)
}

pub(super) fn changes(transaction: &Transaction<'_>, changes: &[Change]) -> rusqlite::Result<()> {
    for change in changes {
        match change {
            Change::AddCustomer(customer) => add_customer(transaction, customer)?,
            Change::ReplaceCustomer(customer) => replace_customer(transaction, customer)?,
            Change::AddThread(thread) => add_thread(transaction, thread)?,
            Change::AddEvent { number, event } => add_event(transaction, *number, event)?,
            Change::ReserveExternalId(external_id) => {
                let sql = "INSERT INTO external_ids (external_id) VALUES (?1)";
                transaction.execute(sql, [external_id])?;
            }
            Change::AddEntry(entry) => add_entry(transaction, entry)?,
            // Their timeline entries are deleted by cascade.
            Change::PruneEvents { before } => {
                transaction.execute("DELETE FROM events WHERE number < ?1", [before])?;
            }
            Change::ClearEvents => {
                transaction.execute_batch("DELETE FROM events; DELETE FROM external_ids")?;
            }
        }
    }
    Ok(())
}

fn add_customer(transaction: &Transaction<'_>, customer: &Customer) -> rusqlite::Result<()> {
    let details = &customer.details;
    let sql = "INSERT INTO customers
        (id, external_id, full_name, short_name, email, is_email_verified, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        customer.id,
        details.external_id,
        details.full_name,
        details.short_name,
        details.email,
        details.is_email_verified,
        customer.created_at,
        customer.updated_at,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn replace_customer(transaction: &Transaction<'_>, customer: &Customer) -> rusqlite::Result<()> {
    let details = &customer.details;
    let sql = "UPDATE customers
        SET external_id = ?2, full_name = ?3, short_name = ?4, email = ?5, is_email_verified = ?6,
            updated_at = ?7
        WHERE id = ?1";
    let values = params![
        customer.id,
        details.external_id,
        details.full_name,
        details.short_name,
        details.email,
        details.is_email_verified,
        customer.updated_at,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn add_thread(transaction: &Transaction<'_>, thread: &Thread) -> rusqlite::Result<()> {
    let (user, machine_user) = match &thread.assignee {
        None => (None, None),
        Some(Assignee::User(id)) => (Some(id), None),
        Some(Assignee::MachineUser(id)) => (None, Some(id)),
    };
    let fields = serde_json::to_string(&thread.fields)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let sql = "INSERT INTO threads
        (number, id, customer_id, external_id, title, description, priority, channel,
            assigned_user_id, assigned_machine_user_id, fields, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let values = params![
        thread.number,
        thread.id,
        thread.customer_id,
        thread.external_id,
        thread.title,
        thread.description,
        thread.priority,
        thread.channel,
        user,
        machine_user,
        fields,
        thread.created_at,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn add_event(transaction: &Transaction<'_>, number: usize, event: &Event) -> rusqlite::Result<()> {
    let sql = "INSERT INTO events
        (number, id, title, customer_id, thread_id, external_id, is_collapsed, input, created_at,
            updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let values = params![
        number,
        event.id,
        event.title,
        event.customer_id,
        event.thread_id,
        event.external_id,
        event.is_collapsed,
        event.input,
        timestamp::of(event.created_at),
        timestamp::of(event.updated_at),
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn add_entry(transaction: &Transaction<'_>, entry: &TimelineEntry) -> rusqlite::Result<()> {
    let (event, title, components) = match &entry.content {
        EntryContent::Event { number, .. } => (Some(number), None, None),
        EntryContent::Custom { title, components } => (None, Some(title), Some(components)),
    };
    let sql = "INSERT INTO timeline_entries
        (number, id, thread_id, customer_id, timestamp, event, title, components)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        entry.number,
        entry.id,
        entry.thread_id,
        entry.customer_id,
        entry.timestamp,
        event,
        title,
        components,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

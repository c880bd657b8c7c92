//! Writes the changes of a workspace.

use rusqlite::{Transaction, params};
use serde::Serialize;

use crate::time::timestamp;
use crate::workspace::change::{Change, History};
use crate::workspace::customer::Customer;
use crate::workspace::event::Event;
use crate::workspace::label::LabelType;
use crate::workspace::note::Note;
use crate::workspace::tenant::{Membership, Tenant};
use crate::workspace::thread::Thread;
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
            Change::PutThread(thread) => put_thread(transaction, thread)?,
            Change::PutLabelType(label_type) => put_label_type(transaction, label_type)?,
            Change::PutTenant(tenant) => put_tenant(transaction, tenant)?,
            Change::SetMemberships {
                customer_id,
                memberships,
            } => set_memberships(transaction, customer_id, memberships)?,
            Change::AddNote(note) => add_note(transaction, note)?,
            Change::AddThreadFieldSchema(schema) => {
                let sql =
                    "INSERT INTO thread_field_schemas (id, input, created_at) VALUES (?1, ?2, ?3)";
                transaction.execute(sql, params![schema.id, schema.input, schema.created_at])?;
            }
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
        (id, external_id, full_name, short_name, email, is_email_verified, created_at, updated_at,
            marked_as_spam_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let values = params![
        customer.id,
        details.external_id,
        details.full_name,
        details.short_name,
        details.email,
        details.is_email_verified,
        customer.created_at,
        customer.updated_at,
        customer.marked_as_spam_at,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn replace_customer(transaction: &Transaction<'_>, customer: &Customer) -> rusqlite::Result<()> {
    let details = &customer.details;
    let sql = "UPDATE customers
        SET external_id = ?2, full_name = ?3, short_name = ?4, email = ?5, is_email_verified = ?6,
            updated_at = ?7, marked_as_spam_at = ?8
        WHERE id = ?1";
    let values = params![
        customer.id,
        details.external_id,
        details.full_name,
        details.short_name,
        details.email,
        details.is_email_verified,
        customer.updated_at,
        customer.marked_as_spam_at,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn put_thread(transaction: &Transaction<'_>, thread: &Thread) -> rusqlite::Result<()> {
    let sql = "INSERT INTO threads
        (number, id, customer_id, external_id, title, description, channel, created_at, priority, status,
            assignee, assigned_at, labels, fields, tenant_id, updated_at, input)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
        ON CONFLICT (id) DO UPDATE
            SET priority = ?9, status = ?10, assignee = ?11, assigned_at = ?12, labels = ?13,
                fields = ?14, tenant_id = ?15, updated_at = ?16";
    let values = params![
        thread.number,
        thread.id,
        thread.customer_id,
        thread.external_id,
        thread.title,
        thread.description,
        thread.channel,
        thread.created_at,
        thread.priority,
        json(&thread.status)?,
        json(&thread.assignee)?,
        thread.assigned_at,
        json(&thread.labels)?,
        json(&thread.fields)?,
        thread.tenant_id,
        thread.updated_at,
        thread.input,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn put_label_type(transaction: &Transaction<'_>, it: &LabelType) -> rusqlite::Result<()> {
    let sql = "INSERT INTO label_types (number, id, details, archived_at, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE
            SET details = ?3, archived_at = ?4, updated_at = ?6";
    let values = params![
        it.number,
        it.id,
        json(&it.details)?,
        it.archived_at,
        it.created_at,
        it.updated_at,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn put_tenant(transaction: &Transaction<'_>, tenant: &Tenant) -> rusqlite::Result<()> {
    let sql = "INSERT INTO tenants (id, details, created_at, updated_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (id) DO UPDATE SET details = ?2, updated_at = ?4";
    let values = params![
        tenant.id,
        json(&tenant.details)?,
        tenant.created_at,
        tenant.updated_at,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

fn set_memberships(
    transaction: &Transaction<'_>,
    customer_id: &str,
    memberships: &[Membership],
) -> rusqlite::Result<()> {
    let sql = "DELETE FROM memberships WHERE customer_id = ?1";
    transaction.execute(sql, [customer_id])?;
    for membership in memberships {
        let sql =
            "INSERT INTO memberships (customer_id, tenant_id, created_at) VALUES (?1, ?2, ?3)";
        let values = params![customer_id, membership.tenant_id, membership.created_at];
        transaction.execute(sql, values)?;
    }
    Ok(())
}

fn add_note(transaction: &Transaction<'_>, note: &Note) -> rusqlite::Result<()> {
    let sql = "INSERT INTO notes (id, customer_id, thread_id, text, markdown, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = params![
        note.id,
        note.customer_id,
        note.thread_id,
        note.text,
        note.markdown,
        note.created_at,
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
    let (event, content) = match &entry.content {
        EntryContent::Event { number, .. } => (Some(number), None),
        content => (None, Some(json(content)?)),
    };
    let sql = "INSERT INTO timeline_entries
        (number, id, thread_id, customer_id, timestamp, event, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let values = params![
        entry.number,
        entry.id,
        entry.thread_id,
        entry.customer_id,
        entry.timestamp,
        event,
        content,
    ];
    transaction.execute(sql, values)?;
    Ok(())
}

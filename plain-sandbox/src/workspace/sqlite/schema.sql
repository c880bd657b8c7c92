-- A workspace. Uniqueness is checked before a change is written.

CREATE TABLE workspace (
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE customers (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    external_id TEXT,
    full_name TEXT NOT NULL,
    short_name TEXT,
    email TEXT NOT NULL,
    is_email_verified INTEGER NOT NULL,
    marked_as_spam_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE threads (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL REFERENCES customers (id),
    external_id TEXT,
    title TEXT NOT NULL,
    description TEXT,
    priority INTEGER NOT NULL,
    channel TEXT NOT NULL,
    -- These five are JSON.
    input TEXT NOT NULL,
    status TEXT NOT NULL,
    assignee TEXT NOT NULL,
    labels TEXT NOT NULL,
    fields TEXT NOT NULL,
    tenant_id TEXT REFERENCES tenants (id),
    assigned_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE label_types (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- JSON
    details TEXT NOT NULL,
    archived_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE tenants (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- JSON
    details TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE memberships (
    number INTEGER PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customers (id),
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE thread_field_schemas (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- JSON
    input TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE notes (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL REFERENCES customers (id),
    -- Null for a note in all threads of the customer.
    thread_id TEXT REFERENCES threads (id),
    text TEXT NOT NULL,
    markdown TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    customer_id TEXT NOT NULL REFERENCES customers (id),
    -- Null for a customer event.
    thread_id TEXT REFERENCES threads (id),
    external_id TEXT,
    is_collapsed INTEGER NOT NULL,
    -- JSON
    input TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- External ids of events, including pruned ones.
CREATE TABLE external_ids (
    external_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline_entries (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    thread_id TEXT NOT NULL REFERENCES threads (id),
    customer_id TEXT NOT NULL REFERENCES customers (id),
    timestamp TEXT NOT NULL,
    -- Either an event, or other content (JSON).
    event INTEGER REFERENCES events (number) ON DELETE CASCADE,
    content TEXT
) STRICT;

CREATE INDEX timeline_entries_of_event ON timeline_entries (event);

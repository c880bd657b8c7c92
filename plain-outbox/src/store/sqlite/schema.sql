CREATE TABLE plain_outbox_schema (
    version INTEGER NOT NULL
) STRICT;

INSERT INTO plain_outbox_schema (version) VALUES (1);

-- Counters, so that counting does not read the events; and the budget of requests of all relays.
-- All times are microseconds since 1970.
CREATE TABLE plain_outbox_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    pending INTEGER NOT NULL DEFAULT 0,
    delivered INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,
    paused_until INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO plain_outbox_state (id) VALUES (1);

-- AUTOINCREMENT: an ID is never used twice, so that a lease cannot match another event.
CREATE TABLE plain_outbox_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    -- 0 pending, 1 dead, 2 settled: delivered or discarded
    state INTEGER NOT NULL DEFAULT 0,
    -- A settled event keeps none of these.
    ordering_key TEXT,
    format INTEGER,
    event TEXT,
    enqueued_at INTEGER,
    reason TEXT,
    -- End of the lease or of the wait for a retry; 0 before the first delivery.
    visible_at INTEGER NOT NULL DEFAULT 0,
    is_leased INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    settled_at INTEGER,
    UNIQUE (kind, external_id)
) STRICT;

-- Queues by ordering key; the entries of a key are in the order of their IDs.
CREATE INDEX plain_outbox_queues ON plain_outbox_events (ordering_key)
    WHERE state = 0;
CREATE INDEX plain_outbox_waiting ON plain_outbox_events (ordering_key, visible_at, is_leased)
    WHERE state = 0 AND visible_at > 0;
CREATE INDEX plain_outbox_age ON plain_outbox_events (enqueued_at)
    WHERE state = 0;
CREATE INDEX plain_outbox_dead ON plain_outbox_events (id)
    WHERE state = 1;
CREATE INDEX plain_outbox_settled ON plain_outbox_events (settled_at)
    WHERE state = 2;

-- Counts the events that other drivers insert, too.
CREATE TRIGGER plain_outbox_count AFTER INSERT ON plain_outbox_events BEGIN
    UPDATE plain_outbox_state SET pending = pending + 1;
END;

CREATE TABLE plain_outbox_schema (
    version INTEGER NOT NULL
) STRICT;

INSERT INTO plain_outbox_schema (version) VALUES (1);

-- Counters, so that counting does not read the events; and the budget of requests of all relays. Recording
-- an event does not write them: each page that a transaction changes costs about as much as the event.
-- All times are microseconds since 1970.
CREATE TABLE plain_outbox_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- Number of IDs whose events are not pending any more. The IDs have no gaps, so the others are pending.
    closed INTEGER NOT NULL DEFAULT 0,
    -- No pending event has a lower ID.
    lowest_pending INTEGER NOT NULL DEFAULT 1,
    delivered INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,
    paused_until INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO plain_outbox_state (id) VALUES (1);

-- SQLite makes an ID by adding 1 to the greatest. It is never used twice, so that a lease cannot match
-- another event: a trigger keeps the greatest.
CREATE TABLE plain_outbox_events (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    -- 0 pending, 1 dead, 2 settled: delivered or discarded, 3 a forgotten event with the greatest ID
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
    -- Whether it was a dead letter under a lower ID.
    is_retried INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, external_id)
) STRICT;

-- Queues by ordering key; the entries of a key are in the order of their IDs.
CREATE INDEX plain_outbox_queues ON plain_outbox_events (ordering_key)
    WHERE state = 0;
CREATE INDEX plain_outbox_waiting ON plain_outbox_events (ordering_key, visible_at, is_leased)
    WHERE state = 0 AND visible_at > 0;
-- Events that may be older than those with lower IDs.
CREATE INDEX plain_outbox_retried ON plain_outbox_events (enqueued_at)
    WHERE state = 0 AND is_retried = 1;
CREATE INDEX plain_outbox_dead ON plain_outbox_events (id)
    WHERE state = 1;
CREATE INDEX plain_outbox_settled ON plain_outbox_events (settled_at)
    WHERE state = 2;

-- Replaces a deleted event with the greatest ID by a row with that ID, and the one that it replaced before.
CREATE TRIGGER plain_outbox_greatest AFTER DELETE ON plain_outbox_events
WHEN old.state < 3 AND NOT EXISTS (SELECT 1 FROM plain_outbox_events WHERE id > old.id)
BEGIN
    INSERT OR REPLACE INTO plain_outbox_events (id, kind, external_id, state) VALUES (old.id, '', '', 3);
END;

-- Tables of the outbox beside the queue of pgmq, and the settings of that queue.
-- An administrator may have created it for a role that may not.
DO $$ BEGIN
    IF to_regnamespace('plain_outbox') IS NULL THEN
        CREATE SCHEMA plain_outbox;
    END IF;
END $$;

-- External IDs of all events: of pending ones and dead letters, and of settled ones for the retention.
CREATE TABLE plain_outbox.known (
    kind text NOT NULL,
    external_id text NOT NULL,
    -- When the event was delivered or discarded.
    settled_at timestamptz,
    PRIMARY KEY (kind, external_id)
);
CREATE INDEX known_settled_at ON plain_outbox.known (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE plain_outbox.dead (
    id bigint PRIMARY KEY,
    message jsonb,
    ordering_key text NOT NULL,
    enqueued_at timestamptz NOT NULL,
    died_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    reason text NOT NULL
);

-- One row: the budget of requests that all relays share. A claim locks it, so that claims follow each other.
CREATE TABLE plain_outbox.budget (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    next_at timestamptz NOT NULL DEFAULT '-infinity',
    paused_until timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO plain_outbox.budget DEFAULT VALUES;

-- Delivered events, counted in several rows, so that relays do not wait for each other.
CREATE TABLE plain_outbox.delivered (
    part integer PRIMARY KEY,
    events bigint NOT NULL
);

-- One row: the pending events when they were counted last, for the gauges of the relays. A counter that every
-- transaction updates would make them wait for each other.
CREATE TABLE plain_outbox.counted (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    pending bigint NOT NULL DEFAULT 0,
    counted_at timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO plain_outbox.counted DEFAULT VALUES;

SELECT pgmq.create('plain_outbox');
-- For `pgmq.read`, which no relay uses. Each record of an event, claim and retry would write it.
DROP INDEX IF EXISTS pgmq.q_plain_outbox_vt_idx;

-- Heads of the ordering keys. Bytes are compared, regardless of the language of the database.
CREATE INDEX q_plain_outbox_heads
    ON pgmq.q_plain_outbox (((headers ->> 'x-pgmq-group') COLLATE "C"), msg_id);
-- Events that are leased or wait for a retry, of which a key has one at most, or nearly so.
CREATE INDEX q_plain_outbox_attempted
    ON pgmq.q_plain_outbox (((headers ->> 'x-pgmq-group') COLLATE "C"), vt) WHERE read_ct > 0;
-- Events that may be older than those with lower IDs.
CREATE INDEX q_plain_outbox_retried
    ON pgmq.q_plain_outbox (enqueued_at) WHERE headers ? 'retried';

-- Attempts of an event that count: deliveries without those that say nothing about it.
CREATE FUNCTION plain_outbox.attempts(read_ct integer, headers jsonb) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT read_ct - coalesce((headers ->> 'uncounted')::integer, 0);
$$;

-- Headers of an event whose last attempt does not count.
CREATE FUNCTION plain_outbox.without_attempt(headers jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT headers || jsonb_build_object('uncounted', coalesce((headers ->> 'uncounted')::integer, 0) + 1);
$$;

-- A queue changes wholly again and again, so its dead rows are removed early. A budget and counters of one
-- page stay that small.
ALTER TABLE pgmq.q_plain_outbox SET (
    autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0.0, autovacuum_analyze_threshold = 20000, fillfactor = 90
);
ALTER TABLE plain_outbox.known SET (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1
);
ALTER TABLE plain_outbox.budget SET (
    autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500, fillfactor = 10
);
ALTER TABLE plain_outbox.delivered SET (
    autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500, fillfactor = 10
);

-- Number of pending events. It reads every entry of an index, and an event only where the queue was not
-- vacuumed since it changed.
CREATE FUNCTION plain_outbox.pending() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
AS 'SELECT count(*) FROM pgmq.q_plain_outbox';

-- Age of the oldest pending event in microseconds: of the one with the lowest ID, or of one that was a dead
-- letter.
CREATE FUNCTION plain_outbox.oldest_pending() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET jit = off
AS $$
    SELECT (greatest(extract(epoch FROM clock_timestamp() - min(enqueued_at)), 0) * 1000000)::bigint FROM (
        (SELECT enqueued_at FROM pgmq.q_plain_outbox ORDER BY msg_id LIMIT 1)
        UNION ALL
        (SELECT enqueued_at FROM pgmq.q_plain_outbox WHERE headers ? 'retried' ORDER BY enqueued_at LIMIT 1)
    ) AS oldest HAVING count(*) > 0;
$$;

-- Numbers of events, and the age of the oldest in microseconds.
CREATE FUNCTION plain_outbox.counts(
    OUT pending bigint, OUT in_flight bigint, OUT delivered bigint, OUT dead bigint, OUT oldest_pending bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT plain_outbox.pending(),
        (SELECT count(*) FROM pgmq.q_plain_outbox
            WHERE read_ct > 0 AND last_read_at IS NOT NULL AND vt > clock_timestamp()),
        (SELECT coalesce(sum(events), 0)::bigint FROM plain_outbox.delivered),
        (SELECT count(*) FROM plain_outbox.dead),
        plain_outbox.oldest_pending();
$$;

-- The gauges of the relays. The pending events are counted again after half a minute, by one relay; the
-- others have the last number meanwhile, so that many relays cost no more than one.
CREATE FUNCTION plain_outbox.gauges(OUT pending bigint, OUT oldest_pending bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_at timestamptz := clock_timestamp();
BEGIN
    PERFORM FROM plain_outbox.counted
        WHERE counted_at NOT BETWEEN now_at - interval '30 seconds' AND now_at
        FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
        UPDATE plain_outbox.counted AS c SET pending = plain_outbox.pending(), counted_at = now_at;
    END IF;
    SELECT c.pending INTO gauges.pending FROM plain_outbox.counted AS c;
    oldest_pending := plain_outbox.oldest_pending();
END;
$$;

CREATE FUNCTION plain_outbox.newest() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM pgmq.q_plain_outbox_msg_id_seq;
$$;

CREATE FUNCTION plain_outbox.pending_up_to(id bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FROM pgmq.q_plain_outbox WHERE msg_id <= $1;
$$;

-- The latest dead letters. Times are microseconds since 1970.
CREATE FUNCTION plain_outbox.dead_letters(max_letters bigint) RETURNS TABLE (
    id bigint, message text, ordering_key text, enqueued bigint, died bigint, attempts integer, reason text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.id, d.message::text, d.ordering_key, (extract(epoch FROM d.enqueued_at) * 1000000)::bigint,
        (extract(epoch FROM d.died_at) * 1000000)::bigint, d.attempts, d.reason
        FROM plain_outbox.dead AS d ORDER BY d.id DESC LIMIT $1;
$$;

-- Makes dead letters pending again, all of them without IDs. The answer is their number.
CREATE FUNCTION plain_outbox.retry_dead(ids bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH retried AS (
        DELETE FROM plain_outbox.dead WHERE $1 IS NULL OR id = ANY ($1) RETURNING *
    ), sent AS (
        INSERT INTO pgmq.q_plain_outbox (vt, enqueued_at, message, headers)
            SELECT clock_timestamp(), enqueued_at, message,
                jsonb_build_object('x-pgmq-group', ordering_key, 'retried', true)
                FROM retried ORDER BY id
            RETURNING 1
    )
    SELECT count(*) FROM sent;
$$;

-- Removes dead letters, all of them without IDs. The answer is their number.
CREATE FUNCTION plain_outbox.discard_dead(ids bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH discarded AS (
        DELETE FROM plain_outbox.dead WHERE $1 IS NULL OR id = ANY ($1) RETURNING message
    ), settled AS (
        UPDATE plain_outbox.known AS k SET settled_at = clock_timestamp() FROM discarded AS d
            WHERE k.kind = d.message ->> 'kind' AND k.external_id = d.message ->> 'external_id'
    )
    SELECT count(*) FROM discarded;
$$;

-- Forgets up to so many external IDs that were settled before the retention, in microseconds.
CREATE FUNCTION plain_outbox.purge(retention bigint, max_ids bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH old AS (
        SELECT kind, external_id FROM plain_outbox.known
            WHERE settled_at < clock_timestamp() - $1 * interval '1 microsecond'
            ORDER BY settled_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ), purged AS (
        DELETE FROM plain_outbox.known AS k USING old
            WHERE k.kind = old.kind AND k.external_id = old.external_id RETURNING 1
    )
    SELECT count(*) FROM purged;
$$;

-- Last, so that an incomplete schema has no version.
CREATE FUNCTION plain_outbox.schema_version() RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT 1';

-- A role needs grants to enqueue or to relay. The version is public, so that opening reports what is missing.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA plain_outbox FROM PUBLIC;
GRANT USAGE ON SCHEMA plain_outbox TO PUBLIC;
GRANT EXECUTE ON FUNCTION plain_outbox.schema_version() TO PUBLIC;

-- Leases the oldest events of up to `max_keys` ordering keys after `after_key`, wrapping around, as the budget
-- permits. Claims follow each other, since each locks the budget first, and every statement sees the leases
-- of the claims before it. Times are in microseconds.
CREATE FUNCTION plain_outbox.claim(
    wanted integer, lease bigint, after_key text, max_keys integer, pace_interval bigint, tolerance bigint, horizon bigint,
    OUT next_after text, OUT opens_in bigint, OUT is_complete boolean,
    OUT ids bigint[], OUT generations integer[], OUT attempts integer[], OUT enqueued bigint[],
    OUT waits bigint[], OUT messages text[], OUT ordering_keys text[]
)
LANGUAGE plpgsql SECURITY DEFINER
-- Statistics of an empty queue must not choose a plan that reads all of it.
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET jit = off
AS $$
DECLARE
    budget plain_outbox.budget;
    permit record;
    now_at timestamptz;
    head record;
    leased pgmq.q_plain_outbox;
    key text := after_key;
    has_wrapped boolean := false;
    keys integer := 0;
    claimed integer := 0;
BEGIN
    next_after := after_key;
    is_complete := false;
    SELECT * INTO budget FROM plain_outbox.budget WHERE is_only FOR UPDATE;
    now_at := clock_timestamp();
    SELECT * INTO permit
        FROM plain_outbox.available(budget, pace_interval, tolerance, horizon, wanted, now_at);
    IF permit.permits = 0 THEN
        opens_in := permit.opens_in;
        RETURN;
    END IF;
    WHILE claimed < permit.permits AND keys < max_keys LOOP
        SELECT (headers ->> 'x-pgmq-group') COLLATE "C" AS key, msg_id INTO head
            FROM pgmq.q_plain_outbox
            WHERE ((headers ->> 'x-pgmq-group') COLLATE "C") > key
            ORDER BY ((headers ->> 'x-pgmq-group') COLLATE "C"), msg_id
            LIMIT 1;
        IF NOT FOUND AND NOT has_wrapped THEN
            has_wrapped := true;
            key := '';
            CONTINUE;
        END IF;
        IF NOT FOUND OR (has_wrapped AND head.key COLLATE "C" > after_key) THEN
            is_complete := true;
            EXIT;
        END IF;
        key := head.key;
        next_after := key;
        keys := keys + 1;
        -- The conditions hold for the locked row. Another event of the key may be leased although it is
        -- newer, if this one was committed late.
        UPDATE pgmq.q_plain_outbox AS q
            SET vt = now_at + lease * interval '1 microsecond', read_ct = q.read_ct + 1, last_read_at = now_at,
                -- A lease that ran out was cut off, so its attempt does not count.
                headers = CASE WHEN q.last_read_at IS NULL THEN q.headers
                    ELSE plain_outbox.without_attempt(q.headers) END
            WHERE q.msg_id = (
                SELECT due.msg_id FROM pgmq.q_plain_outbox AS due
                    WHERE due.msg_id = head.msg_id AND due.vt <= now_at
                    FOR UPDATE SKIP LOCKED
            ) AND NOT EXISTS (
                SELECT FROM pgmq.q_plain_outbox AS other
                    WHERE ((other.headers ->> 'x-pgmq-group') COLLATE "C") = key
                        AND other.read_ct > 0 AND other.vt > now_at
            )
            RETURNING * INTO leased;
        IF FOUND THEN
            ids[claimed + 1] := leased.msg_id;
            generations[claimed + 1] := leased.read_ct;
            attempts[claimed + 1] := plain_outbox.attempts(leased.read_ct, leased.headers);
            enqueued[claimed + 1] := extract(epoch FROM leased.enqueued_at) * 1000000;
            waits[claimed + 1] := greatest(
                extract(epoch FROM permit.first_at - now_at) * 1000000 + pace_interval * claimed, 0
            );
            messages[claimed + 1] := leased.message::text;
            ordering_keys[claimed + 1] := key;
            claimed := claimed + 1;
        END IF;
    END LOOP;
    IF claimed > 0 THEN
        UPDATE plain_outbox.budget
            SET next_at = permit.first_at + pace_interval * claimed * interval '1 microsecond';
    END IF;
END;
$$;

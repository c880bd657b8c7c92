-- Records outcomes of deliveries: `delivered`, `retry`, `retry_uncounted` or `dead`.
CREATE FUNCTION plain_outbox.settle(
    ids bigint[], generations integer[], outcomes text[], delays bigint[], reasons text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_at timestamptz := clock_timestamp();
    settlement record;
    event pgmq.q_plain_outbox;
    delivered bigint := 0;
BEGIN
    -- In the order of the IDs, so that no two relays wait for each other.
    FOR settlement IN
        SELECT * FROM unnest(ids, generations, outcomes, delays, reasons)
            AS s(id, generation, outcome, delay, reason) ORDER BY id
    LOOP
        SELECT * INTO event FROM pgmq.q_plain_outbox WHERE msg_id = settlement.id FOR UPDATE;
        CONTINUE WHEN NOT FOUND;
        IF settlement.outcome = 'delivered' THEN
            PERFORM pgmq.delete('plain_outbox', event.msg_id);
            UPDATE plain_outbox.known SET settled_at = now_at
                WHERE kind = event.message ->> 'kind' AND external_id = event.message ->> 'external_id';
            delivered := delivered + 1;
        ELSIF event.read_ct <> settlement.generation OR event.last_read_at IS NULL THEN
            -- The lease has ended: another relay has the event, or had it.
            CONTINUE;
        ELSIF settlement.outcome = 'dead' THEN
            PERFORM pgmq.delete('plain_outbox', event.msg_id);
            INSERT INTO plain_outbox.dead VALUES (
                event.msg_id, event.message, event.headers ->> 'x-pgmq-group', event.enqueued_at, now_at,
                plain_outbox.attempts(event.read_ct, event.headers), settlement.reason
            );
        ELSE
            -- Without `last_read_at`, the event waits and is not leased.
            UPDATE pgmq.q_plain_outbox
                SET vt = now_at + settlement.delay * interval '1 microsecond', last_read_at = NULL,
                    headers = CASE settlement.outcome WHEN 'retry' THEN headers
                        ELSE plain_outbox.without_attempt(headers) END
                WHERE msg_id = event.msg_id;
        END IF;
    END LOOP;
    IF delivered > 0 THEN
        INSERT INTO plain_outbox.delivered AS d VALUES (pg_backend_pid() % 16, delivered)
            ON CONFLICT (part) DO UPDATE SET events = d.events + excluded.events;
    END IF;
END;
$$;

-- Records an event in the caller's transaction. The answer says whether it is new: a duplicate changes
-- nothing and leaves the transaction usable.
CREATE FUNCTION plain_outbox.enqueue(
    kind text, external_id text, ordering_key text, format bigint, event text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO plain_outbox.known VALUES ($1, $2) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    -- The same as `pgmq.send`, which makes and plans this statement for each message. The event as text, so that
    -- every byte stays as it is.
    INSERT INTO pgmq.q_plain_outbox (vt, message, headers) VALUES (
        clock_timestamp(),
        jsonb_build_object('kind', $1, 'external_id', $2, 'format', $4, 'event', $5),
        jsonb_build_object('x-pgmq-group', $3)
    );
    RETURN true;
END;
$$;

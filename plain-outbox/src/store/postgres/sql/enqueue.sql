-- Records an event in the caller's transaction. The answer says whether it is new: a duplicate changes
-- nothing and leaves the transaction usable. Every name has its schema and no operator is used, since a search
-- path of its own would cost the function a fifth of its time.
CREATE FUNCTION plain_outbox.enqueue(
    kind text, external_id text, ordering_key text, format bigint, event text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO plain_outbox.known VALUES ($1, $2) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    -- The same as `pgmq.send`, which makes and plans this statement for each message. It is due at once. The
    -- event as text, so that every byte stays as it is.
    INSERT INTO pgmq.q_plain_outbox (vt, message, headers) VALUES (
        'epoch',
        pg_catalog.jsonb_build_object('kind', $1, 'external_id', $2, 'format', $4, 'event', $5),
        pg_catalog.jsonb_build_object('x-pgmq-group', $3)
    );
    RETURN true;
END;
$$;

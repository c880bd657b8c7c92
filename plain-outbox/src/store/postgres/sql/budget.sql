-- Times of a pace are in microseconds. The arithmetic is that of `Budget` in `pace.rs`.

-- Time of the next permit, and the number of permits that can be drawn now, or the wait until there is one.
CREATE FUNCTION plain_outbox.available(
    budget plain_outbox.budget, pace_interval bigint, tolerance bigint, horizon bigint, wanted integer, now_at timestamptz,
    OUT first_at timestamptz, OUT permits integer, OUT opens_in bigint
)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ahead bigint;
BEGIN
    permits := 0;
    first_at := greatest(
        budget.next_at, now_at - tolerance * interval '1 microsecond', budget.paused_until
    );
    IF budget.paused_until > now_at THEN
        opens_in := extract(epoch FROM budget.paused_until - now_at) * 1000000;
        RETURN;
    END IF;
    ahead := extract(epoch FROM now_at - first_at) * 1000000 + horizon;
    IF ahead <= 0 THEN
        opens_in := greatest(-ahead, pace_interval);
        RETURN;
    END IF;
    permits := least(ahead / pace_interval + 1, wanted);
END;
$$;

-- Draws a permit. The answer is the wait before the request.
CREATE FUNCTION plain_outbox.draw_permit(pace_interval bigint, tolerance bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    budget plain_outbox.budget;
    now_at timestamptz;
    first_at timestamptz;
BEGIN
    SELECT * INTO budget FROM plain_outbox.budget FOR UPDATE;
    now_at := clock_timestamp();
    SELECT a.first_at INTO first_at
        FROM plain_outbox.available(budget, pace_interval, tolerance, 0, 1, now_at) AS a;
    UPDATE plain_outbox.budget SET next_at = first_at + pace_interval * interval '1 microsecond';
    RETURN greatest(extract(epoch FROM first_at - now_at) * 1000000, 0);
END;
$$;

CREATE FUNCTION plain_outbox.pause(pause bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE plain_outbox.budget
        SET paused_until = greatest(paused_until, clock_timestamp() + $1 * interval '1 microsecond');
$$;

//! Arithmetic of the budget of requests that all relays of a workspace share.

use std::time::{Duration, SystemTime};

/// Requests per minute that Plain allows on its smallest plan. See
/// <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
pub(crate) const DEFAULT_REQUESTS_PER_MINUTE: u32 = 450;

/// Permits are drawn at most this far ahead, so that no relay holds events that it cannot send soon.
pub(crate) const HORIZON: Duration = Duration::from_secs(2);
/// Requests that may follow each other at once after a pause.
const BURST: u32 = 3;
/// One request in so many is kept back, for requests that arrive late and fall into the next minute.
const RESERVED_SHARE: u32 = 90;

/// Rate at which permits are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Time between two permits.
    interval: Duration,
    /// Time by which permits may lag behind: a burst.
    tolerance: Duration,
}

/// State of the budget. A store keeps it for all relays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Time of the next permit. In the past if permits are left over.
    pub(crate) next_at: SystemTime,
    /// End of a pause after the rate limit rejected a request.
    pub(crate) paused_until: SystemTime,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            next_at: SystemTime::UNIX_EPOCH,
            paused_until: SystemTime::UNIX_EPOCH,
        }
    }
}

impl Pace {
    /// Pace for a limit of so many requests per minute, in any minute.
    pub(crate) fn per_minute(limit: u32) -> Self {
        let limit = limit.max(1);
        let reserve = limit / RESERVED_SHARE;
        // Rounded up, so that rounding adds no request to a minute.
        let interval = Duration::from_mins(1) / (limit - reserve) + Duration::from_nanos(1);
        // A window holds the evenly spaced permits and one burst.
        let burst = reserve.saturating_sub(2).min(BURST);
        Self {
            interval,
            tolerance: interval * burst,
        }
    }

    /// Time between two permits.
    #[cfg(any(test, feature = "postgres"))]
    pub(crate) const fn interval(self) -> Duration {
        self.interval
    }

    /// Time by which permits may lag behind.
    #[cfg(feature = "postgres")]
    pub(crate) const fn tolerance(self) -> Duration {
        self.tolerance
    }
}

impl Budget {
    /// Number of permits that can be drawn now, at most `max`; or the time until there is one.
    pub(crate) fn available(self, pace: Pace, max: u32, now: SystemTime) -> Result<u32, Duration> {
        let until = |time: SystemTime| time.duration_since(now).unwrap_or_default();
        let paused_for = until(self.paused_until);
        if !paused_for.is_zero() {
            return Err(paused_for);
        }
        let first = self.first(pace, now);
        let ahead = (now + HORIZON).duration_since(first);
        let Some(ahead) = ahead.ok().filter(|ahead| !ahead.is_zero()) else {
            return Err(until(first).saturating_sub(HORIZON).max(pace.interval));
        };
        let permits = ahead.as_nanos() / pace.interval.as_nanos() + 1;
        Ok(u32::try_from(permits).unwrap_or(u32::MAX).min(max))
    }

    /// Draws permits. The answer is the wait before the request of each.
    pub(crate) fn draw(&mut self, pace: Pace, count: u32, now: SystemTime) -> Vec<Duration> {
        let first = self.first(pace, now);
        self.next_at = first + pace.interval * count;
        (0..count)
            .map(|index| first + pace.interval * index)
            .map(|time| time.duration_since(now).unwrap_or_default())
            .collect()
    }

    /// Stops all permits for some time.
    pub(crate) fn pause(&mut self, time: Duration, now: SystemTime) {
        self.paused_until = self.paused_until.max(now + time);
    }

    /// Time of the next permit.
    fn first(self, pace: Pace, now: SystemTime) -> SystemTime {
        let earliest = now.checked_sub(pace.tolerance).unwrap_or(now);
        self.next_at.max(earliest).max(self.paused_until)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{Budget, Pace};

    fn start() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_hours(1)
    }

    /// Times at which requests are sent that take every permit as soon as it is there.
    fn send_times(limit: u32, minutes: u64) -> Vec<Duration> {
        let (pace, mut budget, mut now) = (Pace::per_minute(limit), Budget::default(), start());
        let mut times = Vec::new();
        while now < start() + Duration::from_mins(minutes) {
            match budget.available(pace, 8, now) {
                Ok(count) => {
                    let waits = budget.draw(pace, count, now);
                    times.extend(waits.into_iter().map(|wait| now + wait));
                }
                Err(wait) => now += wait,
            }
        }
        times
            .into_iter()
            .map(|time| time.duration_since(start()).unwrap())
            .filter(|time| *time < Duration::from_mins(minutes))
            .collect()
    }

    #[test]
    fn no_minute_has_more_requests_than_the_limit() {
        for limit in [1, 7, 60, 90, 100, 450, 600, 1_000] {
            let times = send_times(limit, 4);
            for (index, first) in times.iter().enumerate() {
                let end = *first + Duration::from_mins(1);
                let in_a_minute = times[index..].iter().filter(|time| **time < end).count();
                assert!(in_a_minute <= limit as usize, "{limit}: {in_a_minute}");
            }
        }
    }

    #[test]
    fn a_backlog_takes_98_percent_of_the_limit() {
        for limit in [90, 100, 450, 600, 1_000] {
            let sent = send_times(limit, 10).len();
            assert!(sent * 100 >= limit as usize * 10 * 98, "{limit}: {sent}");
        }
    }

    /// `docs/outbox.md` plans backlogs with these numbers.
    #[test]
    fn requests_per_minute_are_those_of_the_documentation() {
        let sent = [450, 600, 1_000].map(|limit| (send_times(limit, 10).len() / 10).to_string());
        let row = format!("| requests sent per minute | {} |", sent.join(" | "));
        // The page is not in the package, which compiles without it.
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/outbox.md");
        let page = std::fs::read_to_string(path).unwrap();
        assert!(page.contains(&row), "{row}");
    }

    #[test]
    fn a_pause_stops_all_permits() {
        let (pace, mut budget) = (Pace::per_minute(450), Budget::default());
        budget.pause(Duration::from_secs(20), start());
        budget.pause(Duration::from_secs(5), start());
        let later = start() + Duration::from_secs(8);
        assert_eq!(
            budget.available(pace, 8, later),
            Err(Duration::from_secs(12))
        );
        let end = start() + Duration::from_secs(20);
        assert_eq!(budget.available(pace, 8, end), Ok(8));
        // The permits of the pause are lost: no burst follows.
        assert_eq!(budget.draw(pace, 2, end), [Duration::ZERO, pace.interval()]);
    }
}

//! Waits after failures: exponential, with full jitter, so that relays that failed together do not retry
//! together.

use std::time::Duration;

/// Upper bound on the wait after the first attempt. Doubles with each attempt.
const BASE: Duration = Duration::from_secs(1);
/// Upper bound on the wait for an event, unless a relay has another one.
pub(super) const MAX_EVENT_BACKOFF: Duration = Duration::from_mins(10);
/// Upper bound on the wait for the database.
const MAX_STORE_BACKOFF: Duration = Duration::from_secs(30);

/// Wait after so many attempts to deliver an event, at most `max`. `jitter` is a random number from 0 to 1.
pub(super) fn event_backoff(attempts: u32, max: Duration, jitter: f64) -> Duration {
    backoff(attempts, max).mul_f64(jitter.clamp(0.0, 1.0))
}

/// Wait after so many failures of the database in a row. At least half of it is not random: a database that
/// is overloaded gets some rest.
pub(super) fn store_backoff(failures: u32, jitter: f64) -> Duration {
    backoff(failures, MAX_STORE_BACKOFF).mul_f64(0.5 + jitter.clamp(0.0, 1.0) / 2.0)
}

fn backoff(attempts: u32, max: Duration) -> Duration {
    let doublings = attempts.saturating_sub(1).min(31);
    BASE.saturating_mul(1 << doublings).min(max)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{MAX_EVENT_BACKOFF, event_backoff, store_backoff};

    #[test]
    fn event_backoff_doubles_up_to_ten_minutes() {
        let seconds = |attempts| event_backoff(attempts, MAX_EVENT_BACKOFF, 1.0).as_secs();
        let waits: Vec<u64> = (1..=12).map(seconds).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
        assert_eq!(seconds(u32::MAX), 600);
        assert!(event_backoff(5, MAX_EVENT_BACKOFF, 0.0).is_zero());
    }

    #[test]
    fn event_backoff_never_exceeds_its_maximum() {
        for (max, attempts, expected) in [
            (Duration::from_millis(300), 1, Duration::from_millis(300)),
            (Duration::from_secs(5), 3, Duration::from_secs(4)),
            (Duration::from_secs(5), 4, Duration::from_secs(5)),
            (Duration::from_hours(36), 17, Duration::from_secs(65_536)),
            (Duration::from_hours(36), 18, Duration::from_hours(36)),
            (Duration::MAX, u32::MAX, Duration::from_secs(1 << 31)),
        ] {
            assert_eq!(event_backoff(attempts, max, 1.0), expected, "{max:?}");
        }
    }

    #[test]
    fn store_backoff_doubles_up_to_half_a_minute() {
        let millis = |failures, jitter| store_backoff(failures, jitter).as_millis();
        assert_eq!([millis(1, 0.0), millis(1, 1.0)], [500, 1_000]);
        assert_eq!([millis(9, 0.0), millis(9, 1.0)], [15_000, 30_000]);
    }
}

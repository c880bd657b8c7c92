//! What the headers of an answer say of the rate limit.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Plain allows a number of requests a minute; its answers say how many are left.
///
/// Whether they do so always, or only on a 429, is not documented, so each part may be missing.
/// See <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::client) struct RateLimit {
    /// How long to wait, if the answer says so.
    pub(in crate::client) retry_after: Option<Duration>,
    /// How many requests are left.
    pub(in crate::client) remaining: Option<u64>,
    /// How long until there are as many as ever.
    pub(in crate::client) reset_in: Option<Duration>,
}

impl RateLimit {
    /// Reads the headers of an answer that has come `now`.
    ///
    /// Moments are measured against the answer's own `Date`, so that it does not matter how right
    /// the clock of this machine is.
    pub(in crate::client) fn read(headers: &HeaderMap, now: impl Fn() -> SystemTime) -> Self {
        let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
        let sent = || httpdate::parse_http_date(text(DATE)?).ok();
        let until = |moment: SystemTime| {
            let sent = sent().unwrap_or_else(&now);
            moment.duration_since(sent).unwrap_or_default()
        };
        Self {
            retry_after: text(RETRY_AFTER).and_then(|text| {
                let seconds = || Duration::try_from_secs_f64(text.parse().ok()?).ok();
                seconds().or_else(|| Some(until(httpdate::parse_http_date(text).ok()?)))
            }),
            remaining: text(REMAINING).and_then(|text| text.parse().ok()),
            reset_in: text(RESET)
                .and_then(|text| humantime::parse_rfc3339_weak(text).ok())
                .map(until),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::RateLimit;

    fn read(headers: &[(&'static str, &'static str)]) -> RateLimit {
        let headers: HeaderMap = headers
            .iter()
            .map(|&(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        // A clock that is an hour slow.
        let now =
            humantime::parse_rfc3339("2026-05-04T11:00:00Z").unwrap_or(SystemTime::UNIX_EPOCH);
        RateLimit::read(&headers, || now)
    }

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn nothing_is_read_where_nothing_is_said() {
        assert_eq!(read(&[]), RateLimit::default());
        assert_eq!(
            read(&[
                ("retry-after", "soon"),
                ("x-ratelimit-remaining", "-1"),
                ("x-ratelimit-reset", "tomorrow"),
            ]),
            RateLimit::default(),
        );
        for absurd in ["-3", "NaN", "inf", "1e300"] {
            assert_eq!(
                read(&[("retry-after", absurd)]).retry_after,
                None,
                "{absurd}"
            );
        }
    }

    #[test]
    fn how_long_to_wait_is_in_seconds_or_a_date() {
        const DATE: (&str, &str) = ("date", "Mon, 04 May 2026 12:00:00 GMT");
        assert_eq!(
            read(&[("retry-after", "17")]).retry_after,
            Some(seconds(17))
        );
        assert_eq!(
            read(&[("retry-after", "0.5")]).retry_after,
            Some(Duration::from_millis(500))
        );
        let date = ("retry-after", "Mon, 04 May 2026 12:00:09 GMT");
        assert_eq!(read(&[DATE, date]).retry_after, Some(seconds(9)));
    }

    #[test]
    fn the_reset_is_measured_against_the_servers_own_date() {
        const DATE: (&str, &str) = ("date", "Mon, 04 May 2026 12:00:00 GMT");
        const RESET: (&str, &str) = ("x-ratelimit-reset", "2026-05-04T12:00:30.000Z");
        assert_eq!(read(&[DATE, RESET]).reset_in, Some(seconds(30)));
        // Without one, against ours.
        assert_eq!(read(&[RESET]).reset_in, Some(seconds(3630)));
        // A moment that is past is now.
        let past = ("x-ratelimit-reset", "2026-05-04T11:59:00Z");
        assert_eq!(read(&[DATE, past]).reset_in, Some(seconds(0)));
    }

    #[test]
    fn what_is_left_is_a_number() {
        assert_eq!(
            read(&[("x-ratelimit-remaining", "449")]).remaining,
            Some(449)
        );
        assert_eq!(read(&[("x-ratelimit-remaining", "0")]).remaining, Some(0));
    }
}

//! Response headers that report the rate limit.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Rate limit of the workspace, as the headers of a response report it.
///
/// Plain does not document whether every response has these headers or only a 429, so each may be
/// absent. See <https://www.plain.com/docs/api-reference/graphql/rate-limiting>.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::client) struct RateLimitHeaders {
    /// Time to wait before the next request.
    pub(in crate::client) retry_after: Option<Duration>,
    /// Requests left in the current window.
    pub(in crate::client) remaining: Option<u64>,
    /// Time until the next window.
    pub(in crate::client) reset_in: Option<Duration>,
}

impl RateLimitHeaders {
    /// Parses the headers of a response.
    ///
    /// Dates are compared with the `Date` of the same response, so that the clock of this machine
    /// does not matter. Without a `Date`, they are compared with `now`.
    pub(in crate::client) fn parse(headers: &HeaderMap, now: impl Fn() -> SystemTime) -> Self {
        let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
        let sent = || httpdate::parse_http_date(text(DATE)?).ok();
        let until = |time: SystemTime| {
            let sent = sent().unwrap_or_else(&now);
            time.duration_since(sent).unwrap_or_default()
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

    use super::RateLimitHeaders;

    fn parse(headers: &[(&'static str, &'static str)]) -> RateLimitHeaders {
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
        RateLimitHeaders::parse(&headers, || now)
    }

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn absent_and_malformed_headers_are_ignored() {
        assert_eq!(parse(&[]), RateLimitHeaders::default());
        assert_eq!(
            parse(&[
                ("retry-after", "soon"),
                ("x-ratelimit-remaining", "-1"),
                ("x-ratelimit-reset", "tomorrow"),
            ]),
            RateLimitHeaders::default(),
        );
        for absurd in ["-3", "NaN", "inf", "1e300"] {
            assert_eq!(
                parse(&[("retry-after", absurd)]).retry_after,
                None,
                "{absurd}"
            );
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        const DATE: (&str, &str) = ("date", "Mon, 04 May 2026 12:00:00 GMT");
        assert_eq!(
            parse(&[("retry-after", "17")]).retry_after,
            Some(seconds(17))
        );
        assert_eq!(
            parse(&[("retry-after", "0.5")]).retry_after,
            Some(Duration::from_millis(500))
        );
        let date = ("retry-after", "Mon, 04 May 2026 12:00:09 GMT");
        assert_eq!(parse(&[DATE, date]).retry_after, Some(seconds(9)));
    }

    #[test]
    fn reset_is_relative_to_the_date_of_the_response() {
        const DATE: (&str, &str) = ("date", "Mon, 04 May 2026 12:00:00 GMT");
        const RESET: (&str, &str) = ("x-ratelimit-reset", "2026-05-04T12:00:30.000Z");
        assert_eq!(parse(&[DATE, RESET]).reset_in, Some(seconds(30)));
        // Without a `Date`, relative to the local clock.
        assert_eq!(parse(&[RESET]).reset_in, Some(seconds(3630)));
        // A time in the past is now.
        let past = ("x-ratelimit-reset", "2026-05-04T11:59:00Z");
        assert_eq!(parse(&[DATE, past]).reset_in, Some(seconds(0)));
    }

    #[test]
    fn remaining_is_a_number() {
        assert_eq!(
            parse(&[("x-ratelimit-remaining", "449")]).remaining,
            Some(449)
        );
        assert_eq!(parse(&[("x-ratelimit-remaining", "0")]).remaining, Some(0));
    }
}

//! Response headers that report the rate limit.

use std::num::NonZeroU32;
use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use crate::input::Iso8601;

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");
/// Length of `+02:00`.
const OFFSET_LENGTH: usize = 6;

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
            reset_in: text(RESET).and_then(parse_reset).map(until),
        }
    }
}

impl RateLimitHeaders {
    /// The time to wait before the next request, rounded up to seconds.
    pub(in crate::client) fn retry_after_seconds(&self) -> Option<NonZeroU32> {
        let seconds = self.retry_after?.as_millis().div_ceil(1_000);
        NonZeroU32::new(u32::try_from(seconds).unwrap_or(u32::MAX))
    }
}

/// Parses the time at which the next window starts: RFC 3339, or the time since 1970.
///
/// Ten digits are seconds and thirteen are milliseconds, both from 2001 to 2286. Another number may be
/// a duration, so it is ignored.
fn parse_reset(text: &str) -> Option<SystemTime> {
    let Ok(number) = text.parse::<u64>() else {
        return parse_date(text);
    };
    let since_epoch = match number {
        1_000_000_000..10_000_000_000 => Duration::from_secs(number),
        1_000_000_000_000..10_000_000_000_000 => Duration::from_millis(number),
        _ => return None,
    };
    SystemTime::UNIX_EPOCH.checked_add(since_epoch)
}

/// Parses RFC 3339 with any offset; UTC without one.
fn parse_date(text: &str) -> Option<SystemTime> {
    let date = Iso8601::parse(text.to_owned()).ok()?;
    let date = date.as_str();
    let utc = |date| humantime::parse_rfc3339_weak(date).ok();
    match date.split_at_checked(date.len().saturating_sub(OFFSET_LENGTH)) {
        Some((local, offset)) if offset.starts_with('+') => {
            utc(local)?.checked_sub(offset_duration(offset)?)
        }
        Some((local, offset)) if offset.starts_with('-') => {
            utc(local)?.checked_add(offset_duration(offset)?)
        }
        _ => utc(date),
    }
}

/// Duration of `+02:30`, regardless of its sign.
fn offset_duration(offset: &str) -> Option<Duration> {
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes): (u64, u64) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(Duration::from_secs((hours * 60 + minutes) * 60))
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
    fn reset_has_any_offset_or_counts_since_1970() {
        const DATE: (&str, &str) = ("date", "Mon, 04 May 2026 12:00:00 GMT");
        for (reset, expected) in [
            ("2026-05-04T12:00:30Z", Some(30_000)),
            ("2026-05-04T12:00:30", Some(30_000)),
            ("2026-05-04t12:00:30.25z", Some(30_250)),
            ("2026-05-04T14:00:30+02:00", Some(30_000)),
            ("2026-05-04T14:00:30.500+0200", Some(30_500)),
            ("2026-05-04 17:45:30+05:45", Some(30_000)),
            ("2026-05-05T01:00:30+13", Some(30_000)),
            ("2026-05-04T04:30:30-07:30", Some(30_000)),
            ("2026-05-03T23:59:59-12:00", Some(0)),
            ("2026-05-04T12:00:30-00:00", Some(30_000)),
            // Seconds and milliseconds.
            ("1777896030", Some(30_000)),
            ("1777896030250", Some(30_250)),
            ("1777895000", Some(0)),
            // Durations, or other units.
            ("30", None),
            ("86400", None),
            ("999999999", None),
            ("1777896030250000", None),
            ("18446744073709551615", None),
            ("-1777896030", None),
            ("1777896030.5s", None),
            ("2026-05-04T12:00:30+25:00", None),
            ("2026-05-04T12:00:30+2", None),
            ("2026-13-04T12:00:30+02:00", None),
            ("2026-05-04", None),
            ("+02:00", None),
            ("", None),
        ] {
            let reset_in = parse(&[DATE, ("x-ratelimit-reset", reset)]).reset_in;
            assert_eq!(reset_in, expected.map(Duration::from_millis), "{reset}");
        }
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

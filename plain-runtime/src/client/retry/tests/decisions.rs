//! Backoff and limits.

use std::time::Duration;

use super::{FIRST, RETRY, decision, decode, decode_raw, response, retry_after_millis};
use crate::client::retry::{RateLimitWait, RetryContext, RetryDecision};
use crate::graphql::Operation;

#[test]
fn wait_before_a_retry_has_full_jitter() {
    let unavailable = decode(Ok(response(503, "")));
    for (jitter, expected) in [(0.0, 0), (0.25, 125), (1.0, 500), (7.0, 500), (-1.0, 0)] {
        let context = RetryContext {
            attempt: 2,
            jitter,
            ..FIRST
        };
        assert_eq!(
            decision(&unavailable, &context),
            retry_after_millis(expected),
            "{jitter}"
        );
    }
}

#[test]
fn retries_end_at_attempts_timeout_or_quota() {
    let unavailable = decode(Ok(response(503, "")));
    let elapsed = Duration::from_secs;
    for (context, expected) in [
        (
            RetryContext {
                attempt: 2,
                ..FIRST
            },
            retry_after_millis(250),
        ),
        (
            RetryContext {
                attempt: 3,
                ..FIRST
            },
            RetryDecision::Fail,
        ),
        (
            RetryContext {
                elapsed: elapsed(29),
                ..FIRST
            },
            RETRY,
        ),
        (
            RetryContext {
                elapsed: elapsed(30),
                ..FIRST
            },
            RetryDecision::Fail,
        ),
        (RetryContext { quota: 14, ..FIRST }, RETRY),
        (RetryContext { quota: 13, ..FIRST }, RetryDecision::Fail),
        // The response asks to wait.
        (
            RetryContext {
                retry_after: Some(elapsed(2)),
                ..FIRST
            },
            retry_after_millis(2_000),
        ),
        (
            RetryContext {
                retry_after: Some(elapsed(30)),
                ..FIRST
            },
            RetryDecision::Fail,
        ),
        (
            RetryContext {
                retry_after: Some(Duration::MAX),
                ..FIRST
            },
            RetryDecision::Fail,
        ),
    ] {
        assert_eq!(decision(&unavailable, &context), expected, "{context:?}");
    }
}

#[test]
fn rate_limited_retry_leaves_the_wait_to_the_gate() {
    let rate_limited = decode(Ok(response(429, "")));
    let asks_to_wait = RetryContext {
        retry_after: Some(Duration::from_secs(40)),
        ..FIRST
    };
    assert_eq!(decision(&rate_limited, &asks_to_wait), RETRY);
    // Neither the attempts nor the quota end the retries, only the time limit does.
    let late = RetryContext {
        attempt: 3,
        quota: 0,
        elapsed: Duration::from_millis(29_499),
        ..asks_to_wait
    };
    assert_eq!(decision(&rate_limited, &late), retry_after_millis(500));
    let too_late = RetryContext {
        elapsed: Duration::from_millis(29_500),
        ..late
    };
    assert_eq!(decision(&rate_limited, &too_late), RetryDecision::Fail);
    // An unbounded wait never fails on the rate limit.
    let unbounded = RetryContext {
        rate_limit_wait: RateLimitWait::Unbounded,
        ..too_late
    };
    assert_eq!(decision(&rate_limited, &unbounded), retry_after_millis(500));
    let unavailable = decode(Ok(response(503, "")));
    assert_eq!(decision(&unavailable, &unbounded), RetryDecision::Fail);
}

#[test]
fn mutation_that_may_have_executed_is_not_retried() {
    let caller = Operation::custom(
        "mutation { deleteCustomer(input: { customerId: 1 }) { error { code } } }",
    );
    let decode = |status| decode_raw(&caller, Ok(response(status, "")));
    let context = RetryContext {
        idempotency: caller.idempotency,
        ..FIRST
    };
    assert_eq!(decision(&decode(429), &context), RETRY);
    for status in [200, 408, 500, 502, 503, 504] {
        assert_eq!(
            decision(&decode(status), &context),
            RetryDecision::Fail,
            "{status}"
        );
    }
    let query = Operation::custom("{ customers { totalCount } }");
    let context = RetryContext {
        idempotency: query.idempotency,
        ..FIRST
    };
    assert_eq!(
        decision(&decode_raw(&query, Ok(response(503, ""))), &context),
        RETRY
    );
}

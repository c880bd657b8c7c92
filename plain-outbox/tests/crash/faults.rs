//! Faults of the sandbox.

use std::time::Duration;

use plain_sandbox::{Fault, FaultRule};

/// Faults in 30 of 100 requests. After 18 of them the event exists, though the relay cannot know.
pub(crate) fn faults() -> Vec<FaultRule> {
    let internal = || Fault::mutation_error("INTERNAL", "internal", "No");
    let shares = [
        // Stops all relays for a second, so it is rare.
        (Fault::status(429).header("retry-after", "1"), 0.005),
        (Fault::status(500), 0.025),
        (Fault::status(502).body("<html></html>"), 0.02),
        (Fault::status(503).after_commit(), 0.03),
        (Fault::graphql_error("INTERNAL_SERVER_ERROR", "No"), 0.01),
        (internal(), 0.01),
        (internal().after_commit(), 0.02),
        (Fault::truncate(), 0.03),
        (Fault::oversized_body(1_100_000), 0.005),
        (Fault::slow_body(1, Duration::from_hours(1)), 0.005),
        (Fault::reset(), 0.05),
        (Fault::reset().after_commit(), 0.08),
        (Fault::no_response(), 0.005),
        (Fault::no_response().after_commit(), 0.005),
    ];
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    assert!((sum - 0.3).abs() < 0.000_1, "{sum}");
    FaultRule::shares(shares)
}

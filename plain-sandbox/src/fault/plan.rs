//! The faults that are set, and which of them strikes a request.

use std::sync::{Mutex, MutexGuard, PoisonError};

use apollo_compiler::response::JsonMap;
use fastrand::Rng;

use super::rule::When;
use super::{Fault, FaultRule};

/// The faults of a running sandbox: [`Sandbox::faults`](crate::Sandbox::faults).
///
/// Of the rules that are set, the first that strikes a request decides. Each counts the requests that
/// match it from when it was set. Randomness has a seed, so the same rules and the same requests in
/// the same order have the same faults.
///
/// ```
/// # async fn example() {
/// use plain_sandbox::{Fault, FaultRule, Sandbox};
///
/// let sandbox = Sandbox::start().await;
/// // First a 503, then the event is created and its answer lost, then all is well.
/// sandbox.faults().set([
///     FaultRule::new(Fault::status(503)).next(1),
///     FaultRule::new(Fault::reset().after_commit()).next(1),
/// ]);
/// sandbox.faults().clear();
/// # }
/// ```
#[derive(Debug)]
pub struct Faults(Mutex<Plan>);

#[derive(Debug)]
struct Plan {
    seed: u64,
    rules: Vec<Armed>,
}

/// A rule, and what it has seen.
#[derive(Debug)]
struct Armed {
    rule: FaultRule,
    seen: u64,
    struck: u64,
    /// One for each rule, which draws for every request that matches: so what one rule does is the
    /// same whatever the others do.
    rng: Rng,
}

/// What a rule can tell requests apart by.
pub(crate) struct Subject<'a> {
    pub(crate) operations: &'a [String],
    pub(crate) is_mutation: bool,
    pub(crate) variables: Option<&'a JsonMap>,
}

impl Faults {
    pub(crate) fn new(seed: u64, rules: Vec<FaultRule>) -> Self {
        let mut plan = Plan {
            seed,
            rules: Vec::new(),
        };
        plan.set(rules);
        Self(Mutex::new(plan))
    }

    /// Sets these rules in the place of those that are there. An empty list is no faults.
    pub fn set(&self, rules: impl IntoIterator<Item = impl Into<FaultRule>>) {
        let rules = rules.into_iter().map(Into::into).collect();
        self.plan().set(rules);
    }

    /// Adds a rule after those that are there.
    pub fn add(&self, rule: impl Into<FaultRule>) {
        self.plan().add(rule.into());
    }

    /// Removes all rules.
    pub fn clear(&self) {
        self.plan().set(Vec::new());
    }

    /// The rules that are set, in their order, also those that will not strike again.
    pub fn rules(&self) -> Vec<FaultRule> {
        let plan = self.plan();
        plan.rules.iter().map(|armed| armed.rule.clone()).collect()
    }

    /// Draws from this seed from now on, and counts anew.
    pub fn seed(&self, seed: u64) {
        let rules = self.rules();
        let mut plan = self.plan();
        plan.seed = seed;
        plan.set(rules);
    }

    /// The fault that strikes a request.
    pub(crate) fn strike(&self, subject: &Subject<'_>) -> Option<Fault> {
        self.plan().strike(subject)
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Plan {
    fn set(&mut self, rules: Vec<FaultRule>) {
        self.rules.clear();
        for rule in rules {
            self.add(rule);
        }
    }

    fn add(&mut self, rule: FaultRule) {
        let seed = self.seed.wrapping_add(self.rules.len() as u64);
        self.rules.push(Armed {
            rule,
            seen: 0,
            struck: 0,
            rng: Rng::with_seed(seed),
        });
    }

    fn strike(&mut self, subject: &Subject<'_>) -> Option<Fault> {
        let mut fault = None;
        for armed in &mut self.rules {
            if armed.rule.matches(subject) && armed.strikes() && fault.is_none() {
                armed.struck += 1;
                fault = Some(armed.rule.fault.clone());
            }
        }
        fault
    }
}

impl Armed {
    /// Whether it would strike the request that it now sees.
    fn strikes(&mut self) -> bool {
        self.seen += 1;
        match self.rule.when {
            When::Always => true,
            When::Nth(nth) => self.seen == nth,
            When::Next(count) => self.struck < count,
            // Of the half-open interval, so 0 never strikes and 1 always does.
            When::Probability(probability) => self.rng.f64() < probability,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Faults, Subject};
    use crate::fault::{Fault, FaultRule};

    /// What strikes so many requests for `createCustomerEvent`, by the status.
    fn statuses(faults: &Faults, requests: usize) -> Vec<String> {
        let operations = ["createCustomerEvent".to_owned()];
        let subject = Subject {
            operations: &operations,
            is_mutation: true,
            variables: None,
        };
        (0..requests)
            .map(|_| match faults.strike(&subject) {
                Some(fault) => fault.to_string().replace("status ", ""),
                None => "-".to_owned(),
            })
            .collect()
    }

    fn rule(status: u16) -> FaultRule {
        FaultRule::new(Fault::status(status))
    }

    #[test]
    fn the_first_rule_that_strikes_decides() {
        for (rules, expected) in [
            (vec![], "- - - -"),
            (vec![rule(500)], "500 500 500 500"),
            (vec![rule(500).next(2), rule(503).next(1)], "500 500 503 -"),
            (vec![rule(500).nth(1), rule(503).nth(2)], "500 503 - -"),
            (vec![rule(500).nth(3), rule(503)], "503 503 500 503"),
            (vec![rule(500).next(0), rule(503).next(1)], "503 - - -"),
            (vec![rule(500).operation("thread")], "- - - -"),
            (
                vec![rule(500).operation("thread"), rule(503).nth(2)],
                "- 503 - -",
            ),
            (vec![rule(500).variables(serde_json::json!({}))], "- - - -"),
        ] {
            let faults = Faults::new(0, rules);
            assert_eq!(
                statuses(&faults, 4).join(" "),
                expected,
                "{:?}",
                faults.rules()
            );
        }
    }

    #[test]
    fn a_probability_is_a_share_and_the_same_for_the_same_seed() {
        let draws = |seed| statuses(&Faults::new(seed, vec![rule(500).probability(0.3)]), 1_000);
        let share = draws(7).iter().filter(|it| *it == "500").count();
        assert!((250..350).contains(&share), "{share}");
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));

        let faults = Faults::new(7, vec![rule(500).probability(0.3)]);
        statuses(&faults, 10);
        faults.seed(7);
        assert_eq!(statuses(&faults, 1_000), draws(7));
    }

    #[test]
    fn a_rule_draws_the_same_whatever_the_others_do() {
        let second = rule(503).probability(0.5);
        let alone = Faults::new(1, vec![rule(500).operation("thread"), second.clone()]);
        let behind = Faults::new(1, vec![rule(500).next(5), second]);
        assert_eq!(statuses(&alone, 50)[5..], statuses(&behind, 50)[5..]);
    }

    #[test]
    fn never_and_always_are_probabilities() {
        let faults = Faults::new(3, vec![rule(500).probability(0.0)]);
        assert!(statuses(&faults, 500).iter().all(|it| it == "-"));
        let faults = Faults::new(3, vec![rule(500).probability(1.0)]);
        assert!(statuses(&faults, 500).iter().all(|it| it == "500"));
    }
}

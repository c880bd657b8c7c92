//! The active fault rules, and the selection of a fault for each request.

use std::sync::{Mutex, MutexGuard, PoisonError};

use fastrand::Rng;

use super::Fault;
use super::rule::{FaultRule, RequestFacts, Trigger};

/// The fault rules of a running sandbox: [`Sandbox::faults`](crate::Sandbox::faults).
///
/// The first rule that applies to a request decides. Each rule counts its matching requests from the
/// time it was set. Random numbers are seeded, so the same rules and the same sequence of requests
/// produce the same faults.
///
/// ```
/// # async fn example() {
/// use plain_sandbox::{Fault, FaultRule, Sandbox};
///
/// let sandbox = Sandbox::start().await;
/// // First a 503, then the event is created but the response is lost, then requests succeed.
/// sandbox.faults().set([
///     FaultRule::new(Fault::status(503)).next(1),
///     FaultRule::new(Fault::reset().after_commit()).next(1),
/// ]);
/// sandbox.faults().clear();
/// # }
/// ```
#[derive(Debug)]
pub struct Faults(Mutex<FaultPlan>);

#[derive(Debug)]
struct FaultPlan {
    seed: u64,
    rules: Vec<ActiveRule>,
}

/// A rule and the state of its trigger.
#[derive(Debug)]
struct ActiveRule {
    rule: FaultRule,
    /// Number of matching requests.
    matched: u64,
    /// Number of requests that the fault was applied to.
    applied: u64,
    /// Each rule has its own generator and draws once per matching request, so rules do not affect each
    /// other.
    rng: Rng,
}

impl Faults {
    pub(crate) fn new(seed: u64, rules: Vec<FaultRule>) -> Self {
        let mut plan = FaultPlan {
            seed,
            rules: Vec::new(),
        };
        plan.set(rules);
        Self(Mutex::new(plan))
    }

    /// Replaces all rules. An empty list removes them.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Fault, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.faults().set([Fault::status(503)]);
    /// // The test goes on without faults.
    /// sandbox.faults().set([] as [Fault; 0]);
    /// assert!(sandbox.faults().rules().is_empty());
    /// # }
    /// ```
    pub fn set(&self, rules: impl IntoIterator<Item = impl Into<FaultRule>>) {
        let rules = rules.into_iter().map(Into::into).collect();
        self.plan().set(rules);
    }

    /// Appends a rule.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.faults().add(FaultRule::new(Fault::status(429)).operation("createCustomerEvent"));
    /// sandbox.faults().add(Fault::reset());
    /// assert_eq!(sandbox.faults().rules().len(), 2);
    /// # }
    /// ```
    pub fn add(&self, rule: impl Into<FaultRule>) {
        self.plan().add(rule.into());
    }

    /// Removes all rules.
    pub fn clear(&self) {
        self.plan().set(Vec::new());
    }

    /// The rules in order, including those that will not apply again.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// let rule = FaultRule::new(Fault::status(503)).next(2);
    /// sandbox.faults().set([rule.clone()]);
    /// assert_eq!(sandbox.faults().rules(), [rule]);
    /// # }
    /// ```
    pub fn rules(&self) -> Vec<FaultRule> {
        let plan = self.plan();
        plan.rules
            .iter()
            .map(|active| active.rule.clone())
            .collect()
    }

    /// Sets the seed of the probabilities and restarts all counts.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await;
    /// sandbox.faults().set([FaultRule::new(Fault::status(500)).probability(0.3)]);
    /// for seed in 0..3 {
    ///     // Each round has other faults, and the same ones in the next run of the test.
    ///     sandbox.faults().seed(seed);
    /// }
    /// # }
    /// ```
    pub fn seed(&self, seed: u64) {
        let rules = self.rules();
        let mut plan = self.plan();
        plan.seed = seed;
        plan.set(rules);
    }

    /// Selects the fault for a request.
    pub(crate) fn select(&self, request: &RequestFacts<'_>) -> Option<Fault> {
        self.plan().select(request)
    }

    fn plan(&self) -> MutexGuard<'_, FaultPlan> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FaultPlan {
    fn set(&mut self, rules: Vec<FaultRule>) {
        self.rules.clear();
        for rule in rules {
            self.add(rule);
        }
    }

    fn add(&mut self, rule: FaultRule) {
        let seed = self.seed.wrapping_add(self.rules.len() as u64);
        self.rules.push(ActiveRule {
            rule,
            matched: 0,
            applied: 0,
            rng: Rng::with_seed(seed),
        });
    }

    fn select(&mut self, request: &RequestFacts<'_>) -> Option<Fault> {
        let mut fault = None;
        for active in &mut self.rules {
            if active.rule.matches(request) && active.triggers() && fault.is_none() {
                active.applied += 1;
                fault = Some(active.rule.fault.clone());
            }
        }
        fault
    }
}

impl ActiveRule {
    /// Counts a matching request and returns whether the rule applies to it.
    fn triggers(&mut self) -> bool {
        self.matched += 1;
        match self.rule.trigger {
            Trigger::Always => true,
            Trigger::Nth(nth) => self.matched == nth,
            Trigger::Next(count) => self.applied < count,
            // From the half-open interval, so 0 never triggers and 1 always does.
            Trigger::Probability(probability) => self.rng.f64() < probability,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Faults;
    use crate::fault::Fault;
    use crate::fault::rule::{FaultRule, RequestFacts};

    /// The statuses for a number of `createCustomerEvent` requests; `-` without a fault.
    fn statuses(faults: &Faults, requests: usize) -> Vec<String> {
        let operations = ["createCustomerEvent".to_owned()];
        let request = RequestFacts {
            operations: &operations,
            is_mutation: true,
            variables: None,
        };
        (0..requests)
            .map(|_| match faults.select(&request) {
                Some(fault) => fault.to_string().replace("status ", ""),
                None => "-".to_owned(),
            })
            .collect()
    }

    fn rule(status: u16) -> FaultRule {
        FaultRule::new(Fault::status(status))
    }

    #[test]
    fn the_first_rule_that_applies_decides() {
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
    fn probabilities_are_reproducible_by_seed() {
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
    fn random_rules_do_not_affect_each_other() {
        let second = rule(503).probability(0.5);
        let alone = Faults::new(1, vec![rule(500).operation("thread"), second.clone()]);
        let second_of_two = Faults::new(1, vec![rule(500).next(5), second]);
        assert_eq!(statuses(&alone, 50)[5..], statuses(&second_of_two, 50)[5..]);
    }

    #[test]
    fn zero_and_one_are_valid_probabilities() {
        let faults = Faults::new(3, vec![rule(500).probability(0.0)]);
        assert!(statuses(&faults, 500).iter().all(|it| it == "-"));
        let faults = Faults::new(3, vec![rule(500).probability(1.0)]);
        assert!(statuses(&faults, 500).iter().all(|it| it == "500"));
    }
}

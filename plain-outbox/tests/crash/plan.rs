//! Actions of the writers.

use std::env;
use std::time::Duration;

use fastrand::Rng;
use plain_runtime::{CreateCustomerEventInput, customer_event};

/// Number of writers.
pub(crate) const WRITERS: usize = 4;
/// Part of every event that no log may contain.
pub(crate) const PAYLOAD: &str = "Confidential";
/// Domain of the addresses, which no log may contain either.
pub(crate) const DOMAIN: &str = "acme.example";

/// Size of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Events that are committed.
    pub(crate) events: u32,
    pub(crate) customers: u32,
    pub(crate) seed: u64,
}

/// An event and the way in which it is recorded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) number: u32,
    pub(crate) customer: u32,
    pub(crate) way: Way,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In a transaction of its own.
    Enqueue,
    /// As `Enqueue`, and again after that.
    EnqueueTwice,
    /// With a change of the application.
    Commit,
    /// As `Commit`, after a transaction with the same event was rolled back.
    CommitAfterRollback,
    /// With a change of the application that is rolled back. The event must never be sent.
    RollBack,
}

impl Size {
    /// The size in the environment; a small one without.
    pub(crate) fn from_env() -> Self {
        let number = |name, default| env::var(name).map_or(default, |text| text.parse().unwrap());
        let events = u32::try_from(number("PLAIN_SOAK_EVENTS", 100)).unwrap();
        Self {
            events,
            customers: events.div_ceil(10),
            seed: number("PLAIN_SOAK_SEED", 7),
        }
    }

    /// Every kill keeps some events leased for a while; with more of them, a small run would wait for leases.
    pub(crate) fn max_kills(self) -> u32 {
        self.events / 50
    }

    /// Time after which a run hangs.
    pub(crate) fn time_limit(self) -> Duration {
        Duration::from_secs(200) + Duration::from_millis(200) * self.events
    }

    /// Steps of each writer.
    pub(crate) fn plan(self) -> [Vec<Step>; WRITERS] {
        let mut random = Rng::with_seed(self.seed);
        let mut steps = [const { Vec::new() }; WRITERS];
        let (mut number, mut committed) = (0, 0);
        while committed < self.events {
            let way = Way::random(&mut random);
            committed += u32::from(way.commits());
            let customer = random.u32(..self.customers);
            // Half of the customers have one writer; all writers share the others.
            let writer = if customer.is_multiple_of(2) {
                customer as usize / 2 % WRITERS
            } else {
                random.usize(..WRITERS)
            };
            steps[writer].push(Step {
                number,
                customer,
                way,
            });
            number += 1;
        }
        steps
    }
}

impl Way {
    fn random(random: &mut Rng) -> Self {
        match random.u32(..100) {
            0..40 => Self::Enqueue,
            40..43 => Self::EnqueueTwice,
            43..83 => Self::Commit,
            83..87 => Self::CommitAfterRollback,
            _ => Self::RollBack,
        }
    }

    pub(crate) fn commits(self) -> bool {
        self != Self::RollBack
    }

    /// Whether the application's change is committed with the event.
    pub(crate) fn changes(self) -> bool {
        matches!(self, Self::Commit | Self::CommitAfterRollback)
    }
}

impl Step {
    pub(crate) fn external_id(self) -> String {
        format!("event-{}", self.number)
    }

    pub(crate) fn event(self) -> CreateCustomerEventInput {
        customer_event!(
            title = "Event {self.number}",
            customer_identifier = email_address(address(self.customer)),
            components = [text("{PAYLOAD} {self.number}")],
            external_id = self.external_id(),
        )
    }
}

pub(crate) fn address(customer: u32) -> String {
    format!("customer-{customer}@{DOMAIN}")
}

//! The store and the one in memory, with the same random operations.

use std::time::Duration;

use super::{FileFixture, ids, record};
use crate::pace::Pace;
use crate::store::{
    ClaimRequest, Claimed, DeadSelection, Lease, MemoryStore, Outcome, Settlement, Store,
};

/// The two stores, and the leases of both.
struct Twins {
    file: FileFixture,
    memory: MemoryStore,
    leases: Vec<(Lease, Lease)>,
    random: fastrand::Rng,
}

impl Twins {
    async fn step(&mut self) {
        match self.random.u8(..12) {
            0..4 => self.enqueue().await,
            4..7 => self.claim().await,
            7..10 => self.settle().await,
            10 => self.operate().await,
            _ => {
                let seconds = self.random.u64(..90);
                self.file.clock.advance(Duration::from_secs(seconds));
            }
        }
        let counts = self.file.store.counts().await.unwrap();
        assert_eq!(counts, self.memory.counts().await.unwrap());
    }

    async fn enqueue(&mut self) {
        let mut records = Vec::new();
        for _ in 0..self.random.usize(1..4) {
            let (key, id) = (self.random.u8(..6), self.random.u16(..300));
            records.push(record(&key.to_string(), &id.to_string()));
        }
        assert_eq!(
            self.file.store.enqueue(&records).await.unwrap(),
            self.memory.enqueue(&records).await.unwrap()
        );
    }

    async fn claim(&mut self) {
        let request = ClaimRequest {
            max: self.random.u32(1..5),
            lease: Duration::from_secs(30),
            after: format!("thread:{}", self.random.u8(..7)),
            max_keys: self.random.u32(1..7),
            pace: Pace::per_minute(450),
        };
        let file = self.file.store.claim(&request).await.unwrap();
        let memory = self.memory.claim(&request).await.unwrap();
        assert_eq!(describe(&file), describe(&memory));
        // Where nothing is pending, the next search may start anywhere.
        if !memory.next_after.is_empty() {
            assert_eq!(file.next_after, memory.next_after);
        }
        assert_eq!(
            file.budget_opens_in.is_some(),
            memory.budget_opens_in.is_some()
        );
        // Both say so only if nothing more is due.
        assert!(memory.is_complete || !file.is_complete);
        let pairs = file.deliveries.iter().zip(&memory.deliveries);
        self.leases
            .extend(pairs.map(|(file, memory)| (file.lease, memory.lease)));
    }

    /// Settles leases that may have run out or been settled before.
    async fn settle(&mut self) {
        if self.leases.is_empty() {
            return;
        }
        let recent = self.leases.len().saturating_sub(8);
        let (mut file, mut memory) = (Vec::new(), Vec::new());
        for _ in 0..self.random.usize(1..4) {
            let leases = self.leases[self.random.usize(recent..self.leases.len())];
            let outcome = self.outcome();
            file.push(Settlement {
                lease: leases.0,
                outcome: outcome.clone(),
            });
            memory.push(Settlement {
                lease: leases.1,
                outcome,
            });
        }
        self.file.store.settle(&file).await.unwrap();
        self.memory.settle(&memory).await.unwrap();
    }

    fn outcome(&mut self) -> Outcome {
        match self.random.u8(..4) {
            0 => Outcome::Retry {
                after: Duration::from_secs(self.random.u64(..40)),
                counts: self.random.bool(),
            },
            1 => Outcome::Dead {
                reason: "rejected".to_owned(),
            },
            _ => Outcome::Delivered,
        }
    }

    async fn operate(&mut self) {
        let dead = self.file.store.dead(9).await.unwrap();
        let same = self.memory.dead(9).await.unwrap();
        let external_ids = |dead: &[crate::store::DeadRecord]| -> Vec<_> {
            let parts = |it: &crate::store::DeadRecord| {
                (it.record.clone(), it.enqueued_at, it.died_at, it.attempts)
            };
            dead.iter().map(parts).collect()
        };
        assert_eq!(external_ids(&dead), external_ids(&same));
        let (mut file, mut memory) = (DeadSelection::All, DeadSelection::All);
        if let ([first, ..], [other, ..]) = (&*dead, &*same)
            && self.random.bool()
        {
            file = DeadSelection::Ids(vec![first.id, 1 << 40]);
            memory = DeadSelection::Ids(vec![other.id, 1 << 40]);
        }
        let counts = match self.random.u8(..4) {
            0 => (
                self.file.store.discard_dead(&file).await.unwrap(),
                self.memory.discard_dead(&memory).await.unwrap(),
            ),
            1 => {
                let retention = Duration::from_mins(10);
                (
                    self.file.store.purge(retention, 1_000).await.unwrap(),
                    self.memory.purge(retention, 1_000).await.unwrap(),
                )
            }
            2 => {
                let pause = Duration::from_secs(5);
                self.file.store.pause(pause).await.unwrap();
                self.memory.pause(pause).await.unwrap();
                (0, 0)
            }
            _ => (
                self.file.store.retry_dead(&file).await.unwrap(),
                self.memory.retry_dead(&memory).await.unwrap(),
            ),
        };
        assert_eq!(counts.0, counts.1);
        let newest = self.file.store.newest().await.unwrap();
        let pending = self.file.store.pending_up_to(newest).await.unwrap();
        assert_eq!(pending, self.memory.counts().await.unwrap().pending);
    }
}

fn describe(claimed: &Claimed) -> Vec<(&str, u32, u128, std::time::SystemTime)> {
    let facts = claimed.deliveries.iter().zip(ids(claimed));
    facts
        .map(|(it, id)| (id, it.attempt, it.send_in.as_millis(), it.enqueued_at))
        .collect()
}

#[tokio::test]
async fn file_and_memory_agree_on_random_operations() {
    for seed in 0..4 {
        let file = FileFixture::new().await;
        file.run("PRAGMA synchronous = OFF").await;
        let memory = MemoryStore::new(file.clock.clone());
        let mut twins = Twins {
            file,
            memory,
            leases: Vec::new(),
            random: fastrand::Rng::with_seed(seed),
        };
        for _ in 0..600 {
            twins.step().await;
        }
    }
}

//! Counting without a counter of pending events, and IDs without `AUTOINCREMENT`.

use std::time::Duration;

use super::{FileFixture, delivered, ids, record, request};
use crate::store::{DeadSelection, Outcome, Settlement, Store};

/// Size of a page in the write-ahead log, with its header.
const LOGGED_PAGE: u64 = 4_096 + 24;

impl FileFixture {
    async fn deliver(&self, max: u32) -> u64 {
        let claimed = self.store.claim(&request(max, "")).await.unwrap();
        self.store.settle(&delivered(&claimed)).await.unwrap();
        claimed.deliveries.len() as u64
    }

    /// Claims an event, which becomes a dead letter.
    async fn reject(&self) {
        let claimed = self.store.claim(&request(1, "")).await.unwrap();
        let outcome = Outcome::Dead {
            reason: "rejected".to_owned(),
        };
        let lease = claimed.deliveries[0].lease;
        let settlement = Settlement { lease, outcome };
        self.store.settle(&[settlement]).await.unwrap();
    }

    /// Age of the oldest pending event in seconds.
    async fn oldest(&self) -> Option<u64> {
        let oldest = self.store.counts().await.unwrap().oldest_pending;
        oldest.map(|age| age.as_secs())
    }

    fn logged_pages(&self) -> u64 {
        let log = self.directory.path().join("outbox.db-wal");
        std::fs::metadata(log).unwrap().len() / LOGGED_PAGE
    }
}

#[tokio::test]
async fn an_event_writes_a_page_for_its_row_and_two_indexes() {
    let fixture = FileFixture::new().await;
    fixture.run("PRAGMA wal_checkpoint(TRUNCATE)").await;
    for number in 1..=3 {
        let record = record("a", &number.to_string());
        fixture.store.enqueue(&[record]).await.unwrap();
        assert_eq!(fixture.logged_pages(), 3 * number);
    }
    // A duplicate writes none.
    let records = [record("b", "1")];
    assert_eq!(fixture.store.enqueue(&records).await.unwrap(), [false]);
    assert_eq!(fixture.logged_pages(), 9);
}

#[tokio::test]
async fn an_id_is_not_used_again_after_its_event_is_forgotten() {
    let fixture = FileFixture::new().await;
    let store = &fixture.store;
    let mut old = Vec::new();
    for round in 0..3 {
        let records = ["a", "b", "c"].map(|key| record(key, key));
        assert_eq!(store.enqueue(&records).await.unwrap(), [true; 3]);
        assert_eq!(store.newest().await.unwrap(), 3 * round + 3);
        // The leases of the rounds before are of other events.
        store.settle(&old).await.unwrap();
        assert_eq!(store.counts().await.unwrap().pending, 3);
        let claimed = store.claim(&request(9, "")).await.unwrap();
        assert_eq!(ids(&claimed), ["a", "b", "c"]);
        old = delivered(&claimed);
        store.settle(&old).await.unwrap();
        assert_eq!(store.counts().await.unwrap().pending, 0);
        fixture.clock.advance(Duration::from_secs(61));
        // The newest is forgotten first, then last.
        let limit = if round == 0 { 9 } else { 2 };
        assert_eq!(
            store.purge(Duration::from_mins(1), limit).await.unwrap(),
            u64::from(limit.min(3))
        );
        store.purge(Duration::from_mins(1), 9).await.unwrap();
        let rows = sqlx::query_scalar("SELECT count(*) FROM plain_outbox_events");
        let rows: i64 = rows.fetch_one(&store.pool).await.unwrap();
        assert_eq!(rows, 1, "the greatest ID");
    }
}

#[tokio::test]
async fn ids_stay_unique_if_deletions_run_triggers_everywhere() {
    let fixture = FileFixture::new().await;
    let store = &fixture.store;
    fixture.run("PRAGMA recursive_triggers = ON").await;
    store.enqueue(&[record("a", "1")]).await.unwrap();
    for _ in 0..3 {
        fixture.reject().await;
        let counts = store.counts().await.unwrap();
        assert_eq!((counts.pending, counts.dead), (0, 1));
        assert_eq!(store.retry_dead(&DeadSelection::All).await.unwrap(), 1);
        let counts = store.counts().await.unwrap();
        assert_eq!((counts.pending, counts.dead), (1, 0));
    }
    assert_eq!(store.newest().await.unwrap(), 4);
    assert_eq!(fixture.deliver(1).await, 1);
    fixture.clock.advance(Duration::from_secs(61));
    assert_eq!(store.purge(Duration::from_mins(1), 9).await.unwrap(), 1);
    store.enqueue(&[record("a", "1")]).await.unwrap();
    assert_eq!(store.newest().await.unwrap(), 5);
}

#[tokio::test]
async fn the_oldest_event_is_found_behind_many_settled_ones() {
    let fixture = FileFixture::new().await;
    fixture.run("PRAGMA synchronous = OFF").await;
    let store = &fixture.store;
    assert_eq!(fixture.oldest().await, None);
    // The first in the order of the keys is the third in the order of the IDs.
    for (key, wait) in [("5", 1), ("4", 2), ("0", 4)] {
        store.enqueue(&[record(key, key)]).await.unwrap();
        fixture.clock.advance(Duration::from_secs(wait));
    }
    let many: Vec<_> = (0..2_500)
        .map(|id| record(&format!("1-{id}"), &format!("many-{id}")))
        .collect();
    store.enqueue(&many[..]).await.unwrap();
    assert_eq!(fixture.oldest().await, Some(7));
    let mut left = 2_503;
    while left > 2 {
        left -= fixture
            .deliver(u32::try_from(left - 2).unwrap().min(900))
            .await;
        assert_eq!(fixture.oldest().await, Some(7));
    }
    let first = store.claim(&request(2, "")).await.unwrap();
    assert_eq!(ids(&first), ["4", "5"]);
    let retry = Settlement {
        lease: first.deliveries[0].lease,
        outcome: Outcome::Retry {
            after: Duration::ZERO,
            counts: true,
        },
    };
    let settlements = [retry, delivered(&first)[1].clone()];
    store.settle(&settlements).await.unwrap();
    assert_eq!(fixture.oldest().await, Some(6));
    assert_eq!(fixture.deliver(1).await, 1);
    assert_eq!(fixture.oldest().await, None);
    // Each settlement looks at a part of the settled events, a count at all of them.
    for number in 0..4 {
        fixture.clock.advance(Duration::from_secs(1));
        let id = format!("new-{number}");
        store
            .enqueue(&[record("a", &id), record("b", &format!("{id}-b"))])
            .await
            .unwrap();
        assert_eq!(fixture.oldest().await, Some(number));
        assert_eq!(fixture.deliver(1).await, 1);
    }
    let lowest = sqlx::query_scalar("SELECT lowest_pending FROM plain_outbox_state");
    let lowest: i64 = lowest.fetch_one(&store.pool).await.unwrap();
    assert_eq!(lowest, 2_505);
}

#[tokio::test]
async fn a_retried_event_keeps_its_age() {
    let fixture = FileFixture::new().await;
    let store = &fixture.store;
    store.enqueue(&[record("a", "1")]).await.unwrap();
    fixture.reject().await;
    fixture.clock.advance(Duration::from_secs(30));
    store.enqueue(&[record("b", "2")]).await.unwrap();
    fixture.clock.advance(Duration::from_secs(5));
    assert_eq!(fixture.oldest().await, Some(5));
    assert_eq!(store.retry_dead(&DeadSelection::All).await.unwrap(), 1);
    assert_eq!(fixture.oldest().await, Some(35));
    assert_eq!(fixture.deliver(1).await, 1);
    assert_eq!(fixture.oldest().await, Some(5));
}

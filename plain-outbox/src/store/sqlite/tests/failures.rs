//! A full disk, damaged rows, and calls that are dropped.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use super::{FileFixture, ids, record, request};
use crate::error::Error;
use crate::record::Record;
use crate::store::{DeadSelection, Delivery, Outcome, Settlement, Store};

/// An event that needs several pages.
fn large(external_id: &str) -> Record {
    Record {
        event: "x".repeat(50_000),
        ..record("large", external_id)
    }
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_passes() {
    let fixture = FileFixture::new().await;
    let store = &fixture.store;
    store.enqueue(&[record("a", "1")]).await.unwrap();
    // SQLite takes the current number of pages instead of a smaller maximum.
    fixture.run("PRAGMA max_page_count = 1").await;
    for records in [vec![large("2")], vec![record("b", "3"), large("4")]] {
        let error = store.enqueue(&records).await.unwrap_err();
        assert!(matches!(error, Error::Database(_)));
        assert!(error.to_string().contains("full"), "{error}");
        assert!(
            error
                .to_string()
                .ends_with("; help: free space on the disk of the file"),
            "{error}"
        );
    }
    // Reading goes on.
    assert_eq!(store.counts().await.unwrap().pending, 1);
    fixture.run("PRAGMA max_page_count = 100000").await;
    let records = [large("2"), record("b", "3"), large("4")];
    assert_eq!(store.enqueue(&records).await.unwrap(), [true; 3]);
    let claimed = store.claim(&request(9, "")).await.unwrap();
    assert_eq!(ids(&claimed), ["1", "3", "2"]);
}

#[tokio::test]
async fn a_dropped_call_leaves_no_transaction_open() {
    let fixture = FileFixture::new().await;
    let store = &fixture.store;
    let records: Vec<_> = (0..50).map(|id| record("a", &id.to_string())).collect();
    for polls in 1..60 {
        {
            let mut call = pin!(store.enqueue(&records));
            let mut context = Context::from_waker(Waker::noop());
            for _ in 0..polls {
                if call.as_mut().poll(&mut context).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        let pending = store.counts().await.unwrap().pending;
        assert!(pending == 0 || pending == 50, "{pending}");
    }
    store.enqueue(&records).await.unwrap();
    assert_eq!(store.counts().await.unwrap().pending, 50);
}

/// Values that no version of the outbox writes.
const DAMAGES: [&str; 7] = [
    "event = CAST(x'ff' AS TEXT), format = NULL",
    "event = NULL",
    "format = 9000000000",
    "enqueued_at = NULL",
    "kind = CAST(x'ff' AS TEXT)",
    "external_id = CAST(x'ff' AS TEXT)",
    "ordering_key = CAST(x'746872656164ff' AS TEXT)",
];

#[tokio::test]
async fn a_damaged_row_does_not_stop_others() {
    for damage in DAMAGES {
        let fixture = FileFixture::new().await;
        let store = &fixture.store;
        let records = ["a", "b"].map(|key| record(key, key));
        store.enqueue(&records).await.unwrap();
        let update = format!("UPDATE plain_outbox_events SET {damage} WHERE id = 1");
        let update = sqlx::query(sqlx::AssertSqlSafe(update));
        update.execute(&store.pool).await.unwrap();
        // It dies, and again after its repair.
        for (id, count) in [(1, 2), (3, 1)] {
            let claimed = store.claim(&request(9, "")).await.unwrap();
            assert_eq!(claimed.deliveries.len(), count, "{damage}");
            let is_damaged = |it: &&Delivery| it.lease.id == id;
            let delivery = claimed.deliveries.iter().find(is_damaged).unwrap();
            let dead = Settlement {
                lease: delivery.lease,
                outcome: Outcome::Dead {
                    reason: "cannot be decoded".to_owned(),
                },
            };
            store.settle(&[dead]).await.unwrap();
            let dead = store.dead(5).await.unwrap();
            assert_eq!(dead[0].reason, "cannot be decoded", "{damage}");
            store.retry_dead(&DeadSelection::All).await.unwrap();
            store.counts().await.unwrap();
        }
    }
}

//! The tables of an outbox are created once, and versions are checked.

use futures_util::future::join_all;
use plain_outbox::{Error, Outbox};

use crate::fixture::{Fixture, event};

databases![
    flavor = "current_thread";
    tables_are_created_by_eight_at_once,
    missing_tables_are_refused_without_migration,
    tables_of_a_newer_version_are_refused,
    opening_again_keeps_all_events,
];

async fn tables_are_created_by_eight_at_once(fixture: Fixture) {
    for _ in 0..3 {
        let database = fixture.database.another().await;
        let opened = join_all((0..8).map(|_| database.open(fixture.builder()))).await;
        let outboxes: Vec<Outbox> = opened.into_iter().map(Result::unwrap).collect();
        for (number, outbox) in (0..).zip(&outboxes) {
            outbox.enqueue(&event("jane", number)).await.unwrap();
        }
        let stats = outboxes[0].stats().await.unwrap();
        assert_eq!((stats.pending, stats.dead), (8, 0));
    }
}

async fn missing_tables_are_refused_without_migration(fixture: Fixture) {
    let database = fixture.database.another().await;
    for _ in 0..2 {
        let opened = database.open(fixture.builder().migrate(false)).await;
        let error = opened.unwrap_err();
        assert!(matches!(error, Error::SchemaMissing), "{error:?}");
        // An error that `main` returns is printed like this.
        assert!(format!("{error:?}").contains("; help: run `plain-outbox migrate"));
        assert!(
            error.to_string().contains("plain-outbox migrate"),
            "{error}"
        );
    }
    database.open(fixture.builder()).await.unwrap();
    let opened = database.open(fixture.builder().migrate(false)).await;
    opened.unwrap().enqueue(&event("jane", 1)).await.unwrap();
}

async fn tables_of_a_newer_version_are_refused(fixture: Fixture) {
    fixture.enqueue("jane", 1).await;
    fixture.database.set_version(1_000).await;
    for migrate in [true, false] {
        let opened = fixture
            .database
            .open(fixture.builder().migrate(migrate))
            .await;
        let error = opened.unwrap_err();
        assert!(
            matches!(error, Error::SchemaNewer { found: 1_000, .. }),
            "{error:?}"
        );
        assert!(
            error.to_string().contains("update `plain-outbox`"),
            "{error}"
        );
    }
}

async fn opening_again_keeps_all_events(fixture: Fixture) {
    fixture.enqueue("jane", 1).await;
    let again = fixture.database.open(fixture.builder()).await.unwrap();
    assert_eq!(again.stats().await.unwrap().pending, 1);
    assert_eq!(fixture.deliver().await, (1, 0, 0));
    assert!(
        again
            .enqueue(&event("jane", 1))
            .await
            .unwrap()
            .is_duplicate()
    );
}

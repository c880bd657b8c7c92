//! A run: writers, relays, kills and a failure of the database at the same time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use futures_util::future::join;
use plain_outbox::Outbox;
use plain_sandbox::Sandbox;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::audit;
use crate::database::Database;
use crate::faults::faults;
use crate::pending;
use crate::plan::{Size, WRITERS, address};
use crate::progress::{Bar, Outage, Progress, Watch};
use crate::relays::{Log, Relays};
use crate::tally::Tally;
use crate::writers::write_all;

/// Time between two looks at the state of the run.
const LOOK: Duration = Duration::from_millis(100);

/// Runs until everything is delivered, and checks the result.
pub(crate) async fn survive(database: Database) {
    let size = Size::from_env();
    eprintln!(
        "PLAIN_SOAK_EVENTS={} PLAIN_SOAK_SEED={}",
        size.events, size.seed
    );
    let sandbox = start_sandbox(size).await;
    let application = database.open().await;
    application.create_table().await;
    let progress = Arc::new(Watch::new(Progress::new(database.fails())));
    let started = Instant::now();
    let mut relays = Relays::start(database.url(), &sandbox);
    let log = relays.log();
    let work = async {
        let writers = database.open_each().await;
        let writing = write_all(writers, size.plan(), Arc::clone(&progress));
        let failing = fail_once(&database, &progress, &log);
        let (written, ()) = join(writing, failing).await;
        deliver_all(&application.outbox).await;
        written
    };
    let mut tally = Tally::new();
    let written = tokio::select! {
        written = work => written,
        never = relays.kill_at_random(Rng::with_seed(size.seed), size.max_kills(), &progress) => never,
        () = watch_over(&sandbox, &mut tally, size, &progress) => {
            let seconds = started.elapsed().as_secs_f64();
            describe(&tally, &progress.borrow(), seconds, sandbox.events().len());
            let pending = pending::describe(&application).await;
            panic!("the run hangs: {pending}\n{}", log.borrow().tail());
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    relays.stop();
    tally.finish(&sandbox);
    describe(&tally, &progress.borrow(), seconds, written.len());
    audit::events_are_exact(&sandbox.events(), &written);
    audit::changes_are_exact(&application.changes().await, &written);
    audit::stats_are_exact(&application.outbox.stats().await.unwrap(), &written);
    audit::plan_is_complete(&size.plan().concat(), &written);
    audit::log_is_discreet(&log.borrow().lines, sandbox.api_key());
    assert!(tally.duplicates > 0, "no answer was lost");
}

async fn start_sandbox(size: Size) -> Sandbox {
    let sandbox = Sandbox::builder().faults(faults()).fault_seed(size.seed);
    let customers = 0..size.customers;
    let sandbox = customers.fold(sandbox, |sandbox, customer| {
        sandbox.customer(None, &*address(customer))
    });
    sandbox.start().await.unwrap()
}

/// Makes the database fail until a writer and a relay have met the failure.
async fn fail_once(database: &Database, progress: &Watch, log: &watch::Sender<Log>) {
    if !database.fails() {
        return;
    }
    let (mut writers, mut relays) = (progress.subscribe(), log.subscribe());
    let some_steps = |it: &Progress| it.steps >= WRITERS;
    writers.wait_for(some_steps).await.unwrap();
    let set = |outage| progress.send_modify(|progress| progress.outage = outage);
    set(Outage::Begins);
    database.fail();
    set(Outage::Begun);
    let failed_write = |it: &Progress| it.failed_writes > 0;
    writers.wait_for(failed_write).await.unwrap();
    relays
        .wait_for(|log| log.database_failures > 0)
        .await
        .unwrap();
    database.repair();
    set(Outage::Over);
}

fn looks() -> Interval {
    let mut looks = interval(LOOK);
    // Looks that take long leave time for the kills, which are in the same task.
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    looks
}

/// Waits until nothing is pending.
async fn deliver_all(outbox: &Outbox) {
    let mut looks = looks();
    loop {
        looks.tick().await;
        if outbox.stats().await.unwrap().pending == 0 {
            return;
        }
    }
}

/// Shows and counts how much is delivered. Returns if that takes far too long.
async fn watch_over(sandbox: &Sandbox, tally: &mut Tally, size: Size, progress: &Watch) {
    let mut bar = Bar::new(size.events as usize);
    let end = Instant::now() + size.time_limit();
    let mut looks = looks();
    while Instant::now() < end {
        looks.tick().await;
        tally.update(sandbox);
        bar.show(sandbox.events().len(), progress.borrow().kills);
    }
}

fn describe(tally: &Tally, progress: &Progress, seconds: f64, events: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a rate is approximate")]
    let rate = events as f64 / seconds;
    let Progress {
        kills,
        failed_starts,
        failed_writes,
        ..
    } = progress;
    eprintln!(
        "\n{events} events in {seconds:.1} s, {rate:.0} a second; {kills} kills, {failed_starts} failed starts, \
         {failed_writes} failed writes; {tally}"
    );
}

//! The loop of a relay, which outlives every failure of the database.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep_until;

use super::deliver::Courier;
use super::pass::{Claim, Pass};
use super::schedule::Schedule;
use crate::error::Error;

/// Delivers events until `stop` is true and no delivery is in flight.
pub(super) async fn run(courier: Arc<Courier>, stop: watch::Sender<bool>) {
    let mut stopping = stop.subscribe();
    let outbox = &courier.outbox.0;
    let mut pass = Pass::new(Arc::clone(&courier));
    let mut schedule = Schedule::new(courier.settings.poll_interval);
    loop {
        // Created before the claim, so that no event is missed that is enqueued during it.
        let mut enqueued = std::pin::pin!(outbox.enqueued.notified());
        enqueued.as_mut().enable();
        if schedule.is_store_due() && pass.is_unsettled() {
            let result = pass.settle().await;
            report(&courier, &mut schedule, result);
        }
        let is_stopping = *stopping.borrow_and_update();
        if is_stopping && pass.is_idle() && !pass.is_unsettled() {
            break;
        }
        let may_claim = !is_stopping && !pass.is_unsettled();
        if may_claim && schedule.is_claim_due() && pass.capacity() > 0 {
            claim(&courier, &mut pass, &mut schedule).await;
        }
        if may_claim && schedule.is_housekeeping_due() {
            let result = clean_up(&courier, &mut schedule).await;
            report(&courier, &mut schedule, result);
        }
        let has_capacity = pass.capacity() > 0 && !is_stopping;
        let next = schedule.next(has_capacity, pass.is_unsettled());
        tokio::select! {
            () = pass.finish_some() => schedule.wake(),
            () = enqueued, if !is_stopping => schedule.wake(),
            () = sleep_until(next), if !is_stopping || pass.is_unsettled() => {}
            _ = stopping.changed() => {}
        }
    }
    if let Err(error) = courier.outbox.write_emitted().await {
        tracing::error!(%error, "emitted events cannot be recorded");
    }
}

/// Claims events, as far as the client is not refused.
async fn claim(courier: &Arc<Courier>, pass: &mut Pass, schedule: &mut Schedule) {
    if let Some(rest) = courier.refused_for() {
        schedule.block(courier.outbox.0.clock.real_time(rest));
        return;
    }
    let claimed = match courier.outbox.write_emitted().await {
        Ok(()) => pass.claim().await,
        Err(error) => Err(error),
    };
    match claimed {
        Ok(claim) => {
            let wait = match claim {
                Claim::BudgetOpensIn(wait) => courier.outbox.0.clock.real_time(wait),
                Claim::Continues | Claim::Nothing => Duration::ZERO,
            };
            schedule.claimed(claim, wait);
        }
        Err(error) => report(courier, schedule, Err(error)),
    }
}

/// Forgets a few old external IDs, and updates the gauges.
async fn clean_up(courier: &Courier, schedule: &mut Schedule) -> Result<(), Error> {
    // Planned first: after a failure, the next attempt is not earlier.
    schedule.housekept(false);
    let is_more_left = courier.purge().await?;
    schedule.housekept(is_more_left);
    courier.update_gauges().await
}

/// Logs a failure of the database, and plans the next access to it.
fn report(courier: &Courier, schedule: &mut Schedule, result: Result<(), Error>) {
    match result {
        Ok(()) => schedule.store_worked(),
        Err(error) => {
            let wait = schedule.store_failed(courier.jitter());
            tracing::error!(%error, ?wait, "the outbox's database failed; the relay goes on");
        }
    }
}

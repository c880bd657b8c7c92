//! Runs the functions of a request concurrently, under one deadline.

use std::collections::{BTreeMap, HashMap};

use plain_runtime::Card;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use crate::failure::FailureCause;
use crate::handler::Handler;
use crate::request::CardRequest;

/// A card, none if it is hidden, or the reason why there is none.
type Outcome = Result<Option<Card>, FailureCause>;

/// Runs functions, each in a task of its own, until the deadline. Tasks isolate panics, and a function that
/// blocks its thread does not keep the others from running.
pub(crate) async fn run<'a>(
    functions: impl Iterator<Item = (&'a str, Handler)>,
    request: &CardRequest,
    deadline: Instant,
) -> BTreeMap<&'a str, Outcome> {
    let mut tasks = JoinSet::new();
    let mut running = HashMap::new();
    for (key, handler) in functions {
        let card = handler.call(request.clone()).in_current_span();
        running.insert(tasks.spawn(card).id(), key);
    }
    let mut outcomes = BTreeMap::new();
    while let Ok(Some(ended)) = timeout_at(deadline, tasks.join_next_with_id()).await {
        let (id, outcome) = match ended {
            Ok((id, result)) => (id, result.map_err(FailureCause::Error).and_then(validated)),
            Err(error) => (error.id(), Err(panicked(error))),
        };
        if let Some(key) = running.remove(&id) {
            outcomes.insert(key, outcome);
        }
    }
    let late = running.into_values();
    outcomes.extend(late.map(|key| (key, Err(FailureCause::Timeout))));
    outcomes
}

fn validated(card: Option<Card>) -> Outcome {
    if let Some(card) = &card {
        card.validate().map_err(FailureCause::Invalid)?;
    }
    Ok(card)
}

fn panicked(error: JoinError) -> FailureCause {
    match error.try_into_panic() {
        Ok(payload) => {
            let text = payload
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned());
            let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
            FailureCause::Panic(text.unwrap_or_else(|| "no message".to_owned()))
        }
        // The runtime ends.
        Err(_) => FailureCause::Timeout,
    }
}

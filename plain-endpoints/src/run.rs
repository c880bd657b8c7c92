//! Runs the functions of a request concurrently, under one deadline.
//!
//! One task starts all functions, each until its first `.await` that has to wait. A function that waits goes on in a
//! task of its own. So functions that answer at once cost one task, which runs on the thread of the request, and
//! those that do not answer affect no other:
//!
//! * A panic is caught.
//! * If a function blocks the thread of the starting task, another task starts the functions that are left.

use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use plain_runtime::Card;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use crate::failure::FailureCause;
use crate::handler::{CardFuture, Handler};
use crate::request::CardRequest;

/// Time without an event after which another task starts the functions that are left.
const MAX_BLOCKED: Duration = Duration::from_millis(10);

/// A card, none if it is hidden, or the reason why there is none.
type Outcome = Result<Option<Card>, FailureCause>;

/// Functions that are not started yet, each with its position in the request.
type Queue = Arc<Mutex<VecDeque<(usize, Handler)>>>;

/// Progress of the function at a position.
enum Event {
    Ended(usize, Outcome),
    /// The function waits for something.
    Waits(usize, CardFuture),
}

/// Runs functions until the deadline. Dropping the future stops them at their next `.await`.
pub(crate) async fn run<'a>(
    functions: impl Iterator<Item = (&'a str, Handler)>,
    request: &CardRequest,
    deadline: Instant,
) -> BTreeMap<&'a str, Outcome> {
    let (keys, handlers): (Vec<_>, Vec<_>) = functions.unzip();
    let queue: Queue = Arc::new(Mutex::new(handlers.into_iter().enumerate().collect()));
    let (sender, mut events) = unbounded_channel();
    let mut tasks = JoinSet::new();
    let start = || start_all(Arc::clone(&queue), request.clone(), sender.clone());
    tasks.spawn(start().in_current_span());

    let mut outcomes = BTreeMap::new();
    while outcomes.len() < keys.len() {
        let is_starting = !queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_empty();
        let until = if is_starting {
            deadline.min(Instant::now() + MAX_BLOCKED)
        } else {
            deadline
        };
        match timeout_at(until, events.recv()).await {
            Ok(Some(Event::Ended(index, outcome))) => {
                outcomes.insert(keys[index], outcome);
            }
            Ok(Some(Event::Waits(index, future))) => {
                tasks.spawn(finish(index, future, sender.clone()).in_current_span());
            }
            Err(_) if until < deadline => {
                tasks.spawn(start().in_current_span());
            }
            Ok(None) | Err(_) => break,
        }
    }
    for key in keys {
        outcomes.entry(key).or_insert(Err(FailureCause::Timeout));
    }
    outcomes
}

/// Starts the functions that no other task has started, unless the request is over.
async fn start_all(queue: Queue, request: CardRequest, events: UnboundedSender<Event>) {
    let next = || {
        queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front()
    };
    while !events.is_closed()
        && let Some((index, handler)) = next()
    {
        let mut future = handler.call(request.clone());
        let polled = poll_fn(|context| Poll::Ready(poll(&mut future, context))).await;
        let event = match polled {
            Poll::Ready(outcome) => Event::Ended(index, outcome),
            Poll::Pending => Event::Waits(index, future),
        };
        // The receiver ends with the request.
        let _ = events.send(event);
    }
}

/// Runs a function to its end.
async fn finish(index: usize, mut future: CardFuture, events: UnboundedSender<Event>) {
    let outcome = poll_fn(|context| poll(&mut future, context)).await;
    let _ = events.send(Event::Ended(index, outcome));
}

fn poll(future: &mut CardFuture, context: &mut Context<'_>) -> Poll<Outcome> {
    match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(polled) => polled.map(|result| result.map_err(FailureCause::Error).and_then(validated)),
        Err(payload) => Poll::Ready(Err(panicked(&*payload))),
    }
}

fn validated(card: Option<Card>) -> Outcome {
    if let Some(card) = &card {
        card.validate().map_err(FailureCause::Invalid)?;
    }
    Ok(card)
}

fn panicked(payload: &(dyn Any + Send)) -> FailureCause {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    FailureCause::Panic(text.unwrap_or_else(|| "no message".to_owned()))
}

//! Runs the functions of a request concurrently, under one deadline.
//!
//! One task starts all functions, each until its first `.await` that has to wait. A function that waits goes on in a
//! task of its own. So functions that answer at once cost one task, which runs on the thread of the request, and
//! those that do not answer affect no other:
//!
//! * A panic is caught.
//! * If a function blocks the thread of the starting task, another task starts the functions that are left.

use std::any::Any;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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

/// The functions of a request, each of which one task starts.
struct Queue {
    handlers: Vec<Handler>,
    /// Position of the function that is started next.
    next: AtomicUsize,
}

/// Progress of the function at a position.
enum Event {
    Ended(usize, Outcome),
    /// The function waits for something.
    Waits(usize, CardFuture),
}

impl Queue {
    fn next(&self) -> Option<(usize, &Handler)> {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        Some((index, self.handlers.get(index)?))
    }

    fn is_empty(&self) -> bool {
        self.next.load(Ordering::Relaxed) >= self.handlers.len()
    }
}

/// Runs functions until the deadline. Dropping the future stops them at their next `.await`.
pub(crate) async fn run<'a>(
    functions: impl Iterator<Item = (&'a str, Handler)>,
    request: &CardRequest,
    deadline: Instant,
) -> BTreeMap<&'a str, Outcome> {
    let (keys, handlers): (Vec<_>, Vec<_>) = functions.unzip();
    let queue = Arc::new(Queue {
        handlers,
        next: AtomicUsize::new(0),
    });
    let (sender, mut events) = unbounded_channel();
    let mut tasks = JoinSet::new();
    let start = || start_all(Arc::clone(&queue), request.clone(), sender.clone());
    tasks.spawn(start().in_current_span());

    let mut outcomes = BTreeMap::new();
    while outcomes.len() < keys.len() {
        let until = if queue.is_empty() {
            deadline
        } else {
            deadline.min(Instant::now() + MAX_BLOCKED)
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
async fn start_all(queue: Arc<Queue>, request: CardRequest, events: UnboundedSender<Event>) {
    while !events.is_closed()
        && let Some((index, handler)) = queue.next()
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

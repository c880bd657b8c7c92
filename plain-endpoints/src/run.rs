//! Runs the functions of a request concurrently, under one deadline.
//!
//! One task polls all functions of a request. It starts on the thread of the request, and if all functions answer
//! at once, it needs no timer. Functions that do not answer affect no other:
//!
//! * A panic is caught.
//! * If a function blocks the thread of the task, the watchdog notices it, and another task polls the others.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::task::{Context, Poll};

use plain_runtime::Card;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use tracing::Instrument;

use crate::failure::FailureCause;
use crate::handler::{CardFuture, Handler};
use crate::request::CardRequest;
use crate::watchdog::{Watched, watch};

/// A card, none if it is hidden, or the reason why there is none.
pub(crate) type Outcome = Result<Option<Card>, FailureCause>;

/// The functions of a request.
struct Batch {
    request: CardRequest,
    /// Locked while a task polls the function.
    functions: Vec<Mutex<Function>>,
    /// Number of functions that have not ended.
    running: AtomicUsize,
    /// Notified if a function blocks the thread of a task.
    blocked: Notify,
}

enum Function {
    New(Handler),
    Running(Contained),
    /// None if the outcome is taken, or if the request ended before the function.
    Ended(Option<Outcome>),
}

/// A future whose destructor may panic.
struct Contained(Option<CardFuture>);

/// Drops the functions when the request is over, or dropped.
struct RequestGuard(Arc<Batch>);

/// Runs functions until the deadline, and returns their outcomes in the same order. Dropping the future stops
/// the functions at their next `.await`.
pub(crate) async fn run(
    functions: Vec<Handler>,
    request: &CardRequest,
    deadline: Instant,
) -> Vec<Outcome> {
    if functions.is_empty() {
        return Vec::new();
    }
    let guard = RequestGuard(Arc::new(Batch::new(functions, request.clone())));
    let batch = &guard.0;
    let mut tasks = JoinSet::new();
    let mut is_over = false;
    while !is_over {
        tasks.spawn(Arc::clone(batch).poll_until(deadline).in_current_span());
        let mut blocked = pin!(batch.blocked.notified());
        // The first task that ends has seen the end of all functions, or the deadline.
        is_over = poll_fn(|context| match tasks.poll_join_next(context) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending => blocked.as_mut().poll(context).map(|()| false),
        })
        .await;
    }
    batch.take_outcomes()
}

impl Batch {
    fn new(functions: Vec<Handler>, request: CardRequest) -> Self {
        Self {
            request,
            running: AtomicUsize::new(functions.len()),
            functions: functions
                .into_iter()
                .map(|handler| Mutex::new(Function::New(handler)))
                .collect(),
            blocked: Notify::new(),
        }
    }

    /// Polls the functions until all have ended, or until the deadline.
    async fn poll_until(self: Arc<Self>, deadline: Instant) {
        let mut timer = None;
        poll_fn(|context| {
            let watched = Arc::clone(&self) as Arc<dyn Watched>;
            if watch(watched, || self.poll_all(context)).is_ready() {
                return Poll::Ready(());
            }
            let timer = timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
            timer.as_mut().poll(context)
        })
        .await;
    }

    /// Polls the functions that no other task polls at the moment.
    fn poll_all(&self, context: &mut Context<'_>) -> Poll<()> {
        for function in &self.functions {
            let ended = try_lock(function).is_some_and(|mut it| it.poll(&self.request, context));
            if ended {
                self.running.fetch_sub(1, Ordering::AcqRel);
            }
        }
        match self.running.load(Ordering::Acquire) {
            0 => Poll::Ready(()),
            _ => Poll::Pending,
        }
    }

    fn take_outcomes(&self) -> Vec<Outcome> {
        let outcomes = self.functions.iter().map(|function| {
            let outcome = match try_lock(function).as_deref_mut() {
                Some(Function::Ended(outcome)) => outcome.take(),
                _ => None,
            };
            outcome.unwrap_or(Err(FailureCause::Timeout))
        });
        outcomes.collect()
    }
}

impl Watched for Batch {
    fn blocked(&self) {
        self.blocked.notify_one();
    }
}

impl Function {
    /// Starts the function or continues it. Returns whether it has ended by that.
    fn poll(&mut self, request: &CardRequest, context: &mut Context<'_>) -> bool {
        if let Self::New(handler) = self {
            *self = Self::Running(Contained(Some(handler.call(request.clone()))));
        }
        let Self::Running(Contained(Some(future))) = self else {
            return false;
        };
        let Poll::Ready(outcome) = poll(future, context) else {
            return false;
        };
        *self = Self::Ended(Some(outcome));
        true
    }
}

impl Drop for Contained {
    fn drop(&mut self) {
        let future = self.0.take();
        let _ = catch_unwind(AssertUnwindSafe(|| drop(future)));
    }
}

impl Drop for RequestGuard {
    fn drop(&mut self) {
        for function in &self.0.functions {
            // A function that blocks a thread is dropped by its task.
            if let Some(mut function) = try_lock(function) {
                *function = Function::Ended(None);
            }
        }
    }
}

fn try_lock(function: &Mutex<Function>) -> Option<MutexGuard<'_, Function>> {
    match function.try_lock() {
        Ok(function) => Some(function),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
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

//! Runs the functions of a request concurrently, under one deadline.
//!
//! Functions that answered at once when they were called last are polled by the request itself: that needs neither
//! a task nor a timer. If there are others, one task polls all functions. Those that do not answer affect no
//! other:
//!
//! * A panic is caught.
//! * If a function blocks its thread, the watchdog notices it, and another task polls the others. Only a request whose
//!   own thread is blocked, by a function that was quick until then, waits for that function. The next one does not.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::task::{Context, Poll};
use std::time::Duration;

use plain_runtime::Card;
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep_until};
use tracing::{Instrument, Span};

use crate::failure::FailureCause;
use crate::handler::{CardFuture, Handler};
use crate::request::CardRequest;
use crate::watchdog::{Watched, watch};

/// Time within which a function answers at once. One that blocks for a database or a file takes longer.
const MAX_QUICK: Duration = Duration::from_micros(100);

/// A card, none if it is hidden, or the reason why there is none.
pub(crate) type Outcome = Result<Option<Card>, FailureCause>;

/// The functions of a request.
struct Batch {
    request: CardRequest,
    deadline: Instant,
    /// Locked while the function is polled.
    functions: Vec<Mutex<Function>>,
    /// Number of functions that have not ended.
    running: AtomicUsize,
    /// Whether a task has seen the end of all functions, or the deadline.
    is_over: AtomicBool,
    /// Notified when it is over.
    over: Notify,
    /// Runtime and span of the tasks.
    runtime: Handle,
    span: Span,
    tasks: Mutex<Vec<AbortHandle>>,
}

enum Function {
    New(Handler),
    Running(Contained),
    /// None if the outcome is taken, or if the request ended before the function.
    Ended(Option<Outcome>),
}

/// A future whose destructor may panic.
struct Contained(Option<CardFuture>);

/// Ends the request when its task ends, in any way.
struct TaskGuard(Arc<Batch>);

/// Stops the tasks and drops the functions when the request is over, or dropped.
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
    let are_quick = functions.iter().all(Handler::is_quick);
    let guard = RequestGuard(Arc::new(Batch::new(functions, request.clone(), deadline)));
    let batch = &guard.0;
    let is_over = are_quick && poll_fn(|it| Poll::Ready(batch.poll_watched(it).is_ready())).await;
    if !is_over {
        batch.start_task();
        while !batch.is_over.load(Ordering::Acquire) {
            batch.over.notified().await;
        }
    }
    batch.take_outcomes()
}

impl Batch {
    fn new(functions: Vec<Handler>, request: CardRequest, deadline: Instant) -> Self {
        Self {
            request,
            deadline,
            running: AtomicUsize::new(functions.len()),
            functions: functions
                .into_iter()
                .map(|handler| Mutex::new(Function::New(handler)))
                .collect(),
            is_over: AtomicBool::new(false),
            over: Notify::new(),
            runtime: Handle::current(),
            span: Span::current(),
            tasks: Mutex::default(),
        }
    }

    /// Starts a task that polls the functions, unless the request is over.
    fn start_task(self: &Arc<Self>) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_over.load(Ordering::Acquire) {
            let polled = Arc::clone(self).poll_until_deadline();
            let task = self.runtime.spawn(polled.instrument(self.span.clone()));
            tasks.push(task.abort_handle());
        }
    }

    async fn poll_until_deadline(self: Arc<Self>) {
        let guard = TaskGuard(self);
        let batch = &guard.0;
        // Not registered until a function waits.
        let mut timer = pin!(sleep_until(batch.deadline));
        poll_fn(|context| match batch.poll_watched(context) {
            Poll::Ready(()) => Poll::Ready(()),
            Poll::Pending => timer.as_mut().poll(context),
        })
        .await;
    }

    fn poll_watched(self: &Arc<Self>, context: &mut Context<'_>) -> Poll<()> {
        let watched = Arc::clone(self) as Arc<dyn Watched>;
        watch(watched, || self.poll_all(context))
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
    fn blocked(self: Arc<Self>) {
        self.start_task();
    }
}

impl Function {
    /// Starts the function or continues it. Returns whether it has ended by that.
    fn poll(&mut self, request: &CardRequest, context: &mut Context<'_>) -> bool {
        let polled = match self {
            Self::New(handler) => {
                let (handler, start) = (handler.clone(), std::time::Instant::now());
                let mut future = Contained(Some(handler.call(request.clone())));
                let polled = future.poll(context);
                handler.set_quick(polled.is_ready() && start.elapsed() < MAX_QUICK);
                *self = Self::Running(future);
                polled
            }
            Self::Running(future) => future.poll(context),
            Self::Ended(_) => return false,
        };
        let Poll::Ready(outcome) = polled else {
            return false;
        };
        *self = Self::Ended(Some(outcome));
        true
    }
}

impl Contained {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Outcome> {
        match &mut self.0 {
            Some(future) => poll(future, context),
            None => Poll::Pending,
        }
    }
}

impl Drop for Contained {
    fn drop(&mut self) {
        let future = self.0.take();
        let _ = catch_unwind(AssertUnwindSafe(|| drop(future)));
    }
}

impl Drop for TaskGuard {
    fn drop(&mut self) {
        self.0.is_over.store(true, Ordering::Release);
        self.0.over.notify_one();
    }
}

impl Drop for RequestGuard {
    fn drop(&mut self) {
        let mut tasks = self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.is_over.store(true, Ordering::Release);
        for task in tasks.drain(..) {
            task.abort();
        }
        drop(tasks);
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

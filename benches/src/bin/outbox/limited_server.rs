//! A server that limits the rate of requests as Plain does: in fixed windows, of which each starts with its
//! first request.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, StatusCode};
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// Response to every request that is admitted.
const RESPONSE: &str = include_str!("../../response.json");
const PATH: &str = "/graphql/v1";

/// A running server. Stops when dropped.
pub(crate) struct LimitedServer {
    pub(crate) url: String,
    windows: Arc<Mutex<Windows>>,
    task: AbortHandle,
}

/// Requests in one window.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WindowCount {
    pub(crate) admitted: u32,
    pub(crate) rejected: u32,
}

struct Windows {
    limit: u32,
    length: Duration,
    /// Start of the last window.
    start: Instant,
    counts: Vec<WindowCount>,
}

impl LimitedServer {
    /// Starts a server on a free port, which admits so many requests in a window.
    pub(crate) async fn start(limit: u32, length: Duration) -> Result<Self> {
        let windows = Arc::new(Mutex::new(Windows {
            limit,
            length,
            start: Instant::now(),
            counts: Vec::new(),
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}{PATH}", listener.local_addr()?);
        let app = Router::new().route(PATH, post(answer));
        let app = app.with_state(Arc::clone(&windows));
        let task = tokio::spawn(async { axum::serve(listener, app).await });
        Ok(Self {
            url,
            windows,
            task: task.abort_handle(),
        })
    }

    /// Requests in the windows so far, of which the last may still be open.
    pub(crate) fn windows(&self) -> Vec<WindowCount> {
        let windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        windows.counts.clone()
    }
}

impl Drop for LimitedServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Windows {
    /// Counts a request, or rejects it. The error is the time until the window ends.
    fn admit(&mut self, now: Instant) -> Result<(), Duration> {
        let limit = self.limit;
        let elapsed = now.duration_since(self.start);
        if self.counts.is_empty() || elapsed >= self.length {
            self.start = now;
            self.counts.push(WindowCount::default());
        }
        let left = self.length.saturating_sub(now.duration_since(self.start));
        let Some(window) = self.counts.last_mut() else {
            return Ok(());
        };
        if window.admitted < limit {
            window.admitted += 1;
            return Ok(());
        }
        window.rejected += 1;
        Err(left)
    }
}

async fn answer(
    State(windows): State<Arc<Mutex<Windows>>>,
) -> (StatusCode, [(HeaderName, String); 2], &'static str) {
    let mut windows = windows.lock().unwrap_or_else(PoisonError::into_inner);
    let (status, wait, body) = match windows.admit(Instant::now()) {
        Ok(()) => (StatusCode::OK, Duration::ZERO, RESPONSE),
        Err(left) => (StatusCode::TOO_MANY_REQUESTS, left, "{}"),
    };
    let headers = [
        (CONTENT_TYPE, "application/json".to_owned()),
        (RETRY_AFTER, wait.as_secs_f64().ceil().to_string()),
    ];
    (status, headers, body)
}

//! Fault injection.

mod body;
mod json;
mod plan;
pub(crate) mod rule;
pub(crate) mod strike;

use std::fmt;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::response::mutation_error::{MutationError, MutationErrorKind};

pub use plan::Faults;
pub use rule::FaultRule;

/// A failure to inject into requests to the API.
///
/// A [`FaultRule`] selects the requests. By default, a fault comes before the request is handled:
/// nothing is created, and neither the API key nor the rate limit is checked.
///
/// ```
/// use plain_sandbox::Fault;
///
/// // 503, and nothing is created.
/// Fault::status(503).header("retry-after", "1");
/// // The error page of a load balancer.
/// Fault::status(502).body("<html><body>Bad Gateway</body></html>");
/// // The event is created, but the client receives no response.
/// Fault::reset().after_commit();
/// // No response until the client times out.
/// Fault::no_response();
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    kind: FaultKind,
    is_after_commit: bool,
    headers: HeaderMap,
    body: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum FaultKind {
    Status(StatusCode),
    GraphqlError { code: String, message: String },
    MutationError(MutationError),
    Delay(Duration),
    NoResponse,
    Reset,
    Truncate,
    SlowBody { bytes: usize, pause: Duration },
    OversizedBody(usize),
}

/// A `MutationError` that replaces the result of a mutation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InjectedError<'a> {
    pub(crate) error: &'a MutationError,
    /// Whether the mutation is executed nevertheless.
    pub(crate) is_after_commit: bool,
}

impl Fault {
    /// A response with this status.
    ///
    /// The body resembles a gateway's, `{"message":"Service Unavailable"}`, and that of a 429 is the one
    /// that Plain documents; [`body`](Self::body) sets another.
    ///
    /// # Panics
    ///
    /// If the status is not between 200 and 599.
    ///
    /// ```
    /// use plain_sandbox::Fault;
    ///
    /// Fault::status(429).header("retry-after", "2");
    /// ```
    #[track_caller]
    pub fn status(status: u16) -> Self {
        Self::try_status(status).unwrap_or_else(|error| panic!("{error}"))
    }

    fn try_status(status: u16) -> Result<Self, String> {
        match StatusCode::from_u16(status) {
            Ok(code) if (200..600).contains(&status) => Ok(Self::new(FaultKind::Status(code))),
            _ => Err(format!(
                "{status} is not a response status; expected 200 to 599"
            )),
        }
    }

    /// A 200 whose body has `errors` instead of data.
    ///
    /// ```
    /// use plain_sandbox::Fault;
    ///
    /// Fault::graphql_error("INTERNAL_SERVER_ERROR", "Something went wrong");
    /// ```
    pub fn graphql_error(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(FaultKind::GraphqlError {
            code: code.into(),
            message: message.into(),
        })
    }

    /// A `MutationError` in place of every mutation's result. Queries are not affected.
    ///
    /// It comes after the API key, the rate limit and GraphQL's validation, because the response depends
    /// on the query. The type is `VALIDATION`, `FORBIDDEN` or `INTERNAL`.
    ///
    /// # Panics
    ///
    /// If the type is unknown.
    ///
    /// ```
    /// use plain_sandbox::Fault;
    ///
    /// Fault::mutation_error("INTERNAL", "internal", "Something went wrong");
    /// ```
    #[track_caller]
    pub fn mutation_error(
        r#type: &str,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::try_mutation_error(r#type, code.into(), message.into())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    fn try_mutation_error(r#type: &str, code: String, message: String) -> Result<Self, String> {
        let kind = MutationErrorKind::from_name(r#type).ok_or_else(|| {
            format!(
                "{type:?} is not a MutationError type; expected VALIDATION, FORBIDDEN or INTERNAL"
            )
        })?;
        Ok(Self::new(FaultKind::MutationError(MutationError {
            kind,
            code: code.into(),
            message,
            fields: Vec::new(),
        })))
    }

    /// Delays the handling of the request, or, with [`after_commit`](Self::after_commit), the response.
    ///
    /// A request whose client disconnects during the delay is not handled.
    ///
    /// ```
    /// use std::time::Duration;
    /// use plain_sandbox::Fault;
    ///
    /// Fault::delay(Duration::from_millis(50));
    /// ```
    pub fn delay(duration: Duration) -> Self {
        Self::new(FaultKind::Delay(duration))
    }

    /// Sends no response: the connection stays open until the client closes it or the sandbox ends.
    ///
    /// ```
    /// plain_sandbox::Fault::no_response();
    /// ```
    pub fn no_response() -> Self {
        Self::new(FaultKind::NoResponse)
    }

    /// Resets the TCP connection instead of responding.
    ///
    /// ```
    /// use plain_sandbox::Fault;
    ///
    /// Fault::reset();
    /// // The event is created, but the client cannot know.
    /// Fault::reset().after_commit();
    /// ```
    pub fn reset() -> Self {
        Self::new(FaultKind::Reset)
    }

    /// Handles the request and closes the connection after half of the response body.
    ///
    /// ```
    /// plain_sandbox::Fault::truncate();
    /// ```
    pub fn truncate() -> Self {
        Self::new(FaultKind::Truncate).after_commit()
    }

    /// Handles the request and sends the response body in chunks of `bytes` (at least 1), with a pause
    /// before each.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// plain_sandbox::Fault::slow_body(16, Duration::from_millis(100));
    /// ```
    pub fn slow_body(bytes: usize, pause: Duration) -> Self {
        let bytes = bytes.max(1);
        Self::new(FaultKind::SlowBody { bytes, pause }).after_commit()
    }

    /// Handles the request and pads the response body with leading spaces to at least `bytes`.
    ///
    /// ```
    /// plain_sandbox::Fault::oversized_body(2 * 1024 * 1024);
    /// ```
    pub fn oversized_body(bytes: usize) -> Self {
        Self::new(FaultKind::OversizedBody(bytes)).after_commit()
    }

    /// Handles the request before the fault, so that the records it creates exist.
    ///
    /// ```
    /// use plain_sandbox::{Fault, FaultRule, Sandbox};
    ///
    /// // The event exists, but the client does not know.
    /// let lost = FaultRule::new(Fault::reset().after_commit()).next(1);
    /// let builder = Sandbox::builder().faults([lost]);
    /// ```
    #[must_use]
    pub fn after_commit(mut self) -> Self {
        self.is_after_commit = true;
        self
    }

    /// Sets a header of the response.
    ///
    /// # Panics
    ///
    /// If the name or the value is not valid in HTTP.
    ///
    /// # Examples
    ///
    /// ```
    /// use plain_sandbox::Fault;
    ///
    /// let overloaded = Fault::status(503).header("retry-after", "3");
    /// ```
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match self.set_header(name, value) {
            Ok(()) => self,
            Err(error) => panic!("{error}"),
        }
    }

    fn set_header(&mut self, name: &str, value: &str) -> Result<(), String> {
        let key = HeaderName::try_from(name)
            .map_err(|_| format!("{name:?} is not a valid HTTP header name"))?;
        let value = HeaderValue::try_from(value)
            .map_err(|_| format!("{value:?} is not a valid value of the HTTP header {name}"))?;
        self.headers.insert(key, value);
        Ok(())
    }

    /// Sets the body of the response.
    ///
    /// If it starts with `<`, the content type is `text/html`, unless a [`header`](Self::header) sets
    /// another.
    ///
    /// ```
    /// use plain_sandbox::Fault;
    ///
    /// let maintenance = Fault::status(502).body("<h1>We will be back soon</h1>");
    /// ```
    #[must_use]
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }

    fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            is_after_commit: false,
            headers: HeaderMap::new(),
            body: None,
        }
    }

    pub(crate) fn is_after_commit(&self) -> bool {
        self.is_after_commit
    }

    /// The error that replaces the results of mutations, if this is one.
    pub(crate) fn as_mutation_error(&self) -> Option<InjectedError<'_>> {
        match &self.kind {
            FaultKind::MutationError(error) => Some(InjectedError {
                error,
                is_after_commit: self.is_after_commit,
            }),
            _ => None,
        }
    }
}

/// Writes the fault in a few words, such as `reset after commit`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::Status(status) => write!(f, "status {}", status.as_u16())?,
            FaultKind::GraphqlError { code, .. } => write!(f, "GraphQL error {code}")?,
            FaultKind::MutationError(error) => write!(f, "MutationError {}", error.kind.name())?,
            FaultKind::Delay(duration) => write!(f, "delay of {duration:?}")?,
            FaultKind::NoResponse => f.write_str("no response")?,
            FaultKind::Reset => f.write_str("reset")?,
            // These always come after the commit.
            FaultKind::Truncate => return f.write_str("truncated body"),
            FaultKind::SlowBody { .. } => return f.write_str("slow body"),
            FaultKind::OversizedBody(bytes) => return write!(f, "body of {bytes} bytes"),
        }
        if self.is_after_commit {
            f.write_str(" after commit")?;
        }
        Ok(())
    }
}

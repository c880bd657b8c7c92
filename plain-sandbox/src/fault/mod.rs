//! What a sandbox can be told to do wrong.

mod body;
pub(crate) mod connection;
mod json;
mod plan;
mod rule;
mod strike;

use std::fmt;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::response::mutation_error::{MutationError, MutationErrorKind};

pub use plan::Faults;
pub(crate) use plan::Subject;
pub use rule::FaultRule;
pub(crate) use strike::strike;

/// One thing that goes wrong with a request to the API.
///
/// A [`FaultRule`] says which requests it strikes. Unless it says otherwise, a fault comes before the
/// request is handled: nothing is created, and neither the API key nor the rate limit is looked at.
///
/// ```
/// use plain_sandbox::Fault;
///
/// // 503, and nothing is created.
/// Fault::status(503).header("retry-after", "1");
/// // The page of a load balancer.
/// Fault::status(502).body("<html><body>Bad Gateway</body></html>");
/// // The event is there, and the client does not know.
/// Fault::reset().after_commit();
/// // No answer, until the client has had enough.
/// Fault::silence();
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    kind: Kind,
    is_after_commit: bool,
    headers: HeaderMap,
    body: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Status(StatusCode),
    GraphqlError { code: String, message: String },
    MutationError(MutationError),
    Delay(Duration),
    Silence,
    Reset,
    Truncate,
    SlowBody { bytes: usize, pause: Duration },
    Oversized(usize),
}

/// A `MutationError` in the place of a mutation's answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InjectedError<'a> {
    pub(crate) error: &'a MutationError,
    /// Whether the mutation is done all the same.
    pub(crate) is_after_commit: bool,
}

impl Fault {
    /// An answer with this status.
    ///
    /// The body is such as a gateway writes, `{"message":"Service Unavailable"}`, and of a 429 the one
    /// that Plain documents; [`body`](Self::body) sets another.
    ///
    /// # Panics
    ///
    /// If the status is not one of 200 to 599.
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
            Ok(code) if (200..600).contains(&status) => Ok(Self::new(Kind::Status(code))),
            _ => Err(format!(
                "{status} is not a status of an answer; write one of 200 to 599"
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
        Self::new(Kind::GraphqlError {
            code: code.into(),
            message: message.into(),
        })
    }

    /// A `MutationError` in place of every mutation of the request. Queries are not struck.
    ///
    /// It comes after the API key, the rate limit and GraphQL's validation, which it needs to answer
    /// what is asked for. The type is one of `VALIDATION`, `FORBIDDEN` and `INTERNAL`.
    ///
    /// # Panics
    ///
    /// If the schema has no such type.
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
                "{type:?} is no type of a MutationError; write VALIDATION, FORBIDDEN or INTERNAL"
            )
        })?;
        Ok(Self::new(Kind::MutationError(MutationError {
            kind,
            code: code.into(),
            message,
            fields: Vec::new(),
        })))
    }

    /// The request is handled this much later, or answered, if [`after_commit`](Self::after_commit).
    ///
    /// If the client does not wait for it, the request is not handled at all.
    ///
    /// ```
    /// use std::time::Duration;
    /// use plain_sandbox::Fault;
    ///
    /// Fault::delay(Duration::from_millis(50));
    /// ```
    pub fn delay(duration: Duration) -> Self {
        Self::new(Kind::Delay(duration))
    }

    /// No answer: the connection stays open until the client closes it, or the sandbox ends.
    ///
    /// ```
    /// plain_sandbox::Fault::silence();
    /// ```
    pub fn silence() -> Self {
        Self::new(Kind::Silence)
    }

    /// A TCP reset of the connection instead of an answer.
    ///
    /// ```
    /// use plain_sandbox::Fault;
    ///
    /// Fault::reset();
    /// // The event is there, and the client cannot know.
    /// Fault::reset().after_commit();
    /// ```
    pub fn reset() -> Self {
        Self::new(Kind::Reset)
    }

    /// The request is handled, and the connection is closed after half of the answer's body.
    ///
    /// ```
    /// plain_sandbox::Fault::truncate();
    /// ```
    pub fn truncate() -> Self {
        Self::new(Kind::Truncate).after_commit()
    }

    /// The request is handled, and the answer's body comes in pieces of so many bytes (at least 1),
    /// with a pause before each.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// plain_sandbox::Fault::slow_body(16, Duration::from_millis(100));
    /// ```
    pub fn slow_body(bytes: usize, pause: Duration) -> Self {
        let bytes = bytes.max(1);
        Self::new(Kind::SlowBody { bytes, pause }).after_commit()
    }

    /// The request is handled, and the answer's body is at least so many bytes long: blanks stand
    /// before the JSON.
    ///
    /// ```
    /// plain_sandbox::Fault::oversized(2 * 1024 * 1024);
    /// ```
    pub fn oversized(bytes: usize) -> Self {
        Self::new(Kind::Oversized(bytes)).after_commit()
    }

    /// The request is handled first, so what it creates is there, and then the fault comes.
    #[must_use]
    pub fn after_commit(mut self) -> Self {
        self.is_after_commit = true;
        self
    }

    /// A header of the answer, in place of the one it would have.
    ///
    /// # Panics
    ///
    /// If the name or the value is not one that HTTP allows.
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
            .map_err(|_| format!("{name:?} is not the name of an HTTP header"))?;
        let value = HeaderValue::try_from(value)
            .map_err(|_| format!("{value:?} cannot be the value of the HTTP header {name}"))?;
        self.headers.insert(key, value);
        Ok(())
    }

    /// The body of the answer, in place of the one it would have.
    ///
    /// One that begins with `<` is `text/html`, unless a [`header`](Self::header) says otherwise.
    #[must_use]
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }

    fn new(kind: Kind) -> Self {
        Self {
            kind,
            is_after_commit: false,
            headers: HeaderMap::new(),
            body: None,
        }
    }

    /// What takes the place of the mutations' answers, if something does.
    pub(crate) fn as_mutation_error(&self) -> Option<InjectedError<'_>> {
        match &self.kind {
            Kind::MutationError(error) => Some(InjectedError {
                error,
                is_after_commit: self.is_after_commit,
            }),
            _ => None,
        }
    }
}

/// What goes wrong, in a few words: `reset after commit`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Status(status) => write!(f, "status {}", status.as_u16())?,
            Kind::GraphqlError { code, .. } => write!(f, "GraphQL error {code}")?,
            Kind::MutationError(error) => write!(f, "MutationError {}", error.kind.name())?,
            Kind::Delay(duration) => write!(f, "delay of {duration:?}")?,
            Kind::Silence => f.write_str("silence")?,
            Kind::Reset => f.write_str("reset")?,
            // These are always after commit.
            Kind::Truncate => return f.write_str("truncated body"),
            Kind::SlowBody { .. } => return f.write_str("slow body"),
            Kind::Oversized(bytes) => return write!(f, "body of {bytes} bytes"),
        }
        if self.is_after_commit {
            f.write_str(" after commit")?;
        }
        Ok(())
    }
}

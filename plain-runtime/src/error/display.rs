//! Messages of [`Error`].

use std::fmt;
use std::time::SystemTime;

use plain_schema::Permission;

use super::{Error, ErrorCause, UpsertingStep};

// `Error` and `ConfigError` implement `Display` by hand: thiserror and its proc macro would add more
// than one percent to the cold build of an application.

/// The error, followed by facts about the call.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = self.call().and_then(|call| call.step);
        f.write_str(step.map_or("", UpsertingStep::prefix))?;
        match self {
            Self::Config(error) => error.fmt(f)?,
            Self::Invalid(error) => error.fmt(f)?,
            Self::Encode { message } => {
                write!(f, "failed to serialise the variables as JSON: {message}")?;
            }
            Self::Rejected { error, .. } => write!(f, "Plain rejected the input: {error}")?,
            Self::AlreadyCreated { error, .. } => {
                write!(f, "an event with this external ID already exists: {error}")?;
            }
            Self::PredicatePanicked {
                predicate,
                message,
                error,
                ..
            } => write!(
                f,
                "the predicate `{predicate}` panicked: {message}; Plain rejected the input: {error}"
            )?,
            Self::Unauthorized { message, .. } => write!(
                f,
                "Plain did not accept the API key, check `PLAIN_API_KEY`: {message}"
            )?,
            Self::Forbidden {
                permissions,
                message,
                ..
            } => fmt_forbidden(f, permissions, message)?,
            Self::RateLimited { until, .. } => {
                write!(
                    f,
                    "Plain's rate limit is exceeded until {}",
                    UtcTime(*until)
                )?;
            }
            Self::Unavailable {
                status, message, ..
            } => write!(f, "Plain is unavailable (status {status}): {message}")?,
            Self::BadRequest {
                status, message, ..
            } => write!(
                f,
                "Plain did not understand the request (status {status}): {message}"
            )?,
            Self::Timeout { call } if call.cause == ErrorCause::Unsent => {
                f.write_str("the time ended while the call waited for others, nothing was sent")?;
            }
            Self::Timeout { .. } => f.write_str("Plain did not respond in time")?,
            Self::Interrupted { .. } => {
                f.write_str("the call was interrupted before Plain's response arrived")?;
            }
            Self::Transport { error, .. } => write!(f, "the connection to Plain failed: {error}")?,
            Self::Decode { message, .. } => {
                write!(f, "failed to decode Plain's response: {message}")?;
            }
        }
        self.call().map_or(Ok(()), |call| call.fmt(f))
    }
}

fn fmt_forbidden(
    f: &mut fmt::Formatter<'_>,
    permissions: &[Permission],
    message: &str,
) -> fmt::Result {
    f.write_str("the API key lacks a permission")?;
    for (index, permission) in permissions.iter().enumerate() {
        let separator = if index == 0 { ", it needs" } else { " and" };
        write!(f, "{separator} `{permission}`")?;
    }
    write!(f, ": {message}")
}

/// A time in UTC. humantime panics outside the years 1970 to 9999.
struct UtcTime(SystemTime);

impl fmt::Display for UtcTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Seconds from the epoch to the year 10000.
        const END: u64 = 253_402_300_800;
        match self.0.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since_epoch) if since_epoch.as_secs() < END => {
                humantime::format_rfc3339_seconds(self.0).fmt(f)
            }
            Ok(_) => f.write_str("a time after the year 9999"),
            Err(_) => f.write_str("a time before the year 1970"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use plain_schema::Permission;

    use crate::error::{CallInfo, Error};

    fn call() -> CallInfo {
        CallInfo {
            attempts: 3,
            request_id: Some("req_1".into()),
            ..CallInfo::default()
        }
    }

    fn message() -> String {
        "No".to_owned()
    }

    #[test]
    fn display_of_a_denied_request_names_the_permissions() {
        for (error, expected) in [
            (
                Error::Unauthorized {
                    message: message(),
                    call: call(),
                },
                "Plain did not accept the API key, check `PLAIN_API_KEY`: No (3 attempts, request ID req_1)",
            ),
            (
                Error::Forbidden {
                    permissions: &[],
                    message: message(),
                    error: None,
                    call: CallInfo::default(),
                },
                "the API key lacks a permission: No",
            ),
            (
                Error::Forbidden {
                    permissions: &[Permission::CustomerRead, Permission::CustomerEdit],
                    message: message(),
                    error: None,
                    call: CallInfo::default(),
                },
                "the API key lacks a permission, it needs `customer:read` and `customer:edit`: No",
            ),
        ] {
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn display_never_panics_on_a_time() {
        let epoch = SystemTime::UNIX_EPOCH;
        let at = |seconds| epoch + Duration::from_secs(seconds);
        for (until, expected) in [
            (epoch, "1970-01-01T00:00:00Z"),
            (at(253_402_300_799), "9999-12-31T23:59:59Z"),
            (at(253_402_300_800), "a time after the year 9999"),
            (at(1 << 60), "a time after the year 9999"),
            (
                epoch - Duration::from_nanos(1),
                "a time before the year 1970",
            ),
        ] {
            let error = Error::RateLimited {
                until,
                call: CallInfo::default(),
            };
            let expected = format!("Plain's rate limit is exceeded until {expected}");
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn display_ends_with_facts_about_the_call() {
        for (error, expected) in [
            (
                Error::RateLimited {
                    until: SystemTime::UNIX_EPOCH + Duration::from_mins(1),
                    call: call(),
                },
                "Plain's rate limit is exceeded until 1970-01-01T00:01:00Z (3 attempts, request ID req_1)",
            ),
            (
                Error::Unavailable {
                    status: 503,
                    code: None,
                    message: message(),
                    error: None,
                    call: call(),
                },
                "Plain is unavailable (status 503): No (3 attempts, request ID req_1)",
            ),
            (
                Error::BadRequest {
                    status: 400,
                    code: None,
                    message: message(),
                    call: CallInfo::default(),
                },
                "Plain did not understand the request (status 400): No",
            ),
            (
                Error::Timeout { call: call() },
                "Plain did not respond in time (3 attempts, request ID req_1)",
            ),
            (
                Error::Interrupted {
                    call: CallInfo::default(),
                },
                "the call was interrupted before Plain's response arrived",
            ),
            (
                Error::Decode {
                    message: message(),
                    call: call(),
                },
                "failed to decode Plain's response: No (3 attempts, request ID req_1)",
            ),
            (
                Error::Encode { message: message() },
                "failed to serialise the variables as JSON: No",
            ),
        ] {
            assert_eq!(error.to_string(), expected);
        }
    }
}

use std::time::{Duration, SystemTime};

use plain_schema::Permission;

use super::{CallInfo, Error};

#[test]
fn display_ends_with_facts_about_the_call() {
    let call = || CallInfo {
        attempts: 3,
        request_id: Some("req_1".to_owned()),
        ..CallInfo::default()
    };
    let message = || "No".to_owned();
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

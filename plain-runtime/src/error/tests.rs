use std::time::{Duration, SystemTime};

use plain_schema::Permission;

use super::{Call, Error};

#[test]
fn a_message_ends_with_what_is_known_of_the_call() {
    let call = || Call {
        attempts: 3,
        request_id: Some("req_1".to_owned()),
        ..Call::default()
    };
    let message = || "No".to_owned();
    for (error, expected) in [
        (
            Error::Unauthorized {
                message: message(),
                call: call(),
            },
            "Plain does not know the API key, check PLAIN_API_KEY: No (3 attempts, request id req_1)",
        ),
        (
            Error::Forbidden {
                permissions: &[],
                message: message(),
                error: None,
                call: Call::default(),
            },
            "the API key lacks a permission: No",
        ),
        (
            Error::Forbidden {
                permissions: &[Permission::CustomerRead, Permission::CustomerEdit],
                message: message(),
                error: None,
                call: Call::default(),
            },
            "the API key lacks a permission, this needs `customer:read` and `customer:edit`: No",
        ),
        (
            Error::RateLimited {
                until: SystemTime::UNIX_EPOCH + Duration::from_mins(1),
                call: call(),
            },
            "Plain's rate limit is reached until 1970-01-01T00:01:00Z (3 attempts, request id req_1)",
        ),
        (
            Error::Unavailable {
                status: 503,
                message: message(),
                error: None,
                call: call(),
            },
            "Plain is unavailable (503): No (3 attempts, request id req_1)",
        ),
        (
            Error::BadRequest {
                status: 400,
                code: None,
                message: message(),
                call: Call::default(),
            },
            "Plain did not understand the request (400): No",
        ),
        (
            Error::Timeout { call: call() },
            "Plain did not answer in time (3 attempts, request id req_1)",
        ),
        (
            Error::Decode {
                message: message(),
                call: call(),
            },
            "Plain's answer could not be read: No (3 attempts, request id req_1)",
        ),
        (
            Error::Encode { message: message() },
            "the variables cannot be written as JSON: No",
        ),
    ] {
        assert_eq!(error.to_string(), expected);
    }
}

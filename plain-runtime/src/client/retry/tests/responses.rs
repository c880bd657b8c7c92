//! Responses: the error that each becomes, and whether it is retried.

use super::{
    EVENT, RETRY, check, created, decode, decode_as, decode_raw, errors, kind, mutation_error,
    response,
};
use crate::client::response::data::CustomerByEmailData;
use crate::client::response::payload;
use crate::client::retry::RetryDecision;
use crate::client::transport::BodyError;
use crate::error::Error;
use crate::graphql::{CUSTOMER_BY_EMAIL, Operation};

#[test]
fn status_maps_to_error() {
    const HTML: &str = "<html><h1>Bad gateway</h1></html>";
    check(&[
        (400, HTML, "bad request", RetryDecision::Fail),
        (401, HTML, "unauthorized", RetryDecision::Fail),
        (403, HTML, "forbidden", RetryDecision::Fail),
        (404, "", "bad request", RetryDecision::Fail),
        (408, "", "unavailable", RETRY),
        (413, "", "bad request", RetryDecision::Fail),
        (429, "", "rate limited", RETRY),
        (429, &errors("RATE_LIMITED"), "rate limited", RETRY),
        (500, "", "unavailable", RETRY),
        (502, HTML, "unavailable", RETRY),
        (503, "", "unavailable", RETRY),
        (504, "", "unavailable", RETRY),
        // A failure status wins over the body.
        (503, &created(), "unavailable", RETRY),
        // Redirects are not followed.
        (302, "", "bad request", RetryDecision::Fail),
    ]);
}

#[test]
fn mutation_error_type_maps_to_error() {
    for (error_type, code, expected, expected_decision) in [
        ("INTERNAL", "internal", "unavailable", RETRY),
        (
            "VALIDATION",
            "input_validation",
            "rejected",
            RetryDecision::Fail,
        ),
        (
            "VALIDATION",
            "event_already_exists",
            "already created",
            RetryDecision::Fail,
        ),
        ("FORBIDDEN", "forbidden", "forbidden", RetryDecision::Fail),
        ("LATER", "later", "rejected", RetryDecision::Fail),
    ] {
        let body = mutation_error(error_type, code);
        check(&[(200, &body, expected, expected_decision)]);
        let error = decode(Ok(response(200, &body))).unwrap_err();
        assert_eq!(error.mutation_error().unwrap().code, code);
    }
}

#[test]
fn undecodable_response_is_retried() {
    let beside_errors = |data: &str| {
        let error = r#"{"message":"no machineUser","extensions":{"code":"INTERNAL_SERVER_ERROR"}}"#;
        format!(r#"{{"errors":[{error}],"data":{data}}}"#)
    };
    let output = format!(r#"{{"customerEvent":{EVENT},"error":null}}"#);
    let created_beside_errors = beside_errors(&format!(r#"{{"createCustomerEvent":{output}}}"#));
    check(&[
        (200, &created(), "ok", RetryDecision::Done),
        // Errors explain undecodable data beside them.
        (200, &beside_errors("null"), "unavailable", RETRY),
        (200, &beside_errors("7"), "unavailable", RETRY),
        // The event was created: the errors beside it do not matter.
        (200, &created_beside_errors, "ok", RetryDecision::Done),
        (204, "", "decode", RETRY),
    ]);
    for malformed in [
        "",
        "<html></html>",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":{"createCustomerEvent":null}}"#,
        r#"{"data":{"createCustomerEvent":{"error":null}}}"#,
        r#"{"data":{"createCustomerEvent":{"error":{"code":7}}}}"#,
        r#"{"data":{"createCustomerEvent":{"customerEvent":{"id":"tev_1"}}}}"#,
        r#"{"data":7}"#,
    ] {
        check(&[(200, malformed, "decode", RETRY)]);
    }
}

#[test]
fn missing_customer_is_null_and_not_absent() {
    let decode = |body| {
        let decode = payload::decode::<CustomerByEmailData>;
        decode_as(&CUSTOMER_BY_EMAIL, decode, Ok(response(200, body)))
    };
    assert!(matches!(
        decode(r#"{"data":{"customerByEmail":null}}"#),
        Ok(None)
    ));
    for malformed in [r#"{"data":{}}"#, r#"{"data":{"customer":null}}"#] {
        let outcome = decode(malformed);
        assert_eq!(kind(&outcome), "decode");
        let error = outcome.unwrap_err().to_string();
        assert!(error.contains("customerByEmail"), "{error}");
    }
}

#[test]
fn null_beside_errors_is_not_a_missing_customer() {
    let decode = |data: &str, code: &str| {
        let body = format!(
            r#"{{"data":{{"customerByEmail":{data}}},"errors":[{{"message":"No",
                "path":["customerByEmail"],"extensions":{{"code":"{code}"}}}}]}}"#
        );
        let decode = payload::decode::<CustomerByEmailData>;
        decode_as(&CUSTOMER_BY_EMAIL, decode, Ok(response(200, &body)))
    };
    for (code, expected) in [
        ("FORBIDDEN", "forbidden"),
        ("UNAUTHENTICATED", "unauthorized"),
        ("BAD_USER_INPUT", "bad request"),
        ("INTERNAL_SERVER_ERROR", "unavailable"),
        ("LATER", "unavailable"),
    ] {
        assert_eq!(kind(&decode("null", code)), expected, "{code}");
    }
}

#[test]
fn permanent_code_wins_over_transient_code() {
    let several = r#"{"errors":[
        {"message":"Later","extensions":{"code":"INTERNAL_SERVER_ERROR"}},
        {"message":"Never","extensions":{"code":"BAD_USER_INPUT"}}]}"#;
    let Err(Error::BadRequest { code, message, .. }) = decode(Ok(response(200, several))) else {
        panic!("expected a bad request");
    };
    assert_eq!(code.as_deref(), Some("BAD_USER_INPUT"));
    assert_eq!(message, "Later; Never");
}

#[test]
fn incomplete_body_is_a_decode_error() {
    let error = |status, error| {
        let mut response = response(status, &created()[..40]);
        response.body.error = Some(error);
        decode(Ok(response))
    };
    assert_eq!(kind(&error(200, BodyError::TooLong)), "decode");
    assert_eq!(kind(&error(503, BodyError::TooLong)), "unavailable");
    // The part that was read is a complete response.
    let mut whole = response(200, &created());
    whole.body.error = Some(BodyError::TooLong);
    assert_eq!(kind(&decode(Ok(whole))), "ok");
}

#[test]
fn errors_beside_data_fail_a_custom_document() {
    let query = Operation::custom("{ customer(customerId: 1) { id } threads { totalCount } }");
    let partial = r#"{"data":{"customer":{"id":"c_1"}},"errors":[{"message":"No","extensions":{"code":"FORBIDDEN"}}]}"#;
    assert_eq!(
        kind(&decode_raw(&query, Ok(response(200, partial)))),
        "forbidden"
    );
}

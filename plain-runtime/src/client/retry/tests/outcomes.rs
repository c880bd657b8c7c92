//! Every status with every error code and path: the error, whether it is retried, and whether the
//! mutation may have taken effect.

use serde_json::{Value, json};

use super::{EVENT, FIRST, decision, decode, decode_raw, kind, response};
use crate::client::clock::Clock;
use crate::client::rate_limit::Gate;
use crate::client::response::Predicates;
use crate::client::response::data::CreateCustomerEventData;
use crate::client::response::decode::ResponseDecoder;
use crate::client::response::payload;
use crate::client::retry::{RetryContext, RetryDecision};
use crate::error::{CallInfo, Error, MutationError};
use crate::graphql::{CREATE_CUSTOMER_EVENT, Operation};
use crate::response::CreatedCustomerEvent;

// The tables below have a row for each kind of status and a column for each code. A status without a
// row of its own is like 200, 302, 400 or 500. A cell is
//
//   U  unavailable: retried, may have taken effect
//   L  rate limited: retried, without effect
//   A  unauthorized, F  forbidden, B  bad request: final, without effect
//   ?  after another letter: may have taken effect
//
// Codes: missing, unknown to us, and seven that we know. `OTHER` is DOWNSTREAM_SERVICE_ERROR.

/// Errors without a path: the request failed as a whole.
const WITHOUT_PATH: &str = "
       none OTHER INTERNAL_SERVER_ERROR RATE_LIMITED UNAUTHENTICATED FORBIDDEN BAD_USER_INPUT GRAPHQL_PARSE_FAILED GRAPHQL_LATER
  200  U    U     U                     L            A               F         B              B                    B
  202  U    U     U                     L            A               F         B              B                    B
  302  B    B     U                     L            A               F         B              B                    B
  303  U    U     U                     U            A               F         B              B                    B
  307  B    B     U                     L            A               F         B              B                    B
  400  B    B     U                     L            A               F         B              B                    B
  401  A    A     A                     A            A               A         A              A                    A
  403  F    F     F                     F            F               F         F              F                    F
  404  B    B     U                     L            A               F         B              B                    B
  408  U    U     U                     U            A               F         B              B                    B
  409  B    B     U                     L            A               F         B              B                    B
  413  B    B     U                     L            A               F         B              B                    B
  421  B    B     U                     L            A               F         B              B                    B
  422  B    B     U                     L            A               F         B              B                    B
  425  B    B     U                     L            A               F         B              B                    B
  429  L    L     L                     L            L               L         L              L                    L
  500  U    U     U                     U            A               F         B              B                    B
  502  U    U     U                     U            A               F         B              B                    B
  503  U    U     U                     U            A               F         B              B                    B
  504  U    U     U                     U            A               F         B              B                    B
  520  U    U     U                     U            A               F         B              B                    B
  599  U    U     U                     U            A               F         B              B                    B
";

/// Errors at the mutation's field: its execution began.
const AT_THE_FIELD: &str = "
       none OTHER INTERNAL_SERVER_ERROR RATE_LIMITED UNAUTHENTICATED FORBIDDEN BAD_USER_INPUT GRAPHQL_PARSE_FAILED GRAPHQL_LATER
  200  U    U     U                     L            A               F         B              B                    B
  202  U    U     U                     L            A               F         B              B                    B
  302  U    U     U                     L            A               F         B              B                    B
  303  U    U     U                     U            A               F         B              B                    B
  307  U    U     U                     L            A               F         B              B                    B
  400  U    U     U                     L            A               F         B              B                    B
  401  A    A     A                     A            A               A         A              A                    A
  403  F    F     F                     F            F               F         F              F                    F
  404  U    U     U                     L            A               F         B              B                    B
  408  U    U     U                     U            A               F         B              B                    B
  409  U    U     U                     L            A               F         B              B                    B
  413  U    U     U                     L            A               F         B              B                    B
  421  U    U     U                     L            A               F         B              B                    B
  422  U    U     U                     L            A               F         B              B                    B
  425  U    U     U                     L            A               F         B              B                    B
  429  L    L     L                     L            L               L         L              L                    L
  500  U    U     U                     U            A               F         B              B                    B
  502  U    U     U                     U            A               F         B              B                    B
  503  U    U     U                     U            A               F         B              B                    B
  504  U    U     U                     U            A               F         B              B                    B
  520  U    U     U                     U            A               F         B              B                    B
  599  U    U     U                     U            A               F         B              B                    B
";

/// Errors below the mutation's field: the mutation ran, regardless of the code.
fn below_the_field(status: u16) -> &'static str {
    if status == 429 { "L?" } else { "U" }
}

/// Errors of a mutation of the caller, which may have several fields: an error with a path says
/// that something ran, but the code still says what to do.
fn in_a_custom_mutation(at_the_field: &str) -> String {
    match at_the_field {
        "U" => "U".to_owned(),
        letter => format!("{letter}?"),
    }
}

/// Statuses that a response may have, each with its row: status, code and expected letter.
fn every_cell(
    table: &'static str,
) -> impl Iterator<Item = (u16, Option<&'static str>, &'static str)> {
    let cells: Vec<_> = cells(table).collect();
    (200..600).flat_map(move |status| {
        let has_row = cells.iter().any(|cell| cell.0 == status);
        let row = match status {
            _ if has_row => status,
            200..300 => 200,
            300..400 => 302,
            400..500 => 400,
            _ => 500,
        };
        let cells: Vec<_> = cells.iter().copied().filter(|it| it.0 == row).collect();
        cells
            .into_iter()
            .map(move |(_, code, letter)| (status, code, letter))
    })
}

/// Cells of a table: status, code and expected letter.
fn cells(table: &'static str) -> impl Iterator<Item = (u16, Option<&'static str>, &'static str)> {
    let mut lines = table.trim().lines();
    let codes: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    lines.flat_map(move |line| {
        let mut words = line.split_whitespace();
        let status: u16 = words.next().unwrap().parse().unwrap();
        let letters: Vec<&str> = words.collect();
        assert_eq!(letters.len(), codes.len(), "{line}");
        let codes = codes.clone().into_iter().map(|code| match code {
            "none" => None,
            "OTHER" => Some("DOWNSTREAM_SERVICE_ERROR"),
            code => Some(code),
        });
        codes
            .zip(letters)
            .map(move |(code, letter)| (status, code, letter))
            .collect::<Vec<_>>()
    })
}

fn body(code: Option<&str>, path: &Value) -> String {
    let mut error = json!({ "message": "No" });
    if let Some(code) = code {
        error["extensions"] = json!({ "code": code });
    }
    if !path.is_null() {
        error["path"] = path.clone();
    }
    json!({ "data": null, "errors": [error] }).to_string()
}

/// Checks an outcome of an operation against a letter.
fn check<T>(outcome: &Result<T, Error>, letter: &str, operation: &Operation<'_>, name: &str) {
    let expected_kind = match &letter[..1] {
        "U" => "unavailable",
        "L" => "rate limited",
        "A" => "unauthorized",
        "F" => "forbidden",
        "B" => "bad request",
        _ => panic!("unknown letter {letter}"),
    };
    let is_retryable = matches!(&letter[..1], "U" | "L");
    let has_effect = letter == "U" || letter.ends_with('?');
    let is_repeatable = operation.name.is_some() || !operation.may_mutate() || !has_effect;

    assert_eq!(kind(outcome), expected_kind, "{name}");
    let error = outcome.as_ref().err().unwrap();
    assert_eq!(error.is_retryable(), is_retryable, "{name}");
    assert_eq!(error.may_have_taken_effect(), has_effect, "{name}");
    let context = RetryContext {
        idempotency: operation.idempotency,
        ..FIRST
    };
    let is_retried = matches!(decision(outcome, &context), RetryDecision::Retry(_));
    assert_eq!(is_retried, is_retryable && is_repeatable, "{name}");
}

#[test]
fn every_status_code_and_path_has_one_outcome() {
    let at_the_field = json!(["createCustomerEvent"]);
    let below = [
        json!(["createCustomerEvent", "customerEvent"]),
        json!(["createCustomerEvent", "customerEvent", "title"]),
        json!([
            "createCustomerEvent",
            "customerEvent",
            "createdBy",
            "machineUserId"
        ]),
        json!(["createCustomerEvent", "error", "fields", 0, "type"]),
    ];
    let mut count = 0;
    for (table, paths) in [
        (
            WITHOUT_PATH,
            vec![Value::Null, json!([]), json!("x.y"), json!(7)],
        ),
        (AT_THE_FIELD, vec![at_the_field]),
    ] {
        for (status, code, letter) in every_cell(table) {
            for path in &paths {
                let name = format!("{status} {code:?} {path}");
                let outcome = decode(Ok(response(status, &body(code, path))));
                check(&outcome, letter, &CREATE_CUSTOMER_EVENT, &name);
                count += 1;
            }
            for path in &below {
                let name = format!("{status} {code:?} {path}");
                let outcome = decode(Ok(response(status, &body(code, path))));
                let letter = below_the_field(status);
                check(&outcome, letter, &CREATE_CUSTOMER_EVENT, &name);
                count += 1;
            }
        }
    }
    assert_eq!(count, 400 * 9 * (4 + 1 + 2 * 4));
}

#[test]
fn queries_and_custom_mutations_follow_the_same_tables() {
    let query = Operation::custom("{ customer(customerId: 1) { email { email } } }");
    let mutation = Operation::custom("mutation { a: deleteCustomer { error { code } } b: x }");
    for (status, code, letter) in every_cell(WITHOUT_PATH) {
        for operation in [&query, &mutation] {
            let outcome = decode_raw(operation, Ok(response(status, &body(code, &Value::Null))));
            check(&outcome, letter, operation, &format!("{status} {code:?}"));
        }
    }
    for (status, code, letter) in every_cell(AT_THE_FIELD) {
        for path in [json!(["a"]), json!(["a", "error", "code"])] {
            let name = format!("{status} {code:?} {path}");
            let outcome = decode_raw(&query, Ok(response(status, &body(code, &path))));
            check(&outcome, letter, &query, &name);
            let outcome = decode_raw(&mutation, Ok(response(status, &body(code, &path))));
            check(&outcome, &in_a_custom_mutation(letter), &mutation, &name);
        }
    }
}

#[test]
fn data_is_evidence_that_the_mutation_ran() {
    let output = |event: &str, error: &str| {
        format!(r#"{{"createCustomerEvent":{{"customerEvent":{event},"error":{error}}}}}"#)
    };
    let rejection = r#"{"message":"No","type":"VALIDATION","code":"x","fields":[]}"#;
    let forbidden = r#"[{"message":"No","extensions":{"code":"FORBIDDEN"}}]"#;
    let at_the_field =
        r#"[{"message":"No","path":["createCustomerEvent"],"extensions":{"code":"FORBIDDEN"}}]"#;
    let nothing = r#"{"createCustomerEvent":null}"#.to_owned();
    for (status, data, errors, expected, has_effect) in [
        (200, output(EVENT, rejection), "[]", "decode", true),
        (
            200,
            output(EVENT, rejection),
            forbidden,
            "unavailable",
            true,
        ),
        (200, output("null", "null"), forbidden, "unavailable", true),
        (
            200,
            output(r#"{"id":"tev_1"}"#, "null"),
            forbidden,
            "unavailable",
            true,
        ),
        (200, nothing.clone(), at_the_field, "forbidden", false),
        (200, nothing, "[]", "decode", true),
        (400, output(EVENT, "null"), "[]", "unavailable", true),
        (401, output(EVENT, "null"), "[]", "unavailable", true),
        (403, output(EVENT, "null"), forbidden, "unavailable", true),
        (429, output(EVENT, "null"), "[]", "rate limited", true),
        (200, output("null", rejection), "[]", "rejected", false),
        (400, output("null", rejection), "[]", "bad request", false),
        (503, output("null", rejection), "[]", "unavailable", true),
    ] {
        let body = format!(r#"{{"data":{data},"errors":{errors}}}"#);
        let outcome = decode(Ok(response(status, &body)));
        assert_eq!(kind(&outcome), expected, "{status} {body}");
        let error = outcome.unwrap_err();
        assert_eq!(error.may_have_taken_effect(), has_effect, "{status} {body}");
    }
}

#[test]
fn one_inconclusive_error_among_several_is_enough() {
    let error = |code: &str| format!(r#"{{"message":"No","extensions":{{"code":"{code}"}}}}"#);
    for (status, codes, expected, has_effect) in [
        (200, ["FORBIDDEN", "UNAUTHENTICATED"], "forbidden", false),
        (200, ["OTHER", "FORBIDDEN"], "forbidden", true),
        (
            200,
            ["BAD_USER_INPUT", "INTERNAL_SERVER_ERROR"],
            "bad request",
            true,
        ),
        (200, ["OTHER", "RATE_LIMITED"], "rate limited", true),
        (200, ["OTHER", "INTERNAL_SERVER_ERROR"], "unavailable", true),
        (400, ["OTHER", "BAD_USER_INPUT"], "bad request", false),
        (500, ["OTHER", "BAD_USER_INPUT"], "bad request", true),
    ] {
        let errors = codes.map(error).join(",");
        let outcome = decode(Ok(response(status, &format!(r#"{{"errors":[{errors}]}}"#))));
        assert_eq!(kind(&outcome), expected, "{status} {codes:?}");
        let error = outcome.unwrap_err();
        assert_eq!(
            error.may_have_taken_effect(),
            has_effect,
            "{status} {codes:?}"
        );
    }
}

/// Result of a response to a call that is in a certain state.
fn decode_in(
    call: &CallInfo,
    predicates: &Predicates,
    body: &str,
) -> Result<CreatedCustomerEvent, Error> {
    let decoder = ResponseDecoder {
        operation: &CREATE_CUSTOMER_EVENT,
        decode: payload::decode::<CreateCustomerEventData>,
        check: &|_| Ok(()),
        predicates,
        gate: &Gate::default(),
        clock: &Clock::system(),
    };
    decoder.decode(&mut response(200, body), call)
}

fn duplicate_if(predicate: impl Fn(&MutationError) -> bool + Send + Sync + 'static) -> Predicates {
    let mut predicates = Predicates::default();
    predicates.set_duplicate(predicate);
    predicates
}

fn call(is_external_id_generated: bool, effect_unknown: bool) -> CallInfo {
    CallInfo {
        attempts: 1,
        is_external_id_generated,
        effect_unknown,
        ..CallInfo::default()
    }
}

#[test]
fn generated_external_id_exists_only_after_an_unknown_outcome() {
    let duplicate = super::mutation_error("VALIDATION", "event_already_exists");
    for predicate in [Predicates::default(), duplicate_if(|_| true)] {
        for (is_generated, effect_unknown, expected) in [
            (false, false, "already created"),
            (false, true, "already created"),
            (true, true, "already created"),
            (true, false, "rejected"),
        ] {
            let call = call(is_generated, effect_unknown);
            let outcome = decode_in(&call, &predicate, &duplicate);
            assert_eq!(kind(&outcome), expected, "{call:?}");
            let error = outcome.unwrap_err();
            assert_eq!(error.may_have_taken_effect(), effect_unknown, "{call:?}");
            let is_own = is_generated && effect_unknown;
            assert_eq!(error.was_created_by_this_call(), is_own, "{call:?}");
        }
    }
}

#[test]
fn panicking_predicate_is_an_error_of_its_own() {
    let rejected = super::mutation_error("VALIDATION", "input_validation");
    let predicate = duplicate_if(|error| panic!("unknown code {}", error.code));
    for is_generated in [false, true] {
        let outcome = decode_in(&call(is_generated, false), &predicate, &rejected);
        assert_eq!(kind(&outcome), "predicate panicked");
        let error = outcome.unwrap_err();
        assert!(error.may_have_taken_effect() && !error.is_retryable());
        assert_eq!(error.attempts(), 1);
        assert_eq!(error.mutation_error().unwrap().code, "input_validation");
        assert_eq!(
            error.to_string(),
            "the predicate `already_created_if` panicked: unknown code input_validation; \
             Plain rejected the input: No (input_validation) (request ID request-1)"
        );
    }
}

#[test]
fn mutation_error_of_an_unknown_type_may_have_run() {
    for (error_type, has_effect) in [
        ("VALIDATION", false),
        ("FORBIDDEN", false),
        ("INTERNAL", true),
        ("CONFLICT", true),
    ] {
        let body = super::mutation_error(error_type, "later");
        let error = decode(Ok(response(200, &body))).unwrap_err();
        assert_eq!(error.may_have_taken_effect(), has_effect, "{error_type}");
    }
}

//! Signatures and tokens of requests.

use http::{HeaderMap, HeaderValue};
use plain_endpoints::signature::{HEADER, sign, verify};
use plain_endpoints::testing::TestRequest;
use plain_endpoints::{Cards, CardsBuilder};

use super::{SECRET, endpoint};

const BODY: &str = r#"{"cardKeys":["usage"],"customer":{"id":"c_1"}}"#;

async fn status(cards: &Cards, headers: &[(&str, &str)]) -> u16 {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name: http::HeaderName = name.parse().unwrap();
        map.append(name, HeaderValue::from_str(value).unwrap());
    }
    let by_map = cards.respond(&map, BODY).await.status();
    let by_pairs = cards.respond(headers.iter().copied(), BODY).await.status();
    assert_eq!(by_map, by_pairs);
    by_map.as_u16()
}

fn with_secrets(secrets: &[&str]) -> Cards {
    let add = |builder: CardsBuilder, secret: &&str| builder.signing_secret(*secret);
    let builder = secrets.iter().fold(Cards::builder(), add);
    builder.build().unwrap()
}

#[test]
fn the_signature_is_that_of_plain() {
    let expected = "1bff4699de4fb5202a4b1e6cefd7b5fdfb02d19a67a1eb371dd417a45b0a47df";
    assert_eq!(sign("secret", "hello-world"), expected);
    assert!(verify("secret", "hello-world", expected).is_ok());
}

#[tokio::test]
async fn the_case_of_names_and_digits_does_not_matter() {
    let signature = sign(SECRET, BODY);
    let upper = signature.to_uppercase();
    let mixed = format!("{}{}", &signature[..32], &upper[32..]);
    for value in [&signature, &upper, &mixed] {
        for name in [HEADER, "Plain-Request-Signature", "PLAIN-REQUEST-SIGNATURE"] {
            assert_eq!(status(&endpoint(), &[(name, value)]).await, 200);
        }
    }
}

#[tokio::test]
async fn two_signatures_are_none() {
    let (right, wrong) = (sign(SECRET, BODY), sign("another", BODY));
    for (first, second) in [(&right, &wrong), (&wrong, &right), (&right, &right)] {
        let headers = [(HEADER, first.as_str()), (HEADER, second)];
        assert_eq!(status(&endpoint(), &headers).await, 401);
        let joined = format!("{first}, {second}");
        assert_eq!(status(&endpoint(), &[(HEADER, &joined)]).await, 401);
    }
}

#[tokio::test]
async fn text_around_a_signature_is_wrong() {
    let right = sign(SECRET, BODY);
    for value in [
        String::new(),
        right[..63].to_owned(),
        right[..62].to_owned(),
        format!("{right}0"),
        format!("{right}00"),
        format!("sha256={right}"),
        format!("\"{right}\""),
        "0".repeat(64),
        "z".repeat(64),
        "é".repeat(32),
    ] {
        assert_eq!(status(&endpoint(), &[(HEADER, &value)]).await, 401);
    }
}

/// The steps of a rotation: the old secret, both, the new one.
#[tokio::test]
async fn no_request_is_refused_while_both_secrets_are_known() {
    let (old, new) = (sign("old", BODY), sign("new", BODY));
    let cases = [
        (&["old"][..], [200, 401]),
        (&["old", "new"], [200, 200]),
        (&["new", "old"], [200, 200]),
        (&["new"], [401, 200]),
    ];
    for (secrets, expected) in cases {
        let cards = with_secrets(secrets);
        for (signature, expected) in [&old, &new].into_iter().zip(expected) {
            let actual = status(&cards, &[(HEADER, signature)]).await;
            assert_eq!(actual, expected, "{secrets:?}");
        }
    }
}

#[tokio::test]
async fn a_token_is_needed_beside_a_signature() {
    let cards = Cards::builder()
        .signing_secret(SECRET)
        .bearer_token("token");
    let cards = cards.build().unwrap();
    let signature = sign(SECRET, BODY);
    let signed = (HEADER, signature.as_str());
    let token = ("Authorization", "Bearer token");
    assert_eq!(status(&cards, &[signed, token]).await, 200);
    assert_eq!(status(&cards, &[signed]).await, 401);
    assert_eq!(status(&cards, &[token]).await, 401);
    assert_eq!(status(&cards, &[signed, token, token]).await, 401);
}

#[tokio::test]
async fn a_refusal_names_the_header_and_no_secret() {
    let cards = Cards::builder().bearer_token("hunter2").build().unwrap();
    for (headers, expected) in [
        (&[][..], "the header Authorization is missing"),
        (
            &[("authorization", "Bearer hunter3")],
            "the token in the header Authorization is not one of this endpoint",
        ),
    ] {
        let response = cards.respond(headers.iter().copied(), BODY).await;
        assert_eq!(response.status(), 401);
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
        let body = String::from_utf8_lossy(response.body());
        assert_eq!(body, format!(r#"{{"error":"{expected}"}}"#));
    }
}

#[test]
fn test_requests_have_the_headers_of_plain() {
    let request = TestRequest::new(["usage"]).sign(SECRET);
    let headers = request.headers();
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["accept"], "application/json");
    assert_eq!(
        headers["user-agent"],
        "Plain/1.0 (plain.com; help@plain.com)"
    );
    assert!(headers["plain-workspace-id"].as_bytes().starts_with(b"w_"));
    let signature = headers[HEADER].to_str().unwrap();
    assert_eq!(signature, sign(SECRET, request.body()));
}

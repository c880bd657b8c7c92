//! Requests of any shape: an endpoint never panics, answers each with the status that its documentation lists,
//! and answers the requested keys exactly.
//!
//! The inputs are the same in every run. `PLAIN_FUZZ_INPUTS` sets their number.
#![expect(clippy::unwrap_used, reason = "a failure fails the test")]

mod body;
mod credentials;
mod expected;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::{env, thread};

use http::{Response, StatusCode};
use plain_endpoints::signature::{sign, verify};
use plain_endpoints::{CardRequest, Cards};
use plain_runtime::{Card, customer_card};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Runtime;

/// Number of inputs, unless `PLAIN_FUZZ_INPUTS` sets it.
const INPUTS: u32 = 1_000;

/// Number of threads. It is fixed, so that the inputs are the same on every machine.
const THREADS: u8 = 4;

#[test]
fn fuzz_bodies_are_answered_as_documented() {
    let statuses = Mutex::default();
    run(body::body, |body, endpoint| {
        let response = endpoint.send(&credentials::valid(body), body);
        insert(&statuses, response.status());
        expected::of_body(body).check(&response)
    });
    assert_eq!(statuses.into_inner().unwrap(), [200, 400, 413, 503].into());
}

#[test]
fn fuzz_credentials_are_answered_as_documented() {
    let statuses = Mutex::default();
    run(credentials::credentials, |credentials, endpoint| {
        let response = endpoint.send(&credentials.headers(), credentials::BODY);
        insert(&statuses, response.status());
        expected::of_credentials(credentials).check(&response)
    });
    assert_eq!(statuses.into_inner().unwrap(), [200, 401].into());
}

#[test]
fn fuzz_signatures_verify_what_they_sign_only() {
    run(signed, |(secret, body, signature), _| {
        let right = sign(secret, body);
        prop_assert!(verify(secret, body, &right).is_ok());
        prop_assert!(verify(secret, body, right.to_uppercase()).is_ok());
        prop_assert!(verify(secret, body, signature).is_err());
        let mut longer = body.clone();
        longer.push(0);
        prop_assert!(verify(secret, longer, right).is_err());
        Ok(())
    });
}

fn insert(statuses: &Mutex<BTreeSet<u16>>, status: StatusCode) {
    statuses.lock().unwrap().insert(status.as_u16());
}

/// A secret, a body and a signature.
fn signed() -> impl Strategy<Value = (Vec<u8>, Vec<u8>, Vec<u8>)> {
    let bytes = || vec(any::<u8>(), 0..80);
    let digits = "[0-9a-fA-F]{60,68}".prop_map(String::into_bytes);
    (bytes(), bytes(), prop_oneof![bytes(), digits])
}

/// Checks inputs in several threads.
fn run<T: std::fmt::Debug, S: Strategy<Value = T>>(
    inputs: fn() -> S,
    check: impl Fn(&T, &Endpoint) -> Result<(), TestCaseError> + Sync,
) {
    let number: u32 =
        env::var("PLAIN_FUZZ_INPUTS").map_or(INPUTS, |number| number.parse().unwrap());
    let check = &check;
    thread::scope(|scope| {
        for seed in 0..THREADS {
            scope.spawn(move || {
                let config = Config {
                    cases: number.div_ceil(THREADS.into()),
                    failure_persistence: None,
                    ..Config::default()
                };
                let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
                let endpoint = Endpoint::new();
                let result = TestRunner::new_with_rng(config, rng)
                    .run(&inputs(), |input| check(&input, &endpoint));
                if let Err(error) = result {
                    panic!("{error}");
                }
            });
        }
    });
}

/// An endpoint, and the runtime in which it runs.
struct Endpoint {
    cards: Cards,
    runtime: Runtime,
}

impl Endpoint {
    fn new() -> Self {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let cards = Cards::builder()
            .signing_secret("another secret")
            .signing_secret(credentials::SECRET)
            .bearer_token(credentials::TOKEN)
            .card_for("shown", shown)
            .card_for("hidden", hidden)
            .card_for("failing", failing)
            .card_for("invalid", invalid);
        Self {
            cards: cards.build().unwrap(),
            runtime: runtime.enable_time().build().unwrap(),
        }
    }

    fn send(&self, headers: &[(String, Vec<u8>)], body: &[u8]) -> Response<bytes::Bytes> {
        let headers = headers.iter().map(|(name, value)| (name, value));
        self.runtime.block_on(self.cards.respond(headers, body))
    }
}

/// A card that inserts text of the request. Plain allows everything but NUL.
async fn shown(request: CardRequest) -> Result<Option<Card>, std::io::Error> {
    let customer = request.customer();
    let [email, id] = [customer.email(), customer.external_id()]
        .map(|text| text.unwrap_or("none").replace('\0', ""));
    Ok(Some(customer_card!(
        components = [plain_text("The customer"), text("Address {email}, ID {id}")],
        time_to_live_seconds = 60,
    )))
}

async fn hidden(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    Ok(None)
}

async fn failing(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    tokio::task::yield_now().await;
    Err(std::io::Error::other("hunter2"))
}

async fn invalid(_: CardRequest) -> Result<Option<Card>, std::io::Error> {
    let blank = "";
    Ok(Some(customer_card!(components = [text("{blank}")])))
}

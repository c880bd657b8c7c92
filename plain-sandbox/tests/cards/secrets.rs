//! Secrets appear in the request only.

use crate::{TestEndpoint, response, sandbox};

const SECRET: &str = "signing-s3cret";
const TOKEN: &str = "t0ken-value";
const QUERY: &str = "qu3ry-value";

#[tokio::test]
async fn debug_errors_and_reports_have_no_secret() {
    let (sandbox, _) = sandbox().await;
    // It repeats the request, secrets included.
    let served = TestEndpoint::start(|request, _| {
        let status = if request.keys() == ["status"] {
            400
        } else {
            200
        };
        let token = request.header("authorization").unwrap();
        let card = format!("[{{\"{token} {SECRET} {}\": {{}}}}]", request.path);
        let key = &request.keys()[0];
        let cards = format!("{{\"cards\": [{{\"key\": \"{key}\", \"components\": {card}}}]}}");
        response(status, &cards)
    })
    .await;
    let endpoint = |key: &str| {
        plain_sandbox::CardEndpoint::new(format!("{}/cards?token={QUERY}", served.url))
            .key(key)
            .header("authorization", format!("Bearer {TOKEN}"))
            .signing_secret(SECRET)
    };
    let mut texts = Vec::new();
    for key in ["status", "body"] {
        let endpoint = endpoint(key);
        let load = sandbox.load_cards(&endpoint);
        texts.push(format!("{endpoint:?} {load:?}"));
        let loaded = load.load().await;
        loaded.expect_error(key);
        texts.push(format!("{loaded:?} {loaded} {}", loaded.to_json()));
    }
    sandbox.add_card_endpoint(endpoint("configured"));
    texts.push(format!("{sandbox:?} {:?}", sandbox.card_attempts()));
    assert_eq!(served.count(), 2);
    for text in texts {
        for secret in [SECRET, TOKEN, QUERY] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

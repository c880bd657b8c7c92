//! Wrong settings.

use std::convert::Infallible;
use std::time::Duration;

use plain_endpoints::{BuildError, CardRequest, Cards, CardsBuilder};
use plain_runtime::Card;

use super::builder;

async fn nothing(_: CardRequest) -> Result<Option<Card>, Infallible> {
    Ok(None)
}

fn message(builder: CardsBuilder) -> String {
    builder.build().unwrap_err().to_string()
}

#[test]
fn an_endpoint_needs_authentication() {
    let open = || Cards::builder().card_for("a", nothing);
    assert_eq!(open().build().unwrap_err(), BuildError::NoAuthentication);
    assert!(open().unauthenticated().build().is_ok());
    assert!(open().bearer_token("token").build().is_ok());
    let both = open().unauthenticated().signing_secret("secret");
    assert_eq!(
        both.build().unwrap_err(),
        BuildError::ContradictoryAuthentication
    );
}

#[test]
fn empty_secrets_are_refused() {
    for builder in [
        Cards::builder().signing_secret(""),
        Cards::builder()
            .signing_secret("secret")
            .signing_secret(" "),
        Cards::builder().bearer_token("\n"),
    ] {
        assert_eq!(builder.build().unwrap_err(), BuildError::EmptySecret);
    }
}

/// Secrets are read from files that end with a line break, and tokens copied from headers.
#[test]
fn secrets_are_as_plain_shows_them() {
    for builder in [
        Cards::builder().signing_secret("secret\n"),
        Cards::builder().signing_secret("\u{a0}secret"),
        Cards::builder().signing_secret("a").bearer_token(" token"),
    ] {
        assert_eq!(
            builder.build().unwrap_err(),
            BuildError::SecretWithWhiteSpace
        );
    }
    for token in ["Bearer token", "bearer  token", "BEARER\ttoken"] {
        let error = Cards::builder().bearer_token(token).build().unwrap_err();
        assert_eq!(error, BuildError::TokenWithScheme);
    }
    for token in ["Bearer", "bearer-token", "token"] {
        assert!(Cards::builder().bearer_token(token).build().is_ok());
    }
}

/// Each error has the code to write.
#[test]
fn errors_have_a_help() {
    let deadline = Duration::ZERO;
    for builder in [
        Cards::builder(),
        builder().unauthenticated(),
        builder().signing_secret(""),
        builder().signing_secret("a "),
        builder().bearer_token("Bearer a"),
        builder().card_for("plan", nothing),
        builder().card_for("plan details", nothing),
        builder().deadline(deadline),
    ] {
        let message = message(builder);
        assert!(message.contains("\nhelp: "), "{message}");
    }
}

#[test]
fn keys_are_distinct_and_valid() {
    assert!(
        message(builder().card_for("plan", nothing))
            .starts_with("two functions build the card `plan`")
    );
    let error = message(builder().card_for("plan details", nothing));
    assert!(
        error.starts_with("`plan details` is not the key of a card"),
        "{error}"
    );
    assert!(builder().card_for("", nothing).build().is_err());
    assert!(
        builder()
            .card_for("a".repeat(501), nothing)
            .build()
            .is_err()
    );
}

#[test]
fn the_deadline_ends_before_that_of_plain() {
    for seconds in [0, 15, 60] {
        let deadline = Duration::from_secs(seconds);
        let error = builder().deadline(deadline).build().unwrap_err();
        assert_eq!(error, BuildError::Deadline { deadline });
        assert_eq!(
            error.to_string(),
            format!(
                "a deadline of {deadline:?} is not between zero and the 15 seconds that Plain waits\nhelp: write \
                 `.deadline(Duration::from_secs(12))`"
            )
        );
    }
    assert!(builder().deadline(Duration::from_secs(14)).build().is_ok());
}

//! Example tests of derived events, by comparison and by snapshot.

use plain_runtime::{CustomerEvent, customer_event};

#[derive(CustomerEvent)]
#[customer_event(
    title = "Seats: {seats}",
    customer_identifier = external_id(account),
    components = [text("**{seats}** seats for {account}.")],
    external_id = "seats-{account}-{seats}",
)]
struct SeatsChanged {
    account: &'static str,
    seats: u32,
}

const EVENT: SeatsChanged = SeatsChanged {
    account: "acme",
    seats: 3,
};

#[test]
fn an_event_can_be_compared() {
    assert_eq!(
        EVENT.customer_event(),
        customer_event!(
            title = "Seats: 3",
            customer_identifier = external_id("acme"),
            components = [text("**3** seats for acme.")],
            external_id = "seats-acme-3",
        ),
    );
}

#[test]
fn an_event_can_be_a_snapshot() {
    insta::assert_json_snapshot!(EVENT.customer_event(), @r#"
    {
      "title": "Seats: 3",
      "customerIdentifier": {
        "externalId": "acme"
      },
      "components": [
        {
          "componentText": {
            "text": "**3** seats for acme."
          }
        }
      ],
      "externalId": "seats-acme-3"
    }
    "#);
}

#[test]
fn run_time_values_can_be_validated() {
    let blank_account = SeatsChanged {
        account: "",
        seats: 3,
    };
    let invalid = blank_account.customer_event().validate().unwrap_err();
    assert_eq!(
        invalid.violations()[0].path(),
        "customer_identifier.external_id"
    );
}

//! Unit tests of events: which events a program creates, without a server.
//!
//! ```sh
//! cargo test --example unit_tests
//! cargo run --example unit_tests
//! ```
//!
//! An event is a value that implements `PartialEq`, `Debug` and `Serialize`, so a test compares it with another event,
//! looks at a part of it, validates it, or takes a snapshot. One test sends it to a sandbox.
//!
//! The program prints the event that the tests are about, as JSON and as the call that creates it:
//!
//! ```text
//! {
//!   "title": "Storage is almost full",
//! ..
//! }
//! customer_event!(
//!     title = "Storage is almost full",
//! ..
//! )
//! ```

use plain_runtime::CustomerEvent;
use plain_sandbox::{EventKind, macro_call};

/// Reported once for each account and threshold.
#[derive(CustomerEvent)]
#[customer_event(
    title = if *percent < 100 { "Storage is almost full" } else { "Storage is full" },
    customer_identifier = external_id(account),
    components = [
        row(
            main_content = [text("Bucket **{bucket}**")],
            aside_content = [badge("{percent} %", color = if *percent < 100 { Yellow } else { Red })],
        ),
        if *percent >= 100 {
            text("New files are rejected.", color = Error)
        },
    ],
    external_id = "storage-{account}-{bucket}-{percent}",
)]
struct StorageAlert {
    account: String,
    bucket: String,
    percent: u32,
}

/// The alert for a change, if it passes a threshold.
fn alert(account: &str, bucket: &str, before: u32, after: u32) -> Option<StorageAlert> {
    let passed = |threshold: &u32| before < *threshold && *threshold <= after;
    let percent = [100, 80].into_iter().find(passed)?;
    Some(StorageAlert {
        account: account.to_owned(),
        bucket: bucket.to_owned(),
        percent,
    })
}

fn main() -> Result<(), serde_json::Error> {
    if let Some(alert) = alert("jane", "invoices", 72, 85) {
        let event = alert.customer_event();
        println!("{}", serde_json::to_string_pretty(&event)?);
        let input = serde_json::to_value(&event)?;
        println!("{}", macro_call(EventKind::CustomerEvent, &input));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use plain_runtime::{Error, components, customer_event};
    use plain_sandbox::Sandbox;

    use super::*;

    /// The whole event, against one that is written out.
    #[test]
    fn alert_at_80_percent_is_yellow() {
        let event = alert("jane", "invoices", 72, 85).unwrap().customer_event();
        let expected = customer_event!(
            title = "Storage is almost full",
            customer_identifier = external_id("jane"),
            components = [row(
                main_content = [text("Bucket **invoices**")],
                aside_content = [badge("80 %", color = Yellow)],
            )],
            external_id = "storage-jane-invoices-80",
        );
        assert_eq!(event, expected);
    }

    /// A part of the event. The other parts may change without a change of this test.
    #[test]
    fn full_storage_says_that_files_are_rejected() {
        let event = alert("jane", "invoices", 85, 104).unwrap().customer_event();
        let rejected = components![text("New files are rejected.", color = Error)];
        assert!(event.components.contains(&rejected[0]), "{event:#?}");
    }

    /// The identity of an event: Plain ignores the second one with the same external ID.
    #[test]
    fn each_threshold_is_reported_once() {
        let id = |before, after| {
            let alert = alert("jane", "invoices", before, after)?;
            alert.customer_event().external_id
        };
        assert_eq!(id(72, 85), id(79, 80));
        assert_ne!(id(72, 85), id(85, 100));
        assert_eq!(id(81, 99), None);
    }

    /// Names of customers are not markup.
    #[test]
    fn bucket_with_markdown_in_its_name_stays_text() {
        let event = alert("jane", "a*b_c", 0, 80).unwrap().customer_event();
        let input = serde_json::to_value(&event).unwrap();
        let row = &input["components"][0]["componentRow"];
        let text = &row["rowMainContent"][0]["componentText"]["text"];
        assert_eq!(text, r"Bucket **a\*b_c**");
    }

    /// The rules for values that are known only at run time, without sending the event.
    #[test]
    fn account_without_an_id_is_a_violation() {
        let event = alert("", "invoices", 0, 80).unwrap().customer_event();
        let violations = event.validate().unwrap_err();
        assert_snapshot!(
            violations,
            @"invalid event: customer_identifier.external_id: blank; external_id: incomplete: an inserted value is empty"
        );
    }

    /// A snapshot of the call, which is shorter than the JSON. `cargo insta review` updates it.
    #[test]
    fn full_storage_has_this_layout() {
        let event = alert("jane", "invoices", 85, 104).unwrap().customer_event();
        let input = serde_json::to_value(&event).unwrap();
        assert_snapshot!(macro_call(EventKind::CustomerEvent, &input), @r#"
        customer_event!(
            title = "Storage is full",
            customer_identifier = external_id("jane"),
            components = [
                row(
                    main_content = [text("Bucket **invoices**")],
                    aside_content = [badge("100 %", color = Red)],
                ),
                text("New files are rejected.", color = Error),
            ],
            external_id = "storage-jane-invoices-100",
        )
        "#);
    }

    /// The answers of the server, which knows the customers and the external IDs.
    #[tokio::test]
    async fn alert_is_created_for_a_known_account() {
        let sandbox = Sandbox::start().await;
        let client = sandbox.client();
        let known = alert("jane", "invoices", 72, 85).unwrap();
        client.create_customer_event(&known).await.unwrap();
        sandbox.expect_events(1, |event| event.title == "Storage is almost full");

        let unknown = alert("joe", "invoices", 72, 85).unwrap();
        let error = client.create_customer_event(&unknown).await.unwrap_err();
        assert!(error.is_customer_not_found(), "{error}");
        let again = client.create_customer_event(&known).await.unwrap_err();
        assert!(matches!(again, Error::AlreadyCreated { .. }), "{again}");
    }
}

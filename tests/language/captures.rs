//! Captures: never empty in an identifier, and never an `Option`.

use std::rc::Rc;

use plain_runtime::{CreateCustomerEventInput, components, customer_event, thread_event};

/// Violations of an event, each with its path.
fn violations(event: &CreateCustomerEventInput) -> Vec<String> {
    match event.validate() {
        Ok(()) => Vec::new(),
        Err(error) => error.violations().iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn empty_capture_in_an_identifier_is_invalid() {
    let event = |id: &str, mail: &str, user: &str| {
        customer_event!(
            title = "Invoice {id}",
            customer_identifier = email_address("{mail}@x.example"),
            components = [
                badge("Invoice {id}"),
                link_button("Open", "https://x.example/{id}"),
                user(user_id("u_{user}")),
                workflow_button("Remind", workflow_key("remind-{id:.3}")),
            ],
            external_id = "invoice-{id}",
        )
    };
    assert_eq!(violations(&event("7", "kim", "1")), [""; 0]);
    assert_eq!(
        violations(&event("", "", "")),
        [
            "customer_identifier.email_address: incomplete: an inserted value is empty",
            "components[2].user.user_identifier.user_id: incomplete: an inserted value is empty",
            "components[3].workflow_button.workflow_identifier.workflow_key: incomplete: an inserted value is empty",
            "external_id: incomplete: an inserted value is empty",
        ]
    );
}

#[test]
fn empty_value_of_a_longer_path_is_invalid() {
    struct Invoice {
        number: (String, u32),
    }
    let event = |number: &str| {
        let invoice = Invoice {
            number: (number.to_owned(), 7),
        };
        thread_event!(
            title = "A",
            thread_id = "th_{invoice.number.0}",
            components = [divider()],
            external_id = Some("{invoice.number.1:?}-{invoice.number.0}".to_string()),
        )
    };
    assert!(event("1").validate().is_ok());
    assert_eq!(event("1").external_id.as_deref(), Some("7-1"));
    let error = event("").validate().unwrap_err();
    assert_eq!(error.violations().len(), 2, "{error}");
}

#[test]
fn every_other_type_can_be_captured_with_debug() {
    type State = (Option<u8>, char);
    fn generic<T: std::fmt::Debug + ?Sized>(value: &T) -> String {
        let list = components![badge("{value:?}")];
        serde_json::to_value(list).unwrap()[0]["componentBadge"]["badgeLabel"]
            .as_str()
            .unwrap()
            .to_owned()
    }
    let state: State = (Some(1), 'c');
    let (list, shared, result) = ([Some(1), None], Rc::new("a"), Ok::<u8, ()>(1));
    let width = 7;
    let text = "a\"*b*";
    assert_eq!(
        components![
            badge("{state:?} {list:?}"),
            badge("{shared:?} {width:>4?} {result:?} {text:?}"),
            text("{text:?}"),
        ],
        components![
            badge("(Some(1), 'c') [Some(1), None]"),
            badge("\"a\"    7 Ok(1) \"a\\\"*b*\""),
            text(format!("{text:?}")),
        ]
    );
    assert_eq!(generic("a"), "\"a\"");
    assert_eq!(generic(&[1, 2][..]), "[1, 2]");
}

//! What the mutations do.

mod create_event;
mod create_thread;
mod upsert_customer;

pub(crate) use create_event::create_event;
pub(crate) use create_thread::create_thread;
pub(crate) use upsert_customer::upsert_customer;

use serde_json::Value;

use crate::response::mutation_error::MutationError;
use crate::workspace::customer::Customer;
use crate::workspace::{self, Workspace};

/// The customer that a `customerIdentifier` names.
fn identified_customer<'a>(
    workspace: &'a Workspace,
    identifier: &Value,
) -> Result<&'a Customer, MutationError> {
    workspace.identified(identifier).ok_or_else(|| {
        let said = workspace::said(identifier);
        let message = format!("There is no customer with {said}; create one with upsertCustomer");
        MutationError::not_found("customerIdentifier", message)
    })
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use jiff::Timestamp;
    use plain_schema::EventKind;
    use serde_json::{Value, json};

    use super::{create_event, create_thread, upsert_customer};
    use crate::fault::Faults;
    use crate::shutdown::Ending;
    use crate::state::State;
    use crate::time::clock::Clock;
    use crate::workspace::Workspace;
    use crate::workspace::change::{Change, History};
    use crate::workspace::seed;
    use crate::workspace::store::{Store, StoreError};

    #[derive(Debug)]
    struct Full;

    impl Store for Full {
        fn write(&mut self, _: &[Change]) -> Result<(), StoreError> {
            Err("the disk is full".into())
        }
    }

    #[test]
    fn what_cannot_be_stored_is_not_done() {
        let history = History::seeded(Timestamp::UNIX_EPOCH);
        let workspace = Workspace::new(history, None, Some(Box::new(Full))).unwrap();
        let state = State::new(
            SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            Vec::new(),
            Clock::system(),
            None,
            Faults::new(0, Vec::new()),
            Ending::new().1,
            workspace,
        );
        let customer = json!({ "customerId": seed::CUSTOMER_ID });
        let event = json!({
            "title": "t", "customerIdentifier": customer, "components": [], "externalId": "a",
        });
        let thread = json!({ "title": "t", "customerIdentifier": customer });
        let on_create = json!({ "fullName": "J", "email": { "email": "j@acme.com" } });
        let update = json!({
            "identifier": customer, "onCreate": on_create, "onUpdate": { "shortName": {} },
        });
        let create = json!({
            "identifier": { "emailAddress": "j@acme.com" }, "onCreate": on_create, "onUpdate": {},
        });
        let before = format!("{:?}", state.workspace());
        for answer in [
            create_event(&state, EventKind::CustomerEvent, event),
            create_thread(&state, &thread),
            upsert_customer(&state, &update),
            upsert_customer(&state, &create),
        ] {
            assert_eq!(answer["error"]["type"], "INTERNAL", "{answer}");
            assert_eq!(answer["error"]["message"], "the disk is full");
            assert_eq!(answer["error"]["fields"], Value::Array(Vec::new()));
        }
        assert!(state.clear_events().is_err());
        assert_eq!(format!("{:?}", state.workspace()), before);
    }
}

//! The mutations.

mod change_thread;
mod create_event;
mod create_note;
mod create_thread;
mod customer_tenants;
mod execute;
mod label_types;
mod labels;
mod references;
mod reply_to_thread;
mod spam;
mod thread_field;
mod thread_field_schema;
mod upsert_customer;
mod upsert_tenant;

pub(crate) use create_thread::create_thread;
pub(crate) use execute::execute;
pub(crate) use label_types::{archive_label_type, create_label_type};
pub(crate) use spam::mark_customer_as_spam;
pub(crate) use thread_field_schema::create_thread_field_schema;
pub(crate) use upsert_customer::{UpsertResult, upsert_customer};
pub(crate) use upsert_tenant::upsert_tenant;

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use jiff::Timestamp;
    use plain_schema::EventKind;
    use serde_json::json;

    use super::create_event::create_event;
    use super::{create_thread, execute, upsert_customer};
    use crate::access::Access;
    use crate::fault::Faults;
    use crate::response::mutation_error::{MutationError, MutationErrorKind};
    use crate::shutdown::Shutdown;
    use crate::state::State;
    use crate::time::clock::Clock;
    use crate::workspace::Workspace;
    use crate::workspace::change::{Change, History, Store, StoreError};
    use crate::workspace::seed;

    #[derive(Debug)]
    struct FullDisk;

    impl Store for FullDisk {
        fn write(&mut self, _: &[Change]) -> Result<(), StoreError> {
            Err("the disk is full".into())
        }
    }

    #[test]
    fn mutations_that_cannot_be_stored_change_nothing() {
        let history = History::seeded(Timestamp::UNIX_EPOCH);
        let workspace = Workspace::new(history, None, Some(Box::new(FullDisk))).unwrap();
        let state = State::new(
            ("http", SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
            Access::default(),
            Clock::system(),
            Faults::new(0, Vec::new()),
            Shutdown::new().1,
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
        let execute = |name, input| execute(&state, name, input).unwrap().unwrap_err();
        let thread_id = seed::THREAD_ID;
        let tenant = json!({ "externalId": "a" });
        let note = json!({ "customerId": seed::CUSTOMER_ID, "text": "a" });
        for error in [
            execute(
                "upsertTenant",
                json!({ "identifier": tenant, "externalId": "a", "name": "a" }),
            ),
            execute("createLabelType", json!({ "name": "a" })),
            execute("markThreadAsDone", json!({ "threadId": thread_id })),
            execute(
                "replyToThread",
                json!({ "threadId": thread_id, "textContent": "a" }),
            ),
            execute("createNote", note),
            execute("markCustomerAsSpam", customer.clone()),
            create_event(&state, EventKind::CustomerEvent, event).unwrap_err(),
            create_thread(&state, &thread).unwrap_err(),
            upsert_customer(&state, &update).unwrap_err(),
            upsert_customer(&state, &create).unwrap_err(),
        ] {
            let expected = MutationError {
                kind: MutationErrorKind::Internal,
                code: "internal".into(),
                message: "the disk is full".to_owned(),
                fields: Vec::new(),
            };
            assert_eq!(error, expected);
        }
        assert!(state.clear_events().is_err());
        assert_eq!(format!("{:?}", state.workspace()), before);
    }
}

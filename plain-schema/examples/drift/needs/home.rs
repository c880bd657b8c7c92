//! Places of the types and operations that have no row.

use super::{Place, Role};

/// Places of the types and operations whose names contain one of the words.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) words: &'static [&'static str],
    places: &'static [(Role, &'static str)],
}

impl Home {
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        self.places
            .iter()
            .map(|(role, path)| Place::new(*role, path))
    }
}

use Role::{Fails, Row, Sandbox, Test, Type};

/// Places of every query and mutation.
pub(super) const OPERATION: Home = Home {
    words: &[],
    places: &[
        (Row, "plain-schema/src/operation.rs"),
        (Row, "plain-schema/src/permission.rs"),
        (Sandbox, "plain-sandbox/src/graphql/root.rs"),
        (Fails, "tests/schema/main.rs"),
        (Test, "plain-sandbox/tests/api/permissions.rs"),
    ],
};

/// Test that reads every field of the schema.
const EVERY_FIELD: (Role, &str) = (Fails, "plain-sandbox/tests/api/every_field.rs");

/// Places by words, the narrowest words first. The words of the last are those of the types that others use.
pub(super) const HOMES: &[Home] = &[
    Home {
        words: &["CustomerCard", "customerCard"],
        places: &[
            (Row, "plain-schema/src/card_request.rs"),
            (Type, "plain-runtime/src/input/card.rs"),
            (Type, "plain-endpoints/src/request"),
            (Sandbox, "plain-sandbox/src/cards"),
            (Test, "plain-sandbox/tests/cards/requests.rs"),
        ],
    },
    Home {
        words: &["CustomerEvent", "ThreadEvent", "TimelineEvent", "Event"],
        places: &[
            (Row, "plain-schema/src/event.rs"),
            (Type, "plain-runtime/src/response/created_event.rs"),
            (Type, "plain-runtime/src/graphql/event.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/create_event.rs",
            ),
            (Sandbox, "plain-sandbox/src/graphql/object/mod.rs"),
            (Test, "plain-sandbox/tests/api/events.rs"),
            EVERY_FIELD,
        ],
    },
    Home {
        words: &["CustomerToTenants", "CustomerFromTenants", "CustomerTenant"],
        places: &[
            (Type, "plain-runtime/src/client/tenants.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/customer_tenants.rs",
            ),
            (Test, "tests/client/tenants.rs"),
            (Test, "plain-sandbox/tests/api/tenants.rs"),
        ],
    },
    Home {
        words: &["UpsertTenant", "upsertTenant"],
        places: &[
            (Type, "plain-runtime/src/input/tenant.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/upsert_tenant.rs",
            ),
            (Test, "tests/client/tenants.rs"),
            (Test, "plain-sandbox/tests/api/tenants.rs"),
        ],
    },
    Home {
        words: &["Tenant", "tenant", "Account", "account"],
        places: &[
            (Type, "plain-runtime/src/response/customer.rs"),
            (Sandbox, "plain-sandbox/src/graphql/object/tenant.rs"),
            (Sandbox, "plain-sandbox/src/graphql/query/tenants.rs"),
            (Test, "plain-sandbox/tests/api/tenants.rs"),
            EVERY_FIELD,
        ],
    },
    Home {
        words: &[
            "UpsertCustomer",
            "upsertCustomer",
            "EmailAddressInput",
            "StringInput",
        ],
        places: &[
            (Type, "plain-runtime/src/input/customer.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/upsert_customer.rs",
            ),
            (Test, "tests/client/customers.rs"),
            (Test, "plain-sandbox/tests/api/customers.rs"),
        ],
    },
    Home {
        words: &["CustomersFilter", "CustomersSort"],
        places: &[
            (Sandbox, "plain-sandbox/src/graphql/query/customers.rs"),
            (Test, "plain-sandbox/tests/api/lists.rs"),
        ],
    },
    Home {
        words: &["ThreadsFilter", "ThreadsSort"],
        places: &[
            (Sandbox, "plain-sandbox/src/graphql/query/threads.rs"),
            (Test, "plain-sandbox/tests/api/lists.rs"),
        ],
    },
    Home {
        words: &["ThreadField"],
        places: &[
            (Type, "plain-runtime/src/response/thread.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/thread_field.rs",
            ),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/thread_field_schema.rs",
            ),
            (Test, "plain-sandbox/tests/api/thread_fields.rs"),
            EVERY_FIELD,
        ],
    },
    Home {
        words: &["Label", "label"],
        places: &[
            (Type, "plain-runtime/src/client/thread_changes.rs"),
            (Sandbox, "plain-sandbox/src/graphql/mutation/labels.rs"),
            (Sandbox, "plain-sandbox/src/graphql/mutation/label_types.rs"),
            (Sandbox, "plain-sandbox/src/graphql/object/label.rs"),
            (Test, "plain-sandbox/tests/api/labels.rs"),
        ],
    },
    Home {
        words: &["Reply", "reply", "Note", "Impersonation"],
        places: &[
            (Type, "plain-runtime/src/input/message.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/reply_to_thread.rs",
            ),
            (Sandbox, "plain-sandbox/src/graphql/mutation/create_note.rs"),
            (Test, "plain-sandbox/tests/api/messages.rs"),
        ],
    },
    Home {
        words: &["Entry", "Timeline", "timeline"],
        places: &[
            (Type, "plain-runtime/src/client/response/timeline.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/object/timeline_entry.rs",
            ),
            (
                Sandbox,
                "plain-sandbox/src/graphql/query/timeline_entries.rs",
            ),
            (Test, "plain-sandbox/tests/api/timeline.rs"),
            EVERY_FIELD,
        ],
    },
    Home {
        words: &["CreateThread", "createThread"],
        places: &[
            (Type, "plain-runtime/src/client/create_thread.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/create_thread.rs",
            ),
            (Test, "tests/client/threads.rs"),
            (Test, "plain-sandbox/tests/api/threads.rs"),
        ],
    },
    Home {
        words: &[
            "ThreadPriority",
            "ThreadAsDone",
            "ThreadAsTodo",
            "AssignThread",
            "assignThread",
            "StatusDetail",
            "Agent",
        ],
        places: &[
            (Type, "plain-runtime/src/client/thread_changes.rs"),
            (
                Sandbox,
                "plain-sandbox/src/graphql/mutation/change_thread.rs",
            ),
            (Sandbox, "plain-sandbox/src/graphql/object/thread.rs"),
            (Test, "plain-sandbox/tests/api/thread_changes.rs"),
        ],
    },
    Home {
        words: &["Thread", "thread"],
        places: &[
            (Type, "plain-runtime/src/response/thread.rs"),
            (Type, "plain-runtime/src/graphql/thread.rs"),
            (Sandbox, "plain-sandbox/src/graphql/object/thread.rs"),
            (Test, "plain-sandbox/tests/api/threads.rs"),
            EVERY_FIELD,
        ],
    },
    Home {
        words: &["MutationError", "MutationFieldError"],
        places: &[
            (Type, "plain-runtime/src/error/mutation.rs"),
            (Sandbox, "plain-sandbox/src/response/mutation_error.rs"),
            (Test, "tests/client/rejections.rs"),
        ],
    },
    Home {
        words: &["Customer", "customer", "Company"],
        places: &[
            (Type, "plain-runtime/src/response/customer.rs"),
            (Type, "plain-runtime/src/graphql/customer.rs"),
            (Sandbox, "plain-sandbox/src/graphql/object/mod.rs"),
            (Test, "plain-sandbox/tests/api/customers.rs"),
            EVERY_FIELD,
        ],
    },
    Home {
        words: &[""],
        places: &[
            (Sandbox, "plain-sandbox/src/graphql/object/mod.rs"),
            EVERY_FIELD,
        ],
    },
];

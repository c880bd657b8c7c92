//! Derives whose attributes and fields come from different macros, or from a macro and its caller. A
//! field is found by its name.

use plain_runtime::{CustomerEvent, ThreadEvent, components};

macro_rules! event {
    (struct $name:ident { $($field:ident: $ty:ty),* $(,)? }) => {
        #[derive(CustomerEvent)]
        #[customer_event(
            title = "Account {id}",
            customer_identifier = external_id(id),
            external_id = "account-{self.id}",
            components = [
                text("{id}", color = if *id > 3 { Muted } else { Error }),
                for role in roles {
                    let upper = role.to_uppercase();
                    badge("{role} {upper}")
                },
                badge(format!("{id} of {}", self.roles.len())),
            ],
        )]
        struct $name { $($field: $ty),* }
    };
}

event!(
    struct Changed {
        id: u32,
        roles: Vec<&'static str>,
    }
);

#[test]
fn attribute_of_the_macro_finds_fields_of_the_caller() {
    let roles = vec!["owner"];
    let event = Changed { id: 7, roles }.customer_event();
    assert_eq!(event.title, "Account 7");
    assert_eq!(event.external_id.as_deref(), Some("account-7"));
    assert_eq!(
        event.components,
        components![
            text("7", color = Muted),
            badge("owner OWNER"),
            badge("7 of 1")
        ]
    );
}

macro_rules! with_fields {
    ($(#[$meta:meta])* $name:ident) => {
        #[derive(CustomerEvent)]
        $(#[$meta])*
        struct $name {
            id: u32,
            #[customer_event(badge(color = Green))]
            plan: Option<&'static str>,
        }
    };
}

with_fields!(
    #[customer_event(title = "Account {id}", customer_identifier = external_id(id))]
    #[customer_event(components = [text("{id} {self.id}"), ..])]
    Passed
);

#[test]
fn attribute_of_the_caller_finds_fields_of_the_macro() {
    let plan = Some("Pro");
    let event = Passed { id: 7, plan }.customer_event();
    assert_eq!(event.title, "Account 7");
    assert_eq!(
        event.components,
        components![text("7 7"), badge("Pro", color = Green)]
    );
}

/// Function that the macro names by `$crate`.
pub(crate) fn shout(text: &str) -> String {
    text.to_uppercase()
}

macro_rules! mixed {
    ($name:ident, $title:literal, $label:expr, $field:ident, $other:ident) => {
        #[derive(CustomerEvent)]
        #[customer_event(
            title = $title,
            customer_identifier = external_id(account),
            components = [badge($label), text($crate::hygiene::shout($field)), text("{note}")],
        )]
        struct $name {
            $field: String,
            account: u32,
            $other: &'static str,
        }
    };
}

mixed!(
    Mixed,
    "Plan {plan} of {account}",
    plan.len() + note.len(),
    plan,
    note
);

#[test]
fn attribute_in_parts_finds_fields_in_parts() {
    let plan = "Pro".to_owned();
    let event = Mixed {
        plan,
        account: 7,
        note: "new",
    }
    .customer_event();
    assert_eq!(event.title, "Plan Pro of 7");
    assert_eq!(
        event.components,
        components![badge("6"), text("PRO"), text("new")]
    );
}

macro_rules! variants {
    ($name:ident { $($variant:ident $fields:tt $title:literal),* }) => {
        #[derive(CustomerEvent)]
        #[customer_event(
            title = "Seats",
            customer_identifier = external_id(account),
            components = [text("Changed.")],
        )]
        enum $name {
            $(#[customer_event(external_id = $title)] $variant $fields,)*
            #[customer_event(
                title = "{_0}",
                customer_identifier = external_id(_1),
                components = [badge(_0)],
            )]
            Other(&'static str, u32),
        }
    };
}

variants!(Seats {
    Added { account: u32, seats: u8 } "added-{account}-{seats}",
    Removed { account: u32, count: u8 } "removed-{account}-{count}"
});

#[test]
fn variants_find_their_fields() {
    let added = Seats::Added {
        account: 5,
        seats: 2,
    }
    .customer_event();
    assert_eq!(added.external_id.as_deref(), Some("added-5-2"));
    let removed = Seats::Removed {
        account: 5,
        count: 1,
    }
    .customer_event();
    assert_eq!(removed.external_id.as_deref(), Some("removed-5-1"));
    let other = Seats::Other("Note", 5).customer_event();
    assert_eq!(other.components, components![badge("Note")]);
}

macro_rules! tuple {
    ($name:ident($($ty:ty),*), $title:literal) => {
        #[derive(ThreadEvent)]
        #[thread_event(title = $title, components = [text("{_1}"), badge(_1)])]
        struct $name(#[thread_event(thread_id)] $($ty),*);
    };
}

tuple!(Escalated(String, u8), "Escalated {_1}");

#[test]
fn tuple_struct_finds_its_fields() {
    let event = Escalated("th_1".to_owned(), 2).thread_event();
    assert_eq!(event.title, "Escalated 2");
}

/// Items whose names are those of fields.
mod items {
    #![allow(non_upper_case_globals, non_camel_case_types, dead_code)]

    pub(super) static version: &str = "static";
    pub(super) const cost: u32 = 1;
    pub(super) struct plan;
    pub(super) enum State {
        open,
    }
    pub(super) use State::open;
}

mod beside_items {
    #[allow(unused_imports)]
    use super::items::{cost, open, plan, version};
    use plain_runtime::{CustomerEvent, components};

    #[derive(CustomerEvent)]
    #[customer_event(
        title = "Version {version}",
        customer_identifier = external_id(cost),
        components = [text("{version} {cost}"), badge(plan), if *open { badge("open") }],
    )]
    struct Released {
        version: u32,
        cost: u8,
        plan: String,
        open: bool,
    }

    #[derive(CustomerEvent)]
    #[customer_event(title = "Cost", customer_identifier = external_id(version))]
    enum Cost {
        Known {
            version: u32,
            #[customer_event(badge)]
            cost: Option<u8>,
        },
        #[customer_event(components = [badge("{plan}")])]
        Unknown { version: u32, plan: u8 },
    }

    #[test]
    fn field_hides_an_item_of_its_name() {
        let released = Released {
            version: 2,
            cost: 3,
            plan: "Pro".to_owned(),
            open: true,
        };
        assert_eq!(released.customer_event().title, "Version 2");
        let event = Cost::Known {
            version: 2,
            cost: Some(3),
        }
        .customer_event();
        assert_eq!(event.components, components![badge("3")]);
        let event = Cost::Unknown {
            version: 2,
            plan: 1,
        }
        .customer_event();
        assert_eq!(event.components, components![badge("1")]);
    }
}

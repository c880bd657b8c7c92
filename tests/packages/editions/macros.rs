//! The macros in the older editions, whose paths, names and prelude differ. The same file is a test in
//! each of them.

#[allow(unused_extern_crates, reason = "the edition of 2015 needs it")]
extern crate plain_runtime;

/// Calls in a module, in which a path of the edition of 2015 does not begin.
mod calls {
    use std::cell::RefCell;

    use plain_runtime::{
        components, container_content, customer_event, row_content, thread_event, ContainerContent,
        CreateCustomerEventInput, EventComponent, Markdown, RowContent,
    };

    const DAY: &str = "2024-10-28";
    const PLAN: &str = "Pro";

    fn footer() -> Vec<EventComponent> {
        components![
            divider(),
            link_button("Runbook", "https://wiki.example.com/{PLAN}")
        ]
    }

    fn cells(gen: u32) -> Vec<RowContent> {
        row_content![badge("{gen}"), ..row_content![divider()]]
    }

    fn frame() -> Vec<ContainerContent> {
        container_content![
            row(main_content = [..cells(1)], aside_content = [..cells(2)]),
            ..cells(3)
        ]
    }

    /// `async` and `dyn` are names in the edition of 2015 only, `gen` in both.
    pub fn event(note: Option<&str>, gen: u32) -> CreateCustomerEventInput {
        let (amount, user) = (1.5, ("Kim", "kim@example.net"));
        customer_event!(
            title = "Signed in as {user.0}",
            customer_identifier = email_address(user.1),
            external_id = "sign-in-{gen}",
            timestamp = DAY,
            is_collapsed = note.is_none(),
            components = [
                text("**{amount:.2} EUR** by {user.0:?}, {gen}"),
                text(
                    Markdown("**ours**"),
                    color = if gen > 3 { Muted } else { Error }
                ),
                plain_text(PLAN),
                badge(if gen > 3 { "More than {gen}" } else { "{gen}" }),
                spacer(M),
                row(
                    main_content = [text(gen.to_string())],
                    aside_content = [badge("a"), ..cells(gen)]
                ),
                copy_button("{gen}", tooltip_label = note),
                date_time(DAY),
                if let Some(note) = note {
                    text("{note}");
                    badge(note)
                },
                for index in 0..gen {
                    let next = index + 1;
                    badge("{next}")
                },
                match gen {
                    0 => text("None"),
                    _ => {}
                },
                ..footer(),
            ],
        )
    }

    /// The older editions drop the temporaries of a last expression after the variables.
    fn last_expression() -> CreateCustomerEventInput {
        let (account, amount) = (RefCell::new("acme".to_owned()), "5".to_owned());
        customer_event!(
            title = account.borrow().as_str(),
            customer_identifier = external_id(account.borrow_mut().as_str()),
            components = [
                text("{amount:>3}{amount}"),
                badge(account.borrow_mut().as_str())
            ],
            external_id = account.borrow_mut().as_str(),
        )
    }

    #[test]
    fn calls_compile_and_give_the_event() {
        assert_eq!(last_expression().title, "acme");
        let event = event(Some("late"), 2);
        assert_eq!(event.external_id.as_deref(), Some("sign-in-2"));
        assert_eq!(event.components.len(), 14);
        assert_eq!(event.components[3], components![badge("2")][0]);
        assert_eq!(components![container(content = [..frame()])].len(), 1);
        let threaded = thread_event!(
            title = "Escalated",
            thread_id = "th_1",
            components = [text("By {event.title}")]
        );
        assert_eq!(threaded.components.len(), 1);
    }
}

/// Derives in a module.
mod derives {
    use plain_runtime::{CustomerEvent, ThreadEvent};

    #[derive(CustomerEvent)]
    #[customer_event(
        title = "Invoice {number} paid",
        components = [text("{method:?} by {self.account}"), .., badge(gen.to_string())]
    )]
    struct Paid<'a, T> {
        #[customer_event(customer_identifier = external_id)]
        account: u32,
        #[customer_event(external_id)]
        number: T,
        method: &'a str,
        gen: u8,
        #[customer_event(badge(color = Green))]
        status: Option<&'a str>,
        #[customer_event(timestamp)]
        at: std::time::SystemTime,
    }

    #[derive(CustomerEvent)]
    #[customer_event(title = "Billing", customer_identifier = external_id(account))]
    enum Billing<'a> {
        #[customer_event(components = [if *seats > 1 { text("{seats} seats") } else { divider() }])]
        Changed { account: u32, seats: u8 },
        #[customer_event(transparent)]
        Paid(Box<Paid<'a, String>>),
        #[customer_event(
            title = "Note",
            customer_identifier = customer_id("c_1"),
            components = [text(_0)]
        )]
        Noted(&'a str),
    }

    #[derive(ThreadEvent)]
    #[thread_event(title = "Escalated to {team}")]
    struct Escalated {
        #[thread_event(thread_id)]
        thread: String,
        #[thread_event(text)]
        team: String,
    }

    #[test]
    fn derives_compile_and_give_the_event() {
        let paid = Paid {
            account: 5,
            number: "7".to_owned(),
            method: "card",
            gen: 3,
            status: None,
            at: std::time::UNIX_EPOCH,
        };
        let event = Billing::Paid(Box::new(paid)).customer_event();
        assert_eq!(event.title, "Invoice 7 paid");
        assert_eq!(event.components.len(), 2);
        let changed = Billing::Changed {
            account: 5,
            seats: 2,
        };
        assert_eq!(changed.customer_event().components.len(), 1);
        assert_eq!(Billing::Noted("a").customer_event().title, "Note");
        let escalated = Escalated {
            thread: "th_1".to_owned(),
            team: "Billing".to_owned(),
        };
        assert_eq!(escalated.thread_event().components.len(), 1);
    }
}

/// A macro whose derive has the attribute, and whose caller has the fields.
mod expansions {
    use plain_runtime::CustomerEvent;

    macro_rules! event {
        ($(#[$meta:meta])* $name:ident($title:literal) { $($field:ident: $ty:ty),* }) => {
            #[derive(CustomerEvent)]
            $(#[$meta])*
            #[customer_event(title = $title, customer_identifier = external_id(id))]
            struct $name { $($field: $ty),* }
        };
    }

    event!(#[customer_event(components = [text("{id}"), badge(self.note)])] Changed("Account {id}") {
        id: u32,
        note: &'static str
    });

    #[test]
    fn fields_of_the_caller_are_found() {
        let event = Changed { id: 7, note: "a" }.customer_event();
        assert_eq!(event.title, "Account 7");
        assert_eq!(event.components.len(), 2);
    }
}

/// Threads and cards.
mod threads {
    use plain_runtime::{customer_card, thread, CustomerCard, Thread};

    #[derive(Thread, CustomerCard)]
    #[thread(customer_identifier = customer_id("c_{id}"), label_type_ids = ["lt_{gen}", ..labels])]
    #[customer_card(key = "plan", components = [text("{id}")])]
    struct Plan {
        id: u32,
        gen: u8,
        #[thread(string_field("plan"))]
        name: Option<&'static str>,
        labels: Vec<&'static str>,
    }

    #[test]
    fn threads_and_cards_work() {
        let plan = Plan {
            id: 7,
            gen: 1,
            name: Some("Pro"),
            labels: vec!["lt_2"],
        };
        let expected = thread!(
            customer_identifier = customer_id("c_7"),
            thread_fields = [string_field("plan", "Pro")],
            label_type_ids = ["lt_1", "lt_2"],
        );
        assert_eq!(plan.thread(), expected);
        assert_eq!(
            plan.customer_card(),
            customer_card!(components = [text("7")])
        );
    }
}

//! Evaluation of values: in the order of the call, each without the temporaries of the others.

use std::cell::RefCell;
use std::sync::Mutex;

use plain_runtime::{
    BadgeColor, Client, CustomerIdentifier, Iso8601, TextSize, components, customer_event,
    thread_event,
};

struct State {
    plan: &'static str,
    seats: u32,
    color: BadgeColor,
    user: Option<u32>,
}

const STATE: State = State {
    plan: "Pro",
    seats: 3,
    color: BadgeColor::Red,
    user: Some(7),
};

#[test]
fn values_may_borrow_the_same_cell() {
    let state = RefCell::new(STATE);
    let event = customer_event!(
        title = state.borrow_mut().plan,
        customer_identifier = external_id(state.borrow_mut().user.unwrap()),
        components = [
            badge(state.borrow_mut().plan, color = state.borrow_mut().color),
            copy_button(
                state.borrow_mut().seats,
                tooltip_label = state.borrow_mut().user
            ),
            row(
                main_content = [text(match state.borrow_mut().user {
                    Some(_) => "User",
                    None => state.borrow_mut().plan,
                })],
                aside_content = [badge(
                    if let Some(user) = state.borrow_mut().user.as_mut() {
                        *user += 1;
                        "{user}"
                    } else {
                        "Nobody"
                    }
                )],
            ),
            text(format!("{}", state.borrow_mut().user.unwrap())),
        ],
        external_id = state.borrow_mut().user,
        is_collapsed = state.borrow_mut().user.is_some(),
    );
    assert_eq!(event.external_id.as_deref(), Some("8"));
    assert!(event.validate().is_ok());
}

#[test]
fn values_may_lock_the_same_mutex() {
    let state = Mutex::new(STATE);
    let list = components![
        badge(
            state.lock().unwrap().plan,
            color = state.lock().unwrap().color
        ),
        container(
            content = [
                text(state.lock().unwrap().plan),
                text({ state.lock().unwrap().seats }),
            ]
        ),
        user(user_id(if state.lock().unwrap().seats > 1 {
            "u_{STATE.seats}".to_string()
        } else {
            state.lock().unwrap().plan.into()
        })),
    ];
    assert_eq!(list.len(), 3);
}

fn client() -> Client {
    Client::builder()
        .api_key("plainApiKey_x")
        .api_url("http://127.0.0.1:1")
        .build()
        .unwrap()
}

#[test]
fn guard_of_the_client_is_not_held() {
    fn send<T: Send>(value: T) -> T {
        value
    }
    let state = Mutex::new((client(), STATE));
    let shared = std::sync::Arc::new(Mutex::new(client()));
    let future = send(async {
        let first = customer_event!(
            &state.lock().unwrap().0,
            title = state.lock().unwrap().1.plan,
            customer_identifier = external_id(state.lock().unwrap().1.seats),
            components = [divider()],
        )
        .await;
        let second = thread_event!(
            shared.lock().unwrap(),
            title = shared.lock().map(|_| "a").unwrap(),
            thread_id = "th_1",
            components = [badge(std::rc::Rc::new(7).to_string())],
        )
        .await;
        (first.is_err(), second.is_err())
    });
    drop(future);
}

#[test]
fn values_are_evaluated_in_the_order_of_the_call() {
    let log = RefCell::new(Vec::new());
    let note = |name: &'static str| {
        log.borrow_mut().push(name);
        name
    };
    let event = customer_event!(
        external_id = note("external_id"),
        components = [
            text(
                size = Some(TextSize::L).filter(|_| !note("size").is_empty()),
                text = note("text")
            ),
            row(
                aside_content = [badge(note("aside"))],
                main_content = [link_button(
                    url = if note("url").is_empty() {
                        "https://a.example"
                    } else {
                        "https://b.example"
                    },
                    label = note("label"),
                )],
            ),
            badge(
                note("badge"),
                color = Some(BadgeColor::Red).filter(|_| !note("color").is_empty())
            ),
        ],
        is_collapsed = note("is_collapsed").is_empty(),
        customer_identifier = CustomerIdentifier::external_id(note("customer_identifier")),
        timestamp = Iso8601::parse(note("timestamp")).ok(),
        title = note("title"),
    );
    assert_eq!(
        *log.borrow(),
        [
            "external_id",
            "size",
            "text",
            "aside",
            "url",
            "label",
            "badge",
            "color",
            "is_collapsed",
            "customer_identifier",
            "timestamp",
            "title",
        ]
    );
    assert_eq!(event.title, "title");
}

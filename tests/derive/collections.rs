//! Fields that are collections: one component for each element.

use std::borrow::Cow;
use std::collections::{BTreeSet, BinaryHeap, HashSet, VecDeque};
use std::fmt::Display;
use std::rc::Rc;
use std::sync::Arc;
use std::time::SystemTime;

use plain_runtime::{CustomerEvent, ThreadEvent, components};

type Roles = Vec<String>;
type Note = Option<&'static str>;

#[derive(CustomerEvent, Default)]
#[customer_event(
    title = "Seats of {account}",
    customer_identifier = external_id(account),
    components = [text("Changed."), .., divider()],
)]
struct Changed {
    account: u32,
    #[customer_event(badge(color = Green))]
    roles: Vec<&'static str>,
    #[customer_event(text)]
    fixed: [u8; 2],
    #[customer_event(plain_text)]
    slice: &'static [char],
    #[customer_event(badge)]
    set: BTreeSet<u8>,
    #[customer_event(badge)]
    alias: Roles,
    #[customer_event(badge)]
    note: Note,
    #[customer_event(badge)]
    optional: Option<Vec<u8>>,
    #[customer_event(badge)]
    text: Box<str>,
}

#[test]
fn every_element_is_a_component() {
    let changed = Changed {
        account: 5,
        roles: vec!["owner", "*admin*"],
        fixed: [1, 2],
        slice: &['a', 'b'],
        set: BTreeSet::from([2, 1]),
        alias: vec!["alias".to_owned()],
        note: Some("note"),
        optional: Some(vec![7, 8]),
        text: "text".into(),
    };
    assert_eq!(
        changed.customer_event().components,
        components![
            text("Changed."),
            badge("owner", color = Green),
            badge("*admin*", color = Green),
            text("1"),
            text("2"),
            plain_text("a"),
            plain_text("b"),
            badge("1"),
            badge("2"),
            badge("alias"),
            badge("note"),
            badge("7"),
            badge("8"),
            badge("text"),
            divider(),
        ]
    );
}

#[test]
fn empty_collection_adds_nothing() {
    let event = Changed {
        text: "text".into(),
        ..Changed::default()
    }
    .customer_event();
    assert_eq!(
        event.components,
        components![
            text("Changed."),
            text("0"),
            text("0"),
            badge("text"),
            divider()
        ]
    );
}

#[derive(CustomerEvent)]
#[customer_event(title = "Tags", customer_identifier = customer_id("c_1"))]
enum Tags<'a, T> {
    Owned {
        #[customer_event(badge)]
        tags: Vec<T>,
    },
    Shared(
        #[customer_event(copy_button(tooltip_label = "Copy {_1}"))] Arc<[T]>,
        u8,
    ),
    Borrowed {
        #[customer_event(text)]
        tags: Cow<'a, [u8]>,
        #[customer_event(date_time)]
        days: VecDeque<SystemTime>,
    },
    Other {
        #[customer_event(badge)]
        set: HashSet<&'a str>,
        #[customer_event(badge)]
        list: Option<Rc<BinaryHeap<u8>>>,
    },
}

fn count(tags: &Tags<'_, impl Display>) -> usize {
    tags.customer_event().components.len()
}

#[test]
fn variants_take_every_collection() {
    assert_eq!(
        count(&Tags::Owned {
            tags: vec![1, 2, 3]
        }),
        3
    );
    let shared = Tags::Shared(Arc::new(["a", "b"]), 1);
    assert_eq!(
        shared.customer_event().components,
        components![
            copy_button("a", tooltip_label = "Copy 1"),
            copy_button("b", tooltip_label = "Copy 1")
        ]
    );
    let days = VecDeque::from([SystemTime::UNIX_EPOCH]);
    let borrowed: Tags<'_, u8> = Tags::Borrowed {
        tags: Cow::Borrowed(&[1, 2]),
        days,
    };
    assert_eq!(count(&borrowed), 3);
    let list = Some(Rc::new(BinaryHeap::from([1, 2])));
    let other: Tags<'_, u8> = Tags::Other {
        set: HashSet::from(["a"]),
        list,
    };
    assert_eq!(count(&other), 3);
}

#[derive(ThreadEvent)]
#[thread_event(title = "Escalated")]
struct Escalated<T> {
    #[thread_event(thread_id)]
    thread: &'static str,
    #[thread_event(link_button(url = "https://a.example/{thread}"))]
    links: Option<Box<[T]>>,
}

#[test]
fn threads_take_collections() {
    let links = Some(["a", "b"].into());
    let event = Escalated {
        thread: "th_1",
        links,
    }
    .thread_event();
    assert_eq!(event.components.len(), 2);
}

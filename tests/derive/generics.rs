//! Optional fields, however their type is written, and the bounds of generics.

use std::fmt::{self, Debug, Display};
use std::rc::Rc;

use plain_runtime::{CustomerEvent, Thread};
use serde_json::Value;

/// Labels of the badges of an event.
fn labels(event: impl CustomerEvent) -> Vec<String> {
    let json = serde_json::to_value(event.customer_event()).unwrap();
    let components = json["components"].as_array().into_iter().flatten();
    components
        .filter_map(|component| component["componentBadge"]["badgeLabel"].as_str())
        .map(ToOwned::to_owned)
        .collect()
}

type Maybe<T> = Option<T>;
type Note = Maybe<&'static str>;

mod own {
    /// Another type with the name of `Option`.
    pub(crate) struct Option<T>(pub(crate) T);

    impl<T: std::fmt::Display> std::fmt::Display for Option<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "own {}", self.0)
        }
    }
}

macro_rules! noted {
    ($name:ident, $note:ty) => {
        #[derive(CustomerEvent)]
        #[customer_event(
                                                            title = "Noted",
                                                            customer_identifier = external_id("u"),
                                                            components = [divider(), ..]
                                                        )]
        struct $name {
            #[customer_event(badge)]
            note: $note,
        }
    };
}

noted!(Named, Option<&'static str>);
noted!(Aliased, Note);
noted!(Generic, Maybe<String>);
noted!(Qualified, ::core::option::Option<u8>);
noted!(Projected, <Vec<Option<u8>> as IntoIterator>::Item);
noted!(Foreign, own::Option<u8>);
noted!(Shared, Rc<str>);
noted!(Array, &'static &'static str);

#[test]
fn option_is_recognised_by_its_type() {
    assert!(labels(Named { note: None }).is_empty());
    assert_eq!(labels(Named { note: Some("a") }), ["a"]);
    assert!(labels(Aliased { note: None }).is_empty());
    assert_eq!(labels(Aliased { note: Some("a") }), ["a"]);
    assert!(labels(Generic { note: None }).is_empty());
    assert!(labels(Qualified { note: None }).is_empty());
    assert_eq!(labels(Qualified { note: Some(1) }), ["1"]);
    assert!(labels(Projected { note: None }).is_empty());
    let note = own::Option(1);
    assert_eq!(labels(Foreign { note }), ["own 1"]);
    assert_eq!(labels(Shared { note: "a".into() }), ["a"]);
    assert_eq!(labels(Array { note: &"a" }), ["a"]);
}

/// Displays, but has no `Debug`.
struct Shown;

impl Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shown")
    }
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "A {state:?}, {pair.0:#x}",
    customer_identifier = external_id(id),
    external_id = reference,
    components = [
        badge(label = self.name, color = Red),
        badge(name.to_string()),
        if let Some(note) = note {
            badge("{note}")
        },
        for id in items {
            badge(id)
        },
        ..,
    ]
)]
struct Made<I, N, S, P, R, T, A>
where
    T: Display,
{
    id: I,
    name: N,
    state: S,
    pair: (P, u8),
    reference: Option<R>,
    note: Option<N>,
    items: Vec<T>,
    #[customer_event(badge)]
    optional: Option<A>,
}

#[test]
fn type_parameters_need_the_traits_of_their_uses() {
    #[derive(Debug)]
    struct State;

    let event = Made {
        id: Shown,
        name: Shown,
        state: State,
        pair: (255, 0),
        reference: Some('r'),
        note: Some(Shown),
        items: vec![Shown],
        optional: None::<Shown>,
    };
    let json: Value = serde_json::to_value(event.customer_event()).unwrap();
    assert_eq!(json["title"], "A State, 0xff");
    assert_eq!(json["customerIdentifier"]["externalId"], "shown");
    assert_eq!(json["externalId"], "r");
    assert_eq!(labels(event), ["shown", "shown", "shown", "shown"]);
}

#[derive(CustomerEvent)]
#[customer_event(title = "Tree", customer_identifier = external_id("t"))]
enum Tree<T> {
    Leaf(#[customer_event(badge)] T),
    #[customer_event(transparent)]
    Boxed(Box<Tree<T>>),
    #[customer_event(transparent)]
    Own(Box<Self>),
}

#[test]
fn recursive_generic_types_are_events() {
    let tree = Tree::Boxed(Box::new(Tree::Own(Box::new(Tree::Leaf(7)))));
    assert_eq!(labels(tree), ["7"]);
}

/// A type parameter that no use needs a bound for.
#[derive(CustomerEvent)]
#[customer_event(
    title = "Count",
    customer_identifier = external_id("c"),
    components = [
        {
            let items = items.len();
            badge("{items}")
        },
        match state {
            Some(state) if state.is_ok() => badge("ok"),
            _ => {}
        },
    ]
)]
struct Count<T, S> {
    items: Vec<T>,
    state: Option<Result<S, S>>,
}

#[test]
fn shadowed_fields_need_no_bound() {
    struct Opaque;

    let event = Count {
        items: vec![Opaque],
        state: Some(Ok(Opaque)),
    };
    assert_eq!(labels(event), ["1", "ok"]);
}

#[derive(CustomerEvent)]
#[customer_event(
    title = "Looped",
    customer_identifier = external_id("u"),
    components = [
        for name in names {
            badge(name)
        },
        for code in &self.codes {
            badge("{code:?}")
        },
        for mark in marks.iter() {
            badge("{mark:#x}")
        },
    ]
)]
struct Looped<N, C, M> {
    names: Vec<N>,
    codes: Vec<C>,
    marks: [M; 1],
}

#[test]
fn elements_of_loops_need_the_traits_of_their_uses() {
    let event = Looped {
        names: vec![Shown],
        codes: vec!['a'],
        marks: [255],
    };
    assert_eq!(labels(event), ["shown", "'a'", "0xff"]);
}

#[derive(Thread)]
#[thread(
    title = "Counted",
    customer_identifier = external_id("u"),
    thread_fields = [number_field("seats", seats), ..]
)]
struct Counted<N> {
    seats: N,
    #[thread(number_field(key = "price"))]
    price: Option<N>,
}

#[test]
fn numbers_need_the_trait_of_numbers() {
    let values = |thread: serde_json::Result<Value>| {
        let fields = thread.unwrap()["threadFields"].take();
        let fields = fields.as_array().into_iter().flatten();
        fields
            .map(|it| it["numberValue"].to_string())
            .collect::<Vec<_>>()
    };
    let whole = Counted {
        seats: 3_u8,
        price: None,
    };
    assert_eq!(values(serde_json::to_value(whole.thread())), ["3"]);
    let fraction = Counted {
        seats: 2.5,
        price: Some(0.5),
    };
    assert_eq!(
        values(serde_json::to_value(fraction.thread())),
        ["2.5", "0.5"]
    );
}

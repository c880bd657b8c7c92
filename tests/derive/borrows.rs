//! Loops and splices over borrowed fields: a field is a reference, and `&` before it changes nothing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use plain_runtime::{
    Card, CustomerCard, CustomerEvent, EventComponent, RowContent, Thread, components,
};

#[derive(CustomerEvent)]
#[customer_event(
    title = "Orders",
    customer_identifier = customer_id("c_1"),
    components = [
        for order in &orders {
            text("{order}");
        },
        for (name, seats) in &seats {
            row(
                main_content = [text("{name}")],
                aside_content = [for seat in &seats_of[..1] { badge("{seats} {seat}"); }],
            );
        },
        for seat in (&seats_of) {
            badge("{seat}");
        },
        container(content = [for letter in &&letters { plain_text("{letter}"); }]),
        for code in &codes {
            badge("{code}");
        },
        for boxed in &boxed {
            badge("{boxed}");
        },
        ..&extra,
        ..&optional,
    ],
)]
struct Ordered {
    orders: Vec<String>,
    seats: BTreeMap<&'static str, u8>,
    seats_of: Vec<u8>,
    letters: [char; 2],
    codes: VecDeque<u16>,
    boxed: Box<[u8]>,
    extra: Vec<RowContent>,
    optional: Option<EventComponent>,
}

#[test]
fn loops_and_splices_take_borrowed_fields() {
    let ordered = Ordered {
        orders: vec!["*a*".to_owned()],
        seats: BTreeMap::from([("pro", 2)]),
        seats_of: vec![7, 8],
        letters: ['b', 'c'],
        codes: VecDeque::from([4]),
        boxed: Box::new([5]),
        extra: plain_runtime::row_content![badge("extra")],
        optional: components![divider()].pop(),
    };
    let expected = components![
        text(r"\*a\*"),
        row(main_content = [text("pro")], aside_content = [badge("2 7")]),
        badge("7"),
        badge("8"),
        container(content = [plain_text("b"), plain_text("c")]),
        badge("4"),
        badge("5"),
        badge("extra"),
        divider(),
    ];
    assert_eq!(ordered.customer_event().components, expected);
}

/// Fields that are references themselves.
#[derive(CustomerEvent)]
#[customer_event(
    title = "References",
    customer_identifier = customer_id("c_1"),
    components = [
        for name in names {
            badge("{name}");
        },
        for name in &names {
            badge("{name}");
        },
        for value in &values {
            badge("{value}");
        },
        for value in values.iter() {
            badge("{value}");
        },
        for value in *values {
            badge("{value}");
        },
        ..extra,
        ..&extra,
        ..components,
    ],
)]
struct Borrowed<'a, T> {
    names: &'a [String],
    values: &'a BTreeSet<T>,
    extra: &'a [RowContent],
    components: &'a mut Vec<EventComponent>,
}

#[test]
fn fields_that_are_references_are_iterated() {
    let names = ["a".to_owned()];
    let extra = plain_runtime::row_content![badge("x")];
    let borrowed = Borrowed {
        names: &names,
        values: &BTreeSet::from([1]),
        extra: &extra,
        components: &mut components![divider()],
    };
    let expected = components![
        badge("a"),
        badge("a"),
        badge("1"),
        badge("1"),
        badge("1"),
        badge("x"),
        badge("x"),
        divider(),
    ];
    assert_eq!(borrowed.customer_event().components, expected);
}

/// Variables whose values are parts of fields.
#[derive(CustomerEvent)]
#[customer_event(title = "Parts", customer_identifier = customer_id("c_1"))]
enum Parts<T> {
    #[customer_event(components = [
        if let Some(orders) = orders && let Some(list) = &list {
            for order in &orders {
                badge("{order}");
            }
            for item in &list {
                badge("{item}");
            }
        },
    ])]
    Options {
        orders: Option<Vec<T>>,
        list: Option<Vec<u8>>,
    },
    #[customer_event(components = [
        match &_0 {
            Some(orders) => for order in &orders {
                badge("{order}");
            },
            None => divider(),
        },
    ])]
    Matched(Option<Vec<T>>),
    #[customer_event(components = [
        for row in &rows {
            for cell in &row {
                badge("{cell}");
            }
        },
    ])]
    Nested { rows: Vec<Vec<T>> },
    #[customer_event(components = [
        for value in &values {
            if let Some(value) = &value {
                badge("{value}");
            }
        },
    ])]
    Optional { values: Vec<Option<T>> },
}

#[test]
fn parts_of_fields_are_iterated() {
    let options = Parts::Options {
        orders: Some(vec![1]),
        list: Some(vec![2]),
    };
    let expected = components![badge("1"), badge("2")];
    assert_eq!(options.customer_event().components, expected);
    let matched = Parts::Matched(Some(vec![1, 2]));
    assert_eq!(matched.customer_event().components, expected);
    let nested = Parts::Nested {
        rows: vec![vec![1], vec![2]],
    };
    assert_eq!(nested.customer_event().components, expected);
    let optional = Parts::Optional {
        values: vec![Some(1), None, Some(2)],
    };
    assert_eq!(optional.customer_event().components, expected);
}

/// Variables that only have the name of a field, and values that are not references.
#[derive(CustomerEvent)]
#[customer_event(
    title = "Shadowed",
    customer_identifier = customer_id("c_1"),
    components = [
        {
            let orders: Vec<u8> = orders.iter().map(|order| order + 1).collect();
            for order in &orders {
                badge("{order}");
            }
        },
        for orders in [[1_u8, 2]] {
            for order in &orders {
                if *order > 1 {
                    badge("{order}");
                }
            }
        },
        if let Some(pair) = self.pair {
            for number in &pair {
                if *number > 3 {
                    badge("{number}");
                }
            }
        },
        for &pair in pairs {
            for number in &pair {
                if *number > 5 {
                    badge("{number}");
                }
            }
        },
        for order in &orders {
            if *order == 0 {
                badge("{order}");
            }
        },
    ],
)]
struct Shadowed {
    orders: Vec<u8>,
    pair: Option<[u8; 2]>,
    pairs: [[u8; 2]; 1],
}

#[test]
fn other_variables_are_borrowed_as_written() {
    let shadowed = Shadowed {
        orders: vec![0],
        pair: Some([3, 4]),
        pairs: [[5, 6]],
    };
    let expected = components![badge("1"), badge("2"), badge("4"), badge("6"), badge("0")];
    assert_eq!(shadowed.customer_event().components, expected);
}

#[derive(Thread)]
#[thread(
    customer_identifier = external_id(account),
    components = [for line in &lines { text("{line}"); }],
    label_type_ids = [..&labels],
)]
struct Reported {
    account: u32,
    lines: Vec<&'static str>,
    labels: Vec<&'static str>,
}

#[derive(CustomerCard)]
#[customer_card(key = "lines", components = [for line in &lines { text("{line}"); }])]
struct Lines {
    lines: Vec<&'static str>,
}

#[test]
fn threads_and_cards_take_borrowed_fields() {
    let thread = Reported {
        account: 1,
        lines: vec!["a"],
        labels: vec!["lt_1"],
    }
    .thread();
    assert_eq!(
        thread.components.as_deref(),
        Some(&components![text("a")][..])
    );
    assert_eq!(thread.label_type_ids.as_deref(), Some(&["lt_1".into()][..]));
    let card: Card = Lines { lines: vec!["a"] }.customer_card();
    assert_eq!(card.components, components![text("a")]);
}

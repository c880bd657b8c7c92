//! Bodies: requests of Plain with changes, other JSON, and bytes.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Number, Value, json};

/// Keys of cards, of which the first four have a function.
const KEYS: [&str; 9] = [
    "shown",
    "hidden",
    "failing",
    "invalid",
    "unknown",
    "",
    "not a key",
    "Shown",
    "\u{0}\u{1F600}",
];

/// Names of fields, of which some are those of a request.
const NAMES: [&str; 10] = [
    "cardKeys",
    "customer",
    "thread",
    "tenant",
    "timestamp",
    "id",
    "email",
    "externalId",
    "key",
    "",
];

pub(crate) fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => (request(), any::<bool>()).prop_map(|(request, is_pretty)| text(&request, is_pretty)),
        6 => (request(), vec(change(), 1..4)).prop_map(|(request, changes)| {
            let mut text = text(&request, false);
            for change in &changes {
                change.apply(&mut text);
            }
            text
        }),
        2 => value().prop_map(|value| text(&value, false)),
        1 => vec(any::<u8>(), 0..200),
        1 => nested(),
        1 => (request(), 65_000_usize..66_000).prop_map(|(request, length)| {
            let mut text = text(&request, false);
            text.resize(length.max(text.len()), b' ');
            text
        }),
    ]
}

fn text(value: &Value, is_pretty: bool) -> Vec<u8> {
    let text = if is_pretty {
        serde_json::to_vec_pretty(value)
    } else {
        serde_json::to_vec(value)
    };
    text.unwrap()
}

/// A request, in which few fields have the wrong type.
fn request() -> impl Strategy<Value = Value> {
    let optional = || option::weighted(0.7, or_wrong(reference(), 20));
    let keys = prop_oneof![
        9 => vec(key(), 0..6),
        1 => vec(key(), 90..120),
    ];
    let extra = option::weighted(0.2, (name(), value()));
    (
        or_wrong(keys.prop_map(|keys| json!(keys)), 40),
        or_wrong(reference(), 40),
        optional(),
        optional(),
        option::weighted(0.3, value()),
        extra,
    )
        .prop_map(|(keys, customer, thread, tenant, timestamp, extra)| {
            let fields = [
                ("cardKeys", Some(keys)),
                ("customer", Some(customer)),
                ("thread", thread),
                ("tenant", tenant),
                ("timestamp", timestamp),
            ];
            let mut request = Map::new();
            for (name, value) in fields {
                request.extend(value.map(|value| (name.to_owned(), value)));
            }
            request.extend(extra);
            Value::Object(request)
        })
}

/// A key that may be known, with a wrong type now and then.
fn key() -> BoxedStrategy<Value> {
    let key = prop_oneof![
        8 => select(&KEYS[..]).prop_map(str::to_owned),
        1 => ".{0,12}",
    ];
    or_wrong(key.prop_map(Value::from), 200)
}

/// A customer, thread or tenant.
fn reference() -> BoxedStrategy<Value> {
    let string = || prop_oneof![Just("c_1".to_owned()), ".{0,20}"].prop_map(Value::from);
    let optional = || option::of(or_wrong(prop_oneof![string(), Just(Value::Null)], 40));
    let extra = option::weighted(0.2, (name(), value()));
    (or_wrong(string(), 40), optional(), optional(), extra)
        .prop_map(|(id, email, external_id, extra)| {
            let mut reference = Map::new();
            reference.insert("id".to_owned(), id);
            reference.extend(email.map(|email| ("email".to_owned(), email)));
            reference.extend(external_id.map(|id| ("externalId".to_owned(), id)));
            reference.extend(extra);
            Value::Object(reference)
        })
        .boxed()
}

/// Any other value for one of so many.
fn or_wrong(right: impl Strategy<Value = Value> + 'static, one_of: u32) -> BoxedStrategy<Value> {
    prop_oneof![one_of - 1 => right, 1 => value()].boxed()
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![select(&NAMES[..]).prop_map(str::to_owned), ".{0,4}"]
}

fn value() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| Number::from_f64(number).map_or(Value::Null, Value::Number)),
        ".{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((name(), inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
    .boxed()
}

/// Brackets deeper than a parser may follow.
fn nested() -> impl Strategy<Value = Vec<u8>> {
    let bracket = select(&["[", "{\"cardKeys\":", "{\"customer\":", "[{\"\":"][..]);
    (bracket, 0_usize..2_000).prop_map(|(bracket, depth)| bracket.repeat(depth).into_bytes())
}

/// Change of a text.
#[derive(Debug, Clone)]
enum Change {
    Remove(Index, u8),
    Repeat(Index, u8),
    Insert(Index, Vec<u8>),
    Truncate(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let word = select(
        &[
            "null", "{}", "[]", "\"a\"", "1e999", "-", ",", ":", "\\u0000", "\\ud800", "\"",
            "\u{feff}", "//",
        ][..],
    );
    let insertion = prop_oneof![
        4 => word.prop_map(|word| word.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
    ];
    let index = any::<Index>;
    prop_oneof![
        2 => (index(), 1_u8..12).prop_map(|(at, length)| Change::Remove(at, length)),
        2 => (index(), 1_u8..40).prop_map(|(at, length)| Change::Repeat(at, length)),
        2 => (index(), insertion).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        1 => index().prop_map(Change::Truncate),
    ]
}

impl Change {
    fn apply(&self, text: &mut Vec<u8>) {
        let length = text.len();
        match self {
            Self::Remove(at, count) => {
                let start = at.index(length + 1);
                text.drain(start..(start + usize::from(*count)).min(length));
            }
            Self::Repeat(at, count) => {
                let start = at.index(length + 1);
                let part = text[start..(start + usize::from(*count)).min(length)].to_vec();
                text.splice(start..start, part);
            }
            Self::Insert(at, bytes) => {
                let start = at.index(length + 1);
                text.splice(start..start, bytes.iter().copied());
            }
            Self::Truncate(at) => text.truncate(at.index(length + 1)),
        }
    }
}

//! Headers that prove who sent a request, or do not.

use plain_endpoints::signature::sign;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) const SECRET: &str = "secret of the workspace";
pub(crate) const TOKEN: &str = "token-17";
pub(crate) const BODY: &[u8] = br#"{"cardKeys":["shown"],"customer":{"id":"c_1"}}"#;

/// Names and values of a request.
pub(crate) type Headers = Vec<(String, Vec<u8>)>;

/// Values of both headers, each of any number.
#[derive(Debug)]
pub(crate) struct Credentials {
    pub(crate) signatures: Vec<Vec<u8>>,
    pub(crate) authorizations: Vec<Vec<u8>>,
    is_upper_case: bool,
}

/// The headers of a request that is signed and has a token.
pub(crate) fn valid(body: &[u8]) -> Headers {
    let token = format!("Bearer {TOKEN}");
    vec![
        (
            "plain-request-signature".to_owned(),
            sign(SECRET, body).into_bytes(),
        ),
        ("authorization".to_owned(), token.into_bytes()),
    ]
}

pub(crate) fn credentials() -> impl Strategy<Value = Credentials> {
    (
        prop_oneof![6 => vec(signature(), 1), 1 => vec(signature(), 0..4)],
        prop_oneof![6 => vec(authorization(), 1), 1 => vec(authorization(), 0..4)],
        any::<bool>(),
    )
        .prop_map(|(signatures, authorizations, is_upper_case)| Credentials {
            signatures,
            authorizations,
            is_upper_case,
        })
}

fn signature() -> impl Strategy<Value = Vec<u8>> {
    let right = sign(SECRET, BODY);
    let upper_case = right.to_uppercase();
    let another = sign("another secret", BODY);
    value(vec![right, upper_case, another], 140, "[0-9a-f]{62,66}")
}

fn authorization() -> impl Strategy<Value = Vec<u8>> {
    let right = vec![format!("Bearer {TOKEN}"), format!("bearer {TOKEN}")];
    value(right, 40, "(Bearer|Basic|bearer )? ?[a-z0-9-]{0,12}")
}

/// A right value, a changed one, bytes below a length, or a text with a pattern.
fn value(
    right: Vec<String>,
    length: usize,
    pattern: &'static str,
) -> impl Strategy<Value = Vec<u8>> {
    let changed = (select(right.clone()), change()).prop_map(|(text, change)| change(text));
    prop_oneof![
        6 => select(right).prop_map(String::into_bytes),
        3 => changed,
        1 => vec(any::<u8>(), 0..length),
        1 => pattern.prop_map(String::into_bytes),
    ]
}

/// A function that changes a value.
fn change() -> impl Strategy<Value = impl Fn(String) -> Vec<u8> + std::fmt::Debug + Clone> {
    let functions: [fn(String) -> Vec<u8>; 7] = [
        |text| text.into_bytes().split_off(1),
        |text| text.as_bytes()[..text.len() - 1].to_vec(),
        |text| format!("{text} ").into_bytes(),
        |text| format!(" {text}").into_bytes(),
        |text| format!("{text}, {text}").into_bytes(),
        |text| [text.as_bytes(), &[0xFF]].concat(),
        |text| text.replace(['a', '1'], "b").into_bytes(),
    ];
    select(functions.to_vec())
}

impl Credentials {
    pub(crate) fn headers(&self) -> Headers {
        let names = ["Plain-Request-Signature", "Authorization"];
        let names = names.map(|name| {
            if self.is_upper_case {
                name.to_uppercase()
            } else {
                name.to_lowercase()
            }
        });
        let [signature, authorization] = names;
        let signatures = self.signatures.iter().map(|value| (&signature, value));
        let tokens = self.authorizations.iter();
        let tokens = tokens.map(|value| (&authorization, value));
        let headers = signatures.chain(tokens);
        headers
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}

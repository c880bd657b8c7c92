//! Rule C4 compared with the crate `url`, which implements the WHATWG URL Standard as browsers do.

use std::cell::Cell;

use plain_schema::{StringRule, Violation};
use proptest::prelude::*;
use url::{Host, Url};

use crate::runner;

const CASES: u32 = 4_000;

/// Characters of domain names, and those that end a host or are forbidden in it.
fn host_characters() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z0-9.-]{0,12}",
        3 => "[!-~]{0,6}",
        1 => "[a-zA-Z0-9._~!$&'()*+,;=-]{0,10}",
    ]
}

/// Numbers in the notations and ranges that matter in an IPv4 address.
fn ipv4() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        4 => (0..300u32).prop_map(|number| number.to_string()),
        1 => any::<u32>().prop_map(|number| number.to_string()),
        1 => any::<u64>().prop_map(|number| number.to_string()),
        1 => any::<u32>().prop_map(|number| format!("0{number:o}")),
        1 => any::<u32>().prop_map(|number| format!("0x{number:X}")),
        1 => prop::sample::select(vec!["", "0", "08", "0x", "0xg", "a", "00", "256", "65536"])
            .prop_map(ToOwned::to_owned),
    ];
    let end = prop::sample::select(vec!["", "", "", ".", ".."]);
    (prop::collection::vec(number, 1..6), end).prop_map(|(numbers, end)| numbers.join(".") + end)
}

/// Groups of an IPv6 address, with a `::` and an IPv4 address in some places.
fn ipv6() -> impl Strategy<Value = String> {
    let group = prop_oneof![
        6 => "[0-9a-fA-F]{1,4}",
        2 => Just(String::new()),
        1 => "[0-9a-g]{0,5}",
        1 => ipv4(),
    ];
    prop::collection::vec(group, 0..10).prop_map(|groups| format!("[{}]", groups.join(":")))
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof![host_characters(), ipv4(), ipv6()]
}

fn rule(url: &str) -> Result<(), Violation> {
    StringRule::Url.check(url)
}

/// Whether a label is decoded, for which a browser has tables of Unicode.
fn is_punycode(host: &str) -> bool {
    host.to_ascii_lowercase().contains("xn--")
}

/// Whether the rule may reject a URL that a browser accepts.
fn is_stricter(url: &str) -> bool {
    let authority = url.strip_prefix("https://").unwrap_or_default();
    let end = authority.find(['/', '?', '#', '\\']);
    let authority = &authority[..end.unwrap_or(authority.len())];
    authority.is_empty()
        || is_punycode(authority)
        || authority.contains(['"', '`', '{', '}', '%'])
        || matches!(authority, "http:" | "https:")
}

#[test]
fn hosts_of_ascii_are_those_of_a_browser() {
    let ends = prop::sample::select(vec!["", "/", ":80/a", ":65536", ":", "?a", "#b"]);
    let accepted = Cell::new(0);
    runner(CASES)
        .run(&(host(), ends), |(host, end)| {
            let text = format!("https://{host}{end}");
            let is_accepted = rule(&text).is_ok();
            let is_read = Url::parse(&text).is_ok_and(|url| url.host().is_some());
            accepted.set(accepted.get() + u32::from(is_accepted));
            prop_assert!(!is_accepted || is_read || is_punycode(&host), "{}", text);
            if !is_stricter(&text) {
                prop_assert_eq!(is_accepted, is_read, "{} {:?}", text, rule(&text));
            }
            Ok(())
        })
        .unwrap();
    assert!(accepted.get() > CASES / 5, "{}", accepted.get());
}

#[test]
fn names_in_other_scripts_are_accepted_with_their_punycode() {
    let name = prop_oneof![
        "[a-z]{1,5}[äöüßéèçñ]{1,3}",
        "[а-я]{1,8}",
        "[α-ω]{1,8}",
        "[ぁ-ん]{1,8}",
        "[一-龥]{1,6}",
        "[가-힣]{1,6}",
    ];
    let names = prop::collection::vec(name, 1..4);
    runner(CASES / 4)
        .run(&names, |names| {
            let text = format!("https://{}.example/", names.join("."));
            if let Ok(url) = Url::parse(&text) {
                prop_assert_eq!(rule(&text), Ok(()), "{}", text);
                prop_assert_eq!(rule(url.as_str()), Ok(()), "{}", url);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn punycode_that_a_browser_accepts_is_accepted() {
    let labels = prop_oneof![
        "xn--[a-z0-9]{0,6}",
        "xn--[a-z]{1,4}-[a-z0-9]{0,6}",
        "XN--[A-Z]{3}"
    ];
    runner(CASES)
        .run(&labels, |label| {
            let text = format!("https://{label}.example/");
            let parsed = Url::parse(&text);
            prop_assert!(
                rule(&text).is_ok() || parsed.is_err(),
                "{} {:?}",
                text,
                rule(&text)
            );
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_accepted_url_is_read_the_same_by_a_browser() {
    let urls = (
        prop::sample::select(vec![
            "https:",
            "http://",
            "ftp:/",
            "x-app://",
            "x-app:",
            "mailto:",
            "javascript:",
            "data:",
            "tel:",
            "localhost:",
            "a.b:",
            "HTTPS://",
            "htps://",
            "java\tscript:",
            "",
            "//",
        ]),
        "[ -~\t\n]{0,10}",
    );
    runner(CASES)
        .run(&urls, |(start, rest)| {
            let text = format!("{start}{rest}");
            if rule(&text).is_err() {
                return Ok(());
            }
            let url = Url::parse(&text);
            let Ok(url) = url else {
                return Err(TestCaseError::fail(format!("{text:?}: {url:?}")));
            };
            prop_assert!(!matches!(url.scheme(), "javascript" | "data"), "{}", text);
            let is_web = matches!(url.scheme(), "https" | "http" | "ftp");
            prop_assert!(!is_web || url.host().is_some_and(|it| it != Host::Domain("")));
            Ok(())
        })
        .unwrap();
}

#[test]
fn invisible_characters_in_a_host_are_rejected() {
    for character in (0..=0x10_FFFF).filter_map(char::from_u32) {
        let is_invisible = StringRule::NotBlank.check(&character.to_string()).is_err();
        if is_invisible || character.is_whitespace() || character.is_control() {
            let text = format!("https://exa{character}mple.com/");
            assert!(rule(&text).is_err(), "{text:?}");
        }
    }
}

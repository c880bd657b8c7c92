//! Values in URLs.

use plain_runtime::{EventComponent, components};
use proptest::prelude::*;
use url::Url;

use crate::runner;
use crate::values::hostile;

const CASES: u32 = 500;

fn url_of(components: &[EventComponent]) -> String {
    let [EventComponent::LinkButton(button)] = components else {
        panic!("expected one link button");
    };
    button.url.clone().into_owned()
}

#[test]
fn a_value_stays_in_its_part_of_the_url() {
    runner(CASES)
        .run(&(hostile(), hostile(), hostile()), |(a, b, c)| {
            let text = url_of(&components![link_button(
                "x",
                "https://admin.example.com/keys/{a}/edit?x={b}&y=1#{c}"
            )]);
            let url = Url::parse(&text).unwrap();
            prop_assert_eq!(url.host_str(), Some("admin.example.com"));
            prop_assert_eq!(url.username(), "");
            let segments: Vec<&str> = url.path_segments().unwrap().collect();
            prop_assert_eq!(segments.len(), 3, "{}", text);
            prop_assert_eq!((segments[0], segments[2]), ("keys", "edit"));
            let decoded = percent_encoding::percent_decode_str(segments[1]);
            if a != "." && a != ".." {
                prop_assert_eq!(decoded.decode_utf8_lossy(), a);
            }
            let queries: Vec<_> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(
                queries,
                [("x".to_owned(), b), ("y".to_owned(), "1".to_owned())]
            );
            let fragment = url.fragment().unwrap();
            let decoded = percent_encoding::percent_decode_str(fragment);
            prop_assert_eq!(decoded.decode_utf8_lossy(), c);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_value_does_not_change_the_number_of_segments() {
    let values = prop_oneof![
        prop::sample::select(vec![
            "", ".", "..", "%2e", "%2E%2e", ".%2e", "é", "a/b", "\\"
        ])
        .prop_map(ToOwned::to_owned),
        hostile(),
    ];
    let values = (values.clone(), values);
    runner(CASES)
        .run(&values, |(a, b)| {
            let text = url_of(&components![link_button(
                "x",
                "https://admin.example.com/keys/{a}{b}/{a}/x.{b}"
            )]);
            let url = Url::parse(&text).unwrap();
            prop_assert_eq!(url.host_str(), Some("admin.example.com"));
            prop_assert_eq!(url.path_segments().unwrap().count(), 4, "{}", text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_value_in_the_host_cannot_change_the_domain() {
    runner(CASES)
        .run(&hostile(), |a| {
            let text = url_of(&components![link_button("x", "https://{a}.example.com/b")]);
            // A value that is not valid in a host makes the URL invalid.
            if let Ok(url) = Url::parse(&text) {
                let host = url.host_str().unwrap();
                prop_assert!(host.ends_with(".example.com"), "{}", text);
                prop_assert_eq!((url.username(), url.port(), url.path()), ("", None, "/b"));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_host_and_a_port_are_inserted_as_they_are() {
    let (host, port) = ("admin.x-y.example:8443", 8080);
    let text = url_of(&components![link_button("x", "https://{host}/a")]);
    assert_eq!(text, "https://admin.x-y.example:8443/a");
    let text = url_of(&components![link_button("x", "https://x.example:{port}/a")]);
    assert_eq!(text, "https://x.example:8080/a");
    let user = "a@b/c";
    let text = url_of(&components![link_button("x", "https://{user}@x.example/")]);
    assert_eq!(text, "https://a%40b%2Fc@x.example/");
}

#[test]
fn a_value_cannot_end_the_host() {
    let base = "https://x.example";
    for value in ["/a", "?a", "#a", "\\a", "a@b", "a b", "a%2Fb"] {
        for components in [
            components![link_button("x", "https://{value}.example/")],
            components![link_button("x", "https://x.example{value}")],
            components![link_button("x", "{base}:{value}/")],
        ] {
            let url = url_of(&components);
            let rule = plain_schema::StringRule::Url;
            assert!(rule.check(&url).is_err(), "{url}");
        }
    }
}

#[test]
fn a_value_at_the_start_of_a_url_is_not_escaped() {
    for base in ["https://a.example", "https://a.example/x?y=z&", "slack:"] {
        let id = "a/b";
        let text = url_of(&components![link_button("x", "{base}/keys/{id}")]);
        assert_eq!(text, format!("{base}/keys/a%2Fb"));
    }
}

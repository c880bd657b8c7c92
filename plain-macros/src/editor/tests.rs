//! Completion sites of calls and derives, as text.

use plain_schema::{Context, EntityKind};

use super::collect::{Sites, derive_sites, entity_sites, fragment_sites};
use super::site::NameSet;
use crate::desugar;
use crate::diagnostic::Diagnostics;
use crate::syntax::{self, Recovery, TypeItem};

/// Sites as text: the set of names, and the incomplete ones after a slash.
fn described(sites: &Sites) -> Vec<String> {
    let sites = sites.iter().map(|site| {
        let names = match &site.names {
            NameSet::Properties { table_name, unset } => {
                format!("{table_name} {}", unset.join(" "))
            }
            NameSet::Items(content) => format!("components {}", content.name()),
            NameSet::Roles(entity) => format!("roles {}", entity.name),
            NameSet::Values(enumeration) => format!("values {}", enumeration.name),
            NameSet::Kinds(identifier) => format!("kinds {}", identifier.name),
            NameSet::BareKinds(identifier) => format!("bare kinds {}", identifier.name),
        };
        let incomplete = site.incomplete.iter().map(|name| format!(" / {name}"));
        format!("{}{}", names.trim_end(), incomplete.collect::<String>())
    });
    sites.collect()
}

fn in_components(source: &str) -> Vec<String> {
    let tokens = format!("(krate) {source}").parse().unwrap();
    let raw = syntax::fragment(tokens, Recovery::Complete, &mut Diagnostics::default());
    described(&fragment_sites(&raw, Context::Event))
}

fn in_event(source: &str) -> Vec<String> {
    let tokens = format!("(krate) {source}").parse().unwrap();
    let raw = syntax::call(tokens, Recovery::Complete, &mut Diagnostics::default());
    described(&entity_sites(&raw, EntityKind::ThreadEvent.entity()))
}

#[test]
fn site_of_a_list_comes_before_those_in_its_entries() {
    assert_eq!(
        in_components(
            "if a { badge(\"b\"); di } else { row(main_content = [text(\"c\")]) }, spacer"
        ),
        [
            "components event / spacer",
            "components event / di",
            "badge color",
            "components event",
            "row aside_content",
            "components row",
            "text size color",
        ]
    );
}

#[test]
fn site_of_a_value_is_there_with_and_without_a_value() {
    assert_eq!(
        in_components("spacer()"),
        ["components event", "spacer size", "values SpacingSize"]
    );
    assert_eq!(
        in_components("spacer(Mi)"),
        ["components event", "spacer", "values SpacingSize / Mi"]
    );
    assert_eq!(
        in_components("user(some(\"a\"))"),
        ["components event", "user", "kinds UserIdentifier / some"]
    );
}

#[test]
fn unresolved_names_of_a_call_are_incomplete() {
    for (source, expected) in [
        (
            "",
            "thread_event title thread_id components external_id timestamp is_collapsed",
        ),
        (
            "ti",
            "thread_event title thread_id components external_id timestamp is_collapsed / ti",
        ),
        (
            "client, title = a, time, threadd = b",
            "thread_event thread_id components external_id timestamp is_collapsed / time / threadd",
        ),
    ] {
        assert_eq!(in_event(source), [expected], "{source}");
    }
}

#[test]
fn sites_of_fields_come_before_those_of_their_variant() {
    let source = "enum A {
        #[customer_event(title = \"a\")]
        B(#[customer_event(customer_identifier = external, bad)] u8),
        #[customer_event(transparent)]
        C(#[customer_event(text)] D),
    }";
    let mut diagnostics = Diagnostics::default();
    let entity = EntityKind::CustomerEvent.entity();
    let input = TypeItem::parse(source.parse().unwrap()).unwrap();
    let mut raw = syntax::derive(input, entity, Recovery::Complete, &mut diagnostics);
    let desugared = desugar::derive(&mut raw, entity, &mut diagnostics);
    assert_eq!(
        described(&derive_sites(&raw, &desugared)),
        [
            "roles customer_event / bad",
            "bare kinds CustomerIdentifier / external",
            "customer_event external_id timestamp is_collapsed",
            "kinds CustomerIdentifier / external",
        ]
    );
}

#[test]
fn key_of_a_card_is_a_name_of_the_type_only() {
    let in_card = |source: &str| {
        let mut diagnostics = Diagnostics::default();
        let entity = EntityKind::CustomerCard.entity();
        let input = TypeItem::parse(source.parse().unwrap()).unwrap();
        let mut raw = syntax::derive(input, entity, Recovery::Complete, &mut diagnostics);
        let desugared = desugar::derive(&mut raw, entity, &mut diagnostics);
        described(&derive_sites(&raw, &desugared))
    };
    let time_and_key = "customer_card time_to_live_seconds key";
    for (source, expected) in [
        (
            "#[customer_card(ke, components = [])] struct A;",
            vec![format!("{time_and_key} / ke"), "components card".to_owned()],
        ),
        (
            "#[customer_card(key = \"a\", ti, components = [])] struct A;",
            vec![
                "customer_card time_to_live_seconds / ti".to_owned(),
                "components card".to_owned(),
            ],
        ),
        (
            "#[customer_card(ke)] enum A { #[customer_card(components = [])] B }",
            vec![
                "customer_card components time_to_live_seconds key / ke".to_owned(),
                "customer_card time_to_live_seconds / ke".to_owned(),
                "components card".to_owned(),
            ],
        ),
    ] {
        assert_eq!(in_card(source), expected, "{source}");
    }
}

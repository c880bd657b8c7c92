//! Constants as text, which are validated at compile time.

use std::borrow::Cow;

use plain_runtime::{Iso8601, Markdown, components, customer_event};

use crate::{json, one};

const LABEL: &str = "Pro";
const BOLD: Markdown<&str> = Markdown("**Pro**");
const COUNT: u32 = 3;
const SHARED: Cow<'static, str> = Cow::Borrowed("shared");
const RELEASED: Iso8601 = Iso8601::from_static("2024-10-28");
static SITE: &str = "https://a.example";

mod words {
    pub(super) const TITLE: &str = "Upgraded";
}

struct Plan;

impl Plan {
    const LABEL: &'static str = "Plan";

    fn label() -> serde_json::Value {
        one(components![badge(Self::LABEL)])
    }
}

#[test]
fn constants_of_all_supported_types_are_accepted() {
    let event = customer_event!(
        title = words::TITLE,
        customer_identifier = external_id(LABEL),
        components = [
            badge(LABEL),
            badge(Plan::LABEL),
            badge(COUNT),
            badge(SHARED),
            badge(const { "block" }),
            badge("{LABEL} {COUNT}"),
            text(BOLD),
            text("{LABEL} {BOLD}"),
            link_button("Open", SITE),
            copy_button("a", tooltip_label = LABEL),
        ],
        external_id = LABEL,
        timestamp = RELEASED,
    );
    assert_eq!(event.validate(), Ok(()));
    let event = json(&event);
    assert_eq!(event["title"], "Upgraded");
    assert_eq!(event["timestamp"], "2024-10-28");
    assert_eq!(
        event["components"][5]["componentBadge"]["badgeLabel"],
        "Pro 3"
    );
    assert_eq!(event["components"][6]["componentText"]["text"], "**Pro**");
    assert_eq!(
        event["components"][7]["componentText"]["text"],
        "Pro **Pro**"
    );
    assert_eq!(Plan::label()["componentBadge"]["badgeLabel"], "Plan");
}

#[test]
fn const_generics_are_not_constants() {
    fn badge_of<const N: usize>() -> serde_json::Value {
        one(components![badge(N)])
    }
    assert_eq!(badge_of::<5>()["componentBadge"]["badgeLabel"], "5");
}

macro_rules! tenfold {
    ($text:expr) => {
        concat!(
            $text, $text, $text, $text, $text, $text, $text, $text, $text, $text
        )
    };
}

/// The longest constants that are examined character by character.
const LONG: &str = tenfold!(tenfold!(tenfold!(tenfold!("a_b."))));
const LONG_URL: &str = concat!(
    "https://user@example.com/",
    tenfold!(tenfold!(tenfold!("a/@a/@aa")))
);

#[test]
fn long_constants_are_examined_without_a_warning() {
    let event = customer_event!(
        title = LONG,
        customer_identifier = external_id(LONG),
        components = [link_button("Open", LONG_URL)],
    );
    assert_eq!(event.validate(), Ok(()));
    assert_eq!(event.title.len(), 40_000);
}

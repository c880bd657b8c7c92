//! Limits, which the descriptions of Plain's schema name.

use apollo_compiler::Schema;
use plain_schema::{COMPONENTS, StringRule, ValueType, entity};

use crate::compare::{Change, Difference, Part};

/// Description with another number than the limit in the tables.
pub(crate) fn limits(schema: &Schema) -> Vec<Difference> {
    let components = COMPONENTS.iter().flat_map(|component| {
        component.properties.iter().filter_map(|property| {
            let max = max_length(property.value.string_rule()?)?;
            Some((component.graphql_input, property.graphql_name, max))
        })
    });
    let key = entity::CUSTOMER_CARD.key_rule().and_then(max_length);
    let time_to_live = entity::CUSTOMER_CARD.field("time_to_live_seconds");
    let time_to_live = time_to_live.and_then(|property| match property.value {
        ValueType::Integer { max } => Some(max),
        _ => None,
    });
    let cards = [("key", key), ("defaultTimeToLiveSeconds", time_to_live)];
    let cards = cards
        .into_iter()
        .filter_map(|(field, max)| Some((CARD_INPUT, field, max?)));
    components
        .chain(cards)
        .filter_map(|(input, field, max)| {
            let description = &schema
                .get_input_object(input)?
                .fields
                .get(field)?
                .description;
            let described = largest_number(description.as_deref()?)?;
            (described != max).then(|| Difference {
                path: format!("{input}.{field}"),
                change: Change::Changed,
                part: Part::Limit,
                detail: format!("{described} instead of {max}"),
            })
        })
        .collect()
}

/// Input that describes the key of a card and the seconds to live.
const CARD_INPUT: &str = "CreateCustomerCardConfigInput";

fn max_length(rule: StringRule) -> Option<u64> {
    match rule {
        StringRule::Markdown { max }
        | StringRule::PlainText { max }
        | StringRule::Label { max }
        | StringRule::Length { max }
        | StringRule::CardKey { max } => u64::try_from(max).ok(),
        _ => None,
    }
}

/// The largest number in a text such as "between 1 and 10,000 characters".
fn largest_number(text: &str) -> Option<u64> {
    let numbers = text.split(|char: char| !char.is_ascii_digit() && char != ',');
    numbers
        .filter_map(|it| it.replace(',', "").parse().ok())
        .max()
}

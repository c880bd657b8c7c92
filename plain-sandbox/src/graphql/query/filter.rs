//! Predicates shared by the filters of lists.
//!
//! A filter accepts an item if all of its fields do. An absent field accepts every item.

use jiff::Timestamp;
use plain_schema::StringRule;
use serde_json::Value;

use crate::time::timestamp;

/// Whether a filter's list contains a value.
pub(crate) fn is_in(list: &Value, value: impl Into<Value>) -> bool {
    let value = value.into();
    list.as_array().is_none_or(|list| list.contains(&value))
}

/// Whether a filter's boolean equals the actual one.
pub(crate) fn is(expected: &Value, actual: bool) -> bool {
    expected.as_bool().is_none_or(|expected| expected == actual)
}

/// Whether none of these fields is set: they filter by records that a sandbox does not have.
pub(crate) fn is_unset(filter: &Value, names: &[&str]) -> bool {
    names.iter().all(|name| filter[name].is_null())
}

/// Whether a `DatetimeFilter` contains a timestamp. Fails if one of its bounds is invalid.
pub(crate) fn is_within(filter: &Value, timestamp: Timestamp) -> Result<bool, String> {
    let bound = |name: &str| match filter[name].as_str() {
        None => Ok(None),
        Some(text) => StringRule::DateTime
            .check(text)
            .ok()
            .and_then(|()| timestamp::parse(text))
            .map(Some)
            .ok_or_else(|| {
                format!("`{name}` is {text:?}; expected a date such as 2024-10-28T18:30:00Z")
            }),
    };
    let (after, before) = (bound("after")?, bound("before")?);
    Ok(after.is_none_or(|after| timestamp >= after)
        && before.is_none_or(|before| timestamp < before))
}

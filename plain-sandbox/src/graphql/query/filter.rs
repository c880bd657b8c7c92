//! What the filters of lists have in common. A filter lets through what all of its fields do, and
//! an absent field lets everything through.

use jiff::Timestamp;
use serde_json::Value;

use crate::time::timestamp;

/// Whether a value is in a list of the filter's.
pub(crate) fn is_in(list: &Value, value: impl Into<Value>) -> bool {
    let value = value.into();
    list.as_array().is_none_or(|list| list.contains(&value))
}

/// Whether a fact is as the filter wants it.
pub(crate) fn is(wanted: &Value, fact: bool) -> bool {
    wanted.as_bool().is_none_or(|wanted| wanted == fact)
}

/// Whether something that the sandbox has none of is not asked for.
pub(crate) fn is_not_asked(filter: &Value, names: &[&str]) -> bool {
    names.iter().all(|name| filter[name].is_null())
}

/// Whether a moment is in a `DatetimeFilter`, or why that is none.
pub(crate) fn is_within(span: &Value, moment: Timestamp) -> Result<bool, String> {
    let bound = |name: &str| match span[name].as_str() {
        None => Ok(None),
        Some(text) => plain_schema::StringRule::DateTime
            .check(text)
            .ok()
            .and_then(|()| timestamp::parse(text))
            .map(Some)
            .ok_or_else(|| format!("`{name}` is {text:?}; write it as in 2024-10-28T18:30:00Z")),
    };
    let (after, before) = (bound("after")?, bound("before")?);
    Ok(after.is_none_or(|after| moment >= after) && before.is_none_or(|before| moment < before))
}

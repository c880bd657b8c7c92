//! Cursor pagination: <https://www.plain.com/docs/graphql/pagination>.
//!
//! A cursor is the id of an item.

use std::cmp::Ordering;

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::{Value, json};

use super::arguments::argument;

const DEFAULT_LENGTH: usize = 25;
const MAX_LENGTH: usize = 100;

/// The page of a list that a request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageRequest {
    length: usize,
    position: PagePosition,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum PagePosition {
    /// The first items after a cursor, or of the whole list.
    After(Option<String>),
    /// The last items before a cursor, or of the whole list.
    Before(Option<String>),
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct ListPage<'a, T> {
    pub(crate) items: &'a [&'a T],
    has_previous: bool,
    has_next: bool,
    total: usize,
}

impl PageRequest {
    /// Reads the arguments `first`, `after`, `last` and `before`.
    pub(crate) fn from_arguments(info: &ResolveInfo<'_>) -> Result<Self, String> {
        Self::new(
            &argument(info, "first"),
            &argument(info, "after"),
            &argument(info, "last"),
            &argument(info, "before"),
        )
    }

    fn new(first: &Value, after: &Value, last: &Value, before: &Value) -> Result<Self, String> {
        let cursor = |value: &Value| value.as_str().map(str::to_owned);
        let forward = !first.is_null() || !after.is_null();
        let backward = !last.is_null() || !before.is_null();
        match (forward, backward) {
            (true, true) => Err(
                "`first` and `after` cannot be combined with `last` and `before`; send one pair"
                    .to_owned(),
            ),
            (_, false) => Ok(Self {
                length: length("first", first)?,
                position: PagePosition::After(cursor(after)),
            }),
            (false, true) => Ok(Self {
                length: length("last", last)?,
                position: PagePosition::Before(cursor(before)),
            }),
        }
    }

    /// Selects the page from a sorted list. `find` returns the item of a cursor.
    pub(crate) fn select<'a, T>(
        &self,
        list: &'a [&'a T],
        order: impl Fn(&T, &T) -> Ordering,
        find: impl Fn(&str) -> Option<&'a T>,
    ) -> Result<ListPage<'a, T>, String> {
        let find = |cursor: &str| {
            find(cursor).ok_or_else(|| {
                format!("{cursor:?} is not a cursor of this list; send one that the list returned")
            })
        };
        let (start, end) = match &self.position {
            PagePosition::After(after) => {
                let start = match after {
                    None => 0,
                    Some(cursor) => {
                        let after = find(cursor)?;
                        list.partition_point(|item| order(item, after).is_le())
                    }
                };
                (start, list.len().min(start + self.length))
            }
            PagePosition::Before(before) => {
                let end = match before {
                    None => list.len(),
                    Some(cursor) => {
                        let before = find(cursor)?;
                        list.partition_point(|item| order(item, before).is_lt())
                    }
                };
                (end.saturating_sub(self.length), end)
            }
        };
        Ok(ListPage {
            items: &list[start..end],
            has_previous: start > 0,
            has_next: end < list.len(),
            total: list.len(),
        })
    }
}

fn length(name: &str, value: &Value) -> Result<usize, String> {
    if value.is_null() {
        return Ok(DEFAULT_LENGTH);
    }
    match value.as_u64().and_then(|it| usize::try_from(it).ok()) {
        Some(length) if (1..=MAX_LENGTH).contains(&length) => Ok(length),
        _ => Err(format!("`{name}` is {value}; expected 1 to {MAX_LENGTH}")),
    }
}

impl<T> ListPage<'_, T> {
    /// The API's connection object, such as `CustomerConnection`.
    pub(crate) fn graphql(
        &self,
        type_name: &str,
        id: impl Fn(&T) -> &str,
        node: impl Fn(&T) -> Value,
    ) -> Value {
        let cursor = |item: Option<&&T>| item.map(|item| id(item).to_owned());
        let edge = |item: &&T| {
            json!({
                "__typename": format!("{type_name}Edge"),
                "cursor": id(item),
                "node": node(item),
            })
        };
        json!({
            "__typename": format!("{type_name}Connection"),
            "edges": self.items.iter().map(edge).collect::<Vec<Value>>(),
            "pageInfo": {
                "__typename": "PageInfo",
                "hasPreviousPage": self.has_previous,
                "hasNextPage": self.has_next,
                "startCursor": cursor(self.items.first()),
                "endCursor": cursor(self.items.last()),
            },
            "totalCount": self.total,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::PageRequest;

    const LIST: [&u32; 5] = [&10, &20, &30, &40, &50];

    /// The items, and whether others precede and follow them.
    fn select(arguments: &Value) -> Result<(Vec<u32>, bool, bool), String> {
        let page = PageRequest::new(
            &arguments["first"],
            &arguments["after"],
            &arguments["last"],
            &arguments["before"],
        )?;
        // 35 has left the list, but its cursor is still known.
        let known: [&u32; 6] = [&10, &20, &30, &35, &40, &50];
        let find = |cursor: &str| known.into_iter().find(|it| it.to_string() == cursor);
        let page = page.select(&LIST, u32::cmp, find)?;
        let items = page.items.iter().map(|item| **item).collect();
        Ok((items, page.has_previous, page.has_next))
    }

    #[test]
    fn arguments_select_the_page() {
        for (arguments, items, has_previous, has_next) in [
            (json!({}), vec![10, 20, 30, 40, 50], false, false),
            (json!({ "first": 2 }), vec![10, 20], false, true),
            (
                json!({ "first": 2, "after": "20" }),
                vec![30, 40],
                true,
                true,
            ),
            (json!({ "after": "30" }), vec![40, 50], true, false),
            (json!({ "first": 2, "after": "50" }), vec![], true, false),
            (json!({ "last": 2 }), vec![40, 50], true, false),
            (
                json!({ "last": 2, "before": "40" }),
                vec![20, 30],
                true,
                true,
            ),
            (json!({ "before": "30" }), vec![10, 20], false, true),
            (json!({ "last": 2, "before": "10" }), vec![], false, true),
            (json!({ "first": 1, "after": "35" }), vec![40], true, true),
            (json!({ "last": 1, "before": "35" }), vec![30], true, true),
        ] {
            let expected = Ok((items, has_previous, has_next));
            assert_eq!(select(&arguments), expected, "{arguments}");
        }
    }

    #[test]
    fn invalid_arguments_are_rejected() {
        for (arguments, expected) in [
            (json!({ "first": 0 }), "`first` is 0"),
            (json!({ "first": 101 }), "`first` is 101"),
            (json!({ "last": -1 }), "`last` is -1"),
            (json!({ "first": 1, "last": 1 }), "cannot be combined"),
            (json!({ "first": 1, "before": "20" }), "cannot be combined"),
            (
                json!({ "after": "20", "before": "40" }),
                "cannot be combined",
            ),
            (json!({ "after": "60" }), "\"60\" is not a cursor"),
            (json!({ "before": "" }), "\"\" is not a cursor"),
        ] {
            let message = select(&arguments).unwrap_err();
            assert!(message.contains(expected), "{arguments}: {message}");
        }
    }

    #[test]
    fn the_default_page_length_is_25() {
        let numbers: Vec<u32> = (0..200).collect();
        let list: Vec<&u32> = numbers.iter().collect();
        let length = |first: Value| {
            let page = PageRequest::new(&first, &Value::Null, &Value::Null, &Value::Null).unwrap();
            page.select(&list, u32::cmp, |_| None).unwrap().items.len()
        };
        assert_eq!(length(Value::Null), 25);
        assert_eq!(length(json!(100)), 100);
    }
}

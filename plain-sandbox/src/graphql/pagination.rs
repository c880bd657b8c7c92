//! Pages of lists: <https://www.plain.com/docs/graphql/pagination>.
//!
//! A cursor is the id of what it points at.

use std::cmp::Ordering;

use apollo_compiler::resolvers::ResolveInfo;
use serde_json::{Value, json};

use super::arguments::argument;

const DEFAULT_LENGTH: usize = 25;
const MOST: usize = 100;

/// Which page of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    length: usize,
    from: From,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    /// The first after a cursor, or of all.
    Start(Option<String>),
    /// The last before a cursor, or of all.
    End(Option<String>),
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Slice<'a, T> {
    pub(crate) items: &'a [&'a T],
    has_previous: bool,
    has_next: bool,
    total: usize,
}

impl Page {
    /// Reads `first`, `after`, `last` and `before`, or says what is wrong with them.
    pub(crate) fn of(info: &ResolveInfo<'_>) -> Result<Self, String> {
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
                "`first` and `after` do not go with `last` and `before`; send one pair".to_owned(),
            ),
            (_, false) => Ok(Self {
                length: length("first", first)?,
                from: From::Start(cursor(after)),
            }),
            (false, true) => Ok(Self {
                length: length("last", last)?,
                from: From::End(cursor(before)),
            }),
        }
    }

    /// Takes the page out of a list that is in order. `find` says what a cursor points at.
    pub(crate) fn of_list<'a, T>(
        &self,
        list: &'a [&'a T],
        order: impl Fn(&T, &T) -> Ordering,
        find: impl Fn(&str) -> Option<&'a T>,
    ) -> Result<Slice<'a, T>, String> {
        let find = |cursor: &str| {
            find(cursor).ok_or_else(|| {
                format!("{cursor:?} is no cursor of this list; send one that it has given")
            })
        };
        let (start, end) = match &self.from {
            From::Start(after) => {
                let start = match after {
                    None => 0,
                    Some(cursor) => {
                        let after = find(cursor)?;
                        list.partition_point(|item| order(item, after).is_le())
                    }
                };
                (start, list.len().min(start + self.length))
            }
            From::End(before) => {
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
        Ok(Slice {
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
    let length = value.as_u64().and_then(|it| usize::try_from(it).ok());
    match length {
        Some(length) if (1..=MOST).contains(&length) => Ok(length),
        _ => Err(format!(
            "`{name}` is {value}; a page has at least 1 and at most {MOST}"
        )),
    }
}

impl<T> Slice<'_, T> {
    /// The API's connection, such as `CustomerConnection`.
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

    use super::Page;

    const LIST: [&u32; 5] = [&10, &20, &30, &40, &50];

    /// The items, and whether there are some before and after them.
    fn page(arguments: &Value) -> Result<(Vec<u32>, bool, bool), String> {
        let page = Page::new(
            &arguments["first"],
            &arguments["after"],
            &arguments["last"],
            &arguments["before"],
        )?;
        // 35 is no longer in the list, but known.
        let known: [&u32; 6] = [&10, &20, &30, &35, &40, &50];
        let find = |cursor: &str| known.into_iter().find(|it| it.to_string() == cursor);
        let slice = page.of_list(&LIST, u32::cmp, find)?;
        let items = slice.items.iter().map(|item| **item).collect();
        Ok((items, slice.has_previous, slice.has_next))
    }

    #[test]
    fn a_page_is_what_is_asked_for() {
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
            assert_eq!(page(&arguments), expected, "{arguments}");
        }
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for (arguments, said) in [
            (json!({ "first": 0 }), "`first` is 0"),
            (json!({ "first": 101 }), "`first` is 101"),
            (json!({ "last": -1 }), "`last` is -1"),
            (json!({ "first": 1, "last": 1 }), "do not go with"),
            (json!({ "first": 1, "before": "20" }), "do not go with"),
            (json!({ "after": "20", "before": "40" }), "do not go with"),
            (json!({ "after": "60" }), "\"60\" is no cursor"),
            (json!({ "before": "" }), "\"\" is no cursor"),
        ] {
            let message = page(&arguments).unwrap_err();
            assert!(message.contains(said), "{arguments}: {message}");
        }
    }

    #[test]
    fn a_page_has_25_unless_asked_otherwise() {
        let numbers: Vec<u32> = (0..200).collect();
        let list: Vec<&u32> = numbers.iter().collect();
        let length = |first: Value| {
            let page = Page::new(&first, &Value::Null, &Value::Null, &Value::Null).unwrap();
            page.of_list(&list, u32::cmp, |_| None).unwrap().items.len()
        };
        assert_eq!(length(Value::Null), 25);
        assert_eq!(length(json!(100)), 100);
    }
}

//! The results of the commands `retry` and `discard`.

use crate::options::Selection;
use crate::output::{CommandError, print};

/// Prints the number of dead letters that a command acted on.
pub(crate) fn report(
    verb: &str,
    count: u64,
    selection: &Selection,
    json: bool,
) -> Result<(), CommandError> {
    let text = describe(verb, count, selection.is_all(), json)?;
    print(&text)
}

/// Letters that are selected by an ID and do not exist are an error, except in JSON, which has the number.
fn describe(verb: &str, count: u64, is_all: bool, json: bool) -> Result<String, String> {
    match (count, is_all) {
        _ if json => Ok(serde_json::json!({ verb: count }).to_string()),
        (0, true) => Ok("There are no dead letters.".to_owned()),
        (0, false) => Err("no dead letter has this ID; `plain-outbox dead` lists them".to_owned()),
        (1, _) => Ok(format!("1 dead letter {verb}")),
        _ => Ok(format!("{count} dead letters {verb}")),
    }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn the_number_is_reported_and_an_unknown_id_is_an_error() {
        for (count, is_all, json, expected) in [
            (1, false, false, Ok("1 dead letter retried")),
            (2, true, false, Ok("2 dead letters retried")),
            (0, true, false, Ok("There are no dead letters.")),
            (
                0,
                false,
                false,
                Err("no dead letter has this ID; `plain-outbox dead` lists them"),
            ),
            (0, false, true, Ok(r#"{"retried":0}"#)),
        ] {
            let text = describe("retried", count, is_all, json);
            assert_eq!(text.as_deref().map_err(String::as_str), expected);
        }
    }
}

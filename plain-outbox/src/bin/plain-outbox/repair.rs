//! The results of the commands `retry` and `discard`.

use crate::{CommandError, print};

/// Prints the number of dead letters that a command acted on. None is an error.
pub(crate) fn report(verb: &str, count: u64, json: bool) -> Result<(), CommandError> {
    let text = describe(verb, count, json)?;
    print(&text)
}

fn describe(verb: &str, count: u64, json: bool) -> Result<String, String> {
    match (json, count) {
        (true, _) => Ok(serde_json::json!({ verb: count }).to_string()),
        (false, 0) => Err("no dead letter is selected; `plain-outbox dead` lists them".to_owned()),
        (false, 1) => Ok(format!("1 dead letter {verb}")),
        (false, _) => Ok(format!("{count} dead letters {verb}")),
    }
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn the_number_is_reported_and_none_is_an_error() {
        for (count, json, expected) in [
            (1, false, Ok("1 dead letter retried")),
            (2, false, Ok("2 dead letters retried")),
            (
                0,
                false,
                Err("no dead letter is selected; `plain-outbox dead` lists them"),
            ),
            (0, true, Ok(r#"{"retried":0}"#)),
        ] {
            let text = describe("retried", count, json);
            assert_eq!(text.as_deref().map_err(String::as_str), expected);
        }
    }
}

//! Events as commands that send them again.

use serde_json::json;

use crate::workspace::event::Event;

/// A command for a shell that has the key in `PLAIN_API_KEY`.
pub(super) fn command(api_url: &str, event: &Event) -> String {
    let kind = event.kind.event();
    let query = format!(
        "mutation {mutation}($input: {input}!) {{ {mutation}(input: $input) {{ {field} {{ id }} error {{ message type code fields {{ field message type }} }} }} }}",
        mutation = kind.mutation,
        input = kind.input,
        field = kind.output_field,
    );
    let body = json!({ "query": query, "variables": { "input": event.input } });
    format!(
        "curl {} \\\n  -H \"Authorization: Bearer $PLAIN_API_KEY\" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw {}",
        quoted(api_url),
        quoted(&format!("{body:#}")),
    )
}

/// A word of a POSIX shell in which nothing but its end means anything.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

//! Requests as text to copy.

use maud::{Markup, html};
use plain_schema::Mutation;
use serde_json::{Value, json};

/// Renders a text with a button that copies it.
pub(super) fn source(id: &str, name: &str, text: &str) -> Markup {
    html! {
        section.source {
            header {
                h2 id=(id) { (name) }
                button.button type="button" data-copy=(text) aria-label={ "Copy " (name) } { "Copy" }
            }
            pre tabindex="0" aria-labelledby=(id) role="region" { code { (text) } }
        }
    }
}

/// A shell command that sends an input again, with the API key in `PLAIN_API_KEY`.
pub(super) fn curl_command(api_url: &str, mutation: &Mutation, input: &Value) -> String {
    let query = format!(
        "mutation {mutation}($input: {input}!) {{ {mutation}(input: $input) {{ {field} {{ id }} error {{ message type code fields {{ field message type }} }} }} }}",
        mutation = mutation.name,
        input = mutation.input,
        field = mutation.output_field,
    );
    let body = json!({ "query": query, "variables": { "input": input } });
    format!(
        "curl {} \\\n  -H \"Authorization: Bearer $PLAIN_API_KEY\" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw {}",
        shell_quoted(api_url),
        shell_quoted(&format!("{body:#}")),
    )
}

/// Quotes a word for a POSIX shell.
fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::shell_quoted;

    #[test]
    fn quotes_are_escaped_for_the_shell() {
        for (text, expected) in [
            ("", "''"),
            ("$HOME `id` \"a\"", "'$HOME `id` \"a\"'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(shell_quoted(text), expected);
        }
    }
}

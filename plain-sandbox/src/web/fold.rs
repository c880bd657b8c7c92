//! Long content, which is folded to a part of its height and unfolded without a script.

use maud::{Markup, html};
use plain_schema::{ComponentKind, Context};
use serde_json::Value;

use crate::workspace::component::{ComponentInput, component_inputs};

/// Number of characters on a line, fewer than a wide screen shows.
const LINE: usize = 60;
/// Number of lines that are always shown.
const MAX_LINES: usize = 48;
/// Number of characters of a title that are always shown.
const MAX_TITLE: usize = 180;

/// Renders content that has so many lines.
pub(super) fn fold(lines: usize, content: &Markup) -> Markup {
    html! {
        @if lines > MAX_LINES {
            div.fold {
                details { summary { span.more-label { "Show all" } span.less-label { "Show less" } } }
                div.folded { (content) }
            }
        } @else {
            (content)
        }
    }
}

/// Whether a title is cut to a few lines where several entries are listed.
pub(super) fn is_long_title(title: &str) -> bool {
    title.chars().nth(MAX_TITLE).is_some() || title.lines().nth(2).is_some()
}

/// Number of lines that a text takes, roughly.
pub(super) fn lines_of_text(text: &str) -> usize {
    let lines = text.split('\n').map(|it| it.chars().count() / LINE + 1);
    lines.sum()
}

/// Number of lines that a list of components takes, roughly.
pub(super) fn lines_of_components(context: Context, list: &Value) -> usize {
    let inputs = component_inputs(context, list);
    inputs.map(|input| lines_of_component(&input)).sum()
}

fn lines_of_component(input: &ComponentInput<'_>) -> usize {
    let text = |name: &str| {
        input
            .property(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let list = |context, name: &str| {
        let list = input.property(name).unwrap_or(&Value::Null);
        lines_of_components(context, list)
    };
    match input.component.kind {
        ComponentKind::Text => lines_of_text(text("text")),
        ComponentKind::PlainText => lines_of_text(text("plain_text")),
        ComponentKind::Badge | ComponentKind::LinkButton | ComponentKind::WorkflowButton => {
            lines_of_text(text("label")) + 1
        }
        ComponentKind::Row => {
            let main = list(Context::Row, "main_content");
            main.max(list(Context::Row, "aside_content"))
        }
        ComponentKind::Container => list(Context::Container, "content") + 1,
        ComponentKind::Spacer
        | ComponentKind::Divider
        | ComponentKind::CopyButton
        | ComponentKind::DateTime
        | ComponentKind::User => 1,
    }
}

#[cfg(test)]
mod tests {
    use plain_schema::Context;
    use serde_json::{Value, json};

    use super::{MAX_LINES, fold, is_long_title, lines_of_components, lines_of_text};

    fn is_folded(components: &Value) -> bool {
        let lines = lines_of_components(Context::Event, components);
        fold(lines, &maud::html! {})
            .into_string()
            .contains("<details>")
    }

    #[test]
    fn content_beyond_a_height_is_folded() {
        let text = |text: &str| json!({ "componentText": { "text": text } });
        let badge = json!({ "componentBadge": { "badgeLabel": "a" } });
        let badges = |count: usize| json!(vec![badge.clone(); count]);
        let container = json!([{ "componentContainer": { "containerContent": badges(40) } }]);
        let row = json!([{ "componentRow": { "rowMainContent": [text("a")], "rowAsideContent": badges(40) } }]);
        for components in [
            badges(200),
            json!([text(&"a".repeat(10_000))]),
            json!([text(&"a\n".repeat(100))]),
            json!(vec![text("a"); 100]),
            container,
            row,
        ] {
            assert!(is_folded(&components), "{components}");
        }
        for components in [
            json!([]),
            badges(10),
            json!([text(&"a".repeat(1_000))]),
            json!([{ "componentRow": { "rowMainContent": badges(10), "rowAsideContent": badges(10) } }]),
        ] {
            assert!(!is_folded(&components), "{components}");
        }
    }

    #[test]
    fn long_texts_and_titles_are_recognised() {
        assert_eq!(lines_of_text(""), 1);
        assert!(lines_of_text(&"a".repeat(10_000)) > MAX_LINES);
        assert!(is_long_title(&"a".repeat(2_000)));
        assert!(is_long_title("a\nb\nc"));
        assert!(!is_long_title("Payment failed"));
    }
}

//! Generates tests that call the macros.

use plain_sandbox::macro_call;
use plain_schema::EventKind;

use crate::layout::Layout;

/// Source of the test of one layout.
pub(crate) fn test(name: &str, layout: &Layout) -> String {
    let (number, words) = name.split_once('-').unwrap();
    let function = format!("{}_{number}", words.replace('-', "_"));
    let kind = match layout.kind.as_str() {
        "thread_event" => EventKind::ThreadEvent,
        _ => EventKind::CustomerEvent,
    };
    let call = if layout.is_event() {
        macro_call(kind, &layout.input)
    } else {
        let mut input = serde_json::json!({
            "title": "A customer card",
            "customerIdentifier": { "externalId": "card" },
        });
        input["components"] = layout.input["components"].clone();
        macro_call(kind, &input)
    };
    // The line breaks are outside literals, which contain `\n`.
    let call = call.replace('\n', "\n    ");
    format!(
        "\n#[test]\nfn {function}() {{\n    let event = {call};\n    assert_serialises_to({name:?}, &event);\n}}\n"
    )
}

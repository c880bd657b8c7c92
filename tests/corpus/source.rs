//! Generates tests that call the macros.

use plain_sandbox::macro_call;

use crate::layout::Layout;

/// Source of the test of one layout.
pub(crate) fn test(name: &str, layout: &Layout) -> String {
    let (number, words) = name.split_once('-').unwrap();
    let function = format!("{}_{number}", words.replace('-', "_"));
    let call = macro_call(layout.kind, &layout.input);
    // The line breaks are outside literals, which contain `\n`.
    let call = call.replace('\n', "\n    ");
    format!(
        "\n#[test]\nfn {function}() {{\n    let value = {call};\n    assert_serialises_to({name:?}, &value);\n}}\n"
    )
}

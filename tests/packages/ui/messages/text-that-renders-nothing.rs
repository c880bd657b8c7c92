// C1
use plain_runtime::components;

fn main() {
    let note = "internal";
    let _ = components![
        text("<!-- note -->"),
        text("<!-- {note} -->"),
        text("&nbsp;"),
        text("<!-- note --> visible"),
    ];
}

// Fix:
// let note = "internal";
// let _ = components![text("note"), text("{note}"), text("<!-- note --> visible")];

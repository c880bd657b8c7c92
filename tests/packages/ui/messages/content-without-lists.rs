// C9 C10
use plain_runtime::components;

fn main() {
    let paid = true;
    let _ = components![
        row(text("Plan"), badge("Pro")),
        container(text("Plan"), if paid { divider() }),
    ];
}

// Fix:
// let paid = true;
// let _ = components![
//     row(main_content = [text("Plan")], aside_content = [badge("Pro")]),
//     container(content = [text("Plan"), if paid { divider() }]),
// ];

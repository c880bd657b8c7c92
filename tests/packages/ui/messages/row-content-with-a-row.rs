// C11
use plain_runtime::row_content;

fn main() {
    let plan = true;
    let _ = row_content![
        if plan {
            row(main_content = [text("Plan")], aside_content = [badge("Pro")])
        },
    ];
}

// Fix:
// let plan = true;
// let _ = plain_runtime::container_content![
//     if plan {
//         row(main_content = [text("Plan")], aside_content = [badge("Pro")])
//     },
// ];

// C11
use plain_runtime::components;

fn main() {
    let _ = components![container(
        content = [row(
            main_content = [text("Plan")],
            aside_content = [row(
                main_content = [badge("Pro")],
                aside_content = [spacer(S)]
            )],
        )]
    )];
}

// Fix:
// let _ = components![container(
//     content = [row(
//         main_content = [text("Plan")],
//         aside_content = [badge("Pro"), spacer(S)],
//     )]
// )];

// C11
use plain_runtime::components;

fn main() {
    let _ = components![row(
        main_content = [row(
            main_content = [text("Plan")],
            aside_content = [badge("Pro")]
        )],
        aside_content = [text("Since May")],
    )];
}

// Fix:
// let _ = components![row(
//     main_content = [text("Plan"), badge("Pro")],
//     aside_content = [text("Since May")],
// )];

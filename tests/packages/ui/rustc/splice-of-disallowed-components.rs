// C11 C14
use plain_runtime::{EventComponent, components};

fn main() {
    let whole: Vec<EventComponent> = Vec::new();
    let _ = components![
        row(main_content = [..whole], aside_content = [text("b")]),
        ..["text"],
    ];
}

// C11
use plain_runtime::{RowContent, components, container_content, row_content};

fn cells() -> Vec<RowContent> {
    components![text("a")]
}

fn main() {
    let whole = components![text("a")];
    let boxed = container_content![text("b")];
    let _ = row_content![..&whole];
    let _ = container_content![
        row(main_content = [..boxed], aside_content = [..components![text("c")]]),
        ..whole,
    ];
    let _ = components![..cells().first(), ..17];
}

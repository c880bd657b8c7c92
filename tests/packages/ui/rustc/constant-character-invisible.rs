// C1 C2
use plain_runtime::components;

const FILLER: char = '\u{3164}';
const NUL: char = '\0';

fn main() {
    let _ = components![text(FILLER), badge(FILLER), copy_button(FILLER), copy_button(NUL)];
}

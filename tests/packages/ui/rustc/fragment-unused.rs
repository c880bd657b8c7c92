// language
#![deny(unused_must_use)]

use plain_runtime::{components, container_content, row_content};

fn main() {
    components![text("a")];
    container_content![text("a")];
    row_content![text("a")];
}

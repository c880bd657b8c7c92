// C1
use plain_runtime::{Markdown, components};

mod words {
    const BYTES: [u8; 9_000] = [b'*'; 9_000];
    pub const STARS: &str = match std::str::from_utf8(&BYTES) {
        Ok(stars) => stars,
        Err(_) => "",
    };
}

fn main() {
    use words::STARS;
    const MARKDOWN: Markdown<&str> = Markdown(STARS);
    let _ = components![plain_text(STARS), text(MARKDOWN), text(STARS)];
}

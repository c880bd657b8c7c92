// C2
use plain_runtime::components;

mod words {
    const MUCH: [u8; 501] = [b'x'; 501];
    pub const LABEL: &str = match std::str::from_utf8(&MUCH) {
        Ok(label) => label,
        Err(_) => "",
    };
}

fn main() {
    use words::LABEL;
    let _ = components![badge(LABEL)];
}

// C1
use plain_runtime::components;

fn main() {
    let (level, message) = ("error", "disk full");
    let _ = components![
        text("[{level}]: {message}"),
        text("Note\n\n[docs]: https://docs.example/{level}"),
        text("See [docs].\n\n[docs]: https://docs.example/{level}"),
    ];
}

// Fix:
// let (level, message) = ("error", "disk full");
// let _ = components![
//     text("\\[{level}]: {message}"),
//     text("Note\n\n\\[docs]: https://docs.example/{level}"),
//     text("See [docs].\n\n[docs]: https://docs.example/{level}"),
// ];

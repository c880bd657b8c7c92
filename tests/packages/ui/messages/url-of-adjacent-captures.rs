// C4
use plain_runtime::components;

fn main() {
    let (base, path, id) = ("https://x.example", "/keys/1", 1);
    let _ = components![
        link_button("Open", "{base}{path}"),
        link_button("Open", "{base}{path}/edit/{id}"),
        link_button("Open", "https://%78.example/{id}"),
        link_button("Open", "{base}/keys/{id}"),
    ];
}

// Fix:
// let (base, path, id) = ("https://x.example", "/keys/1", 1);
// let _ = components![
//     link_button("Open", format!("{base}{path}")),
//     link_button("Open", "{base}/{path}/edit/{id}"),
//     link_button("Open", "https://x.example/{id}"),
//     link_button("Open", "{base}/keys/{id}"),
// ];

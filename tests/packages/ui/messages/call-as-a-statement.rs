// C14
use plain_runtime::components;

fn footer(_: u8) -> Vec<plain_runtime::EventComponent> {
    Vec::new()
}

fn main() {
    let names = vec!["a"];
    let _ = components![
        for name in &names {
            footer(1);
            names.iter().count();
            text = "a";
            badge("{name}")
        },
        match names.len() {
            0 => return badge("none"),
            _ => components![divider()],
        },
    ];
}

// Fix:
// fn footer(_: u8) -> Vec<plain_runtime::EventComponent> {
//     Vec::new()
// }
//
// let names = vec!["a"];
// let _ = components![
//     for name in &names {
//         ..footer(1);
//         let _ = names.iter().count();
//         text("a");
//         badge("{name}")
//     },
//     match names.len() {
//         0 => badge("none"),
//         _ => divider(),
//     },
// ];

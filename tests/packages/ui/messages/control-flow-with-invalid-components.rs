// C5 C11 C14
use plain_runtime::components;

fn main() {
    let roles = ["a"];
    let _ = components![
        if roles.is_empty() {
            spacer()
        } else {
            row(main_content = [row()], aside_content = [text("b")])
        },
        for role in roles {
            "{role}"
        },
        match roles.len() {
            0 => buton("a"),
            _ => {}
        },
    ];
}

// Fix:
// let roles = ["a"];
// let _ = components![
//     if roles.is_empty() {
//         spacer(M)
//     } else {
//         row(main_content = [text("a")], aside_content = [text("b")])
//     },
//     for role in roles {
//         text("{role}")
//     },
//     match roles.len() {
//         0 => link_button("a", "https://admin.example.com"),
//         _ => {}
//     },
// ];

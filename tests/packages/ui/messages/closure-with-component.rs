// language
use plain_runtime::components;

fn main() {
    let roles = ["admin"];
    let _ = components![..roles.iter().map(|role| badge(role))];
}

// Fix:
// # let roles = ["admin"];
// let _ = components![for role in roles.iter() { badge(role) }];

// C13
use plain_runtime::thread_event;

fn main() {
    let _event = thread_event!(
        title = "Escalated",
        thread_id = "th_01HZX4RB2Y6E1S8F0QJ7MCPWKN",
        components = [badge(text = "P1")],
    );
}

// Fix:
// let _event = thread_event!(
//     title = "Escalated",
//     thread_id = "th_01HZX4RB2Y6E1S8F0QJ7MCPWKN",
//     components = [badge(label = "P1")],
// );
